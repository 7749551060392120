"""A database that cannot, under the clerk's hands: one clear line, nothing lost, the same key works again (S-4)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from peewee import OperationalError

from custtui.models.base import db
from custtui.models.draft import Draft, DraftLine
from custtui.models.order import OrderLine, SalesOrder
from custtui.services.customer.view import customer
from tests.ui.keyplay import Player, run


def full() -> Callable[[], None]:
    """A disk without room for another line of an order; returns what makes room again."""
    other = Draft.create(operator="ben", account=Draft.get().account)
    pages = db.execute_sql("PRAGMA page_count").fetchone()[0]
    db.execute_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(OperationalError, match="full"):
        for position in count(1):
            DraftLine.create(draft=other, position=position)
    return lambda: db.execute_sql("PRAGMA max_page_count = 1073741823")


def read_only() -> Callable[[], None]:
    """A file that may only be read; returns what lets it be written again."""
    db.execute_sql("PRAGMA query_only = ON")
    return lambda: db.execute_sql("PRAGMA query_only = OFF")


@pytest.mark.parametrize(
    ("trouble", "keyed", "line"),
    [(read_only, "ITEM2<enter>7<enter>", "read-only"), (full, "ITEM2<enter>7<enter>" * 2, "disk is full")],
)
def test_what_could_not_be_stored_stands_there_and_the_same_key_stores_it_later(
    counter, trouble, keyed, line
) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter>")
        mended = await player.app.desk.ask(trouble)
        await player.burst(keyed)
        assert line in player.message
        stored = DraftLine.select().count()
        assert player.app.desk.view.value("item") == "ITEM2" and player.app.desk.view.value("quantity") == "7"
        await player.app.desk.ask(mended)
        await player.burst("<esc><enter>")
        assert DraftLine.select().count() == stored + 1
        await player.burst("<f9>")
        assert OrderLine.select().count() == 2

    run(scene)
    assert SalesOrder.select().count() == 1


def test_an_order_that_could_not_be_placed_is_placed_once_by_the_same_key(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>5<enter>")
        mended = await player.app.desk.ask(read_only)
        await player.burst("<f9>")
        assert "read-only: nothing was stored" in player.message
        assert (SalesOrder.select().count(), DraftLine.select().count()) == (0, 1)
        await player.app.desk.ask(mended)
        await player.burst("<esc><f9>")

    run(scene)
    assert (SalesOrder.select().count(), DraftLine.select().count()) == (1, 0)


def test_a_profile_that_could_not_be_kept_keeps_what_was_typed(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst("3897-5<enter><enter>Sour Juices Inc.")
        mended = await player.app.desk.ask(read_only)
        await player.burst("<f9>")
        assert "read-only" in player.message
        assert "Sour Juices Inc." in player.screen
        await player.app.desk.ask(mended)
        await player.burst("<esc><f9>")

    run(scene)
    assert customer(counter.a1).name == "Sour Juices Inc."
