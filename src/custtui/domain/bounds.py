"""How far numbers and days may go, so that whatever follows from them fits calendar and database (D-01, X-07)."""

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from custtui.domain.days import dated

MOST_DAYS = 3660
"""Ten years: no terms, lead time or wanted date needs more."""
MOST_PAST_DAYS = 36525
"""A hundred years: what is older is a blank of another system, like 0001-01-01 or 1899-12-30."""
MOST_PRICE = Decimal(1_000_000_000)
MOST_QUANTITY = Decimal(100_000)
MOST_AMOUNT = Decimal(1_000_000_000_000)
"""Of a line and of an order: the sum over thousands of such orders still fits the database."""


def days_fault(days: int) -> str:
    """Why a number of days cannot be, '' where it can."""
    return "" if 0 <= days <= MOST_DAYS else f"{days} days are not 0 to {MOST_DAYS}: ten years at most"


@lru_cache(1_000)
def days_after(day: date, days: int) -> date:
    """The day so many days later, at most ten years; never beyond the calendar."""
    kept = min(max(days, 0), MOST_DAYS)
    return day + timedelta(days=min(kept, (date.max - day).days))


def ahead_fault(day: date, today: date) -> str:
    """Why a day cannot be one an order is wanted on, or the last one of a price, '' where it can: blank is no end."""
    return f"{dated(day)} is more than ten years ahead" if (day - today).days > MOST_DAYS else ""


def last_day(day: date | None) -> date | None:
    """A last day as it is kept: the last one of the calendar is how other systems write that there is none."""
    return None if day == date.max else day


def first_day_fault(day: date, today: date) -> str:
    """Why a day cannot be the first one of a price, rate or contract, '' where it can."""
    return ahead_fault(day, today) or _long_ago(day, today)


def _long_ago(day: date, today: date) -> str:
    return f"{dated(day)} is more than a hundred years ago" if (today - day).days > MOST_PAST_DAYS else ""


def past_fault(day: date, today: date) -> str:
    """Why a day cannot be one of the past, like that of an order or of a payment in a file, '' where it can."""
    if day > today:
        return f"{dated(day)} lies ahead"
    return _long_ago(day, today)


def paper_fault(day: date, ordered: date, today: date) -> str:
    """Why a day cannot be that of a shipment or invoice of an order, '' where it can (C-43)."""
    if why := before_order_fault(day, ordered):
        return why
    if day > today:
        return f"{dated(day)} lies ahead"
    return f"{dated(day)} is more than ten years after the order" if (day - ordered).days > MOST_DAYS else ""


def before_order_fault(day: date, ordered: date) -> str:
    """Why a shipment or invoice cannot be of a day, '' where it can: not before its order was placed (C-43)."""
    return f"{dated(day)} is before the day of the order, {dated(ordered)}" if day < ordered else ""


def closed_fault(day: date, closed_until: date | None) -> str:
    """Why a shipment or invoice cannot be of a day, '' where it can: not in a period that is closed (C-43)."""
    if closed_until is None or day > closed_until:
        return ""
    return f"{dated(day)} is in the period closed up to {dated(closed_until)}"


def series_fault(day: date, before: str, dated_on: date) -> str:
    """Why an invoice cannot be of a day, '' where it can: not before the one `before` it in its series (C-43)."""
    return f"{dated(day)} is before the day of {before}, {dated(dated_on)}" if day < dated_on else ""


def price_fault(price: Decimal) -> str:
    """Why a price of one unit cannot be, '' where it can."""
    return "" if price < MOST_PRICE else f"{price:f} is too much for a price: less than {MOST_PRICE:f}"


def quantity_fault(quantity: Decimal) -> str:
    """Why a quantity cannot be ordered of anything, '' where it can."""
    return "" if quantity < MOST_QUANTITY else f"{quantity:f} is too much: a quantity has up to five digits"


def amount_fault(amount: Decimal, of: str) -> str:
    """Why a line or an order (`of`) cannot come to an amount, '' where it can."""
    return (
        "" if abs(amount) < MOST_AMOUNT else f"The {of} comes to {amount:,.2f}: it must be less than {MOST_AMOUNT:,f}"
    )


def discount_fault(quantity: Decimal, price: Decimal, discount: Decimal) -> str:
    """Why an amount cannot be taken off a line, '' where it can."""
    return "The discount is more than the line" if discount > quantity * price else ""


def fraction_fault(rate: Decimal) -> str:
    """Why a rate is none, '' where it is: a percent is told."""
    return "" if rate <= 1 else f"{rate:f} is more than 1: a fraction is meant, 0.05 for 5%"


def span_fault(first: date | None, last: date | None) -> str:
    """Why a time cannot end on its last day, '' where it can."""
    return f"{dated(last)} is before the first day" if first and last and last < first else ""
