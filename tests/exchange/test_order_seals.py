"""Seals made over rows in hand are those made over the content of an order, and over its rows when they are read."""

from datetime import date
from decimal import Decimal

from custtui.domain.address import Address
from custtui.domain.who import SYSTEM
from custtui.models.order import OrderRevision
from custtui.models.seal import resealed
from custtui.services.bulk.orders import write_orders
from custtui.services.bulk.values import NewCharge, NewLine, NewOrder, Snapshot
from tests.exchange.files import House

DAY = date(2020, 5, 1)
ELSEWHERE = Snapshot("Depot", "Ann", "Depot", Address("2 Side St", "Newark", "NJ", "07102", "US"))


def test_seals_of_a_file_are_those_that_check_makes(house: House) -> None:
    """Positions out of order, two ship-tos, charges, a fine tax rate, a discount, days that are not known."""
    house.put("customers", "code,name,alias,street,city\nA,Alpha,Alpha,1 Main St,New York\n")
    house.put("products", "code,name\nP-1,Pear\nP-2,Plum\n")
    lines = (
        NewLine("P-1", Decimal(3), Decimal("1.10"), 30, tax_rate=Decimal("0.088750")),
        NewLine("P-2", Decimal("1.5"), Decimal(2), 10, tax_rate=Decimal("0.066255"), ship_to=ELSEWHERE),
        NewLine("P-1", Decimal(1), Decimal(7), 20, discount_rate=Decimal("0.05"), wanted=DAY),
    )
    charges = (NewCharge("freight", Decimal("4.50")), NewCharge("packing", Decimal(2), Decimal("0.19")))
    orders = [
        NewOrder("H0", "A", DAY, lines, charges=charges, message="Café\n梅", prices_on_note=False),
        NewOrder("H1", "A", DAY, lines[:1], status="pending", payment_terms="-"),
    ]
    assert write_orders(SYSTEM, orders) == 2
    stored = {row.id: row.hash for row in OrderRevision.select()}
    assert len(stored) == 2
    assert all(len(one) == 64 for one in stored.values())
    assert resealed(stored) == stored
