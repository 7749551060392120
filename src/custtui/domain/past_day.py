"""Days of the past as clerks type them, for looking back: the newest such day up to today."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from custtui.domain.bounds import ahead_fault
from custtui.domain.days import day_of_month
from custtui.domain.numbers import Unreadable
from custtui.domain.typed import DAYS, read_date

_YEAR = re.compile(
    r"^([0-9]{4})[0-9]{4}$|(?<![0-9])([0-9]{4})(?![0-9])|[./][0-9]{1,2}[./]([0-9]{2})$|[a-z]\s*[0-9]{0,2},?\s([0-9]{2})$"
)
_BACK = re.compile(r"-\s*([0-9]{1,4})")
_DAY = re.compile(r"([0-9]{1,2})\.?")


def names_past_day(text: str) -> bool:
    """Does a text say that a day may be past: by its year, or as days ago?"""
    typed = " ".join(text.lower().split())
    return bool(_BACK.fullmatch(typed) or _YEAR.search(typed))


def read_past_day(text: str, today: date) -> date:
    """`-7`, `today`, `28`, `fri`, `28.11.`, `28 Nov`, `2024-11-28`: the newest such day. Raises Unreadable.

    Only a day with its year may lie ahead.
    """
    typed = " ".join(text.lower().split())
    back = _BACK.fullmatch(typed)
    if back or typed == "today":
        return today - timedelta(days=int(back[1]) if back else 0)
    day = _DAY.fullmatch(typed)
    if day:
        return _newest(lambda one: one.day == int(day[1]), today, typed)
    if typed[:3] in DAYS and typed.isalpha():
        return _newest(lambda one: one.weekday() == DAYS.index(typed[:3]), today, typed)
    year = _YEAR.search(typed)
    if typed.startswith("+"):
        raise Unreadable(f"{typed} lies ahead: type -7 for a week ago")
    if year is None:
        return _lately(typed, today)
    digits = next(filter(None, year.groups()))
    number = int(digits) + (2000 if len(digits) == 2 else 0)
    found = _read_from(typed, date(max(number, 1), 1, 1), today)
    if why := ahead_fault(found, today):
        raise Unreadable(why)
    return found


def _read_from(typed: str, first: date, today: date) -> date:
    try:
        return read_date(typed, first)
    except Unreadable as error:
        if "is not a date" in str(error):
            like = f"{day_of_month(28, 11)} or {today.year - 1}-11-28"
            raise Unreadable(f'"{typed}" is not a date: type -7, {like}') from error
        raise


def _lately(typed: str, today: date) -> date:
    """A day without a year: the next one after this day a year ago."""
    leap = (today.month, today.day) == (2, 29)
    last_year = date(today.year - 1, today.month, 28 if leap else today.day)
    found = _read_from(typed, last_year + timedelta(days=1), today)
    if found > today:
        raise Unreadable(f"{typed} was not in the last year: type the year too")
    return found


def _newest(fits: Callable[[date], bool], today: date, typed: str) -> date:
    found = next((day for day in (today - timedelta(days=back) for back in range(62)) if fits(day)), None)
    if found is None:
        raise Unreadable(f"There was no day {typed}")
    return found
