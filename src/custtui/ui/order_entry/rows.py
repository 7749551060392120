"""How order entry looks: the head on top, lines, the entry line in its place, the totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.services.order_entry.views import LineView, Slot
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.message_line import said
from custtui.ui.kit.paint import Line, ended, lines_of, width_of, wrapped
from custtui.ui.kit.table import CODE, NARROW
from custtui.ui.kit.view import Drawn
from custtui.ui.order_entry.columns import (
    DISCOUNT,
    NUMBERS,
    QUANTITY,
    SHORT_WANTED,
    WANTED,
    Columns,
    code_of,
    columns_of,
    elsewhere,
    numbers_of,
)
from custtui.ui.order_entry.head_rows import head_rows
from custtui.ui.order_entry.totals_rows import totals_rows

if TYPE_CHECKING:
    from custtui.ui.order_entry.lines import OrderLines

ASKED = {"ship_to": "Ship to", "line_note": "Note"}
"""Fields below the entry line that are seen while they are typed into, and what they are called there."""
LOW = 18
"""A body of fewer rows does without rules and puts the totals into two rows."""

TALL = 27
"""A body of so many rows has its lines beside the entry line: they grow upwards, and the eye stays where it is."""


def draw_order(order: OrderLines, width: int, height: int) -> Drawn:
    """The body of order entry, and the cursor in it."""
    low, keeper, columns = height < LOW, order.keeper, columns_of(order, width, height)
    (entry, *why), (x, y) = _entry(order, columns, width)
    below = _below(why, totals_rows(order.quoting.totals, width, low=low), width, low=low)
    above = [Line(width)] if len(below) + 4 < height else []
    most = height - len(above) - len(below) - 3 - (not low)  # the lines keep a row
    heads = [*head_rows(keeper.draft, width, keeper.wanted_in.told, most), *([] if low else [Line(width)])]
    room = max(1, height - len(heads) - 1 - len(above) - 1 - len(below))
    lines, at = _lines(order, columns, width, room)
    heading = _heading(columns, width, order.rows.top)
    _tell_below(order, above, lines, at)
    free = [Line(width) for _ in range(room - len(lines))]
    tall = height >= TALL
    top = [*heads, *(free if tall else ()), heading]
    cursor = (x, len(heads) + 1 + room + len(above) + y)
    if order.chosen:
        cursor = (0, len(top) + at)
    return [*top, *lines, *(() if tall else free), *above, entry, *below], cursor


def _tell_below(order: OrderLines, above: list[Line], lines: list[Line], at: int) -> None:
    """How many lines stand below: above the entry line, or where no row is free there, in the last one's place."""
    hidden = len(order.rows.items) - order.rows.top - len(lines)
    if hidden <= 0:
        return
    if not above and at == len(lines) - 1:
        return
    row, more = (above[0], 0) if above else (lines[-1], 1)
    row.blank(0, row.width, "text")
    row.put(1, f"{hidden + more} below: {keys.shown('pagedown')}", "dim")


def _below(why: list[Line], totals: list[Line], width: int, *, low: bool) -> list[Line]:
    """What stands below the entry line: long texts take the row of the rule first, so that the entry line stays."""
    return [*why, *([] if low or len(why) + len(totals) > 4 else [Line(width)]), *totals]


def _heading(at: Columns, width: int, hidden: int) -> Line:
    line = Line(width)
    line.put(1, "Pos", "column")
    line.put(at.item, "Item", "column")
    heads: dict[str, str] = dict(
        zip(NUMBERS, ("Qty", "Price", "Disc" if at.discounts else "", "Wanted", "Amount"), strict=True)
    )
    room = at.put(line, heads, "column", at.item + 4) - at.text
    told = f"{hidden} above" if hidden else ""
    both = " · ".join(filter(None, ("Description", told)))
    line.put(at.text, both if width_of(both) <= room else told or "Description"[: room * (room >= 11)], "column")
    return line


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
    end = line.put(at.item, code_of(view), style, at.text - at.item - 1)
    room = at.put(line, numbers_of(view, currency, header), style, end + 1)
    if view.was:
        room = _put_was(line, at.text, room, view.was)
    line.put(at.text, ended(view.description, room - at.text - 1), style)  # a size is no quantity: two blanks


