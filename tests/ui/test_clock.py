"""What day it is on the screens: the counter's, as services have it (D-03)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from custtui.ui.kit import clock, format

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
