"""Of several rows pasted where one fits nothing is taken, and the keys behind them are not either (X-19)."""

from __future__ import annotations

import pytest

from custtui.models.order import OrderRevision, SalesOrder
from tests.ui.keyplay import Player, run
from tests.ui.snapshot import snapshot

TWO = "<paste:AB-1\\nAB-2>"
PLACES = {
    "home": "x<backspace>",
    "the row of a list": "hea<down>",
    "the header of an order": "3897-5<f7><f8>",
    "the window of ship-tos": "3897-5<f7><f7>",
    "a ship-to typed": "3897-5<f7><f7><insert>",
    "the profile": "3897-5<enter><enter>",
    "the list of orders": "3897-5<f8>",
    "a note": "3897-5<enter><f10>w<enter><insert>",
    "contacts": "3897-5<enter><f10>C<enter><insert>",
}


@pytest.mark.parametrize("place", PLACES)
def test_rows_pasted_into_one_field_are_refused_whole(counter, place: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(PLACES[place])
        before, fields = snapshot(), [one.value for one in player.app.desk.top.fields]
        await player.burst(f"{TWO}<enter><f9>")
        assert (
            player.app.desk.locked and "2 lines were pasted, one fits; nothing was taken" in player.app.desk.message
        )
        assert [one.value for one in player.app.desk.top.fields] == fields
        assert snapshot() == before

    run(scene)


def test_an_order_is_not_placed_with_half_of_its_po_number(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7><f8><tab>{TWO}<f8>ITEM1<enter>5<f9>")
        assert player.app.desk.locked and "nothing was taken" in player.app.desk.message

    run(scene)
    assert SalesOrder.select().count() == 0


def test_one_row_with_its_line_end_is_taken(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<paste:3897-5\\n><f7>ITEM1<enter>5<f9>")

    run(scene)
    assert OrderRevision.select().count() == 1
