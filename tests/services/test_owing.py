"""What customers owe: the oldest is settled first, a surplus next time; who is overdue, with how much, how long."""

from datetime import timedelta

import pytest

from custtui.domain.payment import oldest_first
from custtui.domain.records.note import ActionFields
from custtui.models.account import CustomerAccount
from custtui.models.fulfilment import Allocation, Payment
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from custtui.services.clock import today
from custtui.services.fulfilment.owing import overdue_payers, owing
from custtui.services.notes import action_notes
from custtui.services.twins.merging import merge
from tests.services import house
from tests.services.fulfilling import D, faults
from tests.services.house import ANN, BEN
from tests.services.merging_house import a_pair
from tests.services.test_fulfilment_payments import billed


@pytest.mark.parametrize(
    ("amount", "parts"),
    [("150", "100 50 0"), ("0", "0 0 0"), ("100", "100 0 0"), ("500", "100 60 40"), ("0.01", "0.01 0 0")],
)
def test_the_oldest_is_settled_first(amount: str, parts: str) -> None:
    """C-37; never less than nothing, never more than is due."""
    assert oldest_first(D(amount), map(D, ("100", "60", "40"))) == [*map(D, parts.split())]


def test_what_is_owed_is_listed_by_its_due_day_and_the_surplus_beside_it(database) -> None:
    made = house.stand()
    later, late = billed(made.a1), billed(made.a1, day=today() - timedelta(days=40))
    ff.receive(ANN, "3897-5", D("30.50"), {late: D(30)})
    one = owing(made.a1)
    assert [(row.number, row.left, row.customer) for row in one.invoices] == [(late, D(70), ""), (later, D(100), "")]
    assert (one.code, one.surplus, one.currency) == ("3897-5", D("0.50"), "USD")
    assert [one.overdue(row) for row in one.invoices] == [True, False]


def test_what_is_left_of_a_payment_settles_the_next_invoice_alone_or_beside_a_new_one(database) -> None:
    """C-37: surplus 60, then 20 more: an invoice of 100 is settled with 80; the newest money first."""
    made = house.stand()
    one = billed(made.a1)
    assert ff.receive(ANN, "3897-5", D(60), {}, reference="first") == D(60)
    assert ff.receive(ANN, "3897-5", D(20), {one: D(50)}, reference="second") == D(30)
    assert {row.reference: row.amount for row in Payment.select()} == {"first": D(60), "second": D(20)}
    spent = {row.payment.reference: row.amount for row in Allocation.select()}
    assert spent == {"second": D(20), "first": D(30)}
    assert ff.receive(ANN, "3897-5", D(0), {one: D(30)}) == D(0)
    assert Payment.select().count() == 2
    assert orders.invoices_of(made.a1)[0].paid == D(80)
    assert [*check()] == []


def test_more_than_what_came_and_what_is_left_is_refused_with_both(database) -> None:
    made = house.stand()
    one = billed(made.a1)
    ff.receive(ANN, "3897-5", D(20), {})
    found = faults(ff.receive, ANN, "3897-5", D(30), {one: D(51)})
    assert found == {"amount": "51.00 are allocated, more than the 30.00 received and the 20.00 of before"}
    assert faults(ff.receive, ANN, "3897-5", D(0), {}) == {"amount": "The amount must be more than 0"}
    assert list(faults(ff.receive, ANN, "3897-5", D(5), {}, day=today() + timedelta(days=1))) == ["day"]
    assert Payment.select().count() == 1


def test_who_is_overdue_stands_with_days_amount_and_what_is_to_be_done(database) -> None:
    """Of a merged customer it is who it lives on in; what is paid is not overdue."""
    made = house.stand()
    day = today() - timedelta(days=40)
    billed(made.a1)
    one = billed(made.a1, day=day)
    billed(made.hq, day=day + timedelta(days=3))
    first, *rest = overdue_payers()
    assert (first.code, first.amount, first.invoices, first.days) == (
        "3897-5",
        D(100),
        1,
        (today() - first.since).days,
    )
    assert [row.code for row in rest] == ["3897-9"]
    action_notes.add_action(ANN, made.a1, ActionFields("COMPLAINT", "call about the crate", "ann", "+1"))
    assert overdue_payers()[0].noted.endswith("call about the crate")
    ff.receive(ANN, "3897-5", D(100), {one: D(100)})
    assert [row.code for row in overdue_payers()] == ["3897-9"]


def test_the_invoices_of_a_merged_customer_are_owed_by_whom_it_lives_on_in(database) -> None:
    pair = a_pair()
    before = {row.code: row.amount for row in overdue_payers()}
    number = billed(pair.old, day=today() - timedelta(days=40))
    ff.receive(ANN, CustomerAccount.get_by_id(pair.old).code, D(5), {})
    merge(BEN, pair.new, pair.old)
    merge_of = owing(pair.new)
    assert merge_of.account_id == pair.old
    assert (merge_of.surplus, number in {row.number for row in merge_of.invoices}) == (D(5), True)
    code = CustomerAccount.get_by_id(pair.old).code
    assert {row.code: row.amount for row in overdue_payers()}[code] == D(100) + sum(before.values())
