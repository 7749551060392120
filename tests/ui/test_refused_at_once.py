"""What cannot be done is said before anything is asked: no reason is looked for in vain, no question answered so."""

from __future__ import annotations

import pytest

from custtui.services import fulfilment as ff
from tests.services.fulfilling import D, of
from tests.services.house import ANN, BEN, House
from tests.services.keying import ordered
from tests.services.test_fulfilment_payments import billed
from tests.ui.keyplay import Player, run
from tests.ui.test_payments import PAYMENTS


def at_once(keys: str, told: str) -> None:
    """The message tells it, and no window asks why."""

    async def scene(player: Player) -> None:
        await player.burst(keys)
        assert told in player.message
        assert "Reason" not in player.screen and "F9 Yes" not in player.screen

    run(scene)


def test_a_payment_that_was_taken_back(stand: House) -> None:
    one = billed(stand.a1)
    ff.receive(ANN, "3897-5", D(100), {one: D(100)})
    ff.reverse(BEN, 1, "BOUNCED")
    for row in ("<down>", "<down><down>"):  # what took it back, and what was
        at_once(PAYMENTS + f"{row}<f11>", "It was taken back already, by ben")


def test_a_payment_of_which_something_was_paid_back(stand: House) -> None:
    one = billed(stand.a1)
    ff.receive(ANN, "3897-5", D(120), {one: D(100)})
    ff.refund(BEN, 1, D(5), "CREDIT")
    at_once(PAYMENTS + "<down><down><f11>", "5.00 of it were paid back: the rest is not taken back as a whole")


@pytest.fixture
def credited(stand: House) -> str:
    """An order of two lines, one of them invoiced and credited again whole."""
    number = ordered(stand.a1, "ITEM1 x5", "ITEM2 x2").number
    ff.ship(ANN, number, 1, of(p10="5", p20="2"))
    ff.invoice(ANN, number, of(p10="5"))
    ff.credit_whole(BEN, number, "IN-1")
    return number


def test_an_invoice_that_is_credited_whole(credited: str) -> None:
    at_once(f"<f10>OI {credited}<enter><f10>D<enter><down><down><f10>W<enter>", "All of IN-1 is credited")


@pytest.mark.parametrize("position", [10, 20])
def test_a_line_of_which_nothing_is_invoiced(credited: str, position: int) -> None:
    down = "<down>" * (position // 10)
    at_once(f"<f10>OI {credited}<enter>{down}7<enter>", f"Nothing of line {position} is invoiced and not credited")


def test_a_cover_that_is_closed(stand: House) -> None:
    number = ordered(stand.a1, "ITEM1 x5").number
    keys = f"<f10>OI {number}<enter>3<enter><f6>4711<f9>"
    at_once(f"{keys}<down><f10>X<enter><f9><down><f10>X<enter>", "production order 4711: closed at 0 already")
