"""Payments on their screen: taken back, paid back, by keys; who may not is told, and another operator can sign."""

from __future__ import annotations

from decimal import Decimal

from custtui.models.account import CustomerAccount
from custtui.models.fulfilment import Payment
from custtui.models.operator import PaymentTerms
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from tests.services.fulfilling import D, of
from tests.services.house import ANN, BEN, House
from tests.services.test_fulfilment_payments import billed
from tests.ui.keyplay import Player, run

PAYMENTS = "<f10>RP 3897-5<enter><f10>X<enter>"


def paid(house: House) -> dict[str, Decimal]:
    return {row.number: row.paid for row in orders.invoices_of(house.a1)}


def test_a_bounced_check_is_taken_back_by_one_key_and_its_reason(stand: House) -> None:
    one = billed(stand.a1)
    ff.receive(ANN, "3897-5", D(120), {one: D(100)}, method="check", reference="4711")

    async def scene(player: Player) -> None:
        await player.burst(PAYMENTS)
        assert "received" in player.screen and "4711" in player.screen and "120.00" in player.screen
        await player.burst("<f11>boun<f9>")
        assert player.message.endswith(f"taken back; open again: {one} 100.00")
        assert "-120.00" in player.screen

    run(scene)
    assert paid(stand) == {one: D(0)}
    assert list(check()) == []


def test_in_one_burst_it_is_the_same_and_a_second_time_it_is_refused(stand: House) -> None:
    one = billed(stand.a1)
    ff.receive(ANN, "3897-5", D(100), {one: D(100)})

    async def scene(player: Player) -> None:
        await player.burst(PAYMENTS + "<down><f11>WRONG<f9><down><down><f11>WRONG<f9>")
        assert "It was taken back already, by ann" in player.message
        await player.burst("<esc><f12>")

    run(scene)
    assert [row.kind for row in Payment.select().order_by(Payment.id)] == ["", "REVERSAL"]


def test_without_a_reason_nothing_is_taken_back(stand: House) -> None:
    one = billed(stand.a1)
    ff.receive(ANN, "3897-5", D(100), {one: D(100)})

    async def scene(player: Player) -> None:
        await player.burst(PAYMENTS + "<down><f11><f9>")
        assert "Reason is required: why is it taken back?" in player.message
        await player.burst("<esc><f4>")
        assert "Check bounced" in player.screen
        await player.burst("<f12><f12>")

    run(scene)
    assert paid(stand) == {one: D(100)}


def test_one_invoice_is_taken_back_and_what_is_left_is_paid_back(stand: House) -> None:
    one, two = billed(stand.a1), billed(stand.a1)
    ff.receive(ANN, "3897-5", D(150), {one: D(100), two: D(50)})

    async def scene(player: Player) -> None:
        await player.burst(PAYMENTS + "<down><f10>U<enter>")
        assert player.message.startswith("Nothing of it is left to pay back")
        await player.burst("<esc><tab><down><f11>wrong<f9>")
        assert player.message == f"50.00 of {two} taken back"
        await player.burst("<f8><f8><f8><down><f10>U<enter>")
        assert player.app.desk.top.value("amount") == "50.00"
        await player.burst("50.01<tab>surplus<f9>")
        assert "50.01 is more than the 50.00 left" in player.message
        await player.burst("<esc><f12>")
        await player.burst("<f10>U<enter>20<tab>surplus<f9>")
        assert player.message.endswith("paid back; 30.00 left")

    run(scene)
    assert paid(stand) == {one: D(100), two: D(0)}
    assert list(check()) == []


def test_a_credit_note_is_paid_back_from_its_page(stand: House) -> None:
    one = billed(stand.a1)
    number = orders.invoices_of(stand.a1)[0].order
    ff.book_return(ANN, number, of(p10="3"), "DEFECT", "SCRAP")
    (credit,) = ff.credit(BEN, number, of(p10="3"))

    async def scene(player: Player) -> None:
        await player.burst(PAYMENTS + "<tab><tab><down><f10>U<enter><tab>credit<f9>")
        assert player.message == f"30.00 USD of credit note {credit} paid back"
        assert "No credit note has anything left" in player.screen

    run(scene)
    assert paid(stand)[credit] == D(-30)
    assert paid(stand)[one] == D(0)


def test_what_is_left_of_an_invoice_is_written_off_from_the_last_page(stand: House) -> None:
    one = billed(stand.a1)
    ff.receive(ANN, "3897-5", D("99.98"), {one: D("99.98")})

    async def scene(player: Player) -> None:
        await player.burst(PAYMENTS + "<backtab><down><f11>")
        assert "Nothing came in here: F10 W writes it off" in player.screen
        await player.burst("<esc><f10>W<enter><tab>diff<f9>")
        assert player.message == f"0.02 USD of {one} written off"
        assert "Nothing is due" in player.screen

    run(scene)
    assert paid(stand) == {one: D(100)}
    assert list(check()) == []


def test_a_discount_is_asked_for_and_taken_back_alone_a_payment_names_its_own(stand: House) -> None:
    row = PaymentTerms.create(code="2/10", name="2 % 10 days", days=30, discount_days=10, discount_rate=D("0.02"))
    CustomerAccount.update(terms=row).where(CustomerAccount.id == stand.a1).execute()
    one = billed(stand.a1)
    ff.receive(ANN, "3897-5", D(98), {one: D(98)}, discounts={one: D(2)})

    async def scene(player: Player) -> None:
        await player.burst(PAYMENTS + "<down><f11>")
        assert "Take back discount 2.00 USD of " in player.screen
        await player.burst("WRONG<f9>")
        assert player.message.startswith("discount 2.00 USD of ") and f"open again: {one} 2.00" in player.message
        await player.burst("<down><f11>")
        assert "It was taken back already" in player.message

    async def whole(player: Player) -> None:
        await player.burst(PAYMENTS + "<down><down><f11>")
        assert ", with its discount 2.00" in player.screen
        await player.burst("<f12><f8><down><f11>")
        assert f"Take back 98.00 of {one}, with its discount 2.00" in player.screen
        await player.burst("<f12>")

    run(whole)
    run(scene)
    assert paid(stand) == {one: D(98)}
    assert list(check()) == []