def _put_was(line: Line, begin: int, end: int, was: str) -> int:
    """What a change makes of the line, beside its numbers; the description gives way. Returns where it ends."""
    text = next((one for one in (was, "was …") if width_of(one) <= end - begin), "")
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
        **{name: (line, at.ends[name] - entry[name].width) for name in ("quantity", "price", "discount")},
        "wanted": (line, at.wanted),
        "price_reason": (asked, width - 32),
        "discount_reason": (asked, width - 12),
        "ship_to": (asked, 10),
        "line_note": (asked, 10),
    }
    if pending:
        _put_pending(order, pending, line, at)
    for name, (row, x) in cells.items():
        field = entry[name]
        here = field is current and not order.chosen
        if here if name in ASKED else _shown(order, name, width):
            if row is asked:
                label = ASKED.get(name, "Reason")
                row.put(x - 1 - len(label), label, "label")
            moved = field.draw(row, x, here=here)
            cursor = (moved, int(row is asked)) if field is current else cursor
    return [line, *_why(order, pending, asked, at)], cursor


def _fit_fields(order: OrderLines, at: Columns) -> None:
    """Fields are as wide as what is typed: a day with its year is seen whole, the amount gives way."""
    item, quantity, wanted = (order.entry[name] for name in ("item", "quantity", "wanted"))
    item.width = max(at.code, min(CODE, len(item.value) + 1))
    quantity.width = max(at.quantity, min(QUANTITY, len(quantity.value)))
    for name in ("price", "discount"):
        order.entry[name].width = max(DISCOUNT, at.cells(name))
    here = order.screen.field is wanted
    wanted.width = WANTED if here else max(SHORT_WANTED, min(WANTED, len(wanted.told(wanted.value))))


def _put_pending(order: OrderLines, pending: LineView, line: Line, at: Columns) -> None:
    """What the line being typed comes to, where its fields leave room."""
    entry = order.entry
    x, room = _described(order, at)
    line.put(x, ended(pending.description, room), "text")
    if _has_room(order, pending, line.width, at):
        line.number(at.ends["amount"], fmt.amount(pending.net, order.keeper.draft.currency))
    price = fmt.price(pending.price)
    if width_of(price) <= entry["price"].width and not entry["price"].value:  # a longer one stands below
        line.number(at.ends["price"], price)


def _described(order: OrderLines, at: Columns) -> tuple[int, int]:
    """Where the entry line says what the item is, and in how many cells."""
    x = at.item + order.entry["item"].width + 1
    return x, at.ends["quantity"] - order.entry["quantity"].width - 1 - x


def _has_room(order: OrderLines, pending: LineView, width: int, at: Columns) -> bool:
    """Does the amount fit behind the fields shown? Else it stands below, whole."""
    taken = at.wanted + order.entry["wanted"].width if _shown(order, "wanted", width) else at.ends["discount"]
    return at.ends["amount"] - width_of(fmt.amount(pending.net, order.keeper.draft.currency)) > taken


def _why(order: OrderLines, pending: LineView | None, asked: Line, at: Columns) -> list[Line]:
    """Why this price, where the line goes, or what is wrong: beside the fields of `asked` or below them, whole."""
    line = order.rows.current
    if line is not None:
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
    """What the line an arrow stands on is, and what is wrong with it, else what there is to tell of it; last its tax
    with the reason (C-38)."""
    told = [said(fault) for fault in line.faults] or [*filter(None, [line.was, _note(line)]), *line.notes]
    told += [line.taxed] if line.taxed and not line.faults else []
    first, *more = [*filter(None, [line.description]), *told] or [code_of(line)]
    return " · ".join([f"Line {line.position}: {first}", *more])


def _shown(order: OrderLines, name: str, width: int) -> bool:
    """A field is drawn where it is typed into or filled; a reason that nothing asks for is not."""
    field = order.entry[name]
    current = order.screen.field.name if order.screen.field else ""
    filled = name in ("item", "quantity") or bool(field.value) or (field is order.screen.field and not order.chosen)
    if "reason" not in name:
        return filled
    crowded = width < NARROW and current in ASKED  # stands in their place
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
    noted = "" if current == "line_note" else _note(pending)
    told = (goes, pending.description if cut else "", pending.was, noted, pending.why, *pending.notes)
    return " · ".join(part for part in told if part), "mark" if goes else "dim"


def _note(line: LineView) -> str:
    """What the house notes of the line (X-21)."""
    return f"note {line.text.line_note}" if line.text.line_note else ""


def _goes(order: OrderLines, slot: Slot | None) -> str:
    """`to HJ Warehouse, Newark`: where the line goes, where that is not where the order goes (F-78)."""
    if slot is None or not elsewhere(slot, order.keeper.draft.ship_to):
        return ""
    return f"to {slot.called}, {slot.address.city or slot.address.one_line}"
