"""What becomes of money that came in: taken back, paid back, written off, given as a discount (C-37)."""

from decimal import Decimal
from enum import StrEnum

from custtui.domain.money import shown
from custtui.domain.payment import received_fault


class Became(StrEnum):
    """The kind of a row among payments, as it is stored."""

    RECEIVED = ""
    REVERSAL = "REVERSAL"
    REFUND = "REFUND"
    WRITE_OFF = "WRITE_OFF"
    DISCOUNT = "DISCOUNT"


SAID: dict[str, str] = {
    Became.RECEIVED.value: "received",
    Became.REVERSAL.value: "taken back",
    Became.REFUND.value: "paid back",
    Became.WRITE_OFF.value: "written off",
    Became.DISCOUNT.value: "discount",
}
"""How each is said at the counter."""
NO_MONEY = frozenset((Became.WRITE_OFF, Became.DISCOUNT))
"""Kinds by which an invoice is settled without money."""


def became_word(kind: str) -> str:
    """What a row among payments is called; of a kind that is none as it stands."""
    return SAID.get(kind, kind)


def told_as(kind: str) -> str:
    """The kind of what settles an invoice as programs are told: `payment`, `write_off` (`SAID` is for people)."""
    return kind.lower() or "payment"


def as_paid_fault(kind: str, reason: str, amount: Decimal) -> str:
    """Why an amount of a file that settles an invoice cannot be of this kind, '' where it can."""
    if kind not in (Became.RECEIVED, Became.DISCOUNT) and not reason:
        return f"Reason is required: why is it {became_word(kind)}?"
    below = kind == Became.REFUND
    wrong = kind and (amount < 0) != below
    return f"what is {became_word(kind)} is {'below' if below else 'above'} 0" if wrong else ""


def reversal_fault(amount: Decimal, paid_back: Decimal, reversed_by: str, currency: str) -> str:
    """Why a payment cannot be taken back, '' where it can: all of it, once (C-37)."""
    if reversed_by:
        return f"It was taken back already, by {reversed_by}"
    if amount <= 0:
        return "No money came in by it: what it settles can be taken back, each on its own"
    return f"{shown(paid_back, currency)} of it were paid back: the rest is not taken back as a whole" * bool(
        paid_back
    )


def refund_fault(amount: Decimal, left: Decimal, currency: str) -> str:
    """Why an amount cannot be paid back, '' where it can: never more than is left (C-37)."""
    if why := received_fault(amount, currency):
        return why
    return f"{shown(amount, currency)} is more than the {shown(left, currency)} left" if amount > left else ""
