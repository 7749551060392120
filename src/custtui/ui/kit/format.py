"""How values read on the screen: amounts, quantities, days."""

from datetime import date, datetime
from decimal import Decimal

from custtui.domain.days import shown_day
from custtui.domain.money import shown_if_any, shown_price
from custtui.domain.naming import unit_of
from custtui.domain.numbers import grouped
from custtui.ui.kit import clock

amount = shown_if_any
"""`1,234.50`, with the places of the currency; '' for none."""


def price(value: Decimal | None) -> str:
    """A unit price: two places at least, four at most."""
    return "" if value is None else shown_price(value)


def quantity(value: Decimal | None, none: str = "") -> str:
    """`5`, `0.5`; zero reads as `none` where one is given."""
    if value is None or (none and not value):
        return none
    return grouped(value)


def counted(value: Decimal, unit: str) -> str:
    """`25 cases`, `1 case`, `1.5 kg`: in the unit all share, else in `units`; `each` is a piece."""
    return f"{quantity(value, '0')} {unit_of(unit, value)}"


def day(value: date | None, today: date | None = None) -> str:
    """`28 Nov`, with the year where it is not this one."""
    return "" if value is None else shown_day(value, today or clock.today())


def moment(value: datetime | None) -> str:
    """`21 Nov 14:05`, in the counter's time zone."""
    if value is None:
        return ""
    local = clock.local(value)
    return f"{day(local.date())} {local:%H:%M}"
