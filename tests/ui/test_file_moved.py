"""The database's file is removed or exchanged under the clerk's hands: one line, then F9 places the order (S-4)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from custtui.models.base import db
from custtui.models.database import remember_house
from custtui.models.order import OrderLine, SalesOrder
from tests import damage
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run

ORDER = "3897-5<f7>ITEM1<enter>5<enter>ITEM2<enter>7"


def known_and_saved() -> Path:
    """A copy of the house; its own connection is closed, as the program's is before its screens come up."""
    remember_house(db.obj)
    copy = damage.saved()
    db.close()
    return copy


@pytest.mark.parametrize(
    "how",
    [
        lambda copy: damage.restore(copy),
        lambda copy: damage.move_over(copy),
        lambda copy: damage.remove_journal(),
        lambda copy: damage.remove_journal_and_index(),
        lambda copy: damage.remove_index(),
    ],
    ids=["restored over", "moved over", "journal removed", "journal and index removed", "index removed"],
)
def test_the_order_goes_on_in_the_file_that_stands_there(counter, how: Callable) -> None:
    copy = known_and_saved()

    async def scene(player: Player) -> None:
        await player.burst(ORDER)
        how(copy)
        await player.burst("<f9>")
        assert "exchanged: nothing was stored. Your draft was taken over" in player.message
        assert "ITEM1" in player.screen and player.app.desk.view.value("quantity") == "7"
        await player.burst("<esc><f9>")
        assert "SO-1001" in player.message

    run(scene)
    assert [int(line.quantity) for line in OrderLine.select()] == [5, 7]


def test_the_order_waits_in_memory_until_the_file_is_put_back(counter) -> None:
    copy = known_and_saved()

    async def scene(player: Player) -> None:
        await player.burst(ORDER + "<enter>")
        damage.remove()
        for _ in range(2):
            await player.burst("<esc><f9>")
            assert "The database file is gone: nothing was stored" in player.message
            assert "ITEM1" in player.screen
        assert not damage.path().exists()
        damage.restore(copy)
        await player.burst("<esc><f9>")
        assert "taken over" in player.message
        await player.burst("<esc><f9>")
        assert "SO-1001" in player.message

    run(scene)
    assert [int(line.quantity) for line in OrderLine.select()] == [5, 7]
    assert SalesOrder.select().count() == 1


def test_what_was_accepted_before_an_older_copy_is_not_said_as_if_it_stood(counter) -> None:
    """S-4: home keeps the outcome of the order placed last; the copy put in place does not know it."""
    copy = known_and_saved()

    async def scene(player: Player) -> None:
        await player.burst(ORDER + "<f9>")
        assert "SO-1001 accepted" in player.message
        damage.restore(copy)
        await player.burst("3897-5<f7>")
        assert "exchanged: nothing was stored" in player.message
        await player.burst("<esc>")
        said = " ".join(" ".join(player.screen.split()).replace("│", " ").split())
        assert "Before the exchange, so look whether it is there: SO-1001" in said, player.screen

    run(scene)


def test_a_profile_typed_meanwhile_is_kept_by_the_same_key(counter) -> None:
    copy = known_and_saved()

    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter>Sour Juices Inc.")
        damage.restore(copy)
        await player.burst("<f9>")
        assert "exchanged: nothing was stored" in player.message and "Sour Juices Inc." in player.screen
        await player.burst("<esc><f9>")

    run(scene)
    assert db.execute_sql("SELECT count(*) FROM party WHERE name = 'Sour Juices Inc.'").fetchone() == (1,)


@pytest.mark.parametrize("how", [damage.restore, damage.move_over])
def test_what_is_shipped_and_invoiced_goes_by_the_same_keys_into_the_file_that_stands_there(counter, how) -> None:
    number = ordered(counter.a1, "ITEM1 x5").number
    copies = [known_and_saved()]

    async def scene(player: Player) -> None:
        for act, told in (("S<f6>", "SH-1"), ("B", "IN-1")):
            await player.burst(f"<f10>OI {number}<enter><f10>{act[0]}<enter>{act[1:]}")
            damage.remove()
            await player.burst("<f9>")
            assert "file is gone: nothing was stored" in player.message
            assert player.screen.startswith(f" custtui  {'Ship' if act[0] == 'S' else 'Invoice'} {number}")
            how(copies.pop())
            await player.burst("<esc><f9>")
            assert "exchanged: nothing was stored" in player.message, player.screen
            await player.burst("<esc><f9>")
            assert told in player.screen
            copies.append(known_and_saved())
            await player.burst("<f12><f12>")

    run(scene)
    assert db.execute_sql("SELECT number FROM shipment UNION SELECT number FROM invoice").fetchall() == [
        ("IN-1",),
        ("SH-1",),
    ]
