"""What stands in a database beyond calendar and numbers parks a line or refuses an order: nothing breaks."""

from __future__ import annotations

import pytest

from custtui.models.base import db
from custtui.models.order import SalesOrder
from custtui.services import clock
from tests.ui.keyplay import Player, run
from tests.unguarded import unguarded

PARKED = [
    (
        "UPDATE price_list_item SET price = 9999999999990000",
        "3897-5<f7>ITEM1<enter>99999<enter><f9>",
        "too much for a price",
    ),
    ("UPDATE payment_terms SET days = 9999999", "3897-5<f7>ITEM1<enter>1<enter><f9>", "9999999 days"),
]


@pytest.mark.parametrize(("statement", "burst", "told"), PARKED)
def test_an_order_beyond_the_bounds_is_refused_in_words(counter, statement: str, burst: str, told: str) -> None:
    with unguarded():
        db.execute_sql(statement)

    async def scene(player: Player) -> None:
        await player.burst(burst)
        assert told in player.message
        assert "Something went wrong" not in player.screen

    run(scene)
    assert SalesOrder.select().count() == 0


def test_a_lead_time_without_end_is_told_and_the_order_placed(counter) -> None:
    db.execute_sql("UPDATE product SET lead_days = 9999999")

    async def scene(player: Player) -> None:
        await player.burst("3897-5<f7>ITEM1<enter>1<enter>")
        assert "lead time 9999999 days, not before" in " ".join(player.screen.split())
        await player.burst("<f9>")

    run(scene)
    assert SalesOrder.select().count() == 1


def test_an_unknown_time_zone_keeps_utc_and_is_told(counter) -> None:
    db.execute_sql("UPDATE seller SET time_zone = 'Eastern Standard Time'")
    assert str(clock.zone()) == "UTC"
    assert "'Eastern Standard Time' is not a time zone" in clock.fault()
    assert clock.today()
