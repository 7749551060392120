"""Shipping: only what is accepted and open, never twice, one shipment for each ship-to."""

from datetime import date
from decimal import Decimal

import pytest

from custtui.domain.errors import Conflict, Refused
from custtui.domain.order import Status
from custtui.domain.paper import place_parts
from custtui.models.account import CustomerAccount
from custtui.models.base import now
from custtui.models.fulfilment import Shipment, ShipmentLine
from custtui.models.order import Hold, OrderLine, Outbox, RevisionState, SalesOrder
from custtui.models.product import Product
from custtui.services import fulfilment as ff
from custtui.services import order_entry as desk
from custtui.services import orders
from tests.rows import an_account, an_order
from tests.services import house
from tests.services.fulfilling import D, faults, kinds, line, of, revision, sold
from tests.services.house import ANN, BEN
from tests.services.keying import keyed, ordered


def test_f_66_40_of_100_shipped_leave_60_open(database) -> None:
    number = ordered(house.stand().a1, "ITEM3 x100").number
    assert ff.ship(ANN, number, 1, of(p10="40")) == ("SH-1",)
    one = line(number)
    assert (one.shipped, one.open, orders.order(number).summary) == (D(40), D(60), "partly shipped (1 line)")
    assert [(at.ordered, at.shipped, at.open) for at in ff.shipping(number).lines] == [(D(100), D(40), D(60))]


def test_f_65_r_28_a_pending_order_is_neither_shipped_nor_given_up_nor_billed(database) -> None:
    number = ordered(house.stand().a1, "ITEM1 x60").number
    why = f"{number} is waiting for approval; nothing can be shipped or invoiced yet"
    assert ff.shipping(number).why_not == why
    assert faults(ff.ship, ANN, number, 1, of(p10="1")) == {"": why}
    assert faults(ff.forfeit, ANN, number, 1, of(p10="1"), "")[""] == why
    assert "is waiting for approval" in faults(ff.invoice, ANN, number, of(p10="1"))[""]
    assert "is waiting for approval" in ff.invoicing(number).why_not
    assert not Shipment.select().exists()


@pytest.mark.parametrize("status", ["declined", "cancelled"])
def test_r_28_what_was_declined_or_withdrawn_is_never_shipped(database, status: str) -> None:
    order = an_order(an_account(), status="pending").order
    RevisionState.update(status=status).execute()
    SalesOrder.update(pending=None).execute()
    shown = status.replace("cancelled", "canceled")  # as the screens spell it
    assert faults(ff.ship, ANN, order.number, 1, of(p10="1"))[""].startswith(f"{order.number} is {shown}")
    assert f"is {shown}" in faults(ff.invoice, ANN, order.number, of(p10="1"))[""]


def test_c_26_while_a_change_waits_shipping_and_forfeiting_wait_and_invoicing_goes_on(database) -> None:
    number = ordered(house.stand().a1, "ITEM1 x10").number
    ff.ship(ANN, number, 1, of(p10="4"))
    first = revision(number)
    change = an_order(first.sold_to, [("12", "10.00")], replaces=first, status="pending")
    for act in (ff.ship, lambda *asked: ff.forfeit(*asked, "CUSTOMER")):
        assert "A change of" in faults(act, ANN, number, 1, of(p10="1"))[""]
    assert "A change of" in ff.shipping(number).why_not
    assert ff.invoicing(number).why_not == ""
    assert ff.invoice(ANN, number, of(p10="4")) == "IN-1"
    RevisionState.update(status=str(Status.DECLINED)).where(RevisionState.revision == change).execute()
    SalesOrder.update(pending=None).execute()
    assert ff.ship(ANN, number, 1, of(p10="1")) == ("SH-2",)


def test_r_23_r_25_what_moves_after_a_change_is_booked_on_the_revision_in_force(database) -> None:
    number = sold(("10", "2.00"))
    ff.ship(ANN, number, 1, of(p10="4"))
    first = revision(number)
    an_order(first.sold_to, [("12", "2.00")], replaces=first)
    with pytest.raises(Conflict, match="revision 2 is in force"):
        ff.ship(BEN, number, 1, of(p10="6"))
    ff.ship(BEN, number, 2, of(p10="8"))
    booked = [row.booked_on.revision for row in ShipmentLine.select().order_by(ShipmentLine.id)]
    assert booked == [1, 2]
    assert orders.order(number).status == "finished"


