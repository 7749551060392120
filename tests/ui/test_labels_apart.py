"""Without colours a label ends in a colon: behind it a blank, or the mark of its field, never the value itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.files import bound_copy
from tests.ui.keyplay import Player, run
from tests.ui.over_pty import make_counter
from tests.ui.test_left_edge import SIZES, WAYS

MARKS = " ?*"
"""What may stand behind the colon: nothing, or what marks the field."""
FIELDS = ("field", "typing", "replaced", "wrong", "amiss")
"""An empty field stands apart too: what is typed into it, or stored, would touch."""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("view", WAYS)
def test_no_value_touches_the_colon_of_its_label(
    view: str, size: tuple[int, int], sqlite_template: Path, tmp_path: Path
) -> None:
    async def scene(player: Player) -> None:
        await player.burst(WAYS[view])
        rows = player.app.page.rows
        signed = [(str(row), "".join(row.signed())) for row in rows]
        ends = [(shown, x) for row, shown in signed for x, was in enumerate(row) if was != shown[x]]
        assert [shown for shown, x in ends if shown[x + 1 : x + 2] not in ("", *MARKS)] == []
        fields = [(row, x + 1) for row in rows for x, was in enumerate(str(row)) if row.signed()[x] != was]
        assert [str(row) for row, x in fields if row.styles[x : x + 1] and row.styles[x] in FIELDS] == []

    with bound_copy(make_counter(sqlite_template, tmp_path / "apart.sqlite"), tmp_path / "apart.played"):
        run(scene, size=size, theme="contrast")
