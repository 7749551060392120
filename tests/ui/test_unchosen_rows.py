"""Where no row is chosen, Enter and a digit lock until Esc: an arrow typed ahead lets nothing in (SPEC 6, X-18)."""

from __future__ import annotations

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
