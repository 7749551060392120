"""Whether mailings may go to somebody by post, e-mail or phone: refused with day and reason, else allowed (F-46)."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from custtui.domain.errors import Fault
from custtui.domain.numbers import Unreadable
from custtui.domain.records.fact import Sort, fields_of
from custtui.domain.records.permitted import SINCE

T = TypeVar("T")
_TYPED_DAY = re.compile(r"([0-9]{1,4}[-/.][0-9]{1,2}[-/.]?(?:[0-9]{1,4})?)(?:\s+(.*))?", re.DOTALL)


def refusal(reason: str, since: str, today: date) -> tuple[str, str]:
    """The reason and the day of a refusal; one without a day is of today. '' allows.

    A reason may begin with its day, where none is told beside it: `2026-11-30 asked us not to`. Raises Unreadable for
    a day that is none or lies ahead, and where the reason is missing.
    """
    why, day = reason.strip(), since.strip()
    found = None if day else _TYPED_DAY.fullmatch(why)
    if found:
        day, why = found[1], (found[2] or "").strip()
    if not why and day:
        raise Unreadable(f'"{day}" is a day: add the reason')
    return (why, _day(day, today).isoformat() if day else today.isoformat()) if why else ("", "")


def _day(typed: str, today: date) -> date:
    from custtui.domain.past_day import read_past_day  # here: few records have one

    day = read_past_day(typed, today)
    if day > today:
        raise Unreadable(f"{typed} lies ahead")
    return day


def dated_refusals(typed: T, before: Any, today: date, faults: list[Fault]) -> T:
    """What was typed into a record, its refusals as they are kept; what cannot be is told in `faults` and stays.

    `before` is the record as it stands, None of a new one: a day that stood beside a reason goes with it.
    """
    told = {name: getattr(typed, name) for name in fields_of(typed.__class__)}
    for name in refusals_of(typed.__class__):
        stood = getattr(before, f"{name}{SINCE}", "")
        if not told[name].strip() and told[f"{name}{SINCE}"] == stood:
            told[f"{name}{SINCE}"] = ""
    return replace(typed, **split_refusals(typed.__class__, told, today, faults))  # type: ignore[type-var]


def split_refusals(record: type, told: Mapping[str, str], today: date, faults: list[Fault]) -> dict[str, str]:
    """Reasons and days of a record by name, as they are kept; what cannot be is told in `faults`, and left out."""
    found = dict[str, str]()
    for name in refusals_of(record):
        day = f"{name}{SINCE}"
        try:
            found[name], found[day] = refusal(told[name], told[day], today)
        except Unreadable as error:
            field = day if told[name].strip() and told[day].strip() else name
            faults.append(Fault("day", field, f"{fields_of(record)[field].label}: {error}"))
    return found


def refusals_of(record: type) -> list[str]:
    """What may be refused in a record, by the names of the reasons."""
    return [name for name, field in fields_of(record).items() if field.sort is Sort.REFUSAL]
