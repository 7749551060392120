"""C-35: which orders, invoices and payments use up credit, one kind a test, and that every screen says the same."""

from decimal import Decimal

import pytest

from custtui.models.account import BillToAccount, CustomerAccount
from custtui.models.fulfilment import Allocation, Invoice, Payment
from custtui.models.order import OrderCard, OrderCharge, OrderEvent, OrderLine, OrderRevision, RevisionState
from custtui.services.accounts import account_of
from custtui.services.credit import Use, credit_use, credit_use_shown
from custtui.services.credit_sums import summed
from custtui.services.customer.view import customer
from custtui.services.orders import order
from custtui.services.payer_credit import credit_of
from custtui.services.plain import plain_values
from tests.rows import DAY, an_account, an_order, bill, forfeit, seal, send_back, ship
from tests.services import house
from tests.services.test_check import tamper

D = Decimal


@pytest.fixture
def account(database) -> CustomerAccount:
    """A customer with a limit of 500.00."""
    one = an_account()
    CustomerAccount.update(credit_limit=D(500)).where(CustomerAccount.id == one.id).execute()
    return one


def use(account: CustomerAccount, currency: str = "USD") -> Use:
    """Used and waiting: the same worked out anew, remembered, and for a screen."""
    found = summed([account.id], currency)
    assert found == credit_use([account.id], currency) == credit_use_shown([account.id], currency)
    return found


def the_line(revision: OrderRevision) -> OrderLine:
    return OrderLine.get(OrderLine.revision == revision)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("accepted", Use(D(100))),
        ("pending", Use(D(0), D(100))),
        ("declined", Use(D(0))),
        ("cancelled", Use(D(0))),
        ("finished", Use(D(0))),  # history: nobody invoices it any more
    ],
)
def test_an_order_counts_from_its_acceptance(account, status: str, expected: Use) -> None:
    an_order(account, [("10", "10.00")], status=status)
    assert use(account) == expected


def test_an_order_paid_in_cash_uses_no_credit_and_its_unpaid_invoice_does(account) -> None:
    cash = an_order(account, [("10", "10.00")], payment_method="CASH")
    an_order(account, [("1", "7.00")], payment_method="CREDIT CARD")  # no authorization is kept: it counts
    assert use(account) == Use(D(7))
    bill(the_line(cash), D(4), D("40.00"))
    assert use(account) == Use(D(47))


@pytest.mark.parametrize(
    ("authorized", "expected"), [(D(100), D(0)), (D("0.01"), D(0)), (D(0), D(100)), (None, D(100))]
)
def test_an_order_by_card_with_an_authorization_uses_no_credit_and_its_unpaid_invoice_does(
    account, authorized: D | None, expected: D
) -> None:
    """C-35; a card told of without an amount is a word, and uses it."""
    order_ = an_order(account, [("10", "10.00")], payment_method="CREDIT CARD", status=None)
    OrderCard.create(
        revision=order_, brand="VISA", last_four="4242", expires="", reference="", authorized=authorized, until=None
    )
    seal(order_, "accepted")
    assert use(account) == Use(expected)
    bill(the_line(order_), D(4), D("40.00"))
    assert use(account) == Use(max(expected, D(40)))


def test_charges_count_until_nothing_is_left_to_invoice_them_with(account) -> None:
    """C-41: freight of an order of which all was given up is not to come, on its screen nor as credit used."""
    revision = an_order(account, [("5", "2.00")], status=None)
    OrderCharge.create(revision=revision, kind="freight", net=D(3), tax=D(0))
    seal(revision, "accepted")
    tamper("UPDATE order_revision SET net = 13000, gross = 13000")
    assert (use(account), order(revision.order.number).to_come) == (Use(D(13)), 13)
    forfeit(the_line(revision), D(5))
    RevisionState.update(status="finished").where(RevisionState.revision == revision).execute()
    OrderEvent.create(order=revision.order, revision=revision, kind="finished", by="ben")
    view = order(revision.order.number)
    assert (use(account), view.to_come, view.forfeited_total) == (Use(D(0)), 0, 13)


def test_freight_is_to_come_with_what_was_shipped_of_a_finished_order(account) -> None:
    revision = an_order(account, [("5", "2.00")], status=None)
    OrderCharge.create(revision=revision, kind="freight", net=D(3), tax=D(0))
    seal(revision, "accepted")
    tamper("UPDATE order_revision SET net = 13000, gross = 13000")
    ship(the_line(revision), D(2))
    forfeit(the_line(revision), D(3))
    RevisionState.update(status="finished").where(RevisionState.revision == revision).execute()
    OrderEvent.create(order=revision.order, revision=revision, kind="finished", by="ben")
    assert (use(account), order(revision.order.number).to_come) == (Use(D(7)), 7)


