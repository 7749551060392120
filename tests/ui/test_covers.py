"""Covers by keys: a line is covered, started, done and shipped; the schedule and what is to cover (F-76, C-45)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from custtui.models.fulfilment import Cover, ShipmentLine
from custtui.services.fulfilment import change_cover, covers
from tests.services import house
from tests.services.house import ANN, House
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run


def test_a_line_is_covered_made_and_shipped_in_one_burst(stand: House) -> None:
    house.product("MADE", "2.00", made_to_order=True)
    number = ordered(stand.a1, "MADE x20").number

    async def scene(player: Player) -> None:
        await player.burst("<f10>OW<enter><tab><tab><tab><tab>")
        assert "1 line, 40.00 USD" in player.screen
        await player.burst("<down><f10>M<enter><f6>4711<tab>12<tab>+7<f9><f6>88<tab><tab>+3<tab>Acme<f9>")
        assert "12 by" not in player.screen and "4711" in player.screen and "88" in player.screen
        await player.burst(f"<f10>OI {number}<enter>")
        await player.burst("<down>")
        assert "in production until" in player.screen
        await player.burst("<f10>S<enter><f6>")
        assert "0 of 20 done" in player.screen and player.app.desk.locked
        await player.burst("<esc><f12><f10>OC<enter><down><f9><f9>")
        assert "Purchase order 88 at Acme done" in player.screen
        await player.burst("<down>2<enter>5<f9>")
        assert "5 of 12 done" in player.screen
        await player.burst(f"<f10>OI {number}<enter><f10>S<enter><f6><f9>")
        assert "Shipped 13 of 20 MADE" in player.screen

    run(scene)
    assert [(one.number, one.done) for one in Cover.select().order_by(Cover.number)] == [("4711", 5), ("88", 8)]
    assert ShipmentLine.get().quantity == 13


def test_closing_asks_first_and_the_schedule_marks_what_is_late(stand: House) -> None:
    house.product("MADE", "2.00", made_to_order=True)
    number = ordered(stand.a1, "MADE x20").number

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {number}<enter><down>3<enter><f6>4711<f9>")
        change_cover(ANN, covers(number, 10).rows[0], Decimal(0), date(2020, 1, 1))
        await player.burst("<f10>OC<enter><down>")
        assert "!" in player.screen and "LATE" in player.screen
        await player.burst("<f10>X<enter><f9>")
        assert "No cover is open" in player.screen

    run(scene)
    assert Cover.get().progress == "CLOSED"
