"""A price, a rate, a contract may have begun before it is keyed: forms read such days, files may have them (C-40)."""

from datetime import date

import pytest

from custtui.domain import bounds
from custtui.domain.numbers import Unreadable
from custtui.domain.reading import read_any_day

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("-30", date(2026, 11, 1)),
        ("1.5.26", date(2026, 5, 1)),
        ("1 May 2026", date(2026, 5, 1)),
        ("2026-05-01", date(2026, 5, 1)),
        ("+7", date(2026, 12, 8)),
        ("1 May", date(2027, 5, 1)),
    ],
)
def test_a_day_that_says_so_may_be_past(typed: str, day: date) -> None:
    assert read_any_day(typed, TODAY) == day
    assert bounds.first_day_fault(day, TODAY) == ""


def test_what_is_no_day_is_none() -> None:
    with pytest.raises(Unreadable, match="is not a date"):
        read_any_day("soon", TODAY)
