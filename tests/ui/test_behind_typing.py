"""Find, prices and half-typed text go behind the typing: the newest wins, no key waits for them (P-13)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest

from custtui.models.draft import Draft, DraftLine
from custtui.services import lookup, order_entry
from tests.ui.keyplay import Player, keys, run


class Far:
    """A service whose server is far away: it answers when told to; `asked` are the texts it was asked for."""

    def __init__(self, patch: pytest.MonkeyPatch, room: Any, name: str, text: Callable[..., str]) -> None:
        self.asked: list[str] = []
        self.here = Event()
        service = getattr(room, name)

        def far(*args: Any, **kwargs: Any) -> Any:
            self.asked.append(text(*args))
            assert self.here.wait(20)
            return service(*args, **kwargs)

        patch.setattr(room, name, far)


async def types(player: Player, script: str) -> None:
    """Type without waiting for anything but the screen's own frames."""
    player.app.at_rest.clear()
    for key in keys(script):
        player.app.post_message(key)
        await asyncio.sleep(0.02)


async def seen(player: Player, text: str) -> None:
    """Wait until it stands on the screen."""
    for _ in range(200):
        if text in player.screen:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{text!r} is not on the screen:\n{player.screen}")


def test_letters_in_find_echo_while_a_find_is_under_way_and_the_newest_wins(counter, monkeypatch) -> None:
    far = Far(monkeypatch, lookup, "find", lambda text: text)

    async def scene(player: Player) -> None:
        await types(player, "healthy")
        await seen(player, "healthy")
        assert not player.app.at_rest.is_set()
        far.here.set()
        await player.rest()
        assert far.asked == ["h", "healthy"], "what was typed past is not asked"
        assert "3897-5" in player.screen

    run(scene)


def test_enter_behind_a_find_that_is_under_way_opens_what_is_typed(counter, monkeypatch) -> None:
    far = Far(monkeypatch, lookup, "find", lambda text: text)

    async def scene(player: Player) -> None:
        await types(player, "h")
        await types(player, "ealthy<enter>")
        far.here.set()
        await player.rest()
        assert type(player.app.desk.view).__name__ == "CustomerProfile"

    run(scene)


def test_a_line_is_keyed_on_while_its_price_is_asked_for(counter, monkeypatch) -> None:
    far = Far(monkeypatch, order_entry, "quote", lambda who, draft, text, *rest: text.item)

    async def scene(player: Player) -> None:
        await player.slowly("3897-5<f7>")
        await types(player, "ITEM1<enter>12")
        await seen(player, "12")
        (asked,) = far.asked  # what was typed when it was first looked up: one letter, or a few on a busy machine
        assert "ITEM1".startswith(asked) and not player.app.at_rest.is_set()
        await types(player, "<enter>")
        far.here.set()
        await player.rest()

    run(scene)
    assert [(line.item, line.quantity) for line in DraftLine.select()] == [("ITEM1", "12")]


def test_nothing_is_shown_beside_another_item_than_it_was_asked_for(counter, monkeypatch) -> None:
    async def scene(player: Player) -> None:
        await player.slowly("3897-5<f7>ITEM1")
        view: Any = player.app.desk.view
        description = view.quoting.pending.description
        assert description in player.screen
        far = Far(monkeypatch, order_entry, "quote", lambda who, draft, text, *rest: text.item)
        await types(player, "7")
        await seen(player, "ITEM17")
        assert description not in player.screen
        far.here.set()
        await player.rest()

    run(scene)


def test_half_typed_text_given_up_on_its_way_is_written_again(counter, monkeypatch) -> None:
    """X-12: the draft holds what stands on the screen, though the same text was thought to be there already."""

    async def scene(player: Player) -> None:
        await player.slowly("3897-5<f7>IT")
        far = Far(monkeypatch, order_entry, "keep_typing", lambda who, draft, typing: typing.get("item", ""))
        await types(player, "E<backspace>")
        far.here.set()
        await player.rest()
        assert far.asked == ["ITE", "IT"]

    run(scene)


def test_half_typed_text_stays_with_the_draft_whatever_else_is_changed(counter) -> None:
    """X-12: a line struck out above it, another ship-to: what is typed below is still kept."""

    async def scene(player: Player) -> None:
        await player.slowly("3897-5<f7>ITEM1<enter>5<enter>ITE<up><delete>")
        assert json.loads(Draft.get().typing) == {"item": "ITE"}

    run(scene)
    assert DraftLine.get().struck
