"""The texts of a draft's header: their words, and what is wrong with any of them whatever it says (X-14, S-5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from custtui.domain.card import IN_TWO, NEVER_STORED, holds_card_number, split_card
from custtui.domain.errors import Fault
from custtui.domain.text import unread
from custtui.services.order_entry.card_terms import LABELS

if TYPE_CHECKING:
    from custtui.services.order_entry.base import Base
    from custtui.services.order_entry.rows import Head

WORDS = {
    "ordered_by": "Ordered by",
    "payment_method": "Payment",
    "ship_via": "Ship via",
    "source": "Source",
    "message": "Message",
    "po_number": "PO number",
    "contract": "Contract",
    "wanted": "Wanted",
    "prices_on_note": "Prices on slip",
    **LABELS,
    "charges": "Charges",
    "internal_note": "Internal note",
}
"""Header fields that are kept as typed."""
FREE = ("po_number", "ship_via", "source", "message", "internal_note")
"""Those that say whatever is typed; others are looked up or read, charges one by one."""
KEPT_IN = {"ordered_by": "ordered_by_text", "contract": "contract_text", "prices_on_note": "prices_text"}
"""The columns of a draft that have another name than their field."""


def text_faults(head: Head, base: Base | None) -> list[Fault]:
    """Card numbers in any field, and characters that nobody could read, but where the order had them already."""
    texts = {name: getattr(head, KEPT_IN.get(name, name)) for name in WORDS}
    found = whole_cards(texts)
    for name in FREE:
        why = unread(texts[name])
        if why and (base is None or getattr(base.row, name) != texts[name]):
            found.append(Fault("unread", name, f"{WORDS[name]}: {why}"))
    return found


def whole_cards(texts: Mapping[str, str]) -> list[Fault]:
    """Header fields by name that hold a card number."""
    return [
        Fault("card", name, f"{WORDS[name]}: {NEVER_STORED}, its last four digits will do")
        for name, text in texts.items()
        if holds_card_number(text)
    ]


def card_faults(texts: Mapping[str, str]) -> list[Fault]:
    """The same, and two that hold one together, as they are typed: days are kept otherwise, and look like cards."""
    return whole_cards(texts) + [Fault("card", name, f"{WORDS[name]}: {IN_TWO}") for name in split_card(texts)]
