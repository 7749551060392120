"""The invoice run at the keyboard: seen first, made by one yes, from the list of what is open or from anywhere."""

from __future__ import annotations

from datetime import timedelta

import pytest

from custtui.domain.collecting import MONTH
from custtui.models.account import CustomerAccount
from custtui.models.fulfilment import BilledOrder, Invoice
from custtui.services import fulfilment as ff
from custtui.services.clock import today
from tests.services.fulfilling import of
from tests.services.house import ANN, House
from tests.services.keying import ordered
from tests.ui.flows import flows
from tests.ui.keyplay import Player, run


def shipped(account: int, quantity: str) -> str:
    number = ordered(account, f"ITEM1 x{quantity}").number
    ff.ship(ANN, number, 1, of(p10=quantity))
    return number


def test_orders_of_a_month_become_one_invoice_in_one_burst(stand: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("run_plan", "invoice_runs"):
        monkeypatch.setattr(f"custtui.services.fulfilment.{name}.today", lambda: today() + timedelta(days=62))
    CustomerAccount.update(collect=MONTH).where(CustomerAccount.id == stand.a1).execute()
    for account, quantity in ((stand.a1, "5"), (stand.a1, "2"), (stand.hq, "1")):
        shipped(account, quantity)

    async def scene(player: Player) -> None:
        await player.burst("<f10>OW<enter><f8><f10>R<enter>")
        assert "2 invoices of 3 orders · 80.00 USD" in player.screen
        await player.burst("<down>")
        assert "one a month, NET30" in player.screen and "SO-1002 20.00" in player.screen
        await player.burst("<f12><f10>IR<enter><f9><f9>")
        assert "2 invoices made: IN-1, IN-2" in player.screen and "Nothing is to invoice" in player.screen
        await player.burst("<f9>")

    run(scene)
    assert (Invoice.select().count(), BilledOrder.select().count()) == (2, 3)


def test_no_makes_none_and_a_day_before_the_goods_has_none(stand: House) -> None:
    number = shipped(stand.a1, "5")

    async def scene(player: Player) -> None:
        await player.burst("<f10>IR<enter><f9>")
        assert "Make 1 invoice, 50.00 USD?" in player.screen
        await player.burst("<f12>")
        assert number in player.screen
        await player.burst("<f10>IR -1<enter>")
        assert "Nothing is to invoice" in player.screen
        await player.burst("<f9><esc><f4><f10>IR never<enter>")
        assert player.app.desk.locked

    run(scene)
    assert Invoice.select().count() == 0


def test_what_another_clerk_invoiced_meanwhile_is_told_and_not_made_again(stand: House) -> None:
    number = shipped(stand.a1, "5")

    async def scene(player: Player) -> None:
        await player.burst("<f10>IR<enter>")
        await player.app.desk.ask(ff.invoice, ANN, number, of(p10="2"))
        await player.burst("<f9><f9>")
        assert "changed meanwhile" in player.screen
        await player.burst("<esc>")
        assert "30.00" in player.screen

    run(scene)
    assert Invoice.select().count() == 1


def test_the_script_of_a_run_leaves_two_invoices(stand: House) -> None:
    async def scene(player: Player) -> None:
        await player.burst(flows("order-desk")["two orders shipped, invoiced by one run"])
        assert "invoiced" in player.screen

    run(scene)
    assert sorted(row.number for row in Invoice.select()) == ["IN-1", "IN-2"]
