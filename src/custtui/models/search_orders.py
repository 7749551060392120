"""Finds accounts by what stands on their orders, and counts what is open: through the orders' own indexes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.families import families
from custtui.models.search_facts import run

LAST = "\U0010ffff"

OPEN = """
WITH d (id) AS (VALUES {these})
SELECT d.id,
 (SELECT count(*) FROM order_revision r JOIN revision_state s {index} ON s.revision_id = r.id
  WHERE r.sold_to_id = d.id AND s.status IN ('pending', 'accepted')
  AND (s.status = 'accepted' OR r.replaces_id IS NULL)),
 (SELECT max(r.order_date) FROM order_revision r WHERE r.sold_to_id = d.id)
FROM d
"""
"""An order counts by the revision in force, or by its first while that waits. Two indexes answer it all: nothing is
read of accounts or orders, whose pages would cost as much as all the rest."""
OPEN_INDEX = "INDEXED BY revision_state_open"
"""SQLite would not take the index of open revisions by itself: ten times as long for a customer of many orders."""


def of_orders(numbers: Sequence[str]) -> dict[int, str]:
    """Account and number of the orders with one of these numbers."""
    marks = ",".join("?" * len(numbers))
    sql = f"SELECT account_id, number FROM sales_order WHERE number IN ({marks}) ORDER BY number"
    return dict(run(sql, numbers).fetchall())


def of_po_numbers(numbers: Sequence[str], limit: int) -> dict[int, str]:
    """Accounts with an order of one of these PO numbers, and that number."""
    sql = "SELECT DISTINCT sold_to_id, po_number FROM order_revision WHERE po_number <> '' AND po_number = ? LIMIT ?"
    return {account: number for one in numbers for account, number in run(sql, (one, limit)).fetchall()}


def of_po_beginnings(beginnings: Sequence[str], limit: int) -> dict[int, str]:
    """Accounts with an order whose PO number begins so, and such a number."""
    found = {account: number for one in beginnings for account, number in _beginning(one, limit)}
    return dict(list(found.items())[:limit])


def _beginning(text: str, limit: int) -> list[tuple[int, str]]:
    """On PostgreSQL the index serves LIKE only in a database of collation C; elsewhere it is read whole."""
    begins = "po_number >= ? AND po_number < ?" if is_sqlite(db) else "po_number LIKE ?"
    known = (text, text + LAST) if is_sqlite(db) else (_escaped(text) + "%",)
    sql = f"SELECT sold_to_id, po_number FROM order_revision WHERE po_number <> '' AND {begins} LIMIT ?"
    return run(sql, (*known, limit)).fetchall()


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def activity(ids: Sequence[int]) -> dict[int, tuple[int, date | None]]:
    """For each account its number of open orders, accepted or pending, and the day of its last one (F-08).

    Those of accounts merged into it are among them (F-28).
    """
    counts_for = families(ids)
    sql = OPEN.format(these=",".join(["(?)"] * len(counts_for)), index=OPEN_INDEX if is_sqlite(db) else "")
    rows: list[Any] = run(sql, counts_for).fetchall() if ids else []
    found: dict[int, tuple[int, date | None]] = {}
    for account, number, last in rows:
        one = counts_for[account]
        known, newest = found.get(one, (0, None))
        days = [day for day in (newest, _day(last)) if day is not None]
        found[one] = (known + number, max(days, default=None))
    return found


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
