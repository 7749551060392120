"""Home with Find empty: my drafts and what waits, each below its heading, and what the day came to."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from custtui.domain.hold_words import fitting
from custtui.domain.naming import some
from custtui.services.views.order_list import DayFigures, DraftRow, OrderRow
from custtui.ui.kit import clock
from custtui.ui.kit import format as fmt
from custtui.ui.kit.paint import Line, lines_of, width_of, wrapped
from custtui.ui.kit.table import CODE, NUMBER, Column, Table
from custtui.ui.kit.window import section

if TYPE_CHECKING:
    from custtui.ui.home.hit_list import HitList, HomeItem

WORK = (
    Column("number", "", 7, 7, whole=NUMBER),
    Column("code", "", 7, 7, whole=CODE),
    Column("name", "", 22, 12, share=1, style="strong"),
    Column("amount", "", 9, 8, right=True),
    Column("why", "", 19, 17, share=2),
    Column("days", "", 4, 0, right=True, spare=1),
)
APART = 8
"""Rows from which a blank one stands between drafts and waiting orders."""
TEXT = 9


def draw_work(hits: HitList, width: int, room: int) -> tuple[list[Line], int, int]:
    """Headings and rows in `room` rows, the row of the cursor, and how many items they are."""
    both = bool(hits.totals.drafts and hits.totals.waiting)
    blank = both and room >= APART
    names = len(hits.totals.amounts) > 1
    shown = hits.rows.visible(max(1, room - 1 - both - blank))  # what is below is said in a row of its own
    table = Table(WORK, width, [texts_of(item, WIDE, named=names) for item in shown])
    lines, at = hits.rows.draw(width, len(shown), lambda item, line: draw_item(item, line, table, named=names))
    rows, before, cursor = list[Line](), None, 0
    for number, (item, line) in enumerate(zip(shown, lines, strict=True)):
        if type(item) is not before:
            rows += [Line(width)] if blank and rows else []
            rows.append(section(_heading(hits, item), width))
        before, cursor = type(item), len(rows) if number == at else cursor
        rows.append(line)
    return rows or [Line(width)], cursor, len(lines)


def _heading(hits: HitList, item: HomeItem) -> str:
    if isinstance(item, DraftRow):
        return f"My drafts {hits.totals.drafts}"
    whose = "Waiting for approval" if hits.sees_all else "My orders waiting for approval"
    return " · ".join([f"{whose} {hits.totals.waiting}", *sums(hits.totals.amounts)])


def sums(amounts: Iterable[tuple[str, Decimal]]) -> list[str]:
    """`2,564.38 USD`, one of each currency."""
    return [f"{fmt.amount(amount, currency)} {currency}" for currency, amount in amounts]


WIDE = 999


def draw_item(item: HomeItem, line: Line, table: Table, *, named: bool = False) -> None:
    """A draft or an order that waits; of a draft that cannot be opened why, in place of what is on it."""
    places = {column.key: (x, cells) for column, x, cells in table.places}
    x, room = places.get("why", (0, 0))  # no room beside an amount of many digits: it stands whole below
    wide = isinstance(item, DraftRow) and room and "days" in places
    room = line.width - x - 1 if wide else room
    texts = texts_of(item, room, named=named)
    table.draw(line, {**texts, "why": ""})
    if isinstance(item, DraftRow) and item.trouble:
        x = places["amount"][0] if "amount" in places else x
        line.put(x, item.trouble, "wrong", line.width - x - 1)
    elif room:
        line.put(x, texts["why"], "mark" if isinstance(item, DraftRow) else "text", room)


def texts_of(item: HomeItem, room: int, *, named: bool = False) -> dict[str, str]:
    """The cells of a row whose reason has so much room; `named`: amounts say their currency."""
    if not isinstance(item, DraftRow | OrderRow):
        return {}
    amount = "" if isinstance(item, DraftRow) and item.trouble else fmt.amount(item.gross, item.currency)
    here = {"code": item.code, "name": item.name, "amount": f"{amount} {item.currency}" if named else amount}
    if isinstance(item, DraftRow):
        return {**here, "number": "change" if item.change_of else "draft", "why": _on_draft(item, room), "days": ""}
    why = fitting(item.summary, item.reasons, room, width_of)
    return {**here, "number": item.number, "why": why, "days": _days(item)}


def _days(order: OrderRow) -> str:
    return f"{(clock.today() - order.since).days} d" if order.since else ""


def _on_draft(draft: DraftRow, room: int) -> str:
    """As many of its facts as fit whole."""
    parts = [
        f"of {draft.change_of}" if draft.change_of else "",
        some(draft.lines, "line"),
        f"{draft.to_fix} to fix" if draft.to_fix else "",
        "one unfinished" if draft.half_typed else "",
        draft.items,
    ]
    return next(iter(wrapped(parts, room)), "")


def day_lines(day: DayFigures | None, width: int) -> list[Line]:
    """`Today  14 orders 6,210.40 USD · 9 lines due to ship`; nothing of what there is none of."""
    if day is None:
        return []
    placed = f"{some(day.orders, 'order')} {' + '.join(sums(day.amounts))}" if day.orders else ""
    due = f"{some(day.due, 'line')} due to ship" if day.due else ""
    notes = f"{some(day.notes, 'note')} to follow up" if day.notes else ""
    lines = lines_of(wrapped([placed, due, notes], width - TEXT - 1), width, TEXT, "text")
    for line in lines[:1]:
        line.put(1, "Today", "label")
    return lines
