"""The head of order entry: who buys, who pays, where to, the header and the notes."""

from collections.abc import Iterator

from custtui.domain.charge import told as told_charges
from custtui.domain.money import shown
from custtui.domain.naming import po_text
from custtui.domain.paper import place_parts
from custtui.services.order_entry.views import DraftView
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.facts import labelled
from custtui.ui.kit.message_line import said
from custtui.ui.kit.paint import Line, capped, fit, goes_on, width_of, wrapped

SOLD_TO, BILL_TO, SHIP_TO, HEADER = "f2", "f6", "f7", "f8"
"""The keys of the slots."""
SLOT_OF = {"bill_to": BILL_TO, "ship_to": SHIP_TO, "account": SOLD_TO, "profile": SOLD_TO, "lines": SOLD_TO}
"""The slots that faults of the head stand at; all others are of the header."""
VALUE = 13
"""Where what they say begins: a blank stays behind the colon that a label has without colours."""


def head_rows(draft: DraftView, width: int, carried: str = "", most: int = 99) -> list[Line]:
    """The slots with their keys, and below them what to mind; `carried` says where the wanted date came from.

    Where there is room for fewer rows, each slot keeps its first, and of the notes those that fit are seen (F-24).
    """
    slots, notes = _slots(draft, width, carried), _notes(draft, width)
    for rows in (2, 1):
        if len(slots) + len(notes) > most:
            slots = _slots(draft, width, carried, rows)
    slots = slots[: max(1, most - bool(notes))]
    room = max(1, most) - len(slots)
    if len(notes) > room > 0:
        goes_on(notes[room - 1])
    return [*slots, *notes[:room]]


def _slots(draft: DraftView, width: int, carried: str, rows: int = 9) -> list[Line]:
    sold = Line(width)
    _slot_label(sold, SOLD_TO, "Sold to")
    name = f"{draft.code} {draft.name}"
    by = f"by {draft.ordered_by}" if draft.ordered_by else ""
    facts = [part for part in (draft.terms, draft.taxable, by) if part]
    while facts and width_of(f"{name}  {' · '.join(facts)}") > width - VALUE - 1:
        facts.pop()  # the name stays whole
    x = sold.put(VALUE, name, "strong", width - VALUE - 1)
    sold.put(x + 2, " · ".join(reversed(facts)), "text", width - x - 3, "right")
    lines = [sold, *_wrong(draft, SOLD_TO, width, rows)]
    for key, label, text, found in (
        (BILL_TO, "Bill to", _bill_text(draft), draft.bill_to),
        (SHIP_TO, "Ship to", _ship_text(draft), draft.ship_to),
        (HEADER, "Header", _header_text(draft, carried), True),
    ):
        lines += _slot(key, label, text, width, "text" if found else "mark", rows)
        lines += _wrong(draft, key, width, rows)
    return lines


def _wrong(draft: DraftView, key: str, width: int, rows: int) -> list[Line]:
    """What of a slot is to fix, below it: a method that is not open to another payer, a payer who may not (R-01).

    What the forecast says by itself is said once.
    """
    faults = [fault for fault in draft.faults if SLOT_OF.get(fault.field, HEADER) == key]
    faults = [fault for fault in faults if fault.field and fault.text != draft.outcome]
    texts = [text for fault in faults for text in wrapped([f"? {said(fault)}"], width - VALUE - 1)]
    return [Line(width, " " * VALUE + text, "mark") for text in texts[:rows]]


def _slot(key: str, label: str, text: str, width: int, style: str, rows: int) -> list[Line]:
    """A slot in a row, in several where it is long and there is room."""
    room = width - VALUE - 1
    texts = capped(wrapped(text.split(" · "), room), room, rows) if rows > 1 else [fit(text, room)]
    lines = [Line(width) for _ in texts]
    for line, part in zip(lines, texts, strict=True):
        line.put(VALUE, part, style)
    _slot_label(lines[0], key, label)
    return lines


def _slot_label(line: Line, key: str, label: str) -> None:
    line.put(1, keys.shown(key), "key")
    line.put(4, label, "label")


def _bill_text(draft: DraftView) -> str:
    slot = draft.bill_to
    if slot is None:
        return "none: the paying account has no BILL_TO site"
    who = "same" if slot.account_id == draft.account_id else f"{slot.code} {slot.name}"
    return f"{who}{_was(draft, 'bill_to')} · {slot.address.one_line}"


def _was(draft: DraftView, name: str) -> str:
    """` (was 3897-5 Healthy Juices Inc.)` beside what a change makes of it; '' where it stays as it is."""
    before = draft.change.before.get(name, "") if draft.change else ""
    return f" (was {before})" if before else ""


def _usual(draft: DraftView) -> str:
    """` (usually On account)` where the account's own method is not open and the clerk chose none."""
    return f" (usually {draft.usual_method})" if draft.usual_method else ""


def _ship_text(draft: DraftView) -> str:
    """`HJ Warehouse · 9 Dock Rd, Newark NJ 07102 · attn Ann Lee`"""
    if draft.ship_to is None:
        return "none"
    return " · ".join(place_parts(draft.ship_to, same="same")) + _was(draft, "ship_to")


def places_told(draft: DraftView) -> tuple[tuple[str, str], ...]:
    """Both places whole, which a low screen cuts: the help tells them."""
    return ("Bill to", _bill_text(draft)), ("Ship to", _ship_text(draft))


def _header_text(draft: DraftView, carried: str) -> str:
    header = draft.header
    wanted = f"wanted {fmt.day(draft.wanted)}" if draft.wanted else f"wanted {header.wanted}?"
    parts = [
        po_text(header.po_number) + _was(draft, "po_number"),
        (f"{wanted} ({carried})" if carried else wanted) + _was(draft, "wanted"),
        _pay_by(draft) + _was(draft, "terms"),
        (header.payment_method or "no payment method") + _was(draft, "payment_method") + _usual(draft),
        told_charges(draft.charges, draft.currency) + _was(draft, "charges"),
        (f"contract {draft.contract}" if draft.contract else "no contract") + _was(draft, "contract"),
        f"internal note {header.internal_note}" * bool(header.internal_note.strip()) + _was(draft, "internal_note"),
        *_unseen(draft),
        f"copied from {draft.copied_from}" if draft.copied_from else "",
    ]
    return " · ".join(part.strip() for part in parts if part)


def _unseen(draft: DraftView) -> Iterator[str]:
    """What stands in the header's window alone, where a change makes something else of it."""
    for word, name, now in (("via", "ship_via", draft.header.ship_via), ("message", "message", draft.header.message)):
        if was := _was(draft, name):
            yield f"{word} {now.strip() or 'none'}{was}"


def _pay_by(draft: DraftView) -> str:
    """`pay by 4 Dec`; of terms in parts `pay 33.33 by 4 Dec, 33.34 by 3 Jan`."""
    if draft.payment_parts:
        told = (f"{shown(part.amount, draft.currency)} by {fmt.day(part.due)}" for part in draft.payment_parts)
        return f"pay {', '.join(told)}"
    return f"pay by {fmt.day(draft.payment_due)}" if draft.payment_due else ""


def _notes(draft: DraftView, width: int) -> list[Line]:
    if not draft.notes:
        return []
    return labelled([("Note", [f"{note} /" for note in draft.notes[:-1]] + [draft.notes[-1]], "mark")], width, VALUE)
