"""What day it is on the screens: the counter's, as services have it (D-03)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from custtui import screens
from custtui.models.operator import Seller
from custtui.models.order import OrderEvent, SalesOrder
from custtui.settings import Settings
from custtui.ui.kit import clock, format
from tests.rows import an_account, an_order
from tests.services import house

FAR = ("Pacific/Kiritimati", "Pacific/Niue")
"""Zones between which it is always two different days."""


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave the program's clock as it was."""
    told = [*clock._told]
    yield
    clock._told[:] = told


def test_the_day_is_that_of_the_zone_the_house_is_in() -> None:
    days = []
    for name in FAR:
        clock.keep_time_of(ZoneInfo(name))
        days.append(clock.today())
    assert days[0] - days[1] >= timedelta(days=1)


def test_moments_are_shown_in_the_zone_the_house_is_in() -> None:
    moment = datetime(2026, 5, 1, 23, 30, tzinfo=UTC)
    clock.keep_time_of(ZoneInfo("America/New_York"))
    assert format.moment(moment).startswith("1 May") and format.moment(moment).endswith("19:30")
    clock.keep_time_of(ZoneInfo("Asia/Tokyo"))
    assert format.moment(moment).startswith("2 May")


@pytest.mark.parametrize(("country", "said"), [("US", "Dec 4 2031"), ("DE", "4 Dec 2031")])
def test_the_program_says_days_as_the_country_of_the_house_does(sqlite_database, country: str, said: str) -> None:
    house.stand()
    Seller.update(country=country).execute()
    screens.told_by_house(Settings())
    assert format.day(date(2031, 12, 4)) == said


def test_a_clock_that_went_back_is_told_on_the_first_screen(sqlite_database) -> None:
    """C-43: by more than an hour since what was posted last."""
    an_order(an_account())
    for minutes, told in ((50, ""), (70, "The clock of this machine went back: the last posting is of ")):
        at = datetime.now(UTC) + timedelta(minutes=minutes)
        OrderEvent.create(order=SalesOrder.get(), kind="paid", by="ann", at=at)
        notice = screens.told_by_house(Settings())
        assert notice.startswith(told) and bool(notice) is bool(told)
