"""A draft without lines is not kept, whichever way the order is left; one with a line or half-typed text is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from custtui.models.base import now
from custtui.models.draft import Draft
from custtui.services import order_entry as desk
from tests.services.house import ANN, House
from tests.ui.keyplay import Player, run

WAYS = {
    "F10 CU": "<f10>CU<enter>",
    "F10 CU and a customer": "<f10>CU 3897-9<enter>",
    "F10 OE": "<f10>OE<enter>",
    "another screen over it, then home": "<f2><f3>",
    "the open notes over it, then home": "<f10>ON<enter><f3>",
    "a second order over it, then home": "<f10>OE 3897-9<enter><f3>",
    "F12": "<f12>",
    "F3": "<f3>",
}


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
def test_an_order_left_without_lines_leaves_no_draft(stand: House, way: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>{way}")
        assert "New order" not in player.screen

    run(scene)
    assert Draft.select().count() == 0


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
@pytest.mark.parametrize("typed", ["ITEM1<enter>2<enter>", "ITE"])
def test_an_order_left_with_something_keyed_stays(stand: House, way: str, typed: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>{typed}{way}")

    run(scene)
    assert [draft.account_id for draft in Draft.select()] == [stand.a1]


def test_a_broken_line_leaves_no_empty_draft(stand: House) -> None:
    """SIGHUP (S-2): what `hang_up` does."""

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>")
        assert Draft.select().count() == 1
        await player.app.hang_up()

    run(scene)
    assert Draft.select().count() == 0


def test_one_left_by_a_kill_is_listed_nowhere_and_forgotten_with_a_later_order(stand: House) -> None:
    """Nothing runs any more that could drop it; a day later no screen can still stand on it."""
    left = desk.start(ANN, stand.a1).id
    assert desk.my_work(ANN) == []
    assert desk.kept_for(ANN, stand.a1) == []
    Draft.update(changed_at=now() - timedelta(days=2)).where(Draft.id == left).execute()

    async def scene(player: Player) -> None:
        assert "saved" not in player.screen
        await player.burst("3897-5<f7><f12>")

    run(scene)
    assert Draft.select().count() == 0
