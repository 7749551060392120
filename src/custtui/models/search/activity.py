"""What goes on beside each customer the lookup shows: open orders and the day of the last, counted as they change.

The database itself keeps the counts, by triggers on the states of revisions: whatever places, accepts, replaces,
finishes or imports an order, a row of `search_activity` an account is right at the end of its transaction. Counting
a customer's open orders anew at each key took as long as all the rest of the lookup (P-7).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from custtui.domain.order import Status
from custtui.models.order import OrderRevision
from custtui.models.search.document import COLUMNS, Document, from_row
from custtui.models.search.question import QuestionPart
from custtui.models.search.statements import run, these

_OPEN = (
    f"CASE WHEN {{0}}.status = '{Status.ACCEPTED}' OR {{0}}.status = '{Status.PENDING}' AND (r.replaces_id IS NULL"
    " OR (SELECT o.in_force_id FROM sales_order o WHERE o.id = r.order_id) IS NULL) THEN 1 ELSE 0 END"
)
"""An order counts by the revision in force, or by the one that waits while none ever was."""
_PLACED = f"""
INSERT INTO search_activity (account_id, open_orders, last_order)
SELECT r.sold_to_id, {_OPEN.format("NEW")}, r.order_date FROM order_revision r WHERE r.id = NEW.revision_id
ON CONFLICT (account_id) DO UPDATE SET open_orders = search_activity.open_orders + excluded.open_orders,
 last_order = CASE WHEN excluded.last_order > search_activity.last_order THEN excluded.last_order
  ELSE search_activity.last_order END
"""
_MOVED = f"""
UPDATE search_activity SET open_orders = open_orders +
 (SELECT {_OPEN.format("NEW")} - {_OPEN.format("OLD")} FROM order_revision r WHERE r.id = NEW.revision_id)
WHERE account_id = (SELECT sold_to_id FROM order_revision WHERE id = NEW.revision_id)
"""
UPKEEP = {
    "keep_activity_placed": ("AFTER INSERT ON revision_state", _PLACED),
    "keep_activity_moved": ("AFTER UPDATE OF status ON revision_state", _MOVED),
}
"""Triggers by name: when, and what is done. A change here needs a numbered migration, as one of a guard does."""
COUNTED = f"""
SELECT r.sold_to_id, sum({_OPEN.format("s")}), max(r.order_date)
FROM order_revision r JOIN revision_state s ON s.revision_id = r.id WHERE r.sold_to_id {{these}} GROUP BY r.sold_to_id
"""
SHOWN = """
WITH RECURSIVE family (top, id) AS (
 SELECT account_id, account_id FROM search_document WHERE account_id {these}
 UNION SELECT f.top, a.id FROM family f JOIN customer_account a ON a.merged_into_id = f.id)
SELECT {columns}, number, last FROM search_document LEFT JOIN
 (SELECT f.top, sum(s.open_orders) AS number, max(s.last_order) AS last
  FROM family f JOIN search_activity s ON s.account_id = f.id GROUP BY f.top) AS goes_on ON top = account_id
WHERE account_id {these}
"""
IN_ORDER = "ORDER BY name_key, account_id"
OrdersCounted = tuple[int, date | None]


class Known(NamedTuple):
    """What the lookup shows of an account: its document, its open orders, the day of its last one."""

    document: Document
    open_orders: int
    last_order: date | None


def known(ids: Sequence[int]) -> dict[int, Known]:
    """What the lookup shows of these accounts, in one question; orders of merged ones are among them (F-28)."""
    if not ids:
        return {}
    some = [*ids, *[ids[-1]] * ((1 << (len(ids) - 1).bit_length()) - len(ids))]  # few texts to make ready
    rows = run(SHOWN.format(these=these(some), columns=COLUMNS), [*some, *some]).fetchall()
    return {row[0]: known_of(row) for row in rows}


def known_of(row: Sequence[Any]) -> Known:
    """A row of SHOWN."""
    return Known(from_row(tuple(row[:6])), int(row[6] or 0), OrderRevision.order_date.python_value(row[7]))


def known_around(name: str, *, active: bool, rows: int) -> list[Known]:
    """So many whose names stand around where a folded name would stand, in the order of names (F-04)."""
    both, values = around(name, active=active, rows=rows)
    found = run(SHOWN.format(these=f"IN ({both})", columns=COLUMNS) + IN_ORDER, [*values, *values]).fetchall()
    return [known_of(row) for row in found]


def around(name: str, *, active: bool, rows: int) -> QuestionPart:
    """The question for their accounts alone, in no order."""
    part = (
        "SELECT * FROM (SELECT account_id FROM search_document WHERE active = ? AND name_key {} ?"
        " ORDER BY name_key {}, account_id {} LIMIT ?) AS {}"
    )
    both = f"{part.format('<', 'DESC', 'DESC', 'before')} UNION ALL {part.format('>=', 'ASC', 'ASC', 'beyond')}"
    return both, (int(active), name, rows // 2, int(active), name, rows - rows // 2)


def kept(ids: Sequence[int]) -> dict[int, OrdersCounted]:
    """What is kept of these accounts, of each alone; one that never ordered is not there."""
    return _read(
        f"SELECT account_id, open_orders, last_order FROM search_activity WHERE account_id {these(ids)}", ids
    )


def counted(ids: Sequence[int]) -> dict[int, OrdersCounted]:
    """The same, counted anew from the orders."""
    return _read(COUNTED.format(these=these(ids)), ids)


def recount() -> None:
    """Count all orders anew."""
    run("DELETE FROM search_activity")
    run(f"INSERT INTO search_activity (account_id, open_orders, last_order) {COUNTED.format(these='IS NOT NULL')}")


def _read(sql: str, ids: Sequence[int]) -> dict[int, OrdersCounted]:
    rows: list[tuple[int, int, Any]] = run(sql, ids).fetchall() if ids else []
    return {account: (int(number), OrderRevision.order_date.python_value(last)) for account, number, last in rows}
