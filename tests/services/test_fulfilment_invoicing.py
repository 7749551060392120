"""Invoicing: what was shipped and no more, in parts that add up to the cent, with numbers that have no gaps."""

from datetime import date

import pytest

from custtui.models.fulfilment import Invoice, InvoiceLine
from custtui.models.operator import PaymentTerms
from custtui.models.order import OrderCharge, Outbox, RevisionState, SalesOrder
from custtui.models.triggers import drop, install
from custtui.services import fulfilment as ff
from custtui.services import order_entry as desk
from custtui.services import orders
from custtui.services.check import check
from custtui.services.fulfilment import people
from tests.rows import an_account, an_order
from tests.services import house
from tests.services.fulfilling import D, adds_up, faults, line, of, revision, sold
from tests.services.house import ANN
from tests.services.keying import keyed, ordered


def test_f_67_what_was_shipped_can_be_invoiced_at_once(database) -> None:
    number = ordered(house.stand().a1, "ITEM3 x100").number
    assert (ff.invoicing(number).lines, ff.invoicing(number).why_not) == ((), NOTHING.format(number))
    ff.ship(ANN, number, 1, of(p10="40"))
    (one,) = ff.invoicing(number).lines
    assert (one.shipped, one.invoiced, one.billable, one.net, one.gross) == (D(40), D(0), D(40), D(160), D(160))
    assert ff.invoicing(number).why_not == ""


NOTHING = "Nothing of {} is shipped and not yet invoiced"


def test_f_68_r_30_never_more_than_was_shipped(database) -> None:
    number = ordered(house.stand().a1, "ITEM3 x100").number
    ff.ship(ANN, number, 1, of(p10="40"))
    assert faults(ff.invoice, ANN, number, of(p10="41")) == {
        "quantity:10": "Line 10 ITEM3: 41 is more than the 40 pieces shipped and not yet invoiced"
    }
    ff.invoice(ANN, number, of(p10="25"))
    assert (line(number).invoiced, line(number).billable) == (D(25), D(15))
    assert "more than the 15" in faults(ff.invoice, ANN, number, of(p10="16"))["quantity:10"]
    ff.invoice(ANN, number, of(p10="15"))
    assert ff.invoicing(number).why_not == NOTHING.format(number)
    assert "more than the 0" in faults(ff.invoice, ANN, number, of(p10="1"))["quantity:10"]
    assert "Nothing to invoice" in faults(ff.invoice, ANN, number, of(p10="0"))[""]
    adds_up(orders.order(number))


def test_c_13_a_finished_order_is_invoiced_to_the_end(database) -> None:
    number = ordered(house.stand().a1, "ITEM1 x5").number
    ff.ship(ANN, number, 1, of(p10="5"))
    ff.invoice(ANN, number, of(p10="2"))
    assert orders.order(number).summary == "finished, 3 to invoice"
    ff.invoice(ANN, number, of(p10="3"))
    assert (orders.order(number).summary, orders.order(number).to_come) == ("finished", D(0))


def test_what_was_shipped_of_a_cancelled_order_is_still_invoiced(database) -> None:
    number = sold(("5", "2.00"))
    ff.ship(ANN, number, 1, of(p10="2"))
    RevisionState.update(status="cancelled").execute()
    assert "is canceled" in faults(ff.ship, ANN, number, 1, of(p10="1"))[""]
    assert ff.invoice(ANN, number, of(p10="2")) == "IN-1"


def test_r_33_to_be_paid_by_invoice_date_plus_terms_and_not_by_the_delivery_date(database) -> None:
    house.seller()
    number = sold(("5", "2.00"), payment_terms="NET30", wanted=date(2026, 12, 1))
    ff.ship(ANN, number, 1, of(p10="5"), day=date(2026, 11, 28))
    view = ff.invoicing(number, date(2026, 12, 5))
    assert (view.terms, view.day, view.payment_due) == ("NET30", date(2026, 12, 5), date(2027, 1, 4))
    paper = ff.invoice_paper(ff.invoice(ANN, number, of(p10="5"), day=date(2026, 12, 5)))
    assert (paper.day, paper.payment_due) == (date(2026, 12, 5), date(2027, 1, 4))
    assert orders.order(number).wanted == date(2026, 12, 1)


