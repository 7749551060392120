"""More than is ordered is shipped within a product's tolerance alone: the order is raised first (C-30)."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from decimal import Decimal

import pytest

from custtui.domain.errors import Conflict, Refused
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.order import OrderRevision
from custtui.models.product import Product
from custtui.services import fulfilment, orders
from custtui.services import order_entry as desk
from tests.services.changing import change, placed, pointers, rows, sound
from tests.services.fulfilling import faults, line, of
from tests.services.house import ANN, BEN

D = Decimal


def tolerant(number: str, over: str = "0.05") -> str:
    Product.update(over_tolerance=D(over)).where(Product.code == "A").execute()
    return number


def test_within_the_tolerance_a_revision_raises_the_line_first_by_the_same_key(database) -> None:
    number = tolerant(placed("A x100", "B x10"))
    CustomerAccount.update(accept_threshold=D(0)).execute()
    fulfilment.ship(ANN, number, 1, of(p10="40"))
    fulfilment.ship(ANN, number, 1, of(p10="65"))
    assert pointers(number) == (2, None)
    assert rows(number) == [(10, "A", 105, 2, D("210.00")), (20, "B", 10, 15, D("150.00"))]
    one = line(number)
    assert (one.shipped, one.open, one.billable) == (105, 0, 105)
    told = [(event.kind, event.text, event.by) for event in orders.order(number).events][-3:]
    assert told[:2] == [
        ("changed", "revision 2: A 100 -> 105", "ann"),
        ("accepted", "revision 2 automatically: tolerance", "custtui"),
    ]
    sound(number)


def test_beyond_the_tolerance_nothing_is_booked(database) -> None:
    number = tolerant(placed("A x100", "B x10"))
    text = "Line 10 A: 106 is more than the 100 pieces open"
    assert faults(fulfilment.ship, ANN, number, 1, of(p10="106", p20="1")) == {"quantity:10": text}
    assert (pointers(number), line(number, 20).shipped, OrderRevision.select().count()) == ((1, None), 0, 1)
    fulfilment.ship(ANN, number, 1, of(p10="100"))
    assert "nothing is open" in faults(fulfilment.ship, ANN, number, 1, of(p10="1"))["quantity:10"]
    sound(number)


def test_the_last_of_an_order_sent_over_finishes_it_and_inactive_is_not_raised(database) -> None:
    number = tolerant(placed("A x100"))
    CustomerAccount.update(active=False).execute()
    with pytest.raises(Refused, match="is inactive: not more than is ordered can be shipped"):
        fulfilment.ship(ANN, number, 1, of(p10="101"))
    CustomerAccount.update(active=True).execute()
    fulfilment.ship(ANN, number, 1, of(p10="101"))
    assert (orders.order(number).status, orders.order(number).gross) == ("finished", D("202.00"))
    sound(number)


def test_of_two_who_change_at_once_one_is_told_what_stands(database) -> None:
    number = placed("A x100", "B x10")
    mine, his = change(number, (10, {"quantity": "90"})), change(number, (10, {"quantity": "80"}), who=BEN)

    def place(one: tuple[object, int]) -> str:
        with db.connection_context() if db.is_closed() else nullcontext():
            try:
                desk.place(*one)  # type: ignore[arg-type]
            except Conflict as conflict:
                return str(conflict)
        return ""

    with ThreadPoolExecutor(2) as both:
        told = sorted(both.map(place, ((ANN, mine.id), (BEN, his.id))))
    assert told[0] == "" and told[1].startswith(f"{number} has changed: revision 2 by ")
    assert (pointers(number), OrderRevision.select().count()) == ((2, None), 2)
    sound(number)
