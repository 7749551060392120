"""A shipment may have lines of several orders of one customer to one ship-to; each order's stay its own (C-48)."""

import pytest
from peewee import DatabaseError

from custtui.models import chaining
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.fulfilment import Shipment, ShipmentLine
from custtui.models.order import OrderRevision, OrderShipTo
from custtui.models.triggers import drop, install
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from custtui.services.check_chain import chain_faults
from custtui.services.check_shipped import shipped_faults
from tests.rows import undone
from tests.services import house
from tests.services.fulfilling import D, of, revision
from tests.services.house import ANN
from tests.services.keying import ordered


@pytest.fixture
def made(database) -> house.House:
    return house.stand()


def put_on(shipment: str, number: str, quantity: str = "1") -> ShipmentLine:
    """A line of an order on a shipment that is there, as SQL could write it."""
    row = revision(number)
    return ShipmentLine.create(
        shipment=Shipment.get(number=shipment), position=row.lines[0].position, booked_on=row, quantity=D(quantity)
    )


def test_the_database_refuses_a_second_ship_to_and_another_customer_on_a_shipment(made) -> None:
    numbers = [ordered(made.a1, "ITEM1 x5").number for _ in range(3)]
    ff.ship(ANN, numbers[0], 1, of(p10="5"))
    put_on("SH-1", numbers[1])
    drop(db.obj)
    OrderShipTo.update(attention="Bob").where(OrderShipTo.revision == revision(numbers[2])).execute()
    install(db.obj)
    with pytest.raises(DatabaseError, match="one ship-to"), db.atomic():
        put_on("SH-1", numbers[2])
    other = ordered(made.hq, "ITEM1 x5").number
    with pytest.raises(DatabaseError, match="A shipment"), db.atomic():
        put_on("SH-1", other)
    drop(db.obj)
    place = {name: getattr(OrderShipTo.get(), name) for name in ("alias", "name", "attention", "street", "city")}
    more = {name: getattr(OrderShipTo.get(), name) for name in ("state", "postal_code", "country")}
    OrderShipTo.update(**place, **more).execute()
    install(db.obj)
    with pytest.raises(DatabaseError, match="one customer"), db.atomic():
        put_on("SH-1", other)
    CustomerAccount.update(merged_into=made.a1).where(CustomerAccount.id == made.hq).execute()
    put_on("SH-1", other)


def test_who_puts_moves_or_takes_a_line_of_another_order_is_named(made) -> None:
    first, second, _ = (ordered(made.a1, "ITEM1 x5").number for _ in range(3))
    ff.ship(ANN, first, 1, of(p10="5"))
    with undone("SELECT 1"):
        put_on("SH-1", second)
        assert any("was put there by others" in line for line in chain_faults())
    line = put_on("SH-1", second).id
    chaining.link(revision(second).order_id, (chaining.SENT_WITH, line))
    assert list(chain_faults()) == list(shipped_faults()) == []
    drop(db.obj)
    for statement, fault in (
        (
            f"UPDATE shipment_line SET quantity = 2 WHERE id = {line}",
            f"order {second}: shipment_line {line} was changed",
        ),
        (f"DELETE FROM shipment_line WHERE id = {line}", f"order {second}: shipment_line {line} was removed"),
        ("UPDATE shipment SET day = '2026-01-01'", f"order {first}: shipment 1 (SH-1) was changed"),
        ("UPDATE shipment_line SET quantity = 2 WHERE id = 1", f"order {first}: shipment 1 (SH-1) was changed"),
        (
            "UPDATE shipment SET order_id = (SELECT max(id) FROM sales_order)",
            "stands in the chain of an order that has no line on it",
        ),
        ("UPDATE order_ship_to SET street = street || 'x' WHERE id = 1", "goes to more than one ship-to"),
        (
            "UPDATE sales_order SET account_id = (SELECT max(id) FROM customer_account) WHERE id = 1",
            "is of orders of more than one customer",
        ),
    ):
        with undone(statement):
            assert fault in "\n".join((*chain_faults(), *shipped_faults())), statement


def test_each_order_shows_its_own_lines_of_a_shipment_of_several(made) -> None:
    first, second = ordered(made.a1, "ITEM1 x5", "ITEM2 x1").number, ordered(made.a1, "ITEM2 x2").number
    ff.ship(ANN, first, 1, of(p10="5"))
    assert orders.order(second).shipments == ()
    put_on("SH-1", second, "2")
    for number, moved in ((first, [5, 0]), (second, [2])):
        view = orders.order(number)
        assert [each[0] for each in view.shipments] == ["SH-1"]
        assert [line.shipped for line in view.lines] == moved
    assert OrderRevision.select().count() == 2
    assert not [line for line in check() if "shipment SH-1" in line]
