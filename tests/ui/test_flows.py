"""Every recorded key script, as one burst and slowly: the same database and the same screen (F-85, X-11)."""

from __future__ import annotations

import pytest

from custtui.models.base import db
from custtui.models.database import bind, make_database
from custtui.models.search import rebuild
from tests.services import house
from tests.ui.flows import every_flow
from tests.ui.keyplay import Player, run
from tests.ui.snapshot import snapshot

FLOWS = every_flow()


@pytest.mark.parametrize("flow", FLOWS)
def test_a_burst_leaves_what_slow_typing_leaves(flow: str, sqlite_template, tmp_path) -> None:
    seen = []
    for way in ("burst", "slowly"):
        path = tmp_path / f"{way}.sqlite"
        path.write_bytes(sqlite_template.read_bytes())
        one = bind(make_database(str(path)))
        house.stand()
        rebuild()

        async def scene(player: Player, way: str = way) -> None:
            await getattr(player, way)(FLOWS[flow])
            seen.append(player.screen)

        run(scene)
        seen.append(snapshot())
        one.close()
        db.initialize(None)
    assert seen[1] == seen[3]
    assert seen[0] == seen[2]
