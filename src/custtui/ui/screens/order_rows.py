"""How order entry looks: slots on top, lines, the entry line in its place, totals and what placing will do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.acceptance import WILL_BE_ACCEPTED
from custtui.services.order_entry.views import DraftView, LineView, Slot
from custtui.ui import format as fmt
from custtui.ui.paint import Line, rule
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
    top = [*_slots(draft, width), *_notes(draft, width), *([] if low else [rule(width)]), _heading(width)]
    totals = _totals_low(screen, width) if low else [rule(width), *_totals(screen, width)]
    room = max(1, height - len(top) - 3 - len(totals))
    lines, at = _lines(screen, width, room)
    bottom, x = _entry(screen, width)
    cursor = (x, len(top) + room + 1)
    if screen.in_lines:
        cursor = (0, len(top) + at)
    lines += [Line(width) for _ in range(room - len(lines))]
    return [*top, *lines, rule(width), *bottom, *totals], cursor


def _slots(draft: DraftView, width: int) -> list[Line]:
    sold = Line(width)
    _slot_label(sold, "F2", "Sold to")
    x = sold.put(12, f"{draft.code} {draft.name}", "strong", width - 44)
    by = f"by {draft.ordered_by}" if draft.ordered_by else ""
    facts = " · ".join(part for part in (by, draft.taxable, draft.terms) if part)
    sold.put(x + 2, facts, "text", width - x - 3, "right")
    bill = Line(width)
    _slot_label(bill, "F6", "Bill to")
    bill.put(12, _bill_text(draft), "text" if draft.bill_to else "mark", width - 13)
    ship = Line(width)
    _slot_label(ship, "F7", "Ship to")
    ship.put(12, slot_text(draft.ship_to), "text" if draft.ship_to else "mark", width - 13)
    head = Line(width)
    _slot_label(head, "F8", "Header")
    head.put(12, _header_text(draft), "text", width - 13)
    return [sold, bill, ship, head]


def _slot_label(line: Line, key: str, label: str) -> None:
    line.put(1, key, "key")
    line.put(4, label, "label")


def _bill_text(draft: DraftView) -> str:
    slot = draft.bill_to
    if slot is None:
        return "none: the paying account has no BILL_TO site"
    who = "same" if slot.account_id == draft.account_id else f"{slot.code} {slot.name}"
    return f"{who} · {slot.address.one_line}"


def slot_text(slot: Slot | None) -> str:
    """`HJ Warehouse · 9 Dock Rd, Newark NJ 07102 · attn Ann Lee`"""
    if slot is None:
        return "none"
    kind = {"SAME": "same", "ONE_TIME": "one-time"}.get(slot.kind, "")
    name = slot.alias or (slot.name if slot.kind != "SAME" else "")
    attention = f"attn {slot.attention}" if slot.attention else ""
    return " · ".join(part for part in (kind, name, slot.address.one_line, attention) if part)


def _header_text(draft: DraftView) -> str:
    header = draft.header
    parts = [
        f"PO {header.po_number}" if header.po_number else "no PO",
        f"wanted {fmt.day(draft.wanted)}" if draft.wanted else f"wanted {header.wanted}?",
        f"pay by {fmt.day(draft.payment_due)}" if draft.payment_due else "",
        header.payment_method or "no payment method",
        f"contract {draft.contract}" if draft.contract else "no contract",
        f"copied from {draft.copied_from}" if draft.copied_from else "",
    ]
    return " · ".join(part for part in parts if part)


def _notes(draft: DraftView, width: int) -> list[Line]:
    if not draft.notes:
        return []
    line = Line(width)
    line.put(1, "Note", "label")
    line.put(12, " / ".join(draft.notes), "mark", width - 13)
    return [line]


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


def _counts(draft: DraftView) -> str:
    count = sum(1 for line in draft.lines if not line.struck)
    parked = f" · {draft.to_clear} to clear (?)" if draft.to_clear else ""
    return f"{count} line{'' if count == 1 else 's'} · {fmt.quantity(draft.pieces, '0')} pieces{parked}"


def _credit(draft: DraftView) -> str:
    if draft.credit_left is None:
        return ""
    return f"Credit left after this order {fmt.amount(draft.credit_left, draft.currency)}"


def _outcome(draft: DraftView) -> tuple[str, str]:
    return draft.outcome, "good" if draft.outcome == WILL_BE_ACCEPTED else "mark"


def _totals(screen: OrderEntry, width: int) -> list[Line]:
    draft = screen.totals
    lines = [Line(width) for _ in range(3)]
    said = ((_counts(draft), "text"), (_credit(draft), "text"), _outcome(draft))
    amounts = (("Net", draft.net), ("Tax", draft.tax), ("Total", draft.gross))
    for line, (text, style), (label, value) in zip(lines, said, amounts, strict=True):
        line.put(1, text, style, width - 26)
        line.put(width - 23, label, "label")
        line.put(width - 16, fmt.amount(value, draft.currency), "strong" if label == "Total" else "text", 15, "right")
    return lines


def _totals_low(screen: OrderEntry, width: int) -> list[Line]:
    draft = screen.totals
    amounts = (("Net", draft.net), ("Tax", draft.tax), ("Total", draft.gross))
    money, outcome = Line(width), Line(width)
    text = "  ".join(f"{label} {fmt.amount(value, draft.currency)}" for label, value in amounts)
    money.put(1, text, "strong", width - 2, "right")
    said, style = _outcome(draft)
    x = outcome.put(1, _counts(draft), "text", width // 2)
    outcome.put(x + 2, said, style, width - x - 3)
    return [money, outcome]