def test_r_17_the_terms_are_those_the_order_was_agreed_with(database) -> None:
    made = house.stand()
    number = ordered(made.a1, "ITEM1 x1").number
    account = house.CustomerAccount.id == made.a1
    house.CustomerAccount.update(terms=PaymentTerms.get(code="NET60")).where(account).execute()
    ff.ship(ANN, number, 1, of(p10="1"))
    assert ff.invoicing(number, date(2026, 12, 5)).payment_due == date(2027, 1, 4)


def test_r_44_ten_invoices_of_one_piece_add_up_to_the_order(database) -> None:
    made = house.stand()
    house.tax("0.19")
    house.product("PENNY", "0.02")
    number = ordered(made.a1, "PENNY x10").number
    ff.ship(ANN, number, 1, of(p10="10"))
    for _ in range(10):
        ff.invoice(ANN, number, of(p10="1"))
    papers = list(Invoice.select())
    assert (sum(one.net for one in papers), sum(one.tax for one in papers)) == (D("0.20"), D("0.04"))
    assert len(papers) == 10
    assert {one.net for one in papers} == {D("0.02")}
    assert orders.order(number).to_come == 0


def test_x_07_charges_come_with_the_first_invoice_once(database) -> None:
    number = sold(("2", "10.00"), status=None)
    row = SalesOrder.get().revisions.get()
    OrderCharge.create(revision=row, kind="freight", text="Freight", net=D(5), tax=D(0))
    with database.atomic():
        drop(database)
        row.update(net=D(25), gross=D(25)).execute()
        install(database)
    RevisionState.create(revision=row, status="accepted")
    SalesOrder.update(in_force=row).execute()
    ff.ship(ANN, number, 1, of(p10="2"))
    assert ff.invoicing(number).charges == (("Freight", D(5), D(0)),)
    first = ff.invoice_paper(ff.invoice(ANN, number, of(p10="1")))
    assert [(one.position, one.description, one.net) for one in first.lines] == [
        (10, "Product A", D(10)),
        (0, "Freight", D(5)),
    ]
    assert ff.invoicing(number).charges == ()
    assert ff.invoice_paper(ff.invoice(ANN, number, of(p10="1"))).gross == D(10)
    adds_up(orders.order(number))
    assert orders.order(number).to_come == 0


def test_x_06_a_new_price_is_caught_up_with_by_the_next_invoice(database) -> None:
    """D-01: the share of all invoiced so far, by the order as it is now, less what was invoiced before."""
    number = sold(("10", "2.00"))
    ff.ship(ANN, number, 1, of(p10="4"))
    ff.invoice(ANN, number, of(p10="4"))
    first = revision(number)
    an_order(first.sold_to, [("10", "3.00")], replaces=first)
    ff.ship(ANN, number, 2, of(p10="6"))
    assert ff.invoice_paper(ff.invoice(ANN, number, of(p10="6"))).gross == D(22)
    assert ff.invoice_paper("IN-1").lines[0].price == D(2)
    assert orders.order(number).to_come == 0


def test_r_45_the_invoice_names_emily_and_not_robert(database) -> None:
    made = house.stand()
    house.control("email_notices", "Y")
    number = ordered(made.a1, "ITEM1 x2").number
    ff.ship(ANN, number, 1, of(p10="2"))
    assert [one.name for one in ff.invoicing(number).tell] == ["Emily Rose"]
    ff.invoice(ANN, number, of(p10="1"))
    assert [row.contact_id for row in Outbox.select().where(Outbox.event == "invoicing")] == [made.emily]
    house.EventSubscription.delete().execute()
    assert [one.name for one in ff.invoicing(number).tell] == ["Robert Green"]
    ff.invoice(ANN, number, of(p10="1"))
    assert Outbox.select().order_by(Outbox.id.desc()).get().contact_id == made.robert


