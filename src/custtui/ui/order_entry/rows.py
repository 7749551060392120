"""How order entry looks: the head on top, lines, the entry line in its place, the totals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from custtui.domain.address import Address
from custtui.services.order_entry.views import LineView, Slot
from custtui.ui.kit import format as fmt
from custtui.ui.kit.message_line import said
from custtui.ui.kit.paint import Line, lines_of, width_of, wrapped
from custtui.ui.kit.table import NARROW
from custtui.ui.kit.view import Drawn
from custtui.ui.order_entry.head_rows import head_rows
from custtui.ui.order_entry.totals_rows import totals_rows

if TYPE_CHECKING:
    from custtui.ui.order_entry.lines import OrderLines

LOW = 18
"""A body of fewer rows does without rules and puts the totals into two rows."""

TALL = 27
"""A body of so many rows has its lines beside the entry line: they grow upwards, and the eye stays where it is."""

SHORT_WANTED, WANTED = 7, 12
"""Cells of a day in the entry line: `28 Nov`, and `28 Nov 2026`."""
SHORT_CODE, CODE = 11, 15
"""Cells of a product's code; where none is longer than the first, the description has the others."""
SHORT_QUANTITY, QUANTITY = 5, 8
"""Cells of a quantity in the entry line: more where more digits are typed."""


class Columns:
    """Where columns begin, and numbers end; the description takes what a wide screen has more."""

    def __init__(self, order: OrderLines, width: int) -> None:
        codes = (one.product_code or one.text.item for one in order.keeper.draft.lines)
        short = all(width_of(code) <= SHORT_CODE for code in codes)
        self.code, self.item = SHORT_CODE if short else CODE, 7
        self.text = self.item + self.code + 1
        self.quantity_end = max(width - 32, self.text + 7)
        self.price_end, self.discount_end = self.quantity_end + 9, self.quantity_end + 16
        self.wanted, self.amount_end = self.quantity_end + 17, width - 1


def draw_order(order: OrderLines, width: int, height: int) -> Drawn:
    """The body of order entry, and the cursor in it."""
    low, keeper, columns = height < LOW, order.keeper, Columns(order, width)
    (entry, *why), (x, y) = _entry(order, columns, width)
    below = _below(why, totals_rows(order.quoting.totals, width, low=low), width, low=low)
    above = [Line(width)] if len(below) + 4 < height else []
    most = height - len(above) - len(below) - 3 - (not low)  # the lines keep a row
    heads = [*head_rows(keeper.draft, width, keeper.wanted_in.told, most), *([] if low else [Line(width)])]
    room = max(1, height - len(heads) - 1 - len(above) - 1 - len(below))
    lines, at = _lines(order, columns, width, room)
    free = [Line(width) for _ in range(room - len(lines))]
    tall = height >= TALL
    top = [*heads, *(free if tall else ()), _heading(columns, width)]
    cursor = (x, len(heads) + 1 + room + len(above) + y)
    if order.chosen:
        cursor = (0, len(top) + at)
    return [*top, *lines, *(() if tall else free), *above, entry, *below], cursor


def _below(why: list[Line], totals: list[Line], width: int, *, low: bool) -> list[Line]:
    """What stands below the entry line: long texts take the row of the rule first, so that the entry line stays."""
    return [*why, *([] if low or len(why) + len(totals) > 4 else [Line(width)]), *totals]


def _heading(at: Columns, width: int) -> Line:
    line = Line(width)
    line.put(1, "Pos", "column")
    line.put(at.item, "Item", "column")
    numbers = ("Qty", "Price", "Disc", "Wanted", "Amount")
    room = _from_the_right(line, at, numbers, "column", at.item + 4) - at.text
    line.put(at.text, "Description" if room >= len("Description") else "", "column")
    return line


