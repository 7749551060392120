"""Empty lists say so as sentences, and the next key where there is one (SCREENS: messages end)."""

from __future__ import annotations

import pytest

from custtui.ui.orders.sheets import Sheets
from tests.services.house import House
from tests.ui.keyplay import Player, run
from tests.ui.test_unchosen_rows import walked

WAYS = {
    "AQ": "No order is waiting: F5 looks again",
    "OC": "No cover is open: F10 OW has what is to cover",
    "ON": "Nothing is open: notes are made where a customer is (F10 CP and its code)",
    "MB": "No message is waiting: F8 shows Held back",
    "OD": "No invoice is overdue: F5 looks again",
    "OW": "Nothing is left to ship: F8 shows To invoice",
}


@pytest.mark.parametrize("path", WAYS)
def test_an_empty_list_says_so_with_a_capital_and_the_next_key(stand: House, path: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"<f10>{path}<enter>")
        assert WAYS[path] in player.screen

    run(scene)


def test_pages_of_lists_begin_with_a_capital_where_they_are_empty() -> None:
    for screen in walked(Sheets):
        for sheet in screen.SHEETS:  # type: ignore[attr-defined]
            assert sheet.nothing[:1].isupper(), sheet.nothing
