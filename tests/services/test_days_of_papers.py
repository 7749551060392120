"""Shipments and invoices are not dated before their order, nor an invoice before the one before it (C-43)."""

from datetime import date, timedelta

import pytest

from custtui.domain.errors import Confirm, Refused
from custtui.domain.who import Who
from custtui.models.base import now
from custtui.models.fulfilment import Shipment
from custtui.models.order import OrderEvent, SalesOrder
from custtui.services import clock, orders
from custtui.services import fulfilment as ff
from custtui.services.check import check
from tests.rows import DAY, an_invoice
from tests.services import house
from tests.services.fulfilling import kinds, of, sold
from tests.services.house import ANN, BEN, CORA
from tests.services.test_check import tamper

BEFORE = DAY - timedelta(days=1)


@pytest.fixture
def number(database) -> str:
    """An order of 4 May 2026."""
    house.seller()
    return sold(("5", "2.00"))


@pytest.mark.parametrize("who", [ANN, BEN])
def test_a_shipment_is_not_dated_before_its_order(number: str, who: Who) -> None:
    with pytest.raises(Refused, match="Shipment: 3 May 2026 is before the day of the order, 4 May 2026") as caught:
        ff.ship(who, number, 1, of(p10="1"), day=BEFORE, confirmed=("dates",))
    assert "Only an administrator may date documents otherwise: Cora (cora)" in str(caught.value)
    assert Shipment.select().count() == 0
    ff.ship(who, number, 1, of(p10="1"), day=DAY)


@pytest.mark.parametrize("who", [ANN, BEN])
def test_an_invoice_is_dated_neither_before_its_order_nor_before_the_one_before_it(number: str, who: Who) -> None:
    ff.ship(who, number, 1, of(p10="5"), day=DAY)
    with pytest.raises(Refused, match="Invoice: 3 May 2026 is before the day of the order, 4 May 2026"):
        ff.invoice(who, number, of(p10="1"), day=BEFORE)
    assert ff.invoice(who, number, of(p10="1"), day=DAY + timedelta(days=2)) == "IN-1"
    with pytest.raises(Refused, match="Invoice: 5 May 2026 is before the day of IN-1, 6 May 2026"):
        ff.invoice(who, number, of(p10="1"), day=DAY + timedelta(days=1))
    assert ff.invoice(who, number, of(p10="1"), day=DAY + timedelta(days=2)) == "IN-2"  # without gaps (D-02)


def test_nothing_is_dated_in_a_closed_period(number: str) -> None:
    house.control("closed_until", DAY)
    with pytest.raises(Refused, match="Shipment: 4 May 2026 is in the period closed up to 4 May 2026"):
        ff.ship(BEN, number, 1, of(p10="5"), day=DAY)
    ff.ship(BEN, number, 1, of(p10="5"), day=DAY + timedelta(days=1))
    with pytest.raises(Refused, match="Invoice: 4 May 2026 is in the period closed"):
        ff.invoice(BEN, number, of(p10="5"), day=DAY)
    with pytest.raises(Confirm, match="is in the period closed"):
        ff.invoice(CORA, number, of(p10="5"), day=DAY)


def test_credit_notes_and_what_came_in_are_series_of_their_own(number: str) -> None:
    ff.ship(ANN, number, 1, of(p10="5"), day=DAY)
    later = DAY + timedelta(days=9)
    row = {"order": SalesOrder.get(), "account": SalesOrder.get().account_id, "payment_due": later, "currency": "USD"}
    an_invoice(number="IN-900", kind="CREDIT", day=later, net=-1, tax=0, gross=-1, **row)
    an_invoice(number="OLD-7", day=later, net=0, tax=0, gross=0, **row)
    assert ff.invoice(ANN, number, of(p10="1"), day=DAY) == "IN-1"


def test_an_administrator_is_asked_and_his_yes_stands_in_the_history(number: str) -> None:
    with pytest.raises(Confirm, match=r"3 May 2026 is before the day of the order, 4 May 2026\. Do it all the same"):
        ff.ship(CORA, number, 1, of(p10="5"), day=BEFORE)
    assert kinds(number) == []
    ff.ship(CORA, number, 1, of(p10="5"), day=BEFORE, confirmed=("dates",))
    ff.invoice(CORA, number, of(p10="1"), day=DAY)
    with pytest.raises(Confirm, match="before the day of the order"):
        ff.invoice(CORA, number, of(p10="1"), day=BEFORE)
    ff.invoice(CORA, number, of(p10="1"), day=BEFORE, confirmed=("dates",))
    assert kinds(number) == ["dates", "shipped", "finished", "invoiced", "dates", "invoiced"]
    told = [(one.text, one.by) for one in orders.order(number).events if one.kind == "dates"]
    assert told[0] == ("shipment: 3 May 2026 is before the day of the order, 4 May 2026", "cora")


@pytest.mark.parametrize("day", [BEFORE, DAY])
def test_what_an_administrator_let_pass_on_a_clock_gone_back_is_no_fault(number: str, day: date) -> None:
    """The order is finished on a day before it was made: his yes of that day is in its history."""
    ff.ship(CORA, number, 1, of(p10="5"), day=day, confirmed=("dates",))
    tamper(f"UPDATE order_revision SET made_at = '{now() + timedelta(days=3):%Y-%m-%d %H:%M:%S.000000}'")
    told = any("revision 1: is finished since" in one for one in check())
    assert told == (day == DAY)


def test_a_clock_that_went_back_by_more_than_an_hour_is_told(number: str) -> None:
    assert clock.back() == ""
    order = SalesOrder.get()
    OrderEvent.create(order=order, kind="paid", by="ann", at=now() + timedelta(minutes=50))
    assert clock.back() == ""
    OrderEvent.create(order=order, kind="paid", by="ann", at=now() + timedelta(minutes=70))
    assert "went back" in clock.back()


def test_a_moment_that_is_none_does_not_keep_the_program_from_starting(number: str) -> None:
    OrderEvent.create(order=SalesOrder.get(), kind="paid", by="ann", at="yesterday")
    assert clock.back() == ""
