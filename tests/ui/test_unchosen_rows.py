"""Where no row is chosen, Enter and a digit lock until Esc: an arrow typed ahead lets nothing in (SPEC 6, X-18)."""

from __future__ import annotations

import pytest

from custtui.models.draft import DraftLine
from custtui.models.order import SalesOrder
from tests.services.house import House
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run

LISTS = ("<f8>", *(f"<f10>{code}<enter>" for code in "SCRWH"), "<f2><f10>OI HEALTHY<enter><enter>")


def test_an_order_keyed_blind_behind_the_refusal_of_a_list_loses_no_line(counter: House) -> None:
    ordered(counter.a1, "ITEM3 x1")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f8><enter>ITEM1<enter>5<enter><up><f7>ITEM2<enter>7<f9>")
        assert "Choose a row first" in player.message and player.app.desk.locked
        assert not DraftLine.select().count()

    run(scene)
    assert SalesOrder.select().count() == 1


def test_no_list_but_that_of_find_is_unlocked_by_an_arrow(counter: House) -> None:
    ordered(counter.a1, "ITEM3 x1")

    async def scene(player: Player) -> None:
        seen = set[str]()
        for script in LISTS:
            for key in ("<enter>", "5"):
                await player.burst(f"<f2>3897-5<enter>{script}")
                before = player.screen.split("\n")[0]
                await player.burst(f"{key}<down><up><pgdn><home><end>x")
                if "Choose a row first" in player.message or "no row to choose" in player.message:
                    seen.add(type(player.app.desk.view).__name__)
                    assert player.app.desk.locked and "6 keys not taken" in player.message, (script, key)
                    assert player.screen.split("\n")[0] == before
                await player.burst("<esc><f11>")
        assert len(seen) >= 5, seen
        await player.burst("<f2>h<enter><down>")
        assert not player.app.desk.locked

    run(scene)


@pytest.mark.parametrize("script", ["3<down>7<up>", "3<down>7<f2>", "3<down>7<down>", "3897-5<f8><down>7<down>"])
def test_backspace_takes_an_option_away_wherever_the_cursor_went(counter: House, script: str) -> None:
    """As its refusal says, at Find and on another row too; the cursor goes to the row it stood beside."""
    for _ in range(2):
        ordered(counter.a1, "ITEM1 x3")

    async def scene(player: Player) -> None:
        await player.burst(f"{script}<f7>")
        assert player.app.desk.locked and "Backspace takes it away" in player.message
        await player.burst("<esc><backspace>")
        assert not player.app.desk.locked and not player.app.desk.top.undone

    run(scene)