def test_r_45_where_emily_has_no_e_mail_the_screen_names_who_is_written_to(database) -> None:
    made = house.stand()
    house.control("email_notices", "Y")
    number = ordered(made.a1, "ITEM1 x2").number
    ff.ship(ANN, number, 1, of(p10="2"))
    assert [one.name for one in people.told_of_invoice(number)] == ["Emily Rose"]
    house.ContactPoint.delete().where(house.ContactPoint.contact == made.emily).execute()
    shown = people.told_of_invoice(number)
    assert [(one.name, bool(one.email)) for one in shown] == [("Emily Rose", False), ("Robert Green", True)]
    ff.invoice(ANN, number, of(p10="1"))
    assert [row.contact_id for row in Outbox.select().where(Outbox.event == "invoicing")] == [made.robert]


def test_the_invoice_goes_to_the_payer_and_to_its_people(database) -> None:
    made = house.stand()
    house.default_bill_to(made.a1, made.hq)
    house.contact(made.hq, "Hugo Quist", primary=True, email="h@hq.example")
    number = desk.place(ANN, keyed(made.a1, "ITEM1 x2").id).number
    ff.ship(ANN, number, 1, of(p10="2"))
    assert [one.name for one in ff.invoicing(number).tell] == ["Hugo Quist"]
    assert ff.invoicing(number).invoice_to[0] == "H.Q. Corp"
    ff.invoice(ANN, number, of(p10="2"))
    assert Invoice.get().account_id == made.hq


def test_d_02_an_invoice_that_fails_gives_its_number_back(database, monkeypatch) -> None:
    number = sold(("5", "1.00"))
    ff.ship(ANN, number, 1, of(p10="5"))
    ff.invoice(ANN, number, of(p10="1"))
    with monkeypatch.context() as patch:
        patch.setattr("custtui.services.fulfilment.billing.remember", _cut)
        with pytest.raises(RuntimeError):
            ff.invoice(ANN, number, of(p10="1"))
    faults(ff.invoice, ANN, number, of(p10="9"))
    assert ff.invoice(ANN, number, of(p10="1")) == "IN-2"
    assert InvoiceLine.select().count() == 2


def _cut(*_: object) -> None:
    raise RuntimeError("the line drops")


def test_lists_and_check_know_what_was_shipped_and_invoiced_this_way(database) -> None:
    made = house.stand()
    number = ordered(made.a1, "ITEM1 x10", "ITEM2 x2").number
    ff.ship(ANN, number, 1, of(p10="4"))
    ff.ship(ANN, number, 1, of(p10="6", p20="2"))
    paper = ff.invoice(ANN, number, of(p10="7"))
    ff.receive(ANN, "3897-5", D(50), {paper: D(50)})
    view = orders.order(number)
    assert ([one for one, _ in view.shipments], view.invoices[0][0]) == (["SH-1", "SH-2"], paper)
    assert [one.number for one in orders.orders_of(made.a1)] == [number]
    assert orders.open_lines(made.a1) == []
    assert [(row.number, row.gross, row.paid) for row in orders.invoices_of(made.a1)] == [(paper, D(70), D(50))]
    assert any("shipped, SH-2 · booked on revision 1" in text for text in view.lines[1].history)
    assert list(check()) == []
    adds_up(view)


def test_an_order_of_history_goes_on_where_it_stands(database) -> None:
    number = an_order(an_account(), [("5", "2.00")], source="history").order.number
    ff.ship(ANN, number, 1, of(p10="5"))
    assert ff.invoicing(number).payment_due == ff.invoicing(number).day
    assert ff.invoice(ANN, number, of(p10="5")) == "IN-1"
