"""A discount for early payment: a part of the open gross, when the value date is early enough (C-37)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from custtui.domain.bounds import days_after
from custtui.domain.days import dated
from custtui.domain.money import ZERO, rounded, shown
from custtui.domain.numbers import plain


@dataclass(frozen=True, slots=True)
class EarlyTerms:
    """So much of an invoice off, a fraction, for so many days from its date."""

    days: int = 0
    rate: Decimal = ZERO

    def columns(self, day: date) -> Mapping[str, Any]:
        """What an invoice of a day keeps of them; nothing where there is no discount."""
        if not self.rate:
            return {}
        return {"discount_until": days_after(day, self.days), "discount_rate": self.rate}

    @property
    def words(self) -> str:
        """`2% less within 10 days`, `no discount`."""
        return f"{plain(self.rate * 100)}% less within {self.days} days" if self.rate else "no discount"


NO_DISCOUNT = EarlyTerms()
MONTH = 30
"""So many days at most the end of a month is behind a day of it."""


def early_terms_fault(days: int, rate: Decimal, due: int, *, end_of_month: bool) -> tuple[str, str]:
    """The field of terms and why no discount is given so, '' and '' where it can be; `due` days until all is due."""
    if rate >= 1:
        return "discount_rate", "is less than 100%: a discount leaves something to pay"
    if days and not rate:
        return "discount_rate", f"no discount is given for the {days} discount days: type it, or clear the days"
    if rate and not days:
        return "discount_days", "in how many days is the discount given? Type them, or clear the discount"
    if rate and days > due + (MONTH if end_of_month else 0):
        return "discount_days", f"{days} days are beyond the due day, {due} days from the invoice"
    return "", ""


@dataclass(frozen=True, slots=True)
class Early:
    """What may be taken off an invoice, and until which value date."""

    amount: Decimal
    until: date

    def in_time(self, day: date) -> bool:
        """Does a payment of this value date come early enough?"""
        return day <= self.until


def early(gross: Decimal, rate: Decimal, currency: str) -> Decimal:
    """What is taken off of a gross, what was credited of it out."""
    return rounded(gross * rate, currency)


def early_fault(number: str, amount: Decimal, part: Decimal, left: Decimal, off: Early | None, currency: str) -> str:
    """Why a discount cannot be taken off an invoice of which `part` is paid, '' where it can: to the cent."""
    if off is None or not off.amount:
        return f"{number}: its terms give no discount"
    if amount != off.amount:
        return f"{number}: the discount is {shown(off.amount, currency)}, not {shown(amount, currency)}"
    paid = shown(left - off.amount, currency)
    return f"{number}: the discount is for who pays the rest, {paid}" if part + amount != left else ""


def told_early(off: Early, currency: str) -> str:
    """`2.00 USD less if paid by 8 Dec 2026`."""
    return f"{shown(off.amount, currency)} {currency} less if paid by {dated(off.until)}"
