"""What is put into the outbox by each act: to whom, in which words, in the same transaction (R-45, F-44, C-42)."""

from datetime import date
from decimal import Decimal

import pytest

from custtui.domain.notice import TEMPLATES, Notice, Particulars, composed, letter
from custtui.models.account import ContactPoint, CustomerAccount, EventSubscription
from custtui.models.base import db
from custtui.models.fulfilment import Invoice
from custtui.models.order import OrderCharge, Outbox
from custtui.models.party import Party
from custtui.services import approval, notices
from custtui.services import fulfilment as ff
from custtui.services import order_entry as desk
from custtui.services.check import check
from custtui.services.notices.steps import step
from tests.services import house
from tests.services.changing import changed
from tests.services.fulfilling import of, revision
from tests.services.house import ANN, BEN
from tests.services.keying import keyed, ordered

D = Decimal
HOSTILE = "Rose\r\nBcc: all@evil.example\x1b[2J\u202e {number} %s"


@pytest.fixture
def made(database) -> house.House:
    """The house of the rules, where e-mail is sent."""
    one = house.stand()
    house.control("email_notices", "Y")
    return one


def last() -> Outbox:
    return Outbox.select().order_by(Outbox.id.desc()).get()


def subjects() -> list[str]:
    return [row.subject for row in Outbox.select().order_by(Outbox.id)]


def test_where_the_house_sends_nothing_nothing_waits_and_one_question_is_asked(database, monkeypatch) -> None:
    """P-8: by the controls alone."""
    made = house.stand()
    number = ordered(made.a1, "ITEM1 x2").number
    ff.ship(ANN, number, 1, of(p10="2"))
    accepted = revision(number).id
    asked, execute = list[str](), db.obj.execute_sql
    monkeypatch.setattr(db.obj, "execute_sql", lambda sql, *more: asked.append(sql) or execute(sql, *more))
    notices.tell(ANN, Notice.ACCEPTED, accepted)
    assert len(asked) <= 1 and "control" in "".join(asked)
    assert Outbox.select().count() == 0 and not notices.sends()


def test_an_order_is_told_with_its_lines_and_amounts(made) -> None:
    house.tax("0.1000")
    number = ordered(made.a1, "ITEM1 x2", "ITEM2 x1").number
    one = last()
    assert (one.subject, one.event, one.state, one.made_by) == (
        f"Order {number} accepted",
        "order accepted",
        "WAITING",
        "ann",
    )
    assert one.body == (
        "Dear Robert Green,\n\n"
        f"your order {number} of {notices.facts.dated(revision(number).order_date)} is accepted.\n\n"
        "2 pieces ITEM1 ITEM1 described at 10.00: 20.00 USD\n"
        "1 piece ITEM2 ITEM2 described at 15.00: 15.00 USD\n\n"
        "Total 38.50 USD, of which 3.50 USD is tax.\n\n"
        "Sunshine Beverages LLC\n"
    )
    assert notices.queued(number) == ["Robert Green"] and list(check()) == []


def test_each_act_on_an_order_is_told_once_in_its_own_words(made) -> None:
    number = ordered(made.a1, "ITEM1 x4", "ITEM2 x1").number
    changed(number, (10, {"quantity": "5"}))
    ff.ship(ANN, number, 2, of(p10="3"))
    ff.invoice(ANN, number, of(p10="3"))
    ff.forfeit(ANN, number, 2, of(p20="1"), "CUSTOMER")
    ff.cancel(ANN, number, 2, "CUSTOMER")
    other = ordered(made.a1, "ITEM3 x1").number
    ff.cancel(ANN, other, 1, "MISTAKE")
    assert subjects() == [
        f"Order {number} accepted",
        f"Order {number} changed",
        f"Shipment SH-1 of order {number}",
        f"Invoice IN-1 of order {number}: 30.00 USD",
        f"Order {number}: part of it will not be shipped",
        f"Order {number}: part of it will not be shipped",
        f"Order {other} accepted",
        f"Order {other} canceled",
    ]
    assert {(row.made_by, row.changed_by) for row in Outbox.select()} == {("ann", "ann")}
    bodies = [row.body for row in Outbox.select().order_by(Outbox.id)]
    assert "5 pieces ITEM1 ITEM1 described at 10.00: 50.00 USD" in bodies[1]
    assert "3 pieces ITEM1 ITEM1 described\n" in bodies[2] and "10.00" not in bodies[2]
    assert "Ship to: HJ Warehouse, 9 Dock Rd" in bodies[2]
    assert "1 piece ITEM2 ITEM2 described\n" in bodies[4] and "2 pieces ITEM1" in bodies[5]


