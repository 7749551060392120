"""An invoice is of orders that its payer pays, in its currency: others are refused, and found by check (S-6)."""

import pytest
from peewee import IntegrityError

from custtui.models.fulfilment import BilledOrder, InvoiceLine
from custtui.models.order import OrderLine, SalesOrder
from custtui.models.triggers import drop, install
from custtui.services import fulfilment as ff
from custtui.services.check import check
from tests.rows import an_account, an_order
from tests.services import house
from tests.services.fulfilling import D, of, sold
from tests.services.house import ANN


def test_no_order_of_another_payer_stands_on_an_invoice_whoever_writes_it(database) -> None:
    """S-6, C-42: neither a row of the order nor a line of one of its positions."""
    house.stand()
    mine, theirs = sold(("2", "1.00")), an_order(an_account("88-1", "Another"), [("3", "1.00")]).order.number
    for number in (mine, theirs):
        ff.ship(ANN, number, 1, of(p10="1"))
    ff.invoice(ANN, mine, of(p10="1"))
    line = OrderLine.select().order_by(OrderLine.id.desc()).get()
    amounts = {"net": D(1), "tax": D(0), "gross": D(1)}
    with pytest.raises(IntegrityError, match="orders that its payer pays"):
        BilledOrder.create(invoice=1, order=SalesOrder.get(SalesOrder.number == theirs), **amounts)
    at = {"position": line.position, "booked_on": line.revision, "quantity": D(1)}
    with pytest.raises(IntegrityError, match="an order that its payer pays"):
        InvoiceLine.create(invoice=1, **at, **amounts)
    with pytest.raises(IntegrityError, match="an order that its payer pays"):
        InvoiceLine.create(invoice=1, **{**at, "booked_on": 1}, **amounts)
    drop(database)
    BilledOrder.create(invoice=1, order=SalesOrder.get(SalesOrder.number == theirs), **amounts)
    InvoiceLine.create(invoice=1, **{**at, "booked_on": 1}, **amounts)
    install(database)
    found = list(check())
    assert f"invoice IN-1: order {theirs} is not paid by who the invoice is for, in its currency (S-6)" in found
    assert "invoice IN-1: a line is of no line of the revision it was booked on (S-6)" in found
