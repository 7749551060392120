"""Every screen and window, with what a clerk may type by mistake: seen, acted upon or refused (X-19)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.files import bound_copy
from tests.ui.flows import every_flow, flows
from tests.ui.keyplay import Player, run
from tests.ui.over_pty import make_counter
from tests.ui.snapshot import Snapshot, snapshot
from tests.ui.test_flows import NOT_AHEAD, every_view

WAYS = flows("sweep")
"""Keys from home to each screen and window."""

TEXTS = ("3897-9", "2125550100", "harb")
KEYS = (
    *(f"f{number}" for number in range(1, 13) if number != 9),
    *("insert", "delete", "ctrl+d", "ctrl+e", "pgup", "pgdn", "enter", "tab"),
)
BUSINESS = (
    *("sales_order", "order_revision", "order_line", "shipment", "shipment_line", "invoice", "invoice_line"),
    *("forfeit", "party", "customer_account", "customer_site", "contact", "account_relationship"),
    "party_relationship",
)
"""Only F9 writes these; a draft is no order."""


def test_every_screen_and_window_is_in_the_sweep() -> None:
    assert {view.__name__ for view in set(every_view()) - NOT_AHEAD} <= set(WAYS)


def test_every_way_is_the_beginning_of_a_script() -> None:
    assert [way for way in WAYS.values() if not any(flow.startswith(way) for flow in every_flow().values())] == []


@pytest.mark.parametrize("view", WAYS)
def test_what_is_typed_is_seen_acted_upon_or_refused(view: str, sqlite_template, tmp_path) -> None:
    left = list(TEXTS)

    async def scene(player: Player) -> None:
        await _go(player, view)
        while left:
            text = left.pop(0)
            await player.burst(text)
            assert player.app.desk.locked or text.casefold() in _typed(player), text
            if not await _back_at(player, view):
                return

    while left:
        _play(scene, sqlite_template, tmp_path / f"{len(left)}.sqlite")


@pytest.mark.parametrize("view", WAYS)
def test_no_key_but_f9_raises_or_writes_what_counts(view: str, sqlite_template, tmp_path) -> None:
    """One after the other, anew from home only where a key led away for good: each start takes a quarter second."""
    left = list(KEYS)

    async def scene(player: Player) -> None:
        await _go(player, view)
        before = _business()
        while left:
            key = left.pop(0)
            await player.burst(f"<{key}>")
            assert _business() == before, key
            if not await _back_at(player, view):
                return

    while left:
        _play(scene, sqlite_template, tmp_path / f"{left[0]}.sqlite")


async def _back_at(player: Player, view: str) -> bool:
    """The view takes keys again: a refusal or a question is answered, what came up over it is left."""
    for key in ("<esc>", "<f12>", "<esc>"):
        if type(player.app.desk.top).__name__ == view and not player.app.desk.locked:
            return True
        await player.burst(key)
    return type(player.app.desk.top).__name__ == view and not player.app.desk.locked


async def _go(player: Player, view: str) -> None:
    await player.burst(WAYS[view])
    assert type(player.app.desk.top).__name__ == view
    assert not player.app.desk.locked


def _typed(player: Player) -> str:
    """What stands in the fields and option fields of the screen or window that takes the keys."""
    top = player.app.desk.top
    options = getattr(getattr(top, "rows", None), "options", {})
    return " ".join([*(field.value for field in top.fields), *options.values()]).casefold()


def _business() -> Snapshot:
    return snapshot(*BUSINESS)


def _play(scene, template: Path, path: Path) -> None:  # type: ignore[no-untyped-def]
    with bound_copy(make_counter(template, path), path.with_suffix(".played")):
        run(scene)