def test_what_waits_is_told_when_it_is_decided(made) -> None:
    number = ordered(made.a1, "ITEM1 x60").number
    assert subjects() == []
    approval.decline(BEN, number, 1, "CREDIT")
    assert last().subject == f"Order {number} not accepted" and "Credit" not in last().body
    number = ordered(made.a1, "ITEM1 x60").number
    approval.approve(BEN, number, 1, approval.deciding(number).seen)
    assert last().subject == f"Order {number} accepted"
    changed(number, (10, {"quantity": "70"}))
    assert len(subjects()) == 2
    approval.decline(BEN, number, 2, "PRICE")
    assert last().subject == f"Order {number}: change not accepted"
    assert "60 pieces ITEM1" in last().body and "70" not in last().body
    changed(number, (10, {"quantity": "80"}))
    approval.approve(BEN, number, 3, approval.deciding(number).seen)
    assert last().subject == f"Order {number} changed" and "80 pieces" in last().body


def test_invoices_credits_and_payments_are_told_to_who_pays(made) -> None:
    house.default_bill_to(made.a1, made.hq)
    hugo = house.contact(made.hq, "Hugo Quist", primary=True, email="h@hq.example")
    number = desk.place(ANN, keyed(made.a1, "ITEM1 x5").id).number
    ff.ship(ANN, number, 1, of(p10="5"))
    ff.invoice(ANN, number, of(p10="5"))
    assert (last().contact_id, last().paper) == (hugo, "IN-1")
    assert "5 pieces ITEM1 ITEM1 described at 10.00: 50.00 USD" in last().body and "To be paid by " in last().body
    assert notices.queued(number, ["IN-1"]) == ["Hugo Quist"]
    ff.book_return(ANN, number, of(p10="2"), "DEFECT", "SCRAP")
    ff.credit(BEN, number, of(p10="2"))
    assert last().subject == f"Credit note CN-1 of order {number}: 20.00 USD"
    assert "2 pieces ITEM1 ITEM1 described at 10.00: 20.00 USD" in last().body
    assert ff.receive(ANN, "3897-9", D(35), {"IN-1": D(30)}, reference="4711") == D(5)
    assert last().subject == "Payment received: 35.00 USD" and last().contact_id == hugo
    assert "Reference: 4711\nLeft on your account: 5.00 USD\n\nInvoice IN-1: 30.00 USD\n" in last().body
    before = len(subjects())
    ff.receive(ANN, "3897-9", D(0), {"IN-1": D(20), "CN-1": D(-20)})
    assert len(subjects()) == before


def test_an_invoice_goes_to_the_subscriber_at_the_bill_to_site_then_of_the_account_then_the_primary_contact(
    made,
) -> None:
    """C-42."""
    olga = house.contact(made.a1, "Olga Account", events=("invoicing",), email="olga@hj.example")
    number = ordered(made.a1, "ITEM1 x9").number
    ff.ship(ANN, number, 1, of(p10="9"))
    for expected, then in (
        ("Emily Rose", lambda: EventSubscription.delete().where(EventSubscription.contact == made.emily)),
        ("Olga Account", lambda: EventSubscription.delete().where(EventSubscription.contact == olga)),
        ("Robert Green", None),
    ):
        assert [one.name for one in ff.invoicing(number).tell] == [expected]
        paper = ff.invoice(ANN, number, of(p10="1"))
        assert notices.queued(number, [paper]) == [expected]
        if then:
            then().execute()


