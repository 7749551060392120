"""A question opens locked: only F9, F11 and F12 answer it, Esc ends it, every other key is swallowed and counted."""

from __future__ import annotations

import pytest

from custtui.models.order import SalesOrder
from tests.ui.keyplay import Player, run
from tests.ui.snapshot import snapshot

BLIND = "897-5<f7>ITEM1<enter>5<enter>"
QUESTIONS = {
    "leave the program": "<f3>",
    "drop the draft": "3897-5<f7>ITEM1<enter>2<enter><f11>",
    "drop the draft of home": "3897-5<f7>ITEM1<enter>2<enter><f12><f2><home><ctrl+e><down><f11>",
    "keep the changes": "3897-5<enter><enter>X<f12>",
    "drop the changes": "3897-5<enter><enter>X<f11>",
    "inactive": "3897-5<enter><f10>A<enter>",
    "drop what is typed": "3897-5<f7>ITEM1<enter>4<f9><f10>OI<enter><f10>S<enter>2<f12>",
    "close short": "3897-5<f7>ITEM1<enter>4<f9><f10>OI<enter><f10>F<enter>1<tab>CUSTOMER<f9>",
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_script_typed_on_blindly_answers_nothing(question: str, counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(QUESTIONS[question])
        asked = player.app.desk.question
        assert asked, player.screen
        before, orders = _stored(), SalesOrder.select().count()
        await player.burst(BLIND)
        assert player.app.desk.question is asked
        assert " keys not taken)" in player.message
        assert (_stored(), SalesOrder.select().count()) == (before, orders)
        await player.burst("<esc>")
        assert not player.app.desk.locked
        assert _stored() == before

    run(scene)


@pytest.mark.parametrize("key", ["<enter>", "y", "Y", "1", "<tab>", "<down>", "<f8>", "<f5>", "<insert>"])
def test_no_other_key_is_a_yes(key: str, counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{QUESTIONS['drop the draft']}{key}")
        assert player.app.desk.question
        await player.burst("<f9>")
        assert "discarded" in player.message

    run(scene)


def _stored() -> object:
    return {table: rows for table, rows in snapshot().items() if not table.startswith("draft")}
