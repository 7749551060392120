"""C-41 by keys: freight typed in the header of an order, of a change of it, and told before F9."""

from __future__ import annotations

from decimal import Decimal

from custtui.models.order import SalesOrder
from custtui.services import orders
from tests.services import house
from tests.ui.keyplay import Player, run

CHARGES = "<f8>" + "<down>" * 12
"""To the last field of the header."""
CLEAR = "<delete>" * 40


def test_freight_is_keyed_in_one_burst_and_changed_in_another(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>ITEM1<enter>5<enter>{CHARGES}12.50; packing 5<f8>")
        assert "freight 12.50, packing 5.00" in player.screen
        await player.burst("<f9>")
        number = SalesOrder.get().number
        await player.burst(f"<f10>OM {number}<enter>{CHARGES}<home>{CLEAR}20<f8>")
        assert "freight 20.00" in player.screen and "was " in player.screen
        await player.burst("<f9>")

    run(scene)
    number = SalesOrder.get().number
    assert orders.order(number).charges == (("freight", Decimal("20.00"), Decimal(0)),)
    assert [one[0] for one in orders.order(number, 1).charges] == ["freight", "packing"]


def test_what_is_no_charge_is_marked_and_told_by_f9(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>ITEM1<enter>5<enter>{CHARGES}freight<f8>")
        assert '"freight" has no amount' in player.screen
        await player.burst("<f9>")
        assert SalesOrder.select().count() == 0

    run(scene)


def test_the_header_fits_a_screen_of_24_rows(counter) -> None:
    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>ITEM1<enter>5<enter>{CHARGES}12.50")
        assert "Charges" in player.screen and "PO number" in player.screen

    run(scene)


def test_the_taxes_of_a_charge_are_named_below_its_row(counter) -> None:
    house.tax("0.05", state="NJ", component="GST")
    house.tax("0.09975", state="NJ", component="QST")

    async def scene(player: Player) -> None:
        await player.burst(f"3897-5<f7>ITEM1<enter>5<enter>{CHARGES}12.50<f8><f9>")
        await player.burst(f"<f10>OI {SalesOrder.get().number}<enter><down><down>")
        assert "freight · net 12.50 · tax 1.87 · GST 5% + QST 9.975%" in " ".join(player.screen.split())

    run(scene)
