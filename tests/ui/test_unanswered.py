"""S-9: a server that says nothing: the screen says so, Esc stops waiting waiting, nothing is done twice."""

from __future__ import annotations

import asyncio

import pytest
from textual import events

from custtui.models.base import db
from custtui.models.order import SalesOrder
from custtui.ui.kit import asking
from tests.relay import Relay
from tests.services import house
from tests.ui.keyplay import ANN, Player, keys, run

pytest.importorskip("custtui.models.server")
pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


async def until(player: Player, text: str) -> None:
    for _ in range(400):
        if text in player.screen:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(player.screen)


def typed(player: Player, script: str) -> None:
    for key in keys(script):
        player.app.post_message(key)


def test_esc_gives_up_waiting_and_the_same_key_works_once_the_server_answers(
    relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "LATE", 0.3)
    house.stand()
    house.hire("ann")
    house.promote()

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter>")
        relay.silent.set()
        typed(player, "<f9>")
        await until(player, "The database has not answered for")
        assert "Esc stops waiting" in player.screen and "ITEM1" in player.screen
        typed(player, "<esc>")
        await until(player, "The database does not answer")
        relay.silent.clear()
        relay.hang_up()
        await player.burst("<esc><f9>")
        assert "SO-1001" in player.screen, player.screen

    run(scene, who=ANN, give_up=db.obj.give_up)
    db.close()  # this thread's own line was cut too
    assert SalesOrder.select().count() == 1


def test_an_esc_typed_before_it_was_said_is_meant_for_something_else(
    relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "LATE", 0.3)
    house.stand()

    async def scene(player: Player) -> None:
        relay.silent.set()
        typed(player, "3897-5<enter><esc>")
        await until(player, "The database has not answered for")
        await asyncio.sleep(3 * asking.LOOKED)
        assert any(isinstance(one, events.Key) and one.key == "escape" for one in player.app._typed)
        typed(player, "<esc>")
        await until(player, "The database does not answer")
        relay.silent.clear()
        relay.hang_up()

    run(scene, who=ANN, give_up=db.obj.give_up)