@pytest.mark.parametrize("here", [True, False])
def test_what_came_back_of_a_finished_order_after_its_last_invoice_is_to_credit(account, here: bool) -> None:
    """C-35: its screen and the credit used say one thing, of one that came in finished too."""
    revision = an_order(account, [("5", "2.00")])
    ship(the_line(revision), D(5))
    bill(the_line(revision), D(5), D("10.00"))
    RevisionState.update(status="finished").where(RevisionState.revision == revision).execute()
    if here:
        OrderEvent.create(order=revision.order, revision=revision, kind="finished", by="ben")
    assert (use(account), order(revision.order.number).to_come) == (Use(D(10)), 0)
    send_back(the_line(revision), D(2))
    assert (use(account), order(revision.order.number).to_come) == (Use(D(6)), -4)
    bill(the_line(revision), D(-2), D("-4.00"))
    assert (use(account), order(revision.order.number).to_come) == (Use(D(6)), 0)


def test_what_came_back_before_it_was_invoiced_is_not_to_come(account) -> None:
    revision = an_order(account, [("5", "2.00")])
    ship(the_line(revision), D(3))
    send_back(the_line(revision), D(2))
    assert (use(account), order(revision.order.number).to_come) == (Use(D(6)), 6)


def test_of_an_order_with_a_waiting_change_the_larger_counts_once(account) -> None:
    first = an_order(account, [("10", "10.00")])
    change = an_order(account, [("12", "10.00")], replaces=first, status="pending")
    assert use(account) == Use(D(120))
    forfeit(the_line(first), D(4))
    assert use(account) == Use(D(80))  # 120.00 less what was given up of it
    RevisionState.update(status="declined").where(RevisionState.revision == change).execute()
    type(first.order).update(pending=None).where(type(first.order).id == first.order_id).execute()
    OrderEvent.create(order=first.order, revision=change, kind="declined", by="ben")
    assert use(account) == Use(D(60))
    an_order(account, [("9", "10.00")], replaces=first, status="pending", revision=3)
    assert use(account) == Use(D(60))


def test_a_change_to_another_payer_waits_for_that_one(account) -> None:
    other = an_account("3897-9", "H.Q. Corp")
    first = an_order(account, [("10", "10.00")])
    an_order(account, [("12", "10.00")], replaces=first, status="pending", bill_to=other)
    assert (use(account), use(other)) == (Use(D(100)), Use(D(0), D(120)))


def test_money_nobody_allocated_and_credit_notes_lower_what_is_used(account) -> None:
    revision = an_order(account, [("10", "10.00")])
    bill(the_line(revision), D(10), D("100.00"))
    payment = Payment.create(account=account, day=DAY, currency="USD", amount=D(60), made_by="ann")
    assert use(account) == Use(D(40))
    Allocation.create(payment=payment, invoice=Invoice.get(), amount=D(50), made_by="ann")
    assert use(account) == Use(D(40))
    send_back(the_line(revision), D(3))
    bill(the_line(revision), D(-3), D("-30.00"))
    assert use(account) == Use(D(10))


def test_each_currency_stands_for_itself(account) -> None:
    """C-35: amounts of another currency are not added up as if they were this one's."""
    an_order(account, [("10", "10.00")])
    an_order(account, [("10", "1000.00")], currency="JPY")
    Payment.create(account=account, day=DAY, currency="JPY", amount=D(40), made_by="ann")
    assert (use(account), use(account, "JPY")) == (Use(D(100)), Use(D(9960)))


def test_what_waits_counts_where_the_house_says_so(account) -> None:
    an_order(account, [("10", "10.00")])
    an_order(account, [("2", "10.00")], status="pending")
    one = account_of(account.id)
    shown = credit_of(one)
    assert (shown.used, shown.waiting, shown.left) == (100, 20, 400)
    house.control("waiting_counts", True)
    counted = credit_of(one)
    assert (counted.used, counted.waiting, counted.left) == (120, 0, 380)


def test_the_credit_of_a_customer_is_that_of_whoever_pays_by_name(account) -> None:
    """On profile, preview and in JSON, with the places of the payer's currency."""
    payer = an_account("3897-9", "H.Q. Corp")
    columns = {"credit_limit": D(90_000), "currency": "JPY"}
    CustomerAccount.update(columns).where(CustomerAccount.id == payer.id).execute()
    assert (customer(account.id).credit.code, customer(account.id).credit.left) == ("3897-5", 500)
    billed_to = BillToAccount.create(account=payer)
    CustomerAccount.update(default_bill_to=billed_to).where(CustomerAccount.id == account.id).execute()
    an_order(account, [("10", "1000.00")], bill_to=payer, currency="JPY")
    shown = plain_values(customer(account.id))
    assert shown["credit"] == {
        "code": "3897-9",
        "name": "H.Q. Corp",
        "currency": "JPY",
        "limit": "90000",
        "used": "10000",
        "waiting": "0",
        "left": "80000",
        "shared": False,
    }
    assert (shown["credit_limit"], shown["credit_left"]) == ("500.00", "500.00")
    assert customer(payer.id).credit == credit_of(account_of(payer.id))


@pytest.mark.parametrize("status", ["declined", "cancelled"])
def test_nothing_is_open_of_what_is_closed(account, status: str) -> None:
    """C-14: in quantities and money, and both still add up."""
    revision = an_order(account, [("10", "10.00")], status=status)
    view = order(revision.order.number, 1)
    assert (view.status, view.lines[0].open, view.to_come) == (status, 0, 0)
    assert view.gross == view.invoiced_total - view.credited_total + view.to_come + view.forfeited_total
