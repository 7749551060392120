"""Two clerks book on one order: what the screen showed and is no longer so is told before anything moves (X-13)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from custtui.models.account import CustomerAccount
from custtui.models.fulfilment import Forfeit, Invoice
from custtui.models.operator import PaymentTerms, Reason
from custtui.services import fulfilment
from tests import rows
from tests.services.house import BEN, House
from tests.services.keying import ordered
from tests.ui.keyplay import Player, run
from tests.ui.test_shipping import go, row_with, shipped

D = Decimal


@pytest.fixture
def number(counter: House) -> str:
    """An accepted order: 5 ITEM1 and 7 ITEM2."""
    return ordered(counter.a1, "ITEM1 x5", "ITEM2 x7").number


def test_what_left_meanwhile_is_told_before_more_of_it_is_shipped(number: str) -> None:
    """A second F9 of the same burst was not for what is told now; after Esc it ships."""

    async def scene(player: Player) -> None:
        await player.burst(go(number, "S2"))
        fulfilment.ship(BEN, number, 1, {10: D(3)})
        await player.burst("<f9><f9>")
        assert "Shipped meanwhile by ben: 3 of 5 ITEM1" in player.message
        assert "Esc, then F9 ships it" in player.message and player.app.desk.locked
        assert shipped() == [(10, D(3))]
        assert row_with(player, "10 ITEM1")[-2:] == ["2", "2"]
        await player.burst("<esc><f9>")
        assert player.message.startswith("Shipped 2 of 5 ITEM1")

    run(scene)
    assert shipped() == [(10, D(3)), (10, D(2))]


def test_all_that_differs_is_told_with_what_is_too_much_now(number: str) -> None:
    """Another line counts too: the clerk decided on all that stood there."""

    async def scene(player: Player) -> None:
        await player.burst(go(number, "S4"))
        fulfilment.ship(BEN, number, 1, {10: D(3)})
        fulfilment.forfeit(BEN, number, 1, {20: D(7)}, "CUSTOMER")
        await player.burst("<f9>")
        told = "Shipped meanwhile by ben: 3 of 5 ITEM1; closed short meanwhile by ben: 7 of 7 ITEM2"
        assert f"{told}; Line 10 ITEM1: 4 is more than the 2" in player.message

    run(scene)
    assert shipped() == [(10, D(3))]


def test_where_all_of_it_left_meanwhile_the_screen_goes_away_and_says_who(number: str) -> None:
    async def scene(player: Player) -> None:
        await player.burst(go(number, "S2"))
        fulfilment.ship(BEN, number, 1, {10: D(5), 20: D(7)})
        await player.burst("<f9>")
        assert "Shipped meanwhile by ben: 5 of 5 ITEM1, 7 of 7 ITEM2" in player.message
        assert type(player.app.desk.view).__name__ == "OrderViewScreen" and player.app.desk.locked

    run(scene)


def test_what_was_billed_or_shipped_meanwhile_is_told_before_an_invoice(number: str) -> None:
    """The invoice says no other terms and lines than those shown, even where as much is billable as before."""
    fulfilment.ship(BEN, number, 1, {10: D(4)})

    async def scene(player: Player) -> None:
        await player.burst(go(number, "B1"))
        fulfilment.invoice(BEN, number, {10: D(1)})
        fulfilment.ship(BEN, number, 1, {10: D(1)})
        PaymentTerms.update(days=7).execute()
        await player.burst("<f9><f9>")
        assert "Shipped meanwhile by ben: 1 of 5 ITEM1; invoiced meanwhile by ben: 1 of 5 ITEM1" in player.message
        assert "pay by" in player.message and "Esc, then F9 invoices it" in player.message
        assert Invoice.select().count() == 1
        await player.burst("<esc><f9>")

    run(scene)
    assert Invoice.select().count() == 2


def test_what_left_meanwhile_is_told_before_the_rest_is_closed_short(number: str) -> None:
    Reason.get_or_create(kind="forfeit", code="CUSTOMER", defaults={"name": "Customer"})

    async def scene(player: Player) -> None:
        await player.burst(go(number, "F1<tab><tab>customer"))
        fulfilment.ship(BEN, number, 1, {10: D(3)})
        await player.burst("<f9><f9>")
        assert "Shipped meanwhile by ben: 3 of 5 ITEM1" in player.message
        assert "Esc, then F9 closes it short" in player.message and not Forfeit.select().count()
        await player.burst("<esc><f9><f9>")

    run(scene)
    assert [row.quantity for row in Forfeit.select()] == [D(1)]


def test_a_change_of_the_order_tells_what_is_ordered_otherwise(counter: House) -> None:
    """R-25."""
    account = CustomerAccount.get_by_id(counter.a1)
    first = rows.an_order(account, [("100", "2.00")])

    async def scene(player: Player) -> None:
        await player.burst(go(first.order.number, "S70"))
        rows.an_order(account, [("120", "2.00"), ("5", "1.00")], replaces=first)
        await player.burst("<f9>")
        assert "revision 2 is in force: A 100 -> 120 ordered, 5 B ordered" in player.message
        await player.burst("<esc><f9>")
        assert "Shipped 70 of 120 A" in player.message

    run(scene)


def test_a_credit_note_of_the_one_line_that_came_back_is_booked_at_once(number: str) -> None:
    """What was shipped and billed of a line that is not on the screen stood there before."""
    fulfilment.ship(BEN, number, 1, {10: D(5), 20: D(4)})
    fulfilment.invoice(BEN, number, {10: D(5), 20: D(3)})
    fulfilment.book_return(BEN, number, {10: D(3)}, "WRONG", "SELLABLE")

    async def scene(player: Player) -> None:
        await player.burst(f"<f10>OI {number}<enter><f10>K<enter><f6><f9>")
        assert "Credit note CN-1" in player.message, player.message

    run(scene)
    assert [row.kind for row in Invoice.select().order_by(Invoice.id)] == ["INVOICE", "CREDIT"]
