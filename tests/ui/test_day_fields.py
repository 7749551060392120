"""A day reads the same wherever it stands: in a field too, however it was typed."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from custtui.domain.days import dated, shown_day
from custtui.models.account import TaxStatus
from custtui.models.draft import Draft
from custtui.services import clock
from custtui.ui.kit.day_field import CalendarField
from tests.services.house import House
from tests.ui.keyplay import Player, run

ISO = re.compile(r"(?<![0-9.])[12][0-9]{3}-[0-9]{2}-[0-9]{2}(?![0-9])")
WAYS = {
    "header": "3897-5<f7><f8><tab>{day}<tab>",
    "entry": "3897-5<f7>ITEM1<enter>5<tab><tab><tab>{day}<tab>",
    "exemption": "3897-5<enter><f10>T<enter><tab><tab>NY<tab>EX-1<tab><tab>{day}<tab>",
    "relation": "3897-5<enter><f10>R<enter><f10>P<enter><tab><tab><tab>{day}<tab>",
    "follow up": "3897-5<enter><f10>W<enter><f6>call<tab>x<tab>ann<tab>{day}<tab>",
}


def day_fields(player: Player) -> list[CalendarField]:
    view = player.app.desk.top
    entry = getattr(getattr(view, "lines", None), "entry", None)
    return [one for one in [*view.fields, *(entry.fields if entry else ())] if isinstance(one, CalendarField)]


@pytest.mark.parametrize("form", ["%Y-%m-%d", "%d %b %Y", "%Y%m%d"])
@pytest.mark.parametrize("way", WAYS)
def test_a_day_typed_reads_as_every_day_once_the_field_is_left(counter: House, way: str, form: str) -> None:
    today = clock.today()
    for day in (today + timedelta(days=20), today + timedelta(days=400)):

        async def scene(player: Player, day: date = day) -> None:
            await player.burst(WAYS[way].format(day=day.strftime(form)))
            assert shown_day(day, today) in player.screen
            assert not ISO.search(player.screen), player.screen

        run(scene)


def test_a_day_counted_from_today_reads_as_a_day_too(counter: House) -> None:
    today = clock.today()

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7><f8><tab>+9<tab>")
        assert shown_day(today + timedelta(days=9), today) in player.screen and "+9" not in player.screen
        await player.burst("<f8>")
        assert Draft.get().wanted == (today + timedelta(days=9)).isoformat()
        await player.burst("<f8>")
        assert not ISO.search(player.screen) and not day_fields(player)[0].changed

    run(scene)


def test_what_is_kept_stays_the_day_it_was(counter: House) -> None:
    """One of this year that is past reads without its year, and is edited with it: no next one is meant."""
    today = clock.today()
    first, last = date(today.year, 1, 1), today - timedelta(days=3)
    way = f"3897-5<enter><f10>T<enter><tab><tab>NY<tab>EX-1<tab>{first}<tab>{last}<f9>"

    async def scene(player: Player) -> None:
        await player.burst(way)
        await player.burst("<f10>T<enter><tab><tab><tab><tab>")
        assert shown_day(first, today) in player.screen and shown_day(last, today) in player.screen
        await player.burst("<left><tab><end>")
        assert dated(last) in player.screen
        assert not player.app.desk.view.changed()
        await player.burst("<shift+tab><shift+tab>X<f9>".replace("shift+tab", "backtab"))
        assert "saved" in player.message

    run(scene)
    one = TaxStatus.get()
    assert (one.first_day, one.last_day) == (first, last)


def test_a_field_of_a_day_is_as_wide_as_a_day(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>T<enter>")
        assert {one.width for one in day_fields(player)} == {12}

    run(scene)


def test_whose_day_was_stored_meanwhile_is_told_as_days_are() -> None:
    one, today = CalendarField("due", "Due", 12), date.today()
    one.set(today.isoformat())
    one.value = (today + timedelta(days=1)).isoformat()
    assert one.meet((today + timedelta(days=2)).isoformat(), "Ben")
    assert f'Ben made it "{shown_day(today + timedelta(days=2), today)}"' in one.error
