"""Discount for early payment (C-37): 2/10, of the open gross, to the cent, by the value date."""

from datetime import timedelta

import pytest

from custtui.domain.days import dated
from custtui.domain.errors import Forbidden
from custtui.domain.who import Act, Role, Signature, Who
from custtui.models.account import CustomerAccount
from custtui.models.fulfilment import Allocation, Payment
from custtui.models.operator import PaymentTerms
from custtui.models.order import Outbox
from custtui.models.triggers import drop, install
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from custtui.services.clock import today
from custtui.services.credit import credit_use
from custtui.services.fulfilment.money_lists import payments_of
from custtui.services.fulfilment.owing import owing
from custtui.services.fulfilment.statement_text import in_a_row
from custtui.services.fulfilment.statements import statements
from custtui.services.orders.printed import printed
from tests.services import house
from tests.services.fulfilling import D, faults, of
from tests.services.house import ANN, BEN
from tests.services.test_fulfilment_payments import billed


def two_ten() -> house.House:
    """The examples, A1 on terms 2/10 net 30."""
    made = house.stand()
    row = PaymentTerms.create(code="2/10", name="2 % 10 days", days=30, discount_days=10, discount_rate=D("0.02"))
    CustomerAccount.update(terms=row).where(CustomerAccount.id == made.a1).execute()
    return made


def test_2_percent_of_the_open_gross_until_invoice_date_and_10_days(database) -> None:
    made = two_ten()
    one = billed(made.a1)
    (owed,) = owing(made.a1).invoices
    assert (owed.off(today() + timedelta(days=10)), owed.off(today() + timedelta(days=11))) == (D("2.00"), 0)
    ff.receive(ANN, "3897-5", D(98), {one: D(98)}, discounts={one: D(2)})
    assert {row.number: row.paid for row in orders.invoices_of(made.a1)} == {one: D(100)}
    assert (owing(made.a1).surplus, credit_use([made.a1], "USD").used) == (0, 0)
    assert [(row.amount, row.kind, row.of_id) for row in Payment.select()] == [(98, "", None), (2, "DISCOUNT", 1)]
    told = [event.text for event in orders.order(orders.invoices_of(made.a1)[0].order).events if event.kind == "paid"]
    assert told == [f"2.00 of {one} discount", f"98.00 of {one}"]
    assert list(check()) == []


@pytest.mark.parametrize(("days", "late"), [(10, False), (11, True)])
def test_the_value_date_decides_after_it_a_supervisor(database, days: int, late: bool) -> None:
    made = two_ten()
    day = today() - timedelta(days=days)
    one = billed(made.a1, day=day)
    give = {"discounts": {one: D(2)}, "day": today()}
    if late:
        with pytest.raises(Forbidden, match="Only a supervisor may take payments back") as refused:
            ff.receive(ANN, "3897-5", D(98), {one: D(98)}, **give)
        assert (refused.value.act, Payment.select().count()) == (Act.REVERSE, 0)
        ff.receive(ANN, "3897-5", D(1), {}, day=day)
    who = Who("ann", "Ann", Role.CLERK, Signature("ben", Role.SUPERVISOR, Act.REVERSE)) if late else ANN
    ff.receive(who, "3897-5", D(98), {one: D(98)}, **give)
    assert owing(made.a1).invoices == ()
    assert list(check()) == []


def test_only_what_the_terms_give_and_for_who_pays_the_rest(database) -> None:
    made = two_ten()
    one, none = billed(made.a1), billed(made.hq)
    give = {"discounts": {one: D(2)}}
    told = faults(ff.receive, ANN, "3897-5", D(90), {one: D(90)}, **give)
    assert told == {f"allocation:{one}": f"{one}: the discount is for who pays the rest, 98.00"}
    told = faults(ff.receive, BEN, "3897-5", D(97), {one: D(97)}, discounts={one: D(3)})
    assert told == {f"allocation:{one}": f"{one}: the discount is 2.00, not 3.00"}
    told = faults(ff.receive, BEN, "3897-9", D(98), {none: D(98)}, discounts={none: D(2)})
    assert told == {f"allocation:{none}": f"{none}: its terms give no discount"}
    ff.receive(ANN, "3897-5", D(50), {one: D(50)})
    ff.receive(ANN, "3897-5", D(48), {one: D(48)}, **give)
    assert [row.number for row in owing(made.a1).invoices] == []
    assert list(check()) == []


def test_what_was_credited_counts_out_and_terms_changed_later_do_not_count(database) -> None:
    made = two_ten()
    one = billed(made.a1)
    number = orders.invoices_of(made.a1)[0].order
    PaymentTerms.update(discount_rate=D("0.05"), discount_days=29).execute()
    ff.book_return(ANN, number, of(p10="3"), "DEFECT", "SCRAP")
    (credit,) = ff.credit(BEN, number, of(p10="3"))
    (owed,) = owing(made.a1).invoices
    assert (owed.early.amount, owed.early.until) == (D("1.40"), today() + timedelta(days=10))
    parts = {one: D("98.60"), credit: D(-30)}
    ff.receive(ANN, "3897-5", D("68.60"), parts, discounts={one: D("1.40")})
    assert (owing(made.a1).invoices, owing(made.a1).credits, owing(made.a1).surplus) == ((), (), 0)
    assert list(check()) == []


