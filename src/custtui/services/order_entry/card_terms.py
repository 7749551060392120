"""The card of a draft as typed in its header: which one, what is authorized, until when (C-47)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from custtui.domain.acceptance import WaitReason
from custtui.domain.card_payment import FIELDS, METHOD, CardPayment, card_reasons, read_authorized, read_card
from custtui.domain.errors import Fault
from custtui.domain.numbers import Unreadable, one_way
from custtui.domain.typed import read_date

if TYPE_CHECKING:
    from custtui.services.order_entry.rows import Head, Stored
    from custtui.services.order_entry.work import Work

LABELS: dict[str, str] = dict(zip(FIELDS, ("Card", "Authorized", "Valid until"), strict=True))


def typed_card(stored: Stored, currency: str, *, by_card: bool) -> tuple[CardPayment | None, list[Fault]]:
    """The card, None where none is typed, and what is wrong with its fields."""
    head, base, faults = stored.head, stored.base, list[Fault]()
    if by_card and base and base.card and _texts(head) == typed_texts(base.card):
        return base.card, []  # it may have ended by now
    card, authorized, until = _texts(head).values()
    if not card.strip():
        given = next((name for name in FIELDS[1:] if getattr(head, name).strip()), "")
        return None, [Fault("card", "card", "Card is required where an amount is authorized")] if given else []
    if not by_card:
        return None, [Fault("card", "card", "Card: the payment is not by credit card")]
    found = _read(faults, "card", partial(read_card, card))
    amount = _read(faults, "card_authorized", partial(read_authorized, authorized, currency)) if authorized else None
    last = _read(faults, "card_until", partial(read_date, until, stored.today)) if until else None
    return (None if found is None else replace(found, authorized=amount, until=last)), faults


def _texts(head: Head) -> dict[str, str]:
    return {name: getattr(head, name) for name in FIELDS}


def _read(faults: list[Fault], field: str, read: Any) -> Any:
    try:
        return read()
    except Unreadable as error:
        faults.append(Fault("card", field, f"{LABELS[field]}: {error}"))
        return None


def typed_texts(card: CardPayment | None) -> dict[str, str]:
    """A card of an order as a draft keeps it."""
    if card is None:
        return dict.fromkeys(FIELDS, "")
    amount = one_way(card.authorized) if card.authorized is not None else ""
    return dict(zip(FIELDS, (card.text, amount, card.until.isoformat() if card.until else ""), strict=True))


def beyond_card(work: Work) -> Iterator[WaitReason]:
    """The hold CARD where the order is paid by card; of a change that raises nothing none (C-12)."""
    method, base = work.terms.method, work.base
    if method and method.code == METHOD and not (base and base.in_force and work.gross <= base.row.gross):
        yield from card_reasons(work.terms.card, work.gross, work.roles.sold_to.currency, work.roles.stored.today)
