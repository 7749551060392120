"""Money received: settles what is due and no more, of the account itself or by the pay flag."""

from datetime import date, timedelta

import pytest

from custtui.models.account import CustomerAccount
from custtui.models.fulfilment import Allocation, Invoice, Payment
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from custtui.services.clock import today
from custtui.services.credit import credit_use, credit_use_shown
from custtui.services.standing import overdue_invoice
from custtui.services.twins.merging import merge
from tests.rows import an_order
from tests.services import house
from tests.services.fulfilling import D, faults, of
from tests.services.house import ANN, BEN, CORA
from tests.services.keying import ordered
from tests.services.merging_house import a_pair


def billed(account: int, *, day: date | None = None) -> str:
    """An invoice of 100.00 for an order just shipped; an administrator may date it back (C-43)."""
    number = ordered(account, "ITEM1 x10").number
    ff.ship(ANN, number, 1, of(p10="10"))
    return ff.invoice(CORA, number, of(p10="10"), day=day, confirmed=("dates",))


def test_a_payment_settles_invoices_and_its_rest_waits(database) -> None:
    made = house.stand()
    one, two = billed(made.a1), billed(made.a1)
    ff.receive(ANN, "3897-5", D(150), {one: D(100), two: D(30)}, day=date(2026, 5, 9), method="check", reference="77")
    row = Payment.get()
    assert (row.amount, row.method, row.reference, row.day) == (D(150), "CHECK", "77", date(2026, 5, 9))
    assert {row.number: row.paid for row in orders.invoices_of(made.a1)} == {one: D(100), two: D(30)}


def test_orders_papers_and_payments_take_a_number_as_a_person_writes_it(database) -> None:
    """With or without its prefix, in any capitals (D-02); a customer by his code in any capitals too."""
    house.stand()
    hj = house.customer("HJ-5", "Juices")
    number = ordered(hj, "ITEM1 x10").number
    bare = number.removeprefix("SO-")
    ff.ship(ANN, f"so{bare}", 1, of(p10="10"))
    invoice = ff.invoice(ANN, bare, of(p10="10"))
    assert orders.order(f"SO {bare}").number == ff.invoicing(number.lower()).number == number
    assert ff.delivery_note("sh1").number == "SH-1"
    assert ff.invoice_paper(invoice.lower()).number == ff.invoice_paper(invoice.removeprefix("IN-")).number == invoice
    ff.receive(ANN, "hj-5", D(100), {invoice.lower(): D(60), invoice.removeprefix("IN-"): D(40)})
    assert {row.number: row.paid for row in orders.invoices_of(hj)} == {invoice: D(100)}
    assert "There is no order IN-1" in str(faults(orders.order, "IN-1"))


def test_never_more_than_is_due_nor_more_than_came_in(database) -> None:
    made = house.stand()
    one = billed(made.a1)
    ff.receive(ANN, "3897-5", D(60), {one: D(60)})
    found = faults(ff.receive, ANN, "3897-5", D(50), {one: D("40.01"), "IN-9": D(10)})
    assert found == {
        "amount": "50.01 are allocated, more than the 50.00 received",
        f"allocation:{one}": f"{one}: 40.01 is more than the 40.00 due",
        "allocation:IN-9": "There is no invoice IN-9",
    }
    assert "less than nothing" in faults(ff.receive, ANN, "3897-5", D(5), {one: D(-5)})[f"allocation:{one}"]
    assert "more than 0" in faults(ff.receive, ANN, "3897-5", D(0), {})["amount"]
    assert "more decimals than USD" in faults(ff.receive, ANN, "3897-5", D("1.005"), {})["amount"]
    assert "is not a payment method" in faults(ff.receive, ANN, "3897-5", D(5), {}, method="shells")["method"]
    card = faults(ff.receive, ANN, "3897-5", D(5), {}, reference="4111111111111111")
    assert "card number" in card["reference"]
    assert "no customer" in faults(ff.receive, ANN, "none", D(5), {})["account"]
    assert (Payment.select().count(), Allocation.select().count()) == (1, 1)


@pytest.mark.parametrize("pay", [True, False])
def test_r_16_another_accounts_invoice_only_with_pay_and_directed(database, pay: bool) -> None:
    made = house.stand()
    child = house.customer("88-1", "Juice Branch")
    house.related(made.a1, to=child, bill_to=True, pay=pay)
    paper, own = billed(child), billed(made.a1)
    if pay:
        ff.receive(ANN, "3897-5", D(100), {paper: D(100)})
    else:
        found = faults(ff.receive, ANN, "3897-5", D(100), {paper: D(100)})
        assert "relationship with Pay" in found[f"allocation:{paper}"]
    assert "88-1 may not pay" in faults(ff.receive, ANN, "88-1", D(1), {own: D(1)})[f"allocation:{own}"]


