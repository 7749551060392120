"""A shipment may have lines of several orders of one customer to one ship-to; each order's stay its own (C-48)."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from decimal import Decimal
from typing import Any

import pytest
from peewee import DatabaseError

from custtui.domain.errors import Conflict, Refused
from custtui.models import chaining
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.fulfilment import Shipment, ShipmentLine
from custtui.models.order import OrderRevision, OrderShipTo, Outbox
from custtui.models.product import Product
from custtui.models.triggers import drop, install
from custtui.services import approval, orders
from custtui.services import fulfilment as ff
from custtui.services import order_entry as desk
from custtui.services.check import check
from custtui.services.check_chain import chain_faults
from custtui.services.check_shipped import shipped_faults
from custtui.services.fulfilment.parcels import Parcel
from custtui.services.order_entry.views import HeaderText
from custtui.services.orders.printed import printed
from tests.rows import undone
from tests.services import house
from tests.services.changing import changed
from tests.services.fulfilling import D, adds_up, faults, kinds, of, revision
from tests.services.house import ANN, BEN
from tests.services.keying import keyed, ordered


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


# -- the service -------------------------------------------------------------------------------------------------
def together(*wanted: tuple[str, dict[int, Decimal]], who=ANN, **more: Any) -> tuple[str, ...]:
    return ff.ship_together(who, [Parcel(number, 1, quantities) for number, quantities in wanted], **more)


def test_what_goes_to_one_ship_to_is_one_shipment_and_each_orders_own(made) -> None:
    """C-48: lines, status, history, invoices and what comes back stay each order's."""
    first, second = ordered(made.a1, "ITEM1 x5", "ITEM2 x1").number, ordered(made.a1, "ITEM2 x2").number
    assert ff.going_along(ff.shipping(first)) == (second,)
    assert together((first, of(p10="5")), (second, of(p10="2")), via="UPS") == ("SH-1",)
    assert (orders.order(first).status, orders.order(second).status) == ("accepted", "finished")
    assert [kinds(number) for number in (first, second)] == [["shipped"], ["shipped", "finished"]]
    assert orders.order(first).events[-1].text == "5 ITEM1 (SH-1)"
    assert orders.order(second).events[-2].text == "2 ITEM2 (SH-1)"
    assert ff.going_along(ff.shipping(first)) == ()
    ff.invoice(ANN, second, of(p10="2"))
    ff.book_return(ANN, second, of(p10="1"), "DEFECT", "SELLABLE")
    for number, (shipped, invoiced, returned) in ((first, (5, 0, 0)), (second, (2, 2, 1))):
        line = orders.order(number).lines[0]
        assert (line.shipped, line.invoiced, line.returned) == (shipped, invoiced, returned)
        adds_up(orders.order(number))
    assert (Shipment.get().ship_via, ShipmentLine.select().count()) == ("UPS", 2)
    assert list(check()) == []


def test_the_packing_slip_names_each_order_with_its_po(made) -> None:
    draft = keyed(made.a1, "ITEM2 x2")
    desk.set_header(ANN, draft.id, HeaderText(po_number="4711"))
    first, second = ordered(made.a1, "ITEM1 x5").number, desk.place(ANN, draft.id).number
    together((first, of(p10="5")), (second, of(p10="1")))
    paper = ff.delivery_note("SH-1")
    text = "\n".join(printed(paper))
    assert text.index(f"Order {first}") < text.index("ITEM1") < text.index(f"Order {second}, PO 4711")
    assert text.rindex("ITEM2") > text.index("PO 4711") and text.count("HJ Warehouse") == 1
    assert (paper.gross, paper.order_number) == (sum((line.net or 0) + (line.tax or 0) for line in paper.lines), "")
    drop(db.obj)
    OrderRevision.update(prices_on_note=False).where(OrderRevision.order == revision(second).order).execute()
    install(db.obj)
    assert ff.delivery_note("SH-1").gross is None
    assert [line.net for line in ff.delivery_note("SH-1").lines] == [D(50), None]
    assert [line.under for line in ff.delivery_note("SH-1").lines] == [f"Order {first}", f"Order {second}, PO 4711"]


def test_two_ship_tos_are_two_shipments_whosoever_orders_they_are(made) -> None:
    """F-78: whichever orders are sent at once."""
    draft = keyed(made.a1, "ITEM1 x5", "ITEM2 x2")
    pier = house.site(made.a1, "Pier 7", "SHIP_TO", street="7 Pier", city="Newark", state="NJ")
    desk.choose_ship_to(ANN, draft.id, f"site:{pier}", scope="line", position=20)
    first, second = desk.place(ANN, draft.id).number, ordered(made.a1, "ITEM2 x2").number
    assert len(together((first, of(p10="5", p20="2")), (second, of(p10="2")))) == 2
    assert [{row.position.order.number for row in one.lines} for one in Shipment.select().order_by(Shipment.id)] == [
        {first, second}, {first}
    ]  # fmt: skip
    assert [line for line in check() if "lookup" not in line] == []


