"""What a clerk types, read: quantities, prices, discounts and wanted dates."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from custtui.domain import bounds
from custtui.domain.days import MONTHS, day_of_month, month_first, shown_day
from custtui.domain.money import minor_unit
from custtui.domain.numbers import Unreadable, places, read_number
from custtui.domain.quantity import NextProduct, Parked, Quantity, read_quantity, read_quantity_field

_MONTHS = tuple(name.lower() for name in MONTHS)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Discount:
    """A discount as a fraction of the line, or as an amount."""

    rate: Decimal | None = None
    amount: Decimal = Decimal(0)


def read_price(text: str) -> Decimal:
    """A price of one unit, to four places. Raises Unreadable."""
    value = read_number(text)
    if places(value) > 4:
        raise Unreadable(f"{text.strip()} has more than four decimals")
    if fault := bounds.price_fault(value):
        raise Unreadable(fault)
    return value


def read_discount(text: str, currency: str) -> Discount:
    """`5%` and `5 %` are a fraction, `10.00` is an amount of the order's currency. Raises Unreadable."""
    typed = text.strip()
    if typed.endswith("%"):
        rate = read_number(typed.removesuffix("%")) / 100
        if rate > 1:
            raise Unreadable("A discount is at most 100%")
        if places(rate) > 4:
            raise Unreadable(f"{typed} has more than two decimals")
        return Discount(rate=rate)
    amount = read_number(typed)
    if amount % minor_unit(currency):
        raise Unreadable(f"{typed} has more decimals than {currency} has")
    return Discount(amount=amount)


def read_date(text: str, today: date) -> date:
    """A wanted date: `+7`, `28`, `28.11.`, `28 Nov`, `Nov 28`, `2026-11-28`, `11/28`, `fri`. Raises Unreadable.

    Without a year it is the next such day from today on. `5/6` is read in the order of the house's country; where
    that is not known it may be two days and is refused, `11/28` is not.
    """
    typed = text.strip().lower()
    for pattern, read in _FORMS:
        match = pattern.fullmatch(typed)
        if match:
            try:
                day = read(match.groups(), today)
            except (ValueError, OverflowError) as error:
                raise Unreadable(str(error) if isinstance(error, Unreadable) else f"There is no {typed}") from error
            if day < today:
                raise Unreadable(f"{shown_day(day, today)} is past")
            if fault := bounds.ahead_fault(day, today):
                raise Unreadable(fault)
            return day
    raise Unreadable(f'"{text.strip()}" is not a date: type +7, {day_of_month(28, 11)} or 2026-11-28')


TypedParts = tuple[str | None, ...]


def _days(parts: TypedParts, today: date) -> date:
    return today + timedelta(days=int(parts[0] or 0))


def _days_back(parts: TypedParts, today: date) -> date:
    """A day that is past is said to be, and is a day all the same."""
    return today - timedelta(days=int(parts[0] or 0))


def _iso(parts: TypedParts, today: date) -> date:
    year, month, day = (int(part or 0) for part in parts)
    return date(year, month, day)


def _day_month(parts: TypedParts, today: date) -> date:
    day, month, year = parts
    return _next(int(day or 0), _month(month or ""), year, today)


def _month_day(parts: TypedParts, today: date) -> date:
    month, day, year = parts
    return _next(int(day or 0), _month(month or ""), year, today)


def _slashes(parts: TypedParts, today: date) -> date:
    first, second = int(parts[0] or 0), int(parts[1] or 0)
    american = month_first()
    either = first <= 12 and second <= 12
    if american is None and either and first != second:
        raise Unreadable(f"Type {second} {MONTHS[first - 1]} or {first} {MONTHS[second - 1]}")
    day_first = american is False if either else first > 12
    month, day = (second, first) if day_first else (first, second)
    return _next(day, month, parts[2], today)


def _day(parts: TypedParts, today: date) -> date:
    """The next month that has such a day."""
    wanted = int(parts[0] or 0)
    if not 1 <= wanted <= 31:
        raise Unreadable(f"There is no day {wanted}")
    for ahead in range(3):
        years, month = divmod(today.month - 1 + ahead, 12)
        try:
            day = date(today.year + years, month + 1, wanted)
        except ValueError:
            continue
        if day >= today:
            return day
    raise Unreadable(f"There is no day {wanted} soon")


def _weekday(parts: TypedParts, today: date) -> date:
    ahead = (DAYS.index((parts[0] or "")[:3]) - today.weekday()) % 7
    return today + timedelta(days=ahead or 7)


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text[:3] not in _MONTHS:
        raise Unreadable(f"{text} is not a month")
    return _MONTHS.index(text[:3]) + 1


def _next(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year) + (2000 if len(year) < 3 else 0), month, day)
    for ahead in range(9):  # 29 February may be eight years away
        try:
            found = date(today.year + ahead, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise Unreadable(f"There is no such day: {day}.{month}.")


_YEAR = r"([0-9]{4}|[0-9]{2})"
_FORMS = (
    (re.compile(r"\+\s*([0-9]{1,4})"), _days),
    (re.compile(r"-\s*([0-9]{1,4})"), _days_back),
    (re.compile(r"([0-9]{4})-?([0-9]{1,2})-?([0-9]{1,2})"), _iso),
    (re.compile(rf"([0-9]{{1,2}})\.\s*([0-9]{{1,2}})\.?\s*{_YEAR}?"), _day_month),
    (re.compile(rf"([0-9]{{1,2}})[.\s-]*([a-z]{{3,9}})\.?[\s-]*{_YEAR}?"), _day_month),
    (re.compile(rf"([a-z]{{3,9}})\.?\s*([0-9]{{1,2}})(?:,?\s+{_YEAR})?"), _month_day),
    (re.compile(rf"([0-9]{{1,2}})/([0-9]{{1,2}})(?:/{_YEAR})?"), _slashes),
    (re.compile(r"([0-9]{1,2})\.?"), _day),
    (re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*"), _weekday),
)


__all__ = [
    "Discount",
    "NextProduct",
    "Parked",
    "Quantity",
    "Unreadable",
    "read_date",
    "read_discount",
    "read_number",
    "read_price",
    "read_quantity",
    "read_quantity_field",
]
