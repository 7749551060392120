"""What an account holds beside its texts: amounts, days, numbers and flags, by the names its record gives them."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from custtui.domain.money import amount_typed, shown
from custtui.domain.records.customer import CustomerFields
from custtui.domain.records.fact import Fact, Owner, Sort, fields_of

TEXTS = (
    Sort.TEXT,
    Sort.LINES,
    Sort.NUMBER,
    Sort.MAIL,
    Sort.CODE,
    Sort.NAMED,
    Sort.CURRENCY,
    Sort.COUNTRY,
    Sort.REFUSAL,
    Sort.SINCE,
    Sort.CHOICE,
    Sort.OTHER,
)
"""Sorts of values that are kept as texts, or by those who know the record."""
HELD: Mapping[str, Fact] = {
    name: field
    for name, field in fields_of(CustomerFields).items()
    if field.owner is Owner.ACCOUNT and field.sort not in TEXTS
}
COLUMNS = tuple(field.column for field in HELD.values())
"""The columns of the account's row that keep them, in the same order."""


def blank(field: Fact) -> Any:
    """What stands where nothing was said."""
    return False if field.sort is Sort.FLAG else None


NOTHING = tuple(map(blank, HELD.values()))


def in_row(said: Callable[[str, Any], Any]) -> tuple[Any, ...]:
    """Their values in their order; `said` gives one by name, or what it is told to give instead."""
    return tuple(said(name, blank(field)) for name, field in HELD.items())


def as_typed(value: Any, currency: str = "") -> Any:
    """How a value stands on a form: an amount of a currency or a day as a text, a flag as it is."""
    if isinstance(value, bool):
        return value
    return "" if value is None else amount_typed(value, currency) if isinstance(value, Decimal) else str(value)


def as_told(value: Decimal | date | int | bool | None, currency: str) -> str:
    """How the history of terms tells a value."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return shown(value, currency)
    return "" if value is None else str(value)