def test_r_27_c_25_an_invoice_is_overdue_until_the_last_cent_is_paid(database) -> None:
    made = house.stand()
    paper = billed(made.a1, day=today() - timedelta(days=31))
    assert overdue_invoice([made.a1], today()) == paper
    ff.receive(ANN, "3897-5", D("99.99"), {paper: D("99.99")})
    assert overdue_invoice([made.a1], today()) == paper
    assert "overdue" in str(orders.order(ordered(made.a1, "ITEM1").number).holds)
    ff.receive(ANN, "3897-5", D("0.01"), {paper: D("0.01")})
    assert overdue_invoice([made.a1], today()) == ""
    assert orders.order(ordered(made.a1, "ITEM1").number).status == "accepted"


def test_the_credit_a_screen_shows_follows_every_act(database) -> None:
    made = house.stand()
    number = ordered(made.a1, "ITEM1 x10").number
    seen = [credit_use_shown([made.a1], "USD").used]
    for act in (
        lambda: ff.ship(ANN, number, 1, of(p10="4")),
        lambda: ff.invoice(ANN, number, of(p10="4")),
        lambda: ff.receive(ANN, "3897-5", D(25), {"IN-1": D(25)}),
        lambda: ff.forfeit(ANN, number, 1, of(p10="2"), "CUSTOMER"),
        lambda: ff.ship(ANN, number, 1, of(p10="4")),
        lambda: ff.invoice(ANN, number, of(p10="4")),
        lambda: ff.receive(ANN, "3897-5", D(55), {"IN-1": D(15), "IN-2": D(40)}),
    ):
        act()
        seen.append(credit_use_shown([made.a1], "USD").used)
        assert seen[-1] == credit_use([made.a1], "USD").used
    assert seen == [D(100), D(100), D(100), D(75), D(55), D(55), D(55), D(0)]


def test_f_28_an_order_of_a_merged_customer_goes_on_with_the_survivors_people_and_money(database) -> None:
    pair = a_pair()
    number = an_order(CustomerAccount.get_by_id(pair.new), [("10", "10.00")]).order.number
    merge(BEN, pair.new, pair.old)
    ff.ship(ANN, number, 1, of(p10="10"))
    assert [one.name for one in ff.invoicing(number).tell] == ["Emily Rose"]
    paper = ff.invoice(ANN, number, of(p10="10"))
    assert credit_use([pair.old], "USD").used >= 100
    for code, part in (("3897-7", D(40)), ("3897-5", D(60))):
        ff.receive(ANN, code, part, {paper: part})
    assert {row.account_id for row in Payment.select()} == {pair.old}
    assert next(row for row in orders.invoices_of(pair.old) if row.number == paper).paid == 100


def test_c_13_what_was_sent_of_a_finished_order_is_owed_but_history_is_over(database) -> None:
    made = house.stand()
    account = CustomerAccount.get_by_id(made.a1)
    an_order(account, [("10", "10.00")], status="finished", source="history")
    assert credit_use([made.a1], "USD").used == 0
    number = an_order(account, [("10", "10.00")], tax_rate="0.1").order.number
    ff.ship(ANN, number, 1, of(p10="7"))
    ff.forfeit(ANN, number, 1, of(p10="3"), "CUSTOMER")
    assert orders.order(number).status == "finished"
    assert credit_use([made.a1], "USD").used == orders.order(number).to_come == 77
    ff.invoice(ANN, number, of(p10="7"))
    ff.receive(ANN, "3897-5", D(77), {"IN-1": D(77)})
    assert credit_use([made.a1], "USD").used == 0


def test_check_tells_of_more_allocated_than_is_due_or_came_in(database) -> None:
    paper = billed(house.stand().a1)
    ff.receive(ANN, "3897-5", D(100), {paper: D(100)})
    assert list(check()) == []
    Allocation.create(payment=Payment.get(), invoice=Invoice.get(), amount=D(1))
    assert list(check()) == [
        "order SO-1001: allocation 2 was put there by others: it stands outside the chain",
        "invoice IN-1: is 100.000, 101.000 of it are allocated",
        f"payment {Payment.get().id}: is 100.000, 101.000 of it are allocated",
        "order SO-1001: 101.00 is paid of its invoices, its history tells of 100.00",
    ]
