"""Whether mailings may go to somebody by post, e-mail or phone: refused with day and reason, else allowed (F-46)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from custtui.domain.errors import Fault
from custtui.domain.numbers import Unreadable
from custtui.domain.records.fact import Sort, fields_of
from custtui.domain.records.permitted import LONGEST_REFUSAL

T = TypeVar("T")
_TYPED_DAY = re.compile(r"([0-9]{1,4}[-/.][0-9]{1,2}[-/.]?(?:[0-9]{1,4})?)(?:\s+(.*))?", re.DOTALL)


def refusal(text: str, today: date) -> str:
    """`2026-11-30 asked us not to`: as a refusal is kept; one without a day is of today. '' allows.

    Raises Unreadable for a day that is none or lies ahead, and where the reason is missing or too long with its day.
    """
    typed = text.strip()
    if not typed:
        return ""
    found = _TYPED_DAY.fullmatch(typed)
    day, reason = (_day(found[1], today), found[2] or "") if found else (today, typed)
    if not reason.strip():
        raise Unreadable(f"{typed} is a day: add the reason")
    kept = f"{day.isoformat()} {reason}"
    if len(kept) > LONGEST_REFUSAL:
        raise Unreadable(f"{len(kept)} characters with its day, at most {LONGEST_REFUSAL} are saved")
    return kept


def _day(typed: str, today: date) -> date:
    from custtui.domain.past_day import read_past_day  # here: few records have one

    day = read_past_day(typed, today)
    if day > today:
        raise Unreadable(f"{typed} lies ahead")
    return day


def dated_refusals(typed: T, today: date, faults: list[Fault]) -> T:
    """What was typed into a record, its refusals as they are kept; what cannot be is told in `faults` and stays."""
    return replace(typed, **dict(_refusals(typed, today, faults)))  # type: ignore[type-var]


def _refusals(typed: Any, today: date, faults: list[Fault]) -> Iterator[tuple[str, str]]:
    for name, field in fields_of(typed.__class__).items():
        if field.sort is Sort.REFUSAL:
            try:
                yield name, refusal(getattr(typed, name), today)
            except Unreadable as error:
                faults.append(Fault("day", name, f"{field.label}: {error}"))
