"""Days of the past as clerks type them."""

from datetime import date

import pytest

from custtui.domain.numbers import Unreadable
from custtui.domain.past_day import read_past_day

TODAY = date(2026, 11, 21)
READ = {
    "today": date(2026, 11, 21),
    "-7": date(2026, 11, 14),
    "21": date(2026, 11, 21),
    "28": date(2026, 10, 28),
    "31": date(2026, 10, 31),
    "sat": date(2026, 11, 21),
    "friday": date(2026, 11, 20),
    "21 Nov": date(2026, 11, 21),
    "22 nov": date(2025, 11, 22),
    "28.11.": date(2025, 11, 28),
    "28.11.24": date(2024, 11, 28),
    "Nov 28, 2020": date(2020, 11, 28),
    "20240301": date(2024, 3, 1),
    "0001-01-01": date(1, 1, 1),
    "0050-12-31": date(50, 12, 31),
    "1.2.30": date(2030, 2, 1),
    "2027-01-31": date(2027, 1, 31),
}


@pytest.mark.parametrize("text", READ)
def test_a_day_without_a_year_is_the_newest_one_up_to_today(text: str) -> None:
    assert read_past_day(text, TODAY) == READ[text]


@pytest.mark.parametrize("text", ["soon", "+7", "99", "1.2.50", "2099-01-01", "29 feb", "0000-13-01", "31.2.2024"])
def test_what_is_no_such_day_is_unreadable_with_a_reason(text: str) -> None:
    with pytest.raises(Unreadable, match=r"\w+"):
        read_past_day(text, TODAY)


def test_a_leap_day_and_the_day_after_it_are_found_in_leap_years() -> None:
    assert read_past_day("29.2.", date(2028, 2, 29)) == date(2028, 2, 29)
    assert read_past_day("1 Mar", date(2028, 2, 29)) == date(2027, 3, 1)
