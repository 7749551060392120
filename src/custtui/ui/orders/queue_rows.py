"""How the queue looks: the orders that wait, and below them all that is known of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from custtui.domain.money import credit_left
from custtui.services.views.approval import Deciding, Overdue, Reasoned, WaitingRow
from custtui.services.views.order_list import OrderRow
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.facts import FactRow, labelled
from custtui.ui.kit.paint import Line
from custtui.ui.kit.table import NUMBER, Column, Table
from custtui.ui.kit.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.orders.queue import ApprovalQueue

COLUMNS = (
    Column("number", "Order", 7, 7, style="strong", whole=NUMBER),
    Column("name", "Customer", 28, 12, share=2),
    Column("reasons", "Waits for", 20, 10, share=1, spare=1),
    Column("missing", "Missing", 8, 8, right=True),
    Column("gross", "Total", 9, 9, right=True),
)
CURRENCY = Column("currency", "", 3, 3)
"""Where orders of several wait; else the one there is stands over the totals."""
FEWEST = 4
"""Rows of the list at least, where there are as many."""


def draw_queue(screen: ApprovalQueue, width: int, height: int) -> Drawn:
    """The list takes what the chosen order leaves."""
    told = _told(screen.record, width) if screen.record else [Line(width)]
    most = max(1, height - 2 - min(FEWEST, max(1, len(screen.rows.items))))
    if len(told) > most:
        told = [*told[: most - 1], Line(width, f" more: {screen.MORE}", "dim")]
    room = max(1, height - 2 - len(told))
    table = Table(_columns(screen.rows.items), width, map(_texts, screen.rows.visible(room)))
    lines, at = screen.rows.listed(width, room, lambda item, line: table.draw(line, _texts(item)))
    if not screen.rows.items:
        lines = [Line(width, f"  No order is waiting: {keys.name(screen.do_refresh)} looks again", "dim")]
    return [table.heads(width), *lines, Line(width), *told], (1 if screen.in_list else 0, at + 1)


def _columns(items: Sequence[WaitingRow]) -> tuple[Column, ...]:
    """The reasons have the room that one currency needs no column for."""
    known = {one.currency for one in items}
    if len(known) != 1:
        return (*COLUMNS, CURRENCY)
    return (*COLUMNS[:-1], replace(COLUMNS[-1], head=f"Total {known.pop()}"))


def _texts(row: WaitingRow) -> dict[str, str]:
    return {
        "number": row.number + (f" r{row.revision}" if row.revision > 1 else ""),
        "name": row.name,
        "reasons": ", ".join(row.short),
        "missing": fmt.amount(row.missing, row.currency),
        "gross": fmt.amount(row.gross, row.currency),
        "currency": row.currency,
    }


def _told(one: Deciding, width: int) -> list[Line]:
    """Every reason in a row of its own, then who it is for and how that customer stands."""
    why: list[FactRow] = [
        ("" if number else "Waits for", [_reason(r)], _style(r)) for number, r in enumerate(one.reasons)
    ]
    if not one.reasons:
        why = [("Waits for", ["nothing any more"], "text")]
    facts: list[FactRow] = [
        ("Customer", [one.sold_to, f"paid by {one.payer}" if one.payer else "", _placed(one)], "text"),
        ("Credit", _credit(one), "text"),
        ("Overdue", _overdue(one), "mark" if one.overdue else "text"),
        ("Orders", [_order(row) for row in one.orders] or ["none before this one"], "text"),
    ]
    return labelled([*why, *facts], width, 12)


def _reason(one: Reasoned) -> str:
    note = "no longer so" if one.gone else "" if one.id else "new since it was placed"
    return one.text + (f" ({note})" if note else "")


def _style(one: Reasoned) -> str:
    return "dim" if one.gone else "text" if one.id else "mark"


def _placed(one: Deciding) -> str:
    return f"placed {fmt.day(one.placed_on)} by {one.made_by}"


def _credit(one: Deciding) -> list[str]:
    credit = one.credit
    if credit.limit is None:
        return ["no limit"]
    of = f"of {fmt.amount(credit.limit, credit.currency)} {credit.currency}"
    return [credit_left("left ", credit.left, credit.waiting, credit.currency, of)]


def _overdue(one: Deciding) -> list[str]:
    more = [f"and {one.more_overdue} more"] if one.more_overdue else []
    return [*map(_late, one.overdue), *more] or ["nothing"]


def _late(one: Overdue) -> str:
    return f"{one.number} {fmt.amount(one.unpaid, one.currency)} since {fmt.day(one.due)}"


def _order(row: OrderRow) -> str:
    return f"{row.number} {fmt.day(row.order_date)} {fmt.amount(row.gross, row.currency)} {row.summary}"
