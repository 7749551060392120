"""One left edge: every row of every screen begins at its second cell; the first is for what points at a row."""

from __future__ import annotations

import re

import pytest

from custtui.ui.kit.paint import Line
from tests.files import bound_copy
from tests.ui.flows import flows
from tests.ui.keyplay import Player, run
from tests.ui.over_pty import make_counter
from tests.ui.test_day_fields import ISO

WAYS = flows("sweep") | {"ProfileTyped": "3897-5<enter><enter>", "ProfileNew": "<f6>", "Wrong": "<f6><f9>"}
SIZES = ((80, 24), (60, 16), (132, 43))
POINTS = {">": ("selected", "strong"), "?": ("mark",), "*": ("mark",)}
"""What may stand in the first cell: the arrow of the chosen row, bold before a key has reached it, and marks."""
SHORT_YEAR = re.compile(r"\b(?:[A-Z][a-z]{2} \d{1,2}|\d{1,2} [A-Z][a-z]{2}) \d\d(?![\d:.,]| +[A-Z])")
"""A day with two digits of its year: years have four, where they are told."""
OLD = (
    *("Reuse", "cancelled", "Nothing typed:", "last price paid", "Prices on note", "Order entry"),
    *("Discard the changes?", "name is missing", "Alias is missing", "US postal code"),
)
"""Words that were better said otherwise."""
AS_PRINTED = {"PaperScreen", "PapersScreen"}
"""A paper is as wide as a screen, and shown and previewed as it is printed."""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("view", WAYS)
def test_rows_begin_at_one_edge_and_days_read_as_days(view: str, size, sqlite_template, tmp_path) -> None:
    async def scene(player: Player) -> None:
        await player.burst(WAYS[view])
        rows = player.app.page.rows[1:]
        if view not in AS_PRINTED:
            assert [str(row) for row in rows if not _points(row)] == []
        assert not ISO.search(player.screen) or "type +7" in player.screen, player.screen
        assert not SHORT_YEAR.search(player.screen), player.screen
        assert [old for old in OLD if old in player.screen] == []

    with bound_copy(make_counter(sqlite_template, tmp_path / "edge.sqlite"), tmp_path / "edge.played"):
        run(scene, size=size)


def _points(row: Line) -> bool:
    """The first cell is empty, or points at the row."""
    first = row.chars[0]
    return first == " " or row.styles[0] in POINTS.get(first, ())