def test_more_than_is_open_is_refused_line_by_line_with_the_reason_and_nothing_is_stored(database) -> None:
    number = ordered(house.stand().a1, "ITEM1 x5", "ITEM2 x2").number
    found = faults(ff.ship, ANN, number, 1, of(p10="6", p20="3", p30="1"))
    assert found == {
        "quantity:10": "Line 10 ITEM1: 6 is more than the 5 pieces open",
        "quantity:20": "Line 20 ITEM2: 3 is more than the 2 pieces open",
        "quantity:30": "The order has no line 30",
    }
    assert "less than nothing" in faults(ff.ship, ANN, number, 1, of(p10="-1"))["quantity:10"]
    assert "three decimals" in faults(ff.ship, ANN, number, 1, of(p10="0.0001"))["quantity:10"]
    assert faults(ff.ship, ANN, number, 1, of(p10="0")) == {"": "Nothing to ship: no line has a quantity"}
    assert not Shipment.select().exists()
    assert kinds(number) == []


def test_x_16_a_part_is_whole_units_where_the_product_is_sold_so_but_a_rest_always_goes(database) -> None:
    number = sold(("2.5", "1.00"))
    Product.update(step=D(1)).execute()
    assert "Whole units only" in faults(ff.ship, ANN, number, 1, of(p10="0.5"))["quantity:10"]
    ff.ship(ANN, number, 1, of(p10="2"))
    ff.ship(ANN, number, 1, of(p10="0.5"))
    assert orders.order(number).status == "finished"