def _from_the_right(line: Line, at: Columns, texts: Sequence[str], style: str, least: int) -> int:
    """Quantity, price, discount, wanted and amount, none over another: a wide one moves what is left of it.

    Where they do not fit right of cell `least`, discount, wanted day and price stand in the entry line only (Up,
    Enter). Returns the cell up to which there is room for a description.
    """
    texts = list(texts)
    for spare in (2, 3, 1):
        if sum(width_of(text) + 1 for text in texts if text) <= line.width - least:
            break
        texts[spare] = ""
    wanted_end = at.wanted + width_of(texts[3])
    ends = [at.quantity_end, at.price_end, at.discount_end, wanted_end, at.amount_end]
    free = line.width
    for place in reversed([place for place, text in enumerate(texts) if text]):
        ends[place] = min(ends[place], free)
        free = ends[place] - width_of(texts[place]) - 1
    taken = least
    for end, text in zip(ends, texts, strict=True):
        if text:
            begin = max(end - width_of(text), taken)
            line.put(begin, text, style)
            taken = begin + width_of(text) + 1
    return free


def _lines(order: OrderLines, at: Columns, width: int, room: int) -> tuple[list[Line], int]:
    rows, draft = order.rows, order.keeper.draft
    if not order.chosen:
        rows.top = max(0, len(rows.items) - room)
    return rows.draw(width, room, lambda view, line: _line(view, line, at, draft.currency, draft.ship_to))


def _line(view: LineView, line: Line, at: Columns, currency: str, header: Slot | None = None) -> None:
    struck = view.struck
    style = "dim" if struck else "mark" if view.faults else "text"
    mark = "x" if struck else "?" if view.faults else "!" if view.notes else ""
    line.put(1, str(view.position), style, 5, "right")
    line.put(5 - len(str(view.position)), mark, "mark")
    end = line.put(at.item, view.product_code or view.text.item, style, at.text - at.item - 1)
    numbers = (
        fmt.quantity(view.quantity) if view.quantity is not None else view.text.quantity,
        fmt.price(view.price),
        view.discount,
        fmt.day(view.wanted) + ("»" if _elsewhere(view.ship_to, header) else ""),
        "struck" if struck else fmt.amount(view.net, currency),
    )
    room = _from_the_right(line, at, numbers, style, end + 1)
    if view.was:
        room = _put_was(line, at.text, room, view.was)
    line.put(at.text, view.description, style, room - at.text)


def _put_was(line: Line, begin: int, end: int, was: str) -> int:
    """What a change makes of the line, beside its numbers; the description gives way. Returns where it ends."""
    room = end - begin
    text = f"({was})" if width_of(was) + 2 <= room else "(was …)" if room >= 7 else ""
    line.put(end - width_of(text), text, "mark")
    return end - width_of(text) - 1


def _entry(order: OrderLines, at: Columns, width: int) -> Drawn:
    """The entry line and the rows that say why; and the cell of the cursor."""
    entry, pending = order.entry, order.quoting.pending
    line, asked = Line(width), Line(width)
    line.put(0, str(entry.position or order.keeper.draft.next_position), "strong", 6, "right")
    current, cursor = order.screen.field, (at.item, 0)
    _fit_fields(order, at)
    cells = {
        "item": (line, at.item),
        "quantity": (line, at.quantity_end - entry["quantity"].width),
        "price": (line, at.price_end - 8),
        "discount": (line, at.discount_end - 6),
        "wanted": (line, at.wanted),
        "price_reason": (asked, width - 32),
        "discount_reason": (asked, width - 12),
        "ship_to": (asked, 10),
    }
    if pending:
        _put_pending(order, pending, line, at)
    for name, (row, x) in cells.items():
        field = entry[name]
        here = field is current and not order.chosen
        if here if name == "ship_to" else _shown(order, name, width):
            if row is asked:
                label = "Ship to" if name == "ship_to" else "Reason"
                row.put(x - 1 - len(label), label, "label")
            moved = field.draw(row, x, here=here)
            cursor = (moved, int(row is asked)) if field is current else cursor
    return [line, *_why(order, pending, asked, at)], cursor


def _fit_fields(order: OrderLines, at: Columns) -> None:
    """Fields are as wide as what is typed: a day with its year is seen whole, the amount gives way."""
    item, quantity, wanted = (order.entry[name] for name in ("item", "quantity", "wanted"))
    item.width = max(at.code, min(CODE, len(item.value) + 1))
    quantity.width = max(SHORT_QUANTITY, min(QUANTITY, len(quantity.value)))
    here = order.screen.field is wanted
    wanted.width = WANTED if here else max(SHORT_WANTED, min(WANTED, len(wanted.told(wanted.value))))


