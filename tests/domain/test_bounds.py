"""Numbers and days end before calendar and database do, and every refusal says why."""

from datetime import date
from decimal import Decimal

import pytest

from custtui.domain import bounds
from custtui.domain.due import DueRule
from custtui.domain.numbers import Unreadable
from custtui.domain.time_zone import zone_fault, zone_of
from custtui.domain.typed import read_price, read_quantity


@pytest.mark.parametrize(("day", "days", "then"), [
    (date(2026, 1, 1), 30, date(2026, 1, 31)),
    (date(2026, 1, 1), 9_999_999, date(2036, 1, 9)),
    (date(2026, 1, 1), 10**18, date(2036, 1, 9)),
    (date(2026, 1, 1), -5, date(2026, 1, 1)),
    (date(9999, 12, 20), 30, date.max),
])  # fmt: skip
def test_a_day_later_never_leaves_the_calendar(day: date, days: int, then: date) -> None:
    assert DueRule(days).due(day) == bounds.days_after(day, days) == then


@pytest.mark.parametrize("days", [-1, 3661, 9_999_999])
def test_days_beyond_ten_years_are_none(days: int) -> None:
    assert str(days) in bounds.days_fault(days)
    assert not bounds.days_fault(3660)


def test_the_largest_price_and_quantity_are_read_and_the_next_are_not() -> None:
    assert read_price("999999999.9999") == Decimal("999999999.9999")
    assert read_quantity("99999.999") == Decimal("99999.999")
    for read, text in ((read_price, "1000000000"), (read_quantity, "100000")):
        with pytest.raises(Unreadable, match=f"{text} is too much"):
            read(text)


def test_what_a_line_and_a_rate_cannot_be_is_told() -> None:
    assert not bounds.discount_fault(Decimal(2), Decimal(5), Decimal(10))
    assert "more than the line" in bounds.discount_fault(Decimal(2), Decimal(5), Decimal("10.01"))
    assert not bounds.fraction_fault(Decimal(1))
    assert "fraction" in bounds.fraction_fault(Decimal("6.625"))
    assert not bounds.amount_fault(Decimal(999_999_999_999), "line")
    assert "1,000,000,000,000" in bounds.amount_fault(Decimal(10**12), "line")
    assert "before the first day" in bounds.span_fault(date(2026, 6, 1), date(2026, 1, 1))
    assert not bounds.span_fault(date(2026, 6, 1), None)


@pytest.mark.parametrize(
    "name", ["Eastern Standard Time", "", "America", "../etc/passwd", "/etc/passwd", "a\0b", "x" * 300]
)
def test_what_is_no_time_zone_is_told_never_raised(name: str) -> None:
    assert zone_of(name) is None
    assert "is not a time zone" in zone_fault(name)
    assert not zone_fault("America/New_York")