def test_what_may_not_move_keeps_all_of_it_here_and_is_named(made) -> None:
    """R-28: none that is held, waits, or is of another customer; nothing is stored."""
    first, held, other = (ordered(one, "ITEM1 x5").number for one in (made.a1, made.a1, made.hq))
    approval.hold(BEN, held, 1, "credit check")
    waits = ordered(made.a1, "ITEM1 x90").number
    assert ff.going_along(ff.shipping(first)) == ()
    for number, why in ((held, "held|hold"), (waits, "waiting"), (other, "is not of the customer")):
        with pytest.raises(Refused, match=why) as caught:
            together((first, of(p10="5")), (number, of(p10="1")))
        assert all(number in fault.text for fault in caught.value.faults)
    told = faults(together, (first, of(p10="6")), (other, of(p10="7", p30="1")))
    assert list(told) == ["quantity:10", f"quantity:{other}:10", f"quantity:{other}:30"]
    with pytest.raises(Refused, match="twice"):
        together((first, of(p10="1")), (first.lower(), of(p10="1")))
    assert Shipment.select().count() == 0


def test_what_became_of_another_order_meanwhile_is_told_first(made) -> None:
    first, second = (ordered(made.a1, "ITEM1 x5").number for _ in range(2))
    seen = {number: ff.shipping(number) for number in (first, second)}
    ff.ship(BEN, second, 1, of(p10="2"))
    parcels = [Parcel(number, 1, of(p10="5" if number == first else "3"), one) for number, one in seen.items()]
    with pytest.raises(Refused, match=f"{second}: Shipped meanwhile by ben: 2 of 5 ITEM1"):
        ff.ship_together(ANN, parcels)
    changed(second, (10, {"quantity": "9"}))
    with pytest.raises(Conflict, match="revision 2 is in force"):
        together((first, of(p10="5")), (second, of(p10="3")))
    assert Shipment.select().count() == 1


def test_a_revision_takes_its_lines_of_a_shared_shipment_along(made) -> None:
    """R-23: each order's own."""
    first, second = (ordered(made.a1, "ITEM1 x5").number for _ in range(2))
    together((first, of(p10="5")), (second, of(p10="3")))
    changed(second, (10, {"quantity": "9"}))
    view = orders.order(second)
    assert (view.revision, view.lines[0].shipped, view.lines[0].open, view.shipments[0][0]) == (2, 3, 6, "SH-1")
    assert orders.order(second, 1).shipments == ()
    assert orders.order(first).revision == 1
    ff.cancel(BEN, second, 2, "CUSTOMER")
    assert (orders.order(second).status, orders.order(first).lines[0].shipped) == ("finished", 5)
    assert "Order" in "\n".join(printed(ff.delivery_note("SH-1")))
    assert list(check()) == []


def test_more_and_less_within_tolerance_are_each_orders_own(made) -> None:
    """C-30: raised by a revision, or closed short."""
    Product.update(over_tolerance=D("0.2"), under_tolerance=D("0.2")).execute()
    first, second = (ordered(made.a1, "ITEM1 x5").number for _ in range(2))
    together((first, of(p10="6")), (second, of(p10="4")), last=True)
    one, two = orders.order(first), orders.order(second)
    assert (one.revision, one.lines[0].shipped, one.status) == (2, 6, "finished")
    assert (two.revision, two.lines[0].forfeited, two.status) == (1, 1, "finished")
    assert list(check()) == []


def test_each_orders_people_are_told_of_their_own(made) -> None:
    house.control("email_notices", True)
    house.contact(made.a1, "Emily Day", events=("shipment",), email="day@hj.example")
    first, second = ordered(made.a1, "ITEM1 x5").number, ordered(made.a1, "ITEM2 x2").number
    together((first, of(p10="5")), (second, of(p10="2")))
    letters = {one.order.number: one for one in Outbox.select().where(Outbox.paper == "SH-1")}
    assert set(letters) == {first, second}
    assert "ITEM1" in letters[first].body and "ITEM2" not in letters[first].body
    assert "ITEM2" in letters[second].body and f"order {second}" in letters[second].subject


def test_of_two_clerks_who_ship_the_last_piece_one_wins_and_the_other_is_told(made) -> None:
    first, second = (ordered(made.a1, "ITEM1 x5").number for _ in range(2))

    def send(who) -> tuple[str, ...]:
        pair = [(first, of(p10="5")), (second, of(p10="5"))]
        with db.connection_context() if db.is_closed() else nullcontext():
            try:
                return together(*(pair if who is ANN else reversed(pair)), who=who)
            except Refused as refused:
                return tuple(fault.text for fault in refused.faults)

    with ThreadPoolExecutor(2) as both:
        said = sorted(both.map(send, (ANN, BEN)), key=len)
    assert said[0] == ("SH-1",) and any("finished" in text for text in said[1])
    assert all(orders.order(number).lines[0].shipped == 5 for number in (first, second))
    assert list(check()) == []
