"""A fault of the program in drawing one screen: it is said in its place, and no key is lost to it."""

from __future__ import annotations

import pytest

from custtui.ui.home.lookup import CustomerLookup
from tests.ui.keyplay import Player, run, run_undrawn


def _broken(*args: object) -> None:
    raise ValueError("zip() argument 2 is longer")


def _says_so(player: Player) -> None:
    said = " ".join(player.screen.split())
    assert "this screen cannot be drawn" in said and "zip() argument 2" in said


async def _plays(player: Player) -> None:
    _says_so(player)
    await player.burst("3897-5<f7>ITEM1<enter>5<enter>")
    assert "ITEM1" in player.screen and "will be accepted" in player.screen
    await player.burst("<f12>")
    _says_so(player)


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
def test_a_screen_that_cannot_be_drawn_says_so_and_the_keys_go_on(counter, monkeypatch, size) -> None:
    monkeypatch.setattr(CustomerLookup, "body", _broken)
    run_undrawn(_plays, size=size)


def test_the_tests_of_screens_fail_where_one_cannot_be_drawn(counter, monkeypatch) -> None:
    monkeypatch.setattr(CustomerLookup, "body", _broken)
    with pytest.raises(AssertionError, match="could not be drawn"):
        run(_plays)