def test_f_78_goods_for_two_ship_tos_go_as_two_shipments(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1 x2", "ITEM2 x2", "ITEM3 x2")
    desk.choose_ship_to(ANN, draft.id, f"site:{made.s2}")
    pier = house.site(made.a1, "Pier 7", "SHIP_TO", street="7 Pier", city="Newark", state="NJ")
    desk.choose_ship_to(ANN, draft.id, f"site:{pier}", scope="line", position=20)
    number = desk.place(ANN, draft.id).number
    view = ff.shipping(number)
    assert [place_parts(view.ship_tos[one.ship_to])[0] for one in view.lines] == [
        "HJ Warehouse",
        "Pier 7",
        "HJ Warehouse",
    ]
    assert ff.ship(ANN, number, 1, of(p10="1", p20="2", p30="2")) == ("SH-1", "SH-2")
    assert ff.delivery_note("SH-1").to[0] == "HJ Warehouse"
    assert [one.position for one in ff.delivery_note("SH-1").lines] == [10, 30]
    assert ff.delivery_note("SH-2").to[0] == "Pier 7"
    places = OrderLine.select(ShipmentLine.shipment, OrderLine.ship_to).join(
        ShipmentLine, on=ShipmentLine.position == OrderLine.position
    )
    assert places.distinct().count() == Shipment.select().count() == 2


def test_f_70_the_order_is_finished_with_its_last_unit_and_nothing_moves_any_more(database) -> None:
    number = ordered(house.stand().a1, "ITEM1 x5", "ITEM2 x1").number
    ff.ship(ANN, number, 1, of(p10="5"))
    assert orders.order(number).status == "accepted"
    ff.ship(BEN, number, 1, of(p20="1"))
    view = orders.order(number)
    assert (view.status, view.summary) == ("finished", "finished, 6 to invoice")
    for act in (ff.ship, lambda *asked: ff.forfeit(*asked, "CUSTOMER")):
        assert "is finished" in faults(act, ANN, number, 1, of(p10="1"))[""]
    assert "is finished" in ff.shipping(number).why_not


def test_f_71_r_29_the_summary_comes_from_the_positions_alone(database) -> None:
    number = ordered(house.stand().a1, "ITEM1 x5", "ITEM2 x4").number
    ff.ship(ANN, number, 1, of(p10="5"))
    ff.invoice(ANN, number, of(p10="5"))
    assert orders.order(number).summary == "1 of 2 shipped"
    shown = {one.position: (one.shipped, one.invoiced, one.open) for one in orders.order(number).lines}
    assert shown == {10: (D(5), D(5), D(0)), 20: (D(0), D(0), D(4))}
    stored = {name for table in (SalesOrder, RevisionState) for name in table._meta.fields}
    assert not {one for one in stored if "ship" in one or "bill" in one or "invoice" in one}
    assert [row.summary for row in orders.orders_of(orders.order(number).account_id)] == ["1 of 2 shipped"]


def test_r_15_an_inactive_customer_orders_no_more_but_its_open_order_goes_on_to_the_end(database) -> None:
    made = house.stand()
    number = ordered(made.a1, "ITEM1 x10").number
    ff.ship(ANN, number, 1, of(p10="5"))
    CustomerAccount.update(active=False).where(CustomerAccount.id == made.a1).execute()
    with pytest.raises(Refused, match="inactive"):
        desk.start(ANN, made.a1)
    ff.ship(ANN, number, 1, of(p10="5"))
    paper = ff.invoice(ANN, number, of(p10="10"))
    ff.receive(ANN, "3897-5", D(100), {paper: D(100)})
    assert orders.order(number).status == "finished"


def test_c_30_a_rest_within_tolerance_stays_open_unless_the_shipment_is_called_the_last(
    database,
) -> None:
    number = sold(("100", "1.00"), ("100", "1.00"))
    Product.update(under_tolerance=D("0.05")).where(Product.code == "A").execute()
    ff.ship(ANN, number, 1, of(p10="94", p20="96"), last=True)
    assert (line(number).open, line(number, 20).open) == (D(6), D(4))
    ff.ship(ANN, number, 1, of(p10="0.5"))
    assert (line(number).open, line(number).forfeited) == (D("5.5"), D(0))
    ff.ship(ANN, number, 1, of(p10="0.25"))
    ff.ship(ANN, number, 1, of(p10="0.25"), last=True)
    one = line(number)
    assert (one.shipped, one.forfeited, one.open) == (D(95), D(5), D(0))
    assert one.history[-1].split(" · ")[0].endswith("5 closed short, tolerance")
    ff.ship(ANN, number, 1, of(p20="4"))
    assert kinds(number)[-3:] == ["forfeited", "shipped", "finished"]


def test_c_30_more_than_ordered_is_refused_beyond_the_tolerance(database) -> None:
    number = sold(("100", "1.00"))
    Product.update(over_tolerance=D("0.05")).execute()
    assert faults(ff.ship, ANN, number, 1, of(p10="106"))["quantity:10"].endswith("more than the 100 pieces open")
    assert line(number).shipped == 0


def test_r_37_an_order_goes_on_only_when_its_last_hold_is_released(database) -> None:
    number = sold(("5", "1.00"))
    ub, user = (Hold.create(revision=revision(number), code=code, placed_by="ben") for code in ("UB", "USER"))
    assert ff.shipping(number).why_not == f"{number} is on hold: billed to another account, held by hand"
    release(ub)
    assert faults(ff.ship, ANN, number, 1, of(p10="5")) == {"": f"{number} is on hold: held by hand"}
    release(user)
    assert ff.ship(ANN, number, 1, of(p10="5"))


def release(hold: Hold) -> None:
    Hold.update(released_by="ben", released_at=now()).where(Hold.id == hold.id).execute()


def test_f_74_every_act_is_in_the_history_with_user_and_time(database) -> None:
    number = ordered(house.stand().a1, "ITEM1 x10").number
    ff.ship(ANN, number, 1, of(p10="4"), via="Truck")
    ff.invoice(BEN, number, of(p10="3"))
    ff.receive(BEN, "3897-5", D(30), {"IN-1": D(12)})
    ff.forfeit(ANN, number, 1, of(p10="6"), "CUSTOMER")
    told = [(one.kind, one.text, one.by) for one in orders.order(number).events[2:]]
    assert told == [
        ("shipped", "4 ITEM1 (SH-1)", "ann"),
        ("invoiced", "3 ITEM1 (IN-1) 30.00", "ben"),
        ("paid", "12.00 of IN-1", "ben"),
        ("forfeited", "6 ITEM1: CUSTOMER", "ann"),
        ("finished", "", "ann"),
    ]
    moments = [one.at for one in orders.order(number).events]
    assert moments == sorted(moments)


def test_day_and_way_are_the_clerks_or_today_and_the_orders_own(database) -> None:
    number = sold(("5", "1.00"), ship_via="Truck")
    ff.ship(ANN, number, 1, of(p10="1"))
    ff.ship(ANN, number, 1, of(p10="1"), via=" Courier ", day=date(2026, 5, 9))
    first, second = Shipment.select().order_by(Shipment.id)
    assert (first.ship_via, second.ship_via, second.day) == ("Truck", "Courier", date(2026, 5, 9))
    assert (first.made_by, first.number, second.number) == ("ann", "SH-1", "SH-2")
    assert "card number" in faults(ff.ship, ANN, number, 1, of(p10="1"), via="4111 1111 1111 1111")["via"]


def test_numbers_that_imported_shipments_brought_along_are_skipped(database) -> None:
    number = sold(("5", "1.00"))
    Shipment.create(number="SH-1", order=SalesOrder.get(), day=date(2026, 5, 1))
    assert ff.ship(ANN, number, 1, of(p10="1")) == ("SH-2",)


def test_r_18_the_notice_of_a_shipment_goes_to_the_people_where_it_arrives(database) -> None:
    made = house.stand()
    house.control("email_notices", "Y")
    lee = house.contact(made.a1, "Ann Lee", site_id=made.s2, email="lee@hj.example")
    ff.ship(ANN, ordered(made.a1, "ITEM1 x1").number, 1, of(p10="1"))
    told = Outbox.select().where(Outbox.event == "shipped")
    assert [row.contact_id for row in told] == [lee]


def test_an_unknown_order_is_refused(database) -> None:
    for act in (ff.shipping, ff.invoicing, ff.delivery_note, ff.invoice_paper):
        assert "no " in faults(act, "X-1")["number"]
    house.hire()
    assert faults(ff.ship, ANN, "X-1", 1, {10: Decimal(1)}) == {"number": "There is no order X-1"}
