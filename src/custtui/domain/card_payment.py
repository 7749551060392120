"""The card that pays an order: brand, last four digits, expiry, reference, what is authorized (X-14, C-47)."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from custtui.domain import bounds
from custtui.domain.acceptance import WaitReason
from custtui.domain.days import shown_day
from custtui.domain.money import minor_unit, shown
from custtui.domain.numbers import Unreadable, read_number
from custtui.domain.payment import AT_ONCE

CARD = "CARD"
"""The code of the hold for more than is authorized, or an authorization that ended."""
FIELDS = ("card", "card_authorized", "card_until")
"""What is told of a card, on forms and in files: which one, what is authorized, until when."""
METHOD = "CREDIT CARD"
"""The payment method that a card belongs to."""
_CARD = re.compile(
    r"(?P<brand>[A-Za-z][A-Za-z ]{0,19}?) +(?P<last_four>[0-9]{4})"
    r"(?: +(?P<expires>(?:0[1-9]|1[0-2])/[0-9]{2}))?(?: +(?P<reference>[A-Za-z0-9-]{1,30}))?"
)
FORM = "VISA 4242 12/27 A1B2C3"


@dataclass(frozen=True, slots=True)
class CardPayment:
    """A card as an order keeps it; `authorized` in the order's currency, None where nothing is, up to `until`."""

    brand: str
    last_four: str
    expires: str = ""
    reference: str = ""
    authorized: Decimal | None = None
    until: date | None = None

    @property
    def text(self) -> str:
        """As it is typed: `VISA 4242 12/27 A1B2C3`."""
        return " ".join(filter(None, (self.brand, self.last_four, self.expires, self.reference)))


def uses_no_credit(method: str, card: CardPayment | None) -> bool:
    """Is an order paid at once, or by a card of which an amount is authorized (C-35)?

    What is above that amount, or after its last day, is asked by the hold CARD (C-47).
    """
    return method in AT_ONCE or (method == METHOD and card is not None and bool(card.authorized))


def read_card(text: str) -> CardPayment:
    """The card a text tells. Raises Unreadable."""
    found = _CARD.fullmatch(" ".join(text.split()))
    if found is None:
        raise Unreadable(f'"{text.strip()[:40]}" is not a card like {FORM}: brand, last four digits …')
    brand, last_four, expires, reference = (text or "" for text in found.groups())
    return CardPayment(brand, last_four, expires, reference)


def read_authorized(text: str, currency: str) -> Decimal:
    """An amount authorized. Raises Unreadable."""
    amount = read_number(text.strip())
    if amount % minor_unit(currency):
        raise Unreadable(f"{text.strip()} has more decimals than {currency}")
    if why := bounds.amount_fault(amount, "authorization"):
        raise Unreadable(why)
    return amount


def card_reasons(card: CardPayment | None, gross: Decimal, currency: str, today: date) -> list[WaitReason]:
    """The hold CARD: a total above what is authorized, or an authorization that ended; none where none is told."""
    if card is None:
        return []
    over = Decimal(0) if card.authorized is None else gross - card.authorized
    if card.authorized is not None and over > 0:
        amounts = f"{shown(over, currency)} over the authorized {shown(card.authorized, currency)}"
        text = f"{amounts} of card {card.brand} {card.last_four}"
        return [WaitReason(CARD, text, text, over)]
    if card.until is not None and card.until < today:
        text = f"the authorization of card {card.brand} {card.last_four} ended {shown_day(card.until, today)}"
        return [WaitReason(CARD, text, text)]
    return []


def told(card: CardPayment, currency: str, today: date) -> str:
    """`VISA 4242 12/27 A1B2C3, authorized 500.00 until 4 Dec`"""
    parts = [f" authorized {shown(card.authorized, currency)}"] if card.authorized is not None else []
    until = f" until {shown_day(card.until, today)}" if card.until else ""
    return ",".join([card.text, *parts]) + until
