"""Due days by terms: days, then the end of that month, of each part too; the days of a discount stay (F-75, C-37)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custtui.domain.due import DueRule, end_of_month
from custtui.domain.early import EarlyTerms


@pytest.mark.parametrize(
    ("dated", "days", "due"),
    [
        (date(2027, 1, 31), 30, date(2027, 3, 31)),  # 2 March, not the end of February
        (date(2028, 1, 31), 30, date(2028, 3, 31)),  # 1 March of a leap year
        (date(2028, 1, 30), 30, date(2028, 2, 29)),
        (date(2028, 1, 15), 30, date(2028, 2, 29)),
        (date(2027, 1, 15), 30, date(2027, 2, 28)),
        (date(2026, 11, 10), 30, date(2026, 12, 31)),
        (date(2026, 12, 10), 30, date(2027, 1, 31)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
        (date(2026, 11, 1), 30, date(2026, 12, 31)),  # 1 December: a month more than 31 days from 30 November
        (date(2026, 10, 31), 30, date(2026, 11, 30)),
        (date(9999, 12, 2), 3, date(9999, 12, 31)),
    ],
)
def test_net_days_end_of_month_is_the_last_day_of_the_month_the_days_lead_to(
    dated: date, days: int, due: date
) -> None:
    assert DueRule(days, month_end=True).due(dated) == due


@given(st.dates(date(1990, 1, 1), date(9000, 1, 1)), st.integers(0, 3650))
def test_it_is_never_before_the_day_itself_never_in_another_month_and_never_twice_later(day: date, days: int) -> None:
    plain, moved = DueRule(days).due(day), DueRule(days, month_end=True).due(day)
    assert plain == day + timedelta(days=days) <= moved
    assert (moved.year, moved.month) == (plain.year, plain.month)
    assert (moved + timedelta(days=1)).day == 1 and end_of_month(moved) == moved


def test_each_part_is_due_at_the_end_of_its_own_month() -> None:
    parts = DueRule(30, month_end=True, parts=(30, 60, 90)).parts_of(Decimal("100.00"), date(2027, 1, 31), "USD")
    assert [one.due for one in parts] == [date(2027, 3, 31), date(2027, 4, 30), date(2027, 5, 31)]
    assert sum(one.amount for one in parts) == 100


def test_the_days_of_a_discount_do_not_move() -> None:
    kept = EarlyTerms(10, Decimal("0.02")).columns(date(2027, 1, 31))
    assert kept["discount_until"] == date(2027, 2, 10)


def test_terms_say_it_in_words() -> None:
    assert DueRule(30, month_end=True).words == "30 days, end of month"
    assert DueRule(30).words == "30 days"
    assert DueRule(30, month_end=True, parts=(30, 60)).words == "30, 60 days, end of month"