def _put_pending(order: OrderLines, pending: LineView, line: Line, at: Columns) -> None:
    """What the line being typed comes to, where its fields leave room."""
    entry = order.entry
    x, room = _described(order, at)
    line.put(x, pending.description, "text", room)
    if _has_room(order, pending, line.width, at):
        line.number(at.amount_end, fmt.amount(pending.net, order.keeper.draft.currency))
    price = fmt.price(pending.price)
    if width_of(price) <= entry["price"].width and not entry["price"].value:  # a longer one stands below
        line.number(at.price_end, price)


def _described(order: OrderLines, at: Columns) -> tuple[int, int]:
    """Where the entry line says what the item is, and in how many cells."""
    x = at.item + order.entry["item"].width + 1
    return x, at.quantity_end - order.entry["quantity"].width - 1 - x


def _has_room(order: OrderLines, pending: LineView, width: int, at: Columns) -> bool:
    """Does the amount fit behind the fields shown? Else it stands below, whole."""
    taken = at.wanted + order.entry["wanted"].width + 1 if _shown(order, "wanted", width) else at.discount_end + 1
    return at.amount_end - width_of(fmt.amount(pending.net, order.keeper.draft.currency)) >= taken


def _why(order: OrderLines, pending: LineView | None, asked: Line, at: Columns) -> list[Line]:
    """Why this price, where the line goes, or what is wrong: beside the fields of `asked` or below them, whole."""
    line = order.rows.current
    if line is not None and (line.faults or line.notes or line.was):
        said, style = _of_line(line), "mark" if line.faults else "dim"
    elif pending:
        said, style = _said(order, pending, at)
    else:
        said, style = _goes(order, order.keeper.draft.next_ship_to), "mark"
    if pending and line is None and not _has_room(order, pending, asked.width, at):
        said = " · ".join(filter(None, (f"amount {fmt.amount(pending.net, order.keeper.draft.currency)}", said)))
    taken = [x for x, one in enumerate(asked.styles) if one != "text"]
    free = (taken[0] if taken else asked.width) - 2
    if width_of(said) <= free:
        asked.put(1, said, style)
        return [asked]
    rows = lines_of(wrapped(said.split(" · "), asked.width - 2), asked.width, 1, style)
    return [asked, *rows] if taken else rows


def _of_line(line: LineView) -> str:
    """What is wrong with the line an arrow stands on, else what there is to tell of it."""
    told = [said(fault) for fault in line.faults] or [*filter(None, [line.was]), *line.notes]
    return " · ".join([f"{line.position} {told[0]}", *told[1:]])


def _shown(order: OrderLines, name: str, width: int) -> bool:
    """A field is drawn where it is typed into or filled; a reason that nothing asks for is not."""
    field = order.entry[name]
    filled = name in ("item", "quantity") or bool(field.value) or (field is order.screen.field and not order.chosen)
    if "reason" not in name:
        return filled
    crowded = width < NARROW and order.screen.field is order.entry["ship_to"]  # stands in their place
    return filled and not field.locked and not crowded


def _said(order: OrderLines, pending: LineView, at: Columns) -> tuple[str, str]:
    """What the item is where the entry line cuts it, why this price, or what is wrong.

    Nothing is called wrong while it is still being typed.
    """
    current = order.screen.field.name if order.screen.field else ""
    faults = [fault for fault in pending.faults if fault.field != current]
    if faults and current != "item":
        return said(faults[0]), "mark"
    goes = _goes(order, pending.ship_to)
    cut = width_of(pending.description) > max(0, _described(order, at)[1])
    told = (goes, pending.description if cut else "", pending.was, pending.why, *pending.notes)
    return " · ".join(part for part in told if part), "mark" if goes else "dim"


def _goes(order: OrderLines, slot: Slot | None) -> str:
    """`to HJ Warehouse, Newark`: where the line goes, where that is not where the order goes (F-78)."""
    if slot is None or not _elsewhere(slot, order.keeper.draft.ship_to):
        return ""
    return f"to {slot.called}, {slot.address.city or slot.address.one_line}"


def _elsewhere(slot: Slot | None, header: Slot | None) -> bool:
    """A ship-to of its own that is another than the order's: chosen once more, the same place is none."""
    return slot is not None and (header is None or _place(slot) != _place(header))


def _place(slot: Slot) -> tuple[str, str, Address]:
    return slot.called, slot.attention, slot.address
