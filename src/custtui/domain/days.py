"""Days: how months are called, and times from a first day to a last one, both inclusive, each None for open."""

from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Days = tuple[date | None, date | None]


MONTH_FIRST = frozenset({"US"})
"""Countries that say Nov 28 and write 11/28; all others say 28 Nov and write 28/11."""

_country: list[str] = []


def keep_days_of(country: str) -> None:
    """From now on days are said and read as in this country (ISO code), the house's; '': it is not known."""
    _country[:] = [country] if country else []


def month_first() -> bool | None:
    """Is the month said before the day? None where nobody told whose house it is: the day is, and 5/6 is not read."""
    return _country[0] in MONTH_FIRST if _country else None


def shown_day(day: date, today: date) -> str:
    """`28 Nov`; with the year where it is not this one: no screen leaves open which year it was."""
    return _said(day) if day.year == today.year else dated(day)


def dated(day: date) -> str:
    """`28 Nov 2026`: with its year in any case, as papers show it."""
    return f"{_said(day)} {day.year}"


def _said(day: date) -> str:
    return day_of_month(day.day, day.month)


def day_of_month(day: int, month: int) -> str:
    """`28 Nov`, or `Nov 28` where the house writes it so."""
    name = MONTHS[month - 1]
    return f"{name} {day}" if month_first() else f"{day} {name}"


def shown_span(first: date, last: date, today: date) -> str:
    """`1 Jan to 31 Dec 2027`."""
    return f"{shown_day(first, today)} to {shown_day(last, today)}"


def includes(first: date | None, last: date | None, day: date) -> bool:
    """Is a day within a time? (R-34, R-35)"""
    return _begins_by(first, day) and _begins_by(day, last)


def overlap(one: Days, other: Days) -> bool:
    """Have two times a day in common? (R-19, R-34)"""
    return _begins_by(one[0], other[1]) and _begins_by(other[0], one[1])


def _begins_by(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last