def test_a_discount_goes_with_the_payment_it_was_given_for(database) -> None:
    made = two_ten()
    one = billed(made.a1)
    ff.receive(ANN, "3897-5", D(98), {one: D(98)}, discounts={one: D(2)})
    assert ff.reverse(BEN, 1, "BOUNCED") == {one: D(100)}
    assert [row.left for row in owing(made.a1).invoices] == [100]
    ff.receive(ANN, "3897-5", D(98), {one: D(98)}, discounts={one: D(2)})
    main = Allocation.select().where(Allocation.amount == 98).order_by(Allocation.id.desc()).get()
    ff.take_back(BEN, main.id, "WRONG")
    assert ([row.left for row in owing(made.a1).invoices], owing(made.a1).surplus) == ([100], 98)
    assert owing(made.a1).invoices[0].off(today()) == 2
    assert list(check()) == []


def test_a_discount_is_taken_back_alone_and_the_payment_stays(database) -> None:
    """An allocation of its own kind: what was taken off is open again, what was received settles as before."""
    made = two_ten()
    one = billed(made.a1)
    ff.receive(ANN, "3897-5", D(98), {one: D(98)}, discounts={one: D(2)})
    row, money = payments_of(made.a1)
    assert (row.what, money.what, money.alone) == ("discount", "received", None)
    assert row.alone is not None and (ff.check_reverse(1), ff.check_take_back(row.alone)) == ({"discount": 2}, {})
    assert "taken back alone" in str(faults(ff.reverse, BEN, 2, "WRONG"))
    assert ff.take_back(BEN, row.alone, "WRONG") == 2
    assert ([each.left for each in owing(made.a1).invoices], owing(made.a1).surplus) == ([2], 0)
    assert [(each.amount, each.kind) for each in Payment.select().order_by(Payment.id)][2:] == [(-2, "DISCOUNT")]
    assert [each.alone for each in payments_of(made.a1)] == [None] * 3
    assert "taken back already" in str(faults(ff.check_reverse, 2))
    assert list(check()) == []
    ff.receive(ANN, "3897-5", D(2), {one: D(2)})
    assert owing(made.a1).invoices == ()
    assert list(check()) == []


def test_what_is_taken_back_with_an_allocation_is_told_before(database) -> None:
    made = two_ten()
    one, two = billed(made.a1), billed(made.a1)
    ff.receive(ANN, "3897-5", D(196), {one: D(98), two: D(98)}, discounts={one: D(2), two: D(2)})
    main = Allocation.select().where(Allocation.amount == 98).order_by(Allocation.id).get()
    assert (ff.check_reverse(1), ff.check_take_back(main.id)) == ({"discount": 4}, {"discount": 2})


def test_the_invoice_says_it(database) -> None:
    made = two_ten()
    rows = "\n".join(printed(ff.invoice_paper(billed(made.a1))))
    assert "2.00 USD less if paid by" in " ".join(rows.split())


def test_the_statement_names_a_discount_that_was_taken_until_it_is_taken_back(database) -> None:
    made = two_ten()
    one = billed(made.a1)
    ff.receive(ANN, "3897-5", D(98), {one: D(98)}, discounts={one: D(2)})
    told = f"2.00 discount for early payment of {one}, paid {dated(today())}"
    assert told in in_a_row(statements("3897-5"))
    ff.reverse(BEN, 1, "BOUNCED")
    assert "discount" not in str(in_a_row(statements("3897-5")))


def test_the_payers_people_are_told_of_the_discount(database) -> None:
    made = two_ten()
    one = billed(made.a1)
    house.control("email_notices", True)
    ff.receive(ANN, "3897-5", D(98), {one: D(98)}, discounts={one: D(2)})
    body = Outbox.select().order_by(Outbox.id.desc()).get().body
    assert f"Invoice {one}: 98.00 USD" in body and f"Discount on invoice {one}: 2.00 USD" in body


def test_check_names_terms_that_cannot_be_and_an_invoice_given_another_discount(database) -> None:
    made = two_ten()
    billed(made.a1)
    drop(database)
    PaymentTerms.update(discount_rate=D("1.5")).where(PaymentTerms.code == "2/10").execute()
    database.execute_sql("UPDATE invoice SET discount_rate = 5000")
    install(database)
    told = "\n".join(check())
    assert "terms 2/10: discount_rate: is less than 100%" in told and "invoice 1 (IN-1) was changed" in told
