"""How order entry looks: the head on top, lines, the entry line in its place, the totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.services.order_entry.views import LineView
from custtui.ui import format as fmt
from custtui.ui.paint import Line, rule
from custtui.ui.screens.order_head_rows import head_rows
from custtui.ui.screens.order_totals_rows import totals_rows
from custtui.ui.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.screens.order_entry import OrderEntry

LOW = 18
"""A body of fewer rows does without rules and puts the totals into two rows."""


class Columns:
    """Where columns begin, and numbers end; the description takes what a wide screen has more."""

    def __init__(self, width: int) -> None:
        extra = width - 80
        self.item, self.text, self.text_end = 6, 20, 40 + extra
        self.quantity_end, self.price_end, self.discount_end = 48 + extra, 57 + extra, 63 + extra
        self.wanted, self.amount_end = 64 + extra, width - 1


def draw_order(screen: OrderEntry, width: int, height: int) -> Drawn:
    """The body of order entry, and the cursor in it."""
    draft, low = screen.draft, height < LOW
    top = [*head_rows(draft, width), *([] if low else [rule(width)]), _heading(width)]
    totals = totals_rows(screen.totals, width, low=low)
    room = max(1, height - len(top) - 3 - len(totals))
    lines, at = _lines(screen, width, room)
    bottom, x = _entry(screen, width)
    cursor = (x, len(top) + room + 1)
    if screen.in_lines:
        cursor = (0, len(top) + at)
    lines += [Line(width) for _ in range(room - len(lines))]
    return [*top, *lines, rule(width), *bottom, *totals], cursor


def _heading(width: int) -> Line:
    at, line = Columns(width), Line(width)
    line.put(1, "Pos", "label")
    line.put(at.item, "Item", "label")
    line.put(at.text, "Description", "label")
    for end, text in (
        (at.quantity_end, "Qty"),
        (at.price_end, "Price"),
        (at.discount_end, "Disc"),
        (at.amount_end, "Amount"),
    ):
        line.number(end, text, "label")
    line.put(at.wanted, "Wanted", "label")
    return line


def _lines(screen: OrderEntry, width: int, room: int) -> tuple[list[Line], int]:
    rows = screen.rows
    if not screen.in_lines:
        rows.top = max(0, len(rows.items) - room)
    return rows.draw(width, room, lambda view, line: _line(screen, view, line))


def _line(screen: OrderEntry, view: LineView, line: Line) -> None:
    at = Columns(line.width)
    struck = view.struck
    style = "dim" if struck else "mark" if view.faults else "text"
    mark = "x" if struck else "?" if view.faults else "!" if view.notes else ""
    line.put(1, str(view.position), style, 3, "right")
    line.put(4, mark, "mark")
    line.put(at.item, view.product_code or view.text.item, style, at.text - at.item - 1)
    line.put(at.text, view.description, style, at.text_end - at.text)
    line.put(at.wanted, fmt.day(view.wanted) + ("»" if view.ship_to else ""), style)
    line.number(
        at.quantity_end, fmt.quantity(view.quantity) if view.quantity is not None else view.text.quantity, style
    )
    line.number(at.price_end, fmt.price(view.price), style)
    line.number(at.discount_end, view.discount, style)
    line.number(at.amount_end, "struck" if struck else fmt.amount(view.net, screen.draft.currency), style)


def _entry(screen: OrderEntry, width: int) -> tuple[list[Line], int]:
    """The entry line and the line that says why; and the cell of the cursor."""
    at, entry, pending = Columns(width), screen.entry, screen.pending
    line, why = Line(width), Line(width)
    line.put(0, str(entry.position or screen.draft.next_position), "strong", 4, "right")
    cells = {
        "item": (line, at.item),
        "quantity": (line, at.quantity_end - 7),
        "price": (line, at.price_end - 8),
        "discount": (line, at.discount_end - 6),
        "wanted": (line, at.wanted),
        "price_reason": (why, width - 34),
        "discount_reason": (why, width - 13),
    }
    current, cursor = screen.field, at.item
    if pending:
        line.put(at.text, pending.description, "text", at.text_end - at.text)
        line.number(at.amount_end, fmt.amount(pending.net, screen.draft.currency))
        if pending.price is not None and not entry["price"].value:
            line.number(at.price_end, fmt.price(pending.price))
        why.put(1, *_said(screen, pending), width - 2)
    for name, (row, x) in cells.items():
        field = entry[name]
        here = field is current and not screen.in_lines
        if name in ("item", "quantity") or field.value or here:
            if "reason" in name:
                if field.locked:
                    continue
                row.put(x - 8, " Reason ", "label")
            moved = field.draw(row, x, here=here)
            cursor = moved if field is current else cursor
    return [line, why], cursor


def _said(screen: OrderEntry, pending: LineView) -> tuple[str, str]:
    """Why this price, or what is wrong; nothing is called wrong while it is still being typed."""
    current = screen.field.name if screen.field else ""
    faults = [fault for fault in pending.faults if fault.field != current]
    if faults and current != "item":
        return faults[0].text, "mark"
    return " · ".join(part for part in (pending.why, *pending.notes) if part), "dim"
