"""An accepted order taken to its end over a pty, everything in one write: shipped, invoiced, finished, printed."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.fulfilment import Forfeit, Invoice, Shipment, ShipmentLine
from custtui.services import orders
from custtui.services.check import check
from tests.terminal.rest import at_rest
from tests.ui.flows import flows
from tests.ui.over_pty import make_counter, program, read
from tests.ui.test_on_the_line import at_once

D = Decimal


@pytest.fixture
def played(request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path):
    """The database after a key script of the order desk was typed ahead of everything."""
    path = make_counter(sqlite_template, tmp_path / "counter.sqlite")
    with program(path) as terminal:
        at_once(terminal, flows("order-desk")[request.param])
        assert terminal.wait_for("custtui"), terminal.text()
        at_rest(terminal)
    one = read(path)
    yield path
    one.close()
    db.initialize(None)


def invoiced() -> list[Decimal]:
    """The totals of the invoices, in the order in which they were made."""
    return [row.gross for row in Invoice.select().order_by(Invoice.id)]


@pytest.mark.parametrize("played", ["shipped by halves"], indirect=True)
def test_half_is_shipped_and_billed_then_the_rest_and_the_order_is_finished(played) -> None:
    """F-66 … F-70, and the same papers from the shell."""
    order = orders.order("SO-1001")
    assert order.status == "finished"
    assert [(row.position.position, row.quantity) for row in ShipmentLine.select()] == [
        (10, D(2)),
        (10, D(2)),
        (20, D(2)),
    ]
    assert [row.ship_via for row in Shipment.select().order_by(Shipment.id)] == ["", "UPS"]
    assert invoiced() == [D(20), D(40)]
    assert order.summary == "finished, 1 to invoice"
    assert not list(check())
    words = [sys.executable, "-m", "custtui", "--database", str(played), "paper"]
    note = subprocess.run([*words, "delivery", "SH-2"], capture_output=True, text=True, check=True).stdout
    assert "HJ Warehouse" in note and "ITEM2" in note
    bill = subprocess.run([*words, "invoice", "IN-1"], capture_output=True, text=True, check=True).stdout
    assert "Healthy Juices Inc." in bill and "Total  20.00" in bill


@pytest.mark.parametrize("played", ["more than is open, then the rest given up"], indirect=True)
def test_too_much_is_refused_and_the_rest_is_given_up(played) -> None:
    """F-69, R-30, R-31: keys typed blindly after the refusal land nowhere."""
    assert orders.order("SO-1001").status == "finished"
    assert [row.quantity for row in ShipmentLine.select()] == [D(1)]
    assert [(row.quantity, row.reason) for row in Forfeit.select()] == [(D(3), "CUSTOMER")]
    assert not invoiced()


@pytest.mark.parametrize("played", ["customer out of use"], indirect=True)
def test_the_open_order_of_an_inactive_customer_goes_on_to_its_end(played) -> None:
    """R-15."""
    assert not CustomerAccount.get(CustomerAccount.code == "3897-5").active
    assert orders.order("SO-1001").status == "finished"
    assert invoiced() == [D(10), D(30)]


@pytest.mark.parametrize("played", ["shipping left"], indirect=True)
def test_leaving_never_ships_what_is_dropped_or_answered_with_yes(played) -> None:
    """F-13; the question of a screen that moves goods is F11 drop or F12 stay, F9 there is swallowed."""
    assert not ShipmentLine.select().count()
