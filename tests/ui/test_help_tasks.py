"""F1 tells what one comes here to do before it tells the keys, and what each mark means."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from custtui.ui import paths
from custtui.ui.kit import keys
from custtui.ui.kit.window import Window
from tests.ui.flows import flows
from tests.ui.keyplay import Player, run
from tests.ui.test_nothing_cut import help_of

WAYS = flows("sweep")
ROOMS = Path(paths.__file__).parent
WIDEST = 15
"""Cells of what one comes to do, before how."""


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
def test_the_help_of_order_entry_begins_with_tasks_and_has_the_legend_of_marks(counter, size) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>")
        told = await help_of(player)
        assert told.index("A gift") < told.index("Another price") < told.index("Keys of this screen")
        assert told.index("Keys of this screen") < told.index("Marks") < told.index("On every screen")
        assert "late, overdue, or something to mind" in told and "paste them from a table" in told

    run(scene, size=size)


TOLD_BY_KEYS = {"CreditScreen", "ForfeitScreen", "OpenNotes", "OrderInquiry"}
"""Screens with keys of their own that need no more words than those."""
NAMED = re.compile(
    r"\b(?:F10 [A-Z]{1,2}\b|F\d{1,2}\b|Shift\+Tab|Ctrl\+\w|(?:Enter|Ins|Del|Tab|PgUp|PgDn|Right|Left)\b)"
)
ANYWHERE = {keys.shown("tab"), keys.shown("up"), keys.shown("down"), *(one.name for one in paths.FAST_PATHS)}
STATES = WAYS | {"NewCustomer": "<f6>", "LineCovers": "3897-5<f7>ITEM1<enter>5<f9><f10>OI<enter><down>3<enter>"}


@pytest.mark.parametrize("way", STATES)
def test_tasks_stand_where_a_screen_has_options_and_name_its_own_keys(way: str, counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(STATES[way])
        view = player.app.desk.top
        declared = view.declares
        own = bool(declared.actions) or "OPTIONS" in vars(type(view))
        if way in TOLD_BY_KEYS:
            assert own and not view.tasks
        assert view.tasks or not own or isinstance(view, Window) or way in TOLD_BY_KEYS
        assert not view.tasks or 3 <= len(view.tasks) <= 6
        known = {one.name for one in (*declared.keys, *declared.actions)} | ANYWHERE
        text = " ".join(how for _, how in view.tasks)
        assert set(NAMED.findall(text)) - known == set()
        assert all(digit in view.OPTIONS for digit in re.findall(r"\b(\d) beside", text))
        assert [what for what, _ in view.tasks if len(what) > WIDEST] == []

    run(scene)


def test_no_task_names_a_key_by_hand() -> None:
    """The declarations say how a key is called."""
    for path in ROOMS.glob("*/tasks.py"):
        assert NAMED.findall(path.read_text("utf-8")) == [], path
