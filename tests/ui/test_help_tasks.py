"""F1 tells what one comes here to do before it tells the keys, and what each mark means."""

from __future__ import annotations

import pytest

from tests.ui.keyplay import Player, run
from tests.ui.test_nothing_cut import help_of


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
def test_the_help_of_order_entry_begins_with_tasks_and_has_the_legend_of_marks(counter, size) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>")
        told = await help_of(player)
        assert told.index("A gift") < told.index("Another price") < told.index("Keys of this screen")
        assert told.index("Keys of this screen") < told.index("Marks") < told.index("On every screen")
        assert "late, overdue, or something to mind" in told and "paste them from a table" in told

    run(scene, size=size)
