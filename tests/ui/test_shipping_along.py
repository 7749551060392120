"""Other orders of the customer to the same ship-to go on one shipment, by keys played in one burst (C-48)."""

from __future__ import annotations

import pytest

from custtui.models.account import CustomerAccount
from custtui.models.fulfilment import Shipment, ShipmentLine
from custtui.services import fulfilment as ff
from custtui.services import orders
from tests.services.fulfilling import D, of
from tests.services.house import BEN
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run


@pytest.fixture
def numbers(counter) -> tuple[str, str]:
    """Two accepted orders of a customer to its warehouse."""
    CustomerAccount.update(accept_threshold=D(5000)).execute()
    return ordered(counter.a1, "ITEM1 x100", "ITEM2 x10").number, ordered(counter.a1, "ITEM2 x7").number


def sent() -> list[tuple[str, str, int, D]]:
    query = ShipmentLine.select().order_by(ShipmentLine.id)
    return [(row.shipment.number, row.position.order.number, row.position.position, row.quantity) for row in query]


def test_what_else_goes_there_is_shipped_along_from_the_list_of_what_is_open(numbers) -> None:
    first, second = numbers

    async def scene(player: Player) -> None:
        await player.burst("<f10>OW<enter><f10>S<enter>")
        assert "1 other order to ship there: F8 takes them along" in player.screen
        await player.burst("40<f8><down><down>x<f9>")
        assert f"{second} line 10 ITEM2" in player.message
        await player.burst("<esc><f6>UPS<f9>")
        assert player.message == (
            f"Shipped 2 lines of {first} and {second}, shipment SH-1; {first}: 60 open;"
            f" {second}: the order is finished, 7 to invoice"
        )
        await player.burst(f"<f10>OI {second}<enter><f10>D<enter>")
        assert "SH-1" in player.screen and f"Order {first}" in player.screen

    run(scene)
    assert sent() == [("SH-1", first, 10, D(40)), ("SH-1", second, 10, D(7))]
    assert Shipment.get().ship_via == "UPS"


def test_it_is_taken_away_again_and_each_stands_below_its_order(numbers) -> None:
    first, _ = numbers

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {first}<enter><f10>S<enter><f8>")
        rows = player.screen.split("\n")
        at = [next(n for n, row in enumerate(rows) if "Order" in row and number in row) for number in numbers]
        assert at[0] < at[1] and "ITEM2" in rows[at[1] + 1]
        await player.burst("<f8><f10>A<enter><f9>")
        assert player.message.startswith("Shipped 2 lines, shipment SH-1")

    run(scene)
    assert {number for _, number, *_ in sent()} == {first}


def test_of_many_orders_it_is_told_how_many_are_finished(numbers, counter) -> None:
    third = ordered(counter.a1, "ITEM1 x1").number

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {numbers[0]}<enter><f10>S<enter><f8><f10>A<enter>1<f9>")
        assert player.message == "Shipped 4 lines of 3 orders, shipment SH-1; 2 finished, 1 still open"

    run(scene)
    assert orders.order(third).status == "finished"


def test_what_another_clerk_shipped_of_it_meanwhile_is_told_and_then_done(numbers) -> None:
    first, second = numbers

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {first}<enter><f10>S<enter><f8><down><down>3")
        await player.app.desk.ask(ff.ship, BEN, second, 1, of(p10="2"))
        await player.burst("<f9>")
        assert f"{second}: Shipped meanwhile by ben: 2 of 7 ITEM2" in player.message
        await player.burst("<esc><f9>")
        assert player.message.startswith(f"Shipped 1 line of {second}, shipment SH-2")

    run(scene)
    assert orders.order(second).lines[0].shipped == 5


def test_where_nothing_else_goes_there_that_is_said(numbers) -> None:
    first, second = numbers
    ff.ship(BEN, second, 1, of(p10="7"))

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {first}<enter><f10>S<enter><f8>")
        assert player.message == "No other order of this customer can be shipped there"

    run(scene)
