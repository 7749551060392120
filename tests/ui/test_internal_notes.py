"""X-21 by keys: a note of the order in its header, one of a line behind its ship-to."""

from __future__ import annotations

from custtui.models.draft import Draft
from custtui.models.order import SalesOrder
from custtui.services import orders
from tests.ui.keyplay import Player, run

WHOLE, PART = "PELICAN", "HERON"
HEADER = "<f8>" + "<down>" * 13
"""To the last field of the header."""
LINE = "<tab>" * 5
"""From the quantity to the last field of the entry line."""
KEYED = f"3897-5<f7>ITEM1<enter>5{LINE}{PART}<enter>ITEM2<enter>7<enter>{HEADER}{WHOLE}<f8>"


def notes(number: str, revision: int | None = None) -> list[str]:
    view = orders.order(number, revision)
    return [view.internal_note, *(line.line_note for line in view.lines)]


def test_both_are_keyed_in_one_burst_and_changed_in_another(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(KEYED)
        assert f"internal note {WHOLE}" in player.screen
        await player.burst("<f9>")
        number = SalesOrder.get().number
        await player.burst(f"<f10>OM {number}<enter><up><up><enter>{LINE}IBIS<enter>{HEADER}OWL<enter>")
        assert f"internal note OWL (was {WHOLE})" in player.screen
        await player.burst("<up><up>")
        assert f"was note {PART} · note IBIS" in player.screen
        await player.burst("<down><down><f9>")

    run(scene)
    number = SalesOrder.get().number
    assert (notes(number, 1), notes(number)) == ([WHOLE, PART, ""], ["OWL", "IBIS", ""])


def test_the_order_and_each_of_its_lines_show_it(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"{KEYED}<f9><f10>OI<enter>")
        assert f"Note     {WHOLE}" in player.screen and f"note {PART}" in player.screen
        await player.burst("<enter>")
        assert f"Note         {PART}" in player.screen
        await player.burst("<enter><f10>OM<enter><up><up><enter>" + LINE + "IBIS<f9><f10>OI<enter><f10>R<enter>")
        assert PART in player.screen and "IBIS" in player.screen

    run(scene)


def test_what_is_half_typed_of_it_comes_back(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>ITEM1<enter>5<enter>ITEM2{LINE}<tab>{PART}")
        await player.burst("<f12>")

    async def again(player: Player) -> None:
        await player.burst("<down><enter>")
        await player.burst("<enter>" * 2)

    run(scene)
    assert PART in Draft.get().typing
    run(again)
    assert [line.line_note for line in Draft.get().lines] == ["", PART]
