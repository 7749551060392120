"""A disabled operator and a changed role count from the next screen that is opened, and the next act (S-7)."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from custtui.models.base import db
from tests.services import house
from tests.services.house import House, promote
from tests.ui.keyplay import Player, run

SCREENS = (
    *("<enter>", "<f7>", "<f8>", "<f6>"),
    *("<f10>W<enter>", "<f10>Q<enter>", "<f10>OE 3897-5<enter>", "<f10>OI<enter>", "<f10>CP 3897-5<enter>"),
    "<f10>ON<enter>",
)
OF_THE_PROFILE = "SPRCTKQWHO"


@pytest.fixture
def counter(sqlite_database) -> Iterator[House]:
    made = house.stand()
    promote()
    yield made


def elsewhere(statement: str) -> None:
    """Another program's connection."""
    path = Path(db.obj.database)
    with sqlite3.connect(path) as other:
        other.execute(statement)
    other.close()


def title(player: Player) -> str:
    return player.screen.split("\n")[0]


def test_a_disabled_operator_opens_no_screen_more_and_writes_nothing(counter: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5")
        elsewhere("UPDATE operator SET active = 0 WHERE login = 'ann'")
        before = title(player)
        for script in SCREENS:
            await player.burst(script)
            assert "ann may no longer work here: ask Cora (cora)" in player.message, script
            assert title(player) == before, script
            await player.burst("<esc>")
        elsewhere("UPDATE operator SET active = 1 WHERE login = 'ann'")
        await player.burst("<f2>3897-5<enter>")
        elsewhere("UPDATE operator SET active = 0 WHERE login = 'ann'")
        before = title(player)
        actions = {one.code for one in player.app.desk.view.declares.actions}
        assert set(OF_THE_PROFILE) <= actions
        for code in OF_THE_PROFILE:
            await player.burst(f"<f10>{code}<enter>")
            assert "ann may no longer work here" in player.message and title(player) == before, code
            await player.burst("<esc>")
        await player.burst("<enter>" + "x<f9>")
        assert "ann may no longer work here" in player.message
        await player.burst("<esc><f11><f9><f3>")
        assert "ann may no longer work here" in player.message and title(player).startswith(" custtui  Customers")
        await player.burst("<esc>3897-5")
        assert "Healthy" not in player.screen, "he reads nothing either"
        await player.burst("<f3>")
        assert "Leave custtui?" in player.message, "he can leave"

    run(scene)


def test_a_changed_role_counts_from_the_next_screen(counter: House) -> None:
    async def scene(player: Player) -> None:
        elsewhere("UPDATE operator SET role = 'clerk', name = 'Anna' WHERE login = 'ann'")
        await player.burst("3897-5<enter>")
        assert player.app.desk.session.who.role == "clerk" and "Anna" in title(player)
        await player.burst("<f10>K<enter>700<f9>")
        assert "only a supervisor may" in player.message

    run(scene)
