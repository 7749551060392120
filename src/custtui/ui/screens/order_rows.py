"""How order entry looks: the head on top, lines, the entry line in its place, the totals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from custtui.services.order_entry.views import LineView, Slot
from custtui.ui import format as fmt
from custtui.ui.paint import Line, rule, width_of
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
        self.item, self.text = 7, 22
        self.quantity_end, self.price_end, self.discount_end = 48 + extra, 57 + extra, 64 + extra
        self.wanted, self.amount_end = 65 + extra, width - 1


def draw_order(screen: OrderEntry, width: int, height: int) -> Drawn:
    """The body of order entry, and the cursor in it."""
    draft, low = screen.draft, height < LOW
    carried = f"+{screen.offset}, {screen.offset_source}" if screen.offset_source else ""
    top = [*head_rows(draft, width, carried), *([] if low else [rule(width)]), _heading(width)]
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
    numbers = ("Qty", "Price", "Disc", "Wanted", "Amount")
    room = _from_the_right(line, at, numbers, "label") - at.text
    line.put(at.text, "Description" if room >= len("Description") else "", "label")
    return line


def _from_the_right(line: Line, at: Columns, texts: Sequence[str], style: str) -> int:
    """Quantity, price, discount, wanted and amount, none over another: a wide one moves what is left of it.

    Returns the cell up to which there is room for a description.
    """
    wanted_end = at.wanted + width_of(texts[3])
    ends = (at.quantity_end, at.price_end, at.discount_end, wanted_end, at.amount_end)
    free = line.width
    for end, text in zip(reversed(ends), reversed(texts), strict=True):
        if text:
            end = min(end, free)
            line.number(end, text, style)
            free = end - width_of(text) - 1
    return free


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
    line.put(1, str(view.position), style, 5, "right")
    line.put(6, mark, "mark")
    line.put(at.item, view.product_code or view.text.item, style, at.text - at.item - 1)
    numbers = (
        fmt.quantity(view.quantity) if view.quantity is not None else view.text.quantity,
        fmt.price(view.price),
        view.discount,
        fmt.day(view.wanted) + ("»" if view.ship_to else ""),
        "struck" if struck else fmt.amount(view.net, screen.draft.currency),
    )
    line.put(at.text, view.description, style, _from_the_right(line, at, numbers, style) - at.text)


def _entry(screen: OrderEntry, width: int) -> tuple[list[Line], int]:
    """The entry line and the line that says why; and the cell of the cursor."""
    at, entry, pending = Columns(width), screen.entry, screen.pending
    line, why = Line(width), Line(width)
    line.put(0, str(entry.position or screen.draft.next_position), "strong", 6, "right")
    cells = {
        "item": (line, at.item),
        "quantity": (line, at.quantity_end - 7),
        "price": (line, at.price_end - 8),
        "discount": (line, at.discount_end - 6),
        "wanted": (line, at.wanted),
        "price_reason": (why, width - 32),
        "discount_reason": (why, width - 12),
        "ship_to": (why, 10),
    }
    current, cursor = screen.field, at.item
    reasons = [x - 8 for name, (_, x) in cells.items() if name.endswith("reason") and _shown(screen, name)]
    if pending:
        line.put(at.text, pending.description, "text", at.quantity_end - 8 - at.text)
        amount = fmt.amount(pending.net, screen.draft.currency)
        taken = at.wanted + 8 if entry["wanted"].value or current is entry["wanted"] else at.discount_end + 1
        if at.amount_end - width_of(amount) >= taken:
            line.number(at.amount_end, amount)
        if pending.price is not None and not entry["price"].value:
            line.number(at.price_end, fmt.price(pending.price))
        why.put(1, *_said(screen, pending), min([width, *reasons]) - 2)
    elif goes := _goes(screen, screen.draft.next_ship_to):
        why.put(1, goes, "mark", width - 2)
    for name, (row, x) in cells.items():
        field = entry[name]
        here = field is current and not screen.in_lines
        if name == "ship_to" and here:
            why.put(0, " Ship to  ", "label")
        if here if name == "ship_to" else _shown(screen, name):
            if "reason" in name:
                row.put(x - 8, " Reason ", "label")
            moved = field.draw(row, x, here=here)
            cursor = moved if field is current else cursor
    return [line, why], cursor


def _shown(screen: OrderEntry, name: str) -> bool:
    """A field is drawn where it is typed into or filled; a reason that nothing asks for is not."""
    field = screen.entry[name]
    filled = name in ("item", "quantity") or bool(field.value) or (field is screen.field and not screen.in_lines)
    return filled and not ("reason" in name and field.locked)


def _said(screen: OrderEntry, pending: LineView) -> tuple[str, str]:
    """Why this price, or what is wrong; nothing is called wrong while it is still being typed."""
    current = screen.field.name if screen.field else ""
    faults = [fault for fault in pending.faults if fault.field != current]
    if faults and current != "item":
        return faults[0].text, "mark"
    goes = _goes(screen, pending.ship_to)
    return " · ".join(part for part in (goes, pending.why, *pending.notes) if part), "mark" if goes else "dim"


def _goes(screen: OrderEntry, slot: Slot | None) -> str:
    """`to HJ Warehouse, Newark`: where the line goes, where that is not where the order goes (F-78)."""
    if slot is None or slot == screen.draft.ship_to:
        return ""
    return f"to {slot.alias or slot.name}, {slot.address.city or slot.address.one_line}"
