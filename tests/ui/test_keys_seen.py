"""Every key on every screen and window acts, says something or is refused: none lands unseen (X-18)."""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_lowercase

import pytest

from custtui.ui.home.lookup import CustomerLookup
from custtui.ui.kit.use_of_keys import MOVES
from custtui.ui.kit.view import View
from custtui.ui.order_entry.screen import OrderEntry
from tests.files import bound_copy
from tests.ui.flows import flows
from tests.ui.keyplay import Player, run
from tests.ui.over_pty import make_counter

WAYS = flows("sweep") | {"Home, Find empty": "<f2>", "Home, one hit": "3897-5"}
"""Keys from home to each screen and window."""

KEYS = (
    *(f"f{number}" for number in range(1, 25)),
    *("insert", "delete", "backspace", "tab", "shift+tab", "enter"),
    *(f"ctrl+{letter}" for letter in ascii_lowercase if letter not in "hijlm"),  # those are other keys, and Redraw
    *("shift+f5", "ctrl+f1", "alt+x", "shift+insert", "ctrl+delete", "ctrl+backslash"),
)

PROPER: tuple[tuple[str, set[str], Callable[[View], object]], ...] = (
    ("nothing stands on that side of the cursor", {"delete", "backspace"}, lambda top: top.open_field),
    ("there is one field", {"tab", "shift+tab", "ctrl+e"}, lambda top: top.open_field and _open_fields(top) == 1),
    (
        "the last field of a form",
        {"enter", "ctrl+e"},
        lambda top: top.field is not None and top.field is top.fields[-1],
    ),
    ("an empty item", {"enter"}, lambda top: isinstance(top, OrderEntry) and top.entry.blank),
    ("home, the cursor in Find", {"f2", "f12"}, lambda top: isinstance(top, CustomerLookup)),
)
"""What may do nothing without a word, besides keys that only move the cursor."""

STATES = {"as it comes up": ("", (80, 24)), "gone down and typed into": ("<down>1<esc>", (60, 16))}

Shown = tuple[object, ...]


def test_keys_that_only_move_are_not_asked() -> None:
    assert not MOVES & set(KEYS)


PLAYED = [*((view, "as it comes up") for view in WAYS)] + [(view, list(STATES)[1]) for view in list(WAYS)[::4]]
"""Every view as it comes up, every fourth one gone down and typed into: each takes a second."""


@pytest.mark.parametrize(("view", "state"), PLAYED)
def test_a_key_acts_or_says_why_not(view: str, state: str, sqlite_template, tmp_path) -> None:
    more, size = STATES[state]
    silent: list[str] = []
    left = list(KEYS)

    async def scene(player: Player) -> None:
        await player.burst(WAYS[view] + more)
        begun = _up(player)
        while left and _up(player) == begun:
            key, before, top = left.pop(0), _shown(player), player.app.desk.top
            await player.burst(f"<{key}>")
            if _shown(player) == before and not _proper(key, top):
                silent.append(key)
            await player.burst("<esc>")
            if _up(player) != begun:
                await player.burst("<f12><esc>")

    while left:  # a key that led away is followed by a new beginning
        path = tmp_path / f"{len(left)}.sqlite"
        with bound_copy(make_counter(sqlite_template, path), path.with_suffix(".played")):
            run(scene, size=size)
    assert silent == []


def _proper(key: str, top: View) -> bool:
    return any(key in keys and holds(top) for _, keys, holds in PROPER)


def _open_fields(top: View) -> int:
    return sum(not field.locked for field in top.fields)


def _up(player: Player) -> Shown:
    """Which screens and windows are up, and what is typed."""
    desk = player.app.desk
    options = dict(getattr(getattr(desk.top, "rows", None), "options", {}))
    return [id(one) for one in (*desk.views, *desk.windows)], [field.value for field in desk.top.fields], options


def _shown(player: Player) -> Shown:
    """All that can be seen."""
    desk = player.app.desk
    rows = [(str(row), tuple(row.styles)) for row in player.app.page.rows]
    return rows, player.app.cursor_position, desk.locked, desk.message, [id(one) for one in desk.views]