def test_the_alternative_address_is_written_to_where_the_first_is_missing(made) -> None:
    """F-49."""
    ContactPoint.delete().where(ContactPoint.contact == made.robert).execute()
    ContactPoint.create(contact=made.robert, kind="EMAIL", value="alt@hj.example", normal="alt@hj.example")
    ordered(made.a1, "ITEM1")
    assert last().address == "alt@hj.example"


def test_what_fails_is_not_told(made) -> None:
    number = ordered(made.a1, "ITEM1").number
    before = subjects()
    with pytest.raises(RuntimeError), db.atomic():
        ff.ship(ANN, number, 1, of(p10="1"))
        raise RuntimeError
    assert subjects() == before


def test_hostile_text_stays_text(made) -> None:
    Party.update(name=HOSTILE).where(Party.name == "Robert Green").execute()
    number = ordered(made.a1, "ITEM1").number
    one = last()
    assert "\r" not in one.body and "\x1b" not in one.body and "\u202e" not in one.body
    assert one.body.startswith("Dear Rose Bcc: all@evil.example\ufffd[2J\ufffd {number} %s,\n\nyour order " + number)
    message = letter("a\r\nBcc: x@y.example\x00" + "b" * 300, "one\r\ntwo\x1b[2J\u2028x\n\n\n\nthree", "N", "S")
    assert "\n" not in message.subject and "\x00" not in message.subject and len(message.subject) <= 150
    assert message.body == "Dear N,\n\none\ntwo\ufffd[2J\ufffdx\n\nthree\n\nS\n"


def test_every_template_is_filled_whole() -> None:
    told = Particulars(
        *("SO-1", "IN-1", "1 May 2026", "2 May 2026", "1.00 USD", "0.10 USD"), (("PO", "7"),), ("row",)
    )
    for notice in Notice:
        message = composed(notice, told, "Ann", "Seller")
        assert "{" not in message.subject + message.body and "  " not in message.body
        assert message.body.startswith("Dear Ann,\n\n") and message.body.endswith("\n\nSeller\n")
    assert set(TEMPLATES) == set(Notice)


def test_charges_stand_on_what_was_agreed_and_invoiced(made) -> None:
    number = ordered(made.a1, "ITEM1 x2").number
    assert OrderCharge.select().count() == 0
    ff.ship(ANN, number, 1, of(p10="2"), day=date.today())
    paper = ff.invoice(ANN, number, of(p10="2"))
    row = Invoice.get(Invoice.number == paper)
    row.net += D("4.00")
    assert "Charges: 4.00 USD" in notices.facts.of_paper(row).lines
    assert CustomerAccount.select().exists()


def test_a_message_keeps_its_words(made) -> None:
    """R-45: what was sent stays sent, under its Message-ID; who sends it says so step by step."""
    ordered(made.a1, "ITEM1")
    row = Outbox.get()
    for column in ("subject", "body", "event", "paper", "made_by"):
        with pytest.raises(Exception, match="What a message says never changes"), db.atomic():
            db.execute_sql(f"UPDATE outbox SET {column} = 'x'")
    for change in ("state = 'SENT'", "state = 'SENT', sent_at = made_at", "state = 'HELD'", "address = 'x'"):
        with pytest.raises(Exception, match="is what its last step tells"), db.atomic():
            db.execute_sql(f"UPDATE outbox SET {change}")
    for refused in ("DELETE FROM outbox", "UPDATE outbox_step SET state = 'HELD'", "DELETE FROM outbox_step"):
        with pytest.raises(Exception, match="never"), db.atomic():
            db.execute_sql(refused)
    with db.atomic():
        step(ANN, row, "SENT", row.address, message_id="one")
    for change in ("state = 'WAITING'", "message_id = 'two'", "sent_at = NULL", "address = 'x'"):
        with pytest.raises(Exception, match=r"stays sent|its last step tells"), db.atomic():
            db.execute_sql(f"UPDATE outbox SET {change}")
