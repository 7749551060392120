"""Why an order waits, in as few words as a row of a list has room for (X-09)."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from custtui.domain.money import shown

USER = "USER"
"""The code of a hold placed by hand."""
OVER = "over "
"""Begins what tells by how much."""
SHORT = {
    "THRESHOLD": "over limit",
    "CREDIT": "over credit",
    "CURRENCY": "other currency",
    "OVERDUE": "invoice overdue",
    "DISTRUST": "credit warning",
    "TAX": "no tax rate",
    "PRICE": "no list price",
    "DISCOUNT": "high discount",
    "UB": "other bill-to",
    "IMPORTED": "imported",
    USER: "held by hand",
    "INACTIVE": "inactive",
    "COVER": "less than covered",
    "CONTRACT": "beyond contract",
    "CARD": "card not enough",
}
"""By the code of the hold: all that `acceptance.HOLDS` has."""


def short_reason(code: str, text: str, amount: Decimal | None, currency: str) -> str:
    """`435.00 over limit`, `credit warning`; of a code that nobody knows its text."""
    words = SHORT.get(code, text or code)
    if not words.startswith(OVER):
        return words
    if amount:
        return f"{shown(amount, currency)} {words}"
    return "no limit set" if text.startswith("no ") else words


def fitting(whole: str, reasons: Sequence[str], room: int, width_of: Callable[[str], int]) -> str:
    """As much as fits: all whole, all in few words, the first of them and how many more, that without its amount."""
    more = f" +{len(reasons) - 1}" if len(reasons) > 1 else ""
    first = reasons[0] if reasons else whole
    bare = first[first.index(OVER) :] if OVER in first else first
    ways = (whole, ", ".join(reasons), first + more, bare + more, bare)
    return next((one for one in ways if width_of(one) <= room), bare)
