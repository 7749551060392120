"""Days: how months are called, and times from a first day to a last one, both inclusive, each None for open."""

from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Days = tuple[date | None, date | None]


def shown_day(day: date, today: date) -> str:
    """`28 Nov`; with the year where it is not this one: no screen leaves open which year it was."""
    return f"{day.day} {MONTHS[day.month - 1]}" if day.year == today.year else dated(day)


def dated(day: date) -> str:
    """`28 Nov 2026`: with its year in any case, as papers show it."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


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
