"""What is said stands as long as it should: an outcome until the next, a hint until its Esc or its screen."""

from __future__ import annotations

import pytest

from custtui.models.draft import Draft
from custtui.services import order_entry
from tests.files import bound_copy
from tests.ui.flows import flows
from tests.ui.keyplay import ANN, Player, run
from tests.ui.over_pty import make_counter

PLACED = "3897-5<f7>ITEM1<enter>5<f9>"


def test_the_outcome_of_an_order_stands_until_the_next_one_is_placed(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(PLACED)
        outcome = player.message
        assert outcome.startswith("SO-1001 ")
        for burst in (
            "<f9>",  # a hint
            "3897-5<enter><f9><f7>NOPE<enter>1<enter><f9><esc><f3>",  # a refusal; another outcome: the draft is kept
            "<f3>",  # a question
            "<f12>",
            "nobody of this name<enter>",
        ):
            await player.burst(burst)
            assert outcome in player.screen, burst
        await player.burst("<esc><f2><home><ctrl+e>3897-5<f7>ITEM2<enter>1<f9>")
        assert "SO-1002 " in player.screen
        assert outcome not in player.screen

    run(scene)


def test_what_became_of_a_record_stands_until_something_else_does(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f10>W<enter><insert>ring twice<f9>")
        outcome = player.message
        assert "saved" in outcome
        await player.burst("<f9>")
        assert player.message != outcome
        assert outcome in player.screen
        await player.burst("<f12><f12>")
        assert player.message == outcome

    run(scene)


@pytest.mark.parametrize("end", ["<esc>", "<f12>", "<f3>", "<f10>CU<enter>"])
def test_a_hint_ends_with_esc_or_its_screen(end: str, counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f9>")
        hint = player.message
        assert hint
        await player.burst("<down>")
        assert player.message == hint
        await player.burst(end)
        assert hint not in player.screen

    run(scene)


WAYS = flows("sweep")
"""Keys from home to each kind of screen and window."""
HINT = "One hint that is said here"
LEAD_AWAY = ("<f12>", "<f10>CU<enter>", "<f1>", "<f2>")


@pytest.mark.parametrize("view", WAYS)
def test_a_hint_of_any_screen_or_window_is_on_no_other(view: str, sqlite_template, tmp_path) -> None:
    async def scene(player: Player) -> None:
        await player.burst(WAYS[view] + "<esc>")
        desk = player.app.desk
        here = desk.top
        for away in LEAD_AWAY:
            desk.hint(HINT)
            await player.burst(away)
            assert desk.top is here or HINT not in player.screen, away

    with bound_copy(make_counter(sqlite_template, tmp_path / "swept.sqlite"), tmp_path / "played.sqlite"):
        run(scene)


@pytest.mark.parametrize("leave", ["harb", "3897-5<enter>", "<f10>AQ<enter>", "<f10>", "<f1>", "<esc>"])
def test_what_is_said_at_the_start_ends_with_what_home_shows(leave: str, counter) -> None:
    async def scene(player: Player) -> None:
        assert player.message == "Demo data: nothing is kept"
        await player.burst(leave)
        assert "Demo data" not in player.screen

    run(scene, notice="Demo data: nothing is kept")


def test_what_is_said_of_a_theme_ends_with_the_next_search(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("<f10>T<enter>")
        assert "Theme light" in player.message
        await player.burst("harb")
        assert "Theme light" not in player.screen

    run(scene)


@pytest.mark.parametrize("over", ["<f10>AQ<enter>", "3897-5<enter>", "3897-5<f7>", "<f10>", "<f1>", "<f10>OI<enter>"])
def test_what_became_of_an_order_stands_on_home_alone(over: str, counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(PLACED)
        placed = player.message
        await player.burst(over)
        assert placed not in player.message
        await player.burst("<f12>" if over in ("<f10>", "<f1>") else "<f3>")
        assert placed in player.screen

    run(scene)


def test_a_refusal_ends_with_its_esc_and_what_helped_before_with_it(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><f9>x")
        assert "is not taken" in player.message
        await player.burst("<esc>")
        assert player.message == ""

    run(scene)


def test_a_hint_of_a_window_ends_with_it(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7><f8><f5>")
        assert "nothing to take back" in player.message
        await player.burst("<f8>")
        assert player.message == ""

    run(scene)


@pytest.mark.parametrize("leave", ["<f12>", "<f3>"])
@pytest.mark.parametrize("typed", ["ITEM1<enter>5<enter>", "ITEM1", ""])
def test_a_draft_that_is_gone_is_not_said_to_be_kept(leave: str, typed: str, counter) -> None:
    """Dropped at another terminal of the same clerk while it is keyed here."""

    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>{typed}")
        order_entry.drop(ANN, Draft.select().get().id)
        await player.burst(leave)
        assert player.app.desk.view.title == "Customers"
        assert not player.app.desk.locked
        assert "draft is gone" in player.message

    run(scene)


@pytest.mark.parametrize("leave", ["<f12>", "<f3>"])
def test_a_draft_placed_elsewhere_is_not_said_to_be_kept(leave: str, counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter>")
        order_entry.place(ANN, Draft.select().get().id)
        await player.burst(leave)
        assert "already placed, as SO-1001" in player.message
        assert "saved" not in player.message

    run(scene)
