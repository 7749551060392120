"""Money taken back, paid back, and allocations taken back (C-37): rows are added, and every figure follows."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from custtui.domain.errors import Forbidden
from custtui.domain.who import Act, Role, Signature, Who
from custtui.models.fulfilment import Allocation, Payment
from custtui.models.order import Outbox
from custtui.models.signing import SecondSignature
from custtui.models.triggers import drop, install
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from custtui.services.clock import today
from custtui.services.credit import credit_use
from custtui.services.fulfilment.owing import owing
from custtui.services.standing import overdue_invoice
from tests.models.test_guards import refused
from tests.services import house
from tests.services.fulfilling import D, faults, kinds, of
from tests.services.house import ANN, BEN, CORA
from tests.services.keying import ordered
from tests.services.test_fulfilment_payments import billed

COLUMNS = "account_id, day, method, reference, currency, amount, kind, of_id, reason, made_by, made_at"
SAME = "SELECT account_id, day, '', '', {currency}, {amount}, '{kind}', {of}, 'X', made_by, made_at FROM payment"
BACK = "INSERT INTO allocation (payment_id, invoice_id, amount, of_id, reason, made_by, made_at)"


def paid(account: int) -> dict[str, Decimal]:
    return {row.number: row.paid for row in orders.invoices_of(account)}


def test_c_37_a_payment_taken_back_opens_its_invoices_at_their_old_due_dates(database) -> None:
    """R-27: they are overdue again; what was received, settled and told stays as it was written."""
    made = house.stand()
    number = ordered(made.a1, "ITEM1 x10").number
    late = billed(made.a1, day=today() - timedelta(days=40))
    ff.ship(ANN, number, 1, of(p10="10"))
    other = ff.invoice(ANN, number, of(p10="10"), confirmed=("dates",))
    due = {row.number: row.payment_due for row in orders.invoices_of(made.a1)}
    ff.receive(ANN, "3897-5", D(180), {late: D(100), other: D(60)}, method="check", reference="4711")
    assert (overdue_invoice([made.a1], today()), credit_use([made.a1], "USD").used) == ("", D(20))
    before = list(Payment.select().dicts()), list(Allocation.select().dicts())
    assert ff.reverse(BEN, Payment.get().id, "bounced") == {late: D(100), other: D(60)}
    assert overdue_invoice([made.a1], today()) == late
    assert paid(made.a1) == {late: D(0), other: D(0)}
    assert {row.number: row.payment_due for row in orders.invoices_of(made.a1)} == due
    assert (credit_use([made.a1], "USD").used, owing(made.a1).surplus) == (D(200), D(0))
    now = list(Payment.select().dicts()), list(Allocation.select().dicts())
    assert (now[0][:1], now[1][:2]) == before
    assert [(row.amount, row.kind, row.reason, row.of_id) for row in Payment.select()][1:] == [
        (D(-180), "REVERSAL", "BOUNCED", 1)
    ]
    assert list(check()) == []


def test_what_was_taken_back_is_told_by_the_history_and_its_money_can_be_taken_again(database) -> None:
    made = house.stand()
    one = billed(made.a1)
    ff.receive(ANN, "3897-5", D(100), {one: D(100)})
    ff.reverse(BEN, Payment.get().id, "WRONG")
    number = orders.invoices_of(made.a1)[0].order
    assert kinds(number)[-2:] == ["paid", "unpaid"]
    told = orders.order(number).events[-1]
    assert (told.text, told.by) == (f"100.00 of {one} taken back: WRONG", "ben")
    ff.receive(ANN, "3897-5", D(100), {one: D(100)})
    assert paid(made.a1) == {one: D(100)}
    assert list(check()) == []


def test_a_payment_is_taken_back_once_and_not_where_part_of_it_was_paid_back(database) -> None:
    made = house.stand()
    one = billed(made.a1)
    ff.receive(ANN, "3897-5", D(150), {one: D(100)})
    ff.refund(BEN, 1, D(20), "SURPLUS")
    assert faults(ff.reverse, BEN, 1, "BOUNCED") == {
        "": "20.00 of it were paid back: the rest is not taken back as a whole"
    }
    ff.receive(ANN, "3897-5", D(10), {})
    ff.reverse(BEN, Payment.select().order_by(Payment.id.desc()).get().id, "BOUNCED")
    last = Payment.get(Payment.amount == D(10)).id
    assert faults(ff.reverse, BEN, last, "BOUNCED") == {"": "It was taken back already, by ben"}
    assert "no such payment" in faults(ff.reverse, BEN, 99, "BOUNCED")[""]
    assert "Reason is required" in faults(ff.reverse, BEN, 1, " ")["reason"]
    assert '"FUN" is not a reason' in faults(ff.reverse, BEN, 1, "FUN")["reason"]
    assert list(check()) == []


def test_who_may_is_a_supervisor_within_the_control_or_who_signs_beside(database) -> None:
    """S-7, X-22: the service asks; both names are kept."""
    made = house.stand()
    one = billed(made.a1)
    ff.receive(ANN, "3897-5", D(100), {one: D(100)})
    for act in (
        lambda who: ff.reverse(who, 1, "BOUNCED"),
        lambda who: ff.take_back(who, 1, "WRONG"),
        lambda who: ff.refund(who, 1, D(1), "SURPLUS"),
    ):
        with pytest.raises(Forbidden, match="Only a supervisor may take payments back") as refused:
            act(ANN)
        assert refused.value.act is Act.REVERSE
    house.control("supervisor_approves", "99.99")
    with pytest.raises(Forbidden, match="Only an administrator may decide on amounts above"):
        ff.reverse(BEN, 1, "BOUNCED")
    house.control("supervisor_approves", "100")
    ff.reverse(Who("ann", "Ann", Role.CLERK, Signature("ben", Role.SUPERVISOR, Act.REVERSE)), 1, "BOUNCED")
    signed = SecondSignature.get()
    assert (signed.made_by, signed.signed_by, signed.act) == ("ann", "ben", "REVERSE")
    assert orders.order(orders.invoices_of(made.a1)[0].order).events[-1].signed_by == "ben"
    assert list(check()) == []


def test_with_four_eyes_who_booked_a_payment_does_not_take_it_back(database) -> None:
    made = house.stand()
    house.control("four_eyes", True)
    one = billed(made.a1)
    ff.receive(BEN, "3897-5", D(110), {one: D(100)})
    for act in (
        lambda: ff.reverse(BEN, 1, "BOUNCED"),
        lambda: ff.refund(BEN, 1, D(10), "SURPLUS"),
        lambda: ff.take_back(BEN, 1, "WRONG"),
    ):
        assert "Four eyes: ben booked this payment" in str(faults(act))
    ff.reverse(CORA, 1, "BOUNCED")
    assert paid(made.a1) == {one: D(0)}


def test_an_allocation_taken_back_leaves_its_money_to_settle_another_invoice(database) -> None:
    made = house.stand()
    one, two = billed(made.a1), billed(made.a1)
    ff.receive(ANN, "3897-5", D(150), {one: D(100), two: D(50)})
    assert ff.take_back(BEN, 1, "WRONG") == D(100)
    assert (paid(made.a1), owing(made.a1).surplus) == ({one: D(0), two: D(50)}, D(100))
    assert faults(ff.take_back, BEN, 1, "WRONG") == {"": "It was taken back already"}
    assert faults(ff.take_back, BEN, 3, "WRONG") == {"": "It was taken back already"}
    assert "no such allocation" in str(faults(ff.take_back, BEN, 99, "WRONG"))
    ff.receive(ANN, "3897-5", D(0), {one: D(50), two: D(50)})
    assert (paid(made.a1), owing(made.a1).surplus) == ({one: D(50), two: D(100)}, D(0))
    ff.reverse(BEN, 1, "BOUNCED")
    assert paid(made.a1) == {one: D(0), two: D(0)}
    assert list(check()) == []


def test_no_more_is_paid_back_than_is_left_to_the_cent(database) -> None:
    made = house.stand()
    one = billed(made.a1)
    ff.receive(ANN, "3897-5", D("150.50"), {one: D(100)})
    assert faults(ff.refund, BEN, 1, D("50.51"), "SURPLUS") == {"amount": "50.51 is more than the 50.50 left"}
    assert "more than 0" in faults(ff.refund, BEN, 1, D(0), "SURPLUS")["amount"]
    assert "more decimals" in faults(ff.refund, BEN, 1, D("1.005"), "SURPLUS")["amount"]
    assert ff.refund(BEN, 1, D("50.00"), "surp") == D("0.50")
    assert ff.refund(BEN, 1, D("0.50"), "SURPLUS") == 0
    assert faults(ff.refund, BEN, 1, D("0.01"), "SURPLUS") == {"amount": "0.01 is more than the 0.00 left"}
    assert (owing(made.a1).surplus, credit_use([made.a1], "USD").used, paid(made.a1)) == (0, 0, {one: D(100)})
    assert list(check()) == []


def credited(account: int, quantity: str) -> tuple[str, str]:
    """An invoice of 100.00 of which so many pieces of 10.00 came back: its number, that of the credit note."""
    one = billed(account)
    number = orders.invoices_of(account)[0].order
    ff.book_return(ANN, number, of(p10=quantity), "DEFECT", "SCRAP")
    return one, ff.credit(BEN, number, of(p10=quantity))[0]


def test_a_credit_note_is_paid_back_to_what_is_left_of_it(database) -> None:
    made = house.stand()
    one, credit = credited(made.a1, "3")
    ff.receive(ANN, "3897-5", D(90), {one: D(100), credit: D(-10)})
    assert (
        faults(ff.refund_credit, BEN, credit, D("20.01"), "CREDIT")["amount"] == "20.01 is more than the 20.00 left"
    )
    assert "There is no credit note IN-1" in str(faults(ff.refund_credit, BEN, one, D(1), "CREDIT"))
    with pytest.raises(Forbidden):
        ff.refund_credit(ANN, credit, D(20), "CREDIT")
    assert ff.refund_credit(BEN, credit, D(20), "CREDIT") == 0
    assert (owing(made.a1).credits, credit_use([made.a1], "USD").used) == ((), 0)
    assert orders.order(orders.invoices_of(made.a1)[0].order).events[-1].text == (
        f"20.00 of credit note {credit} paid back: CREDIT"
    )
    paid_back = Allocation.select().order_by(Allocation.id.desc()).get().id
    assert faults(ff.take_back, BEN, paid_back, "WRONG")[""] == f"{credit} was paid back to the customer"
    assert list(check()) == []


def test_a_credit_note_that_was_used_comes_back_after_what_it_settled(database) -> None:
    made = house.stand()
    one, credit = credited(made.a1, "3")
    ff.receive(ANN, "3897-5", D(0), {one: D(30), credit: D(-30)})
    used, settled = (Allocation.get(Allocation.amount == amount).id for amount in (D(-30), D(30)))
    assert faults(ff.take_back, BEN, used, "WRONG") == {"": f"Take back first what {credit} settled"}
    assert "No money came in by it" in str(faults(ff.reverse, BEN, 1, "WRONG"))
    ff.take_back(BEN, settled, "WRONG")
    assert owing(made.a1).surplus == 30
    ff.take_back(BEN, used, "WRONG")
    assert (owing(made.a1).surplus, -sum(row.left for row in owing(made.a1).credits)) == (0, 30)
    assert list(check()) == []


def test_c_37_a_small_difference_is_written_off_by_the_control_above_it_by_a_supervisor(database) -> None:
    """To the cent, with a reason; several of one invoice count together."""
    made = house.stand()
    one, two = billed(made.a1), billed(made.a1)
    ff.receive(ANN, "3897-5", D("199.93"), {one: D("99.98"), two: D("99.95")})
    with pytest.raises(Forbidden, match="Only a supervisor may take payments back, pay back or write off"):
        ff.write_off(ANN, one, D("0.02"), "DIFFERENCE")
    house.control("small_difference", "0.02")
    assert faults(ff.write_off, ANN, one, D("0.03"), "DIFFERENCE") == {"amount": "0.03 is more than the 0.02 left"}
    assert "Reason is required" in faults(ff.write_off, ANN, one, D("0.02"), "")["reason"]
    assert ff.write_off(ANN, one, D("0.02"), "diff") == 0
    ff.write_off(ANN, two, D("0.02"), "CHARGES")
    with pytest.raises(Forbidden):
        ff.write_off(ANN, two, D("0.01"), "CHARGES")
    house.control("four_eyes", True)
    ff.write_off(BEN, two, D("0.03"), "CHARGES")
    assert (paid(made.a1), credit_use([made.a1], "USD").used, owing(made.a1).surplus) == ({one: 100, two: 100}, 0, 0)
    told = orders.order(next(row.order for row in orders.invoices_of(made.a1) if row.number == one)).events[-1]
    assert (told.kind, told.text) == ("paid", f"0.02 of {one} written off: DIFFERENCE")
    assert list(check()) == []


def test_a_write_off_is_taken_back_too_and_ends_overdue_only_while_it_stands(database) -> None:
    made = house.stand()
    one = billed(made.a1, day=today() - timedelta(days=40))
    ff.receive(CORA, "3897-5", D("99.98"), {one: D("99.98")})
    house.control("four_eyes", True)
    assert "Four eyes: cora booked a payment of IN-1" in str(faults(ff.write_off, CORA, one, D("0.02"), "LOST"))
    ff.write_off(BEN, one, D("0.02"), "LOST")
    assert overdue_invoice([made.a1], today()) == ""
    assert "It was written off" in str(faults(ff.reverse, CORA, 2, "MISTAKE"))
    assert faults(ff.refund, CORA, 2, D("0.02"), "SURPLUS") == {"amount": "0.02 is more than the 0.00 left"}
    ff.take_back(CORA, 2, "MISTAKE")
    assert (overdue_invoice([made.a1], today()), owing(made.a1).surplus) == (one, 0)
    assert list(check()) == []


def test_the_payers_people_are_told(database) -> None:
    """R-45: what was taken back and is open again, and what was paid back."""
    made = house.stand()
    house.control("email_notices", True)
    one = billed(made.a1)
    ff.receive(ANN, "3897-5", D(120), {one: D(100)}, day=date(2026, 5, 9), method="check", reference="4711")
    ff.refund(BEN, 1, D(5), "SURPLUS")
    ff.receive(ANN, "3897-5", D(7), {})
    ff.reverse(BEN, 3, "BOUNCED")
    subjects = [row.subject for row in Outbox.select().order_by(Outbox.id)]
    assert subjects[-3:] == [
        "Paid back to you: 5.00 USD",
        "Payment received: 7.00 USD",
        "Payment taken back: 7.00 USD",
    ]
    assert "Reason: BOUNCED" in Outbox.select().order_by(Outbox.id.desc()).get().body


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"amount": -50001, "kind": "REFUND", "of": "id"}, "No more is taken or paid back than is left"),
        ({"amount": -150000, "kind": "REVERSAL", "of": "id"}, "No more is taken or paid back than is left"),
        ({"amount": -1, "kind": "REVERSAL", "of": "NULL"}, "says of which payment it is"),
        ({"amount": 1, "kind": "REFUND", "of": "id"}, "is below 0"),
        ({"amount": 1, "kind": "", "of": "id"}, "says of which payment it is"),
        ({"amount": -1, "kind": "REFUND", "of": "id", "currency": "'EUR'"}, "for its payer, in its currency"),
        ({"amount": -50000, "kind": "REFUND", "of": "id"}, ""),
    ],
)
def test_the_database_itself_refuses_more_than_is_left_and_other_payers(database, row: dict, told: str) -> None:
    one = billed(house.stand().a1)
    ff.receive(ANN, "3897-5", D(150), {one: D(100)})
    sql = f"INSERT INTO payment ({COLUMNS}) {SAME.format(**{'currency': 'currency', **row})}"
    assert told in (refused(database, sql) if told else database.execute_sql(sql) and "")


@pytest.mark.parametrize(
    "values",
    ["payment_id, invoice_id, -99000, id", "payment_id, invoice_id, 100000, id", "payment_id, 2, -100000, id"],
)
def test_an_allocation_is_taken_back_whole_and_once_whoever_asks(database, values: str) -> None:
    made = house.stand()
    one, _ = billed(made.a1), billed(made.a1)
    ff.receive(ANN, "3897-5", D(150), {one: D(100)})
    sql = f"{BACK} SELECT {values}, 'X', made_by, made_at FROM allocation WHERE of_id IS NULL"
    assert "taken back whole" in refused(database, sql)
    ff.take_back(BEN, Allocation.get().id, "WRONG")
    again = "payment_id, invoice_id, -amount, id"
    refused(database, f"{BACK} SELECT {again}, 'X', made_by, made_at FROM allocation WHERE of_id IS NULL")


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE payment SET amount = -160000 WHERE kind = 'REVERSAL'", "payment 1: was taken back, and settles"),
        (
            "UPDATE payment SET amount = -60000 WHERE kind = 'REFUND'",
            "payment 3: is 90.000, 100.000 of it",
        ),
        ("UPDATE payment SET of_id = NULL WHERE kind = 'REFUND'", "payment 4: is paid back of no payment"),
        ("UPDATE payment SET account_id = account_id + 1 WHERE kind = 'REFUND'", "is of another payer"),
        ("UPDATE payment SET reason = 'GIFT' WHERE kind = 'REFUND'", "payment 4 was changed"),
        (
            "UPDATE allocation SET amount = -90000 WHERE of_id IS NOT NULL",
            "takes back another payment, invoice",
        ),
        ("UPDATE allocation SET reason = 'GIFT' WHERE of_id IS NOT NULL", "allocation 2 was changed"),
        ("DELETE FROM payment WHERE kind = 'REVERSAL'", "payment 2 was removed"),
    ],
)
def test_check_names_what_somebody_made_of_it(database, sql: str, told: str) -> None:
    one = billed(house.stand().a1)
    ff.receive(ANN, "3897-5", D(150), {one: D(100)})
    ff.reverse(BEN, 1, "BOUNCED")
    ff.receive(ANN, "3897-5", D(150), {one: D(100)})
    ff.refund(BEN, 3, D(50), "SURPLUS")
    assert list(check()) == []
    drop(database)
    database.execute_sql(sql)
    install(database)
    assert any(told in line for line in check()), list(check())
