"""What is open in the house on its screen: each row leads to its order, is shipped and billed from there."""

from __future__ import annotations

from custtui.models.fulfilment import Invoice, Shipment
from tests.services.house import House
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run


def test_lines_to_ship_and_orders_to_invoice_lead_to_their_order(stand: House) -> None:
    one = ordered(stand.a1, "ITEM1 x10").number
    two = ordered(stand.hq, "ITEM2 x3").number

    async def scene(player: Player) -> None:
        await player.burst("<f10>OW<enter>")
        assert "2 lines" in player.screen and one in player.screen and two in player.screen
        await player.burst("<f10>S<enter>")
        assert f"Ship {one}" in player.screen
        await player.burst("<f6><f9><f10>OW<enter>")
        assert "by day · 1 line" in player.screen
        await player.burst("<f8>")
        assert "1 order, 100.00 USD" in player.screen
        await player.burst("<f10>B<enter><f9>")
        assert "Nothing is left to invoice" in player.screen

    run(scene)
    assert (Shipment.select().count(), Invoice.select().count()) == (1, 1)


def test_what_waits_stands_there_with_its_reasons_and_total(stand: House) -> None:
    number = ordered(stand.a1, "ITEM1 x60").number

    async def scene(player: Player) -> None:
        await player.burst("<f10>OW<enter><f8><tab>")
        assert "1 order, 600.00 USD" in player.screen
        await player.burst("<down>")
        assert "auto-accept limit" in player.screen
        await player.burst("<enter>")
        assert f"Order {number}" in player.screen

    run(scene)


def test_what_is_late_stands_alone_and_no_row_is_refused(stand: House) -> None:
    ordered(stand.a1, "ITEM1 x10")

    async def scene(player: Player) -> None:
        await player.burst("<f10>OW<enter><f4><f4><f4>")
        assert "late · 0 lines" in player.screen
        await player.burst("<f10>S<enter>")
        assert player.app.desk.locked
        await player.burst("<esc><f4>")
        assert "by day · 1 line" in player.screen

    run(scene)
