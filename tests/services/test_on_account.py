"""C-08, C-35: an account that pays on account goes on to, however much of its limit is used: its order waits."""

from decimal import Decimal

import pytest

from custtui.models.account import CustomerAccount
from custtui.models.operator import PaymentMethod
from custtui.models.order import Hold, OrderRevision
from custtui.models.party import Party
from custtui.services import order_entry as desk
from custtui.services.order_entry.views import HeaderText
from tests.services import house
from tests.services.house import ANN, CARD, CHECK, ON_ACCOUNT
from tests.services.keying import keyed, ordered

D = Decimal


@pytest.fixture
def account(database) -> int:
    """It pays on account, and may owe 50.00."""
    made = house.stand()
    house.control("on_account", True)
    usual(made.a1, ON_ACCOUNT)
    limit(made.a1, "50.00")
    return made.a1


def usual(account: int, code: str) -> None:
    method = PaymentMethod.get(PaymentMethod.code == code)
    CustomerAccount.update(payment_method=method).where(CustomerAccount.id == account).execute()


def limit(account: int, amount: str | None) -> None:
    value = None if amount is None else D(amount)
    CustomerAccount.update(credit_limit=value).where(CustomerAccount.id == account).execute()


def waits(account: int) -> list[tuple[str, D | None]]:
    """The holds of an order of 10.00 more."""
    placed = ordered(account, "ITEM1 x1")
    revision = OrderRevision.select().order_by(OrderRevision.id.desc()).get()
    assert (placed.accepted, revision.payment_method) == (False, ON_ACCOUNT)
    return [(one.code, one.amount) for one in Hold.select().where(Hold.revision == revision.id)]


def test_a_limit_that_is_used_up_makes_the_order_wait(account: int) -> None:
    assert ordered(account, "ITEM1 x5").accepted  # all of it
    assert waits(account) == [("CREDIT", 10)]
    limit(account, "45.00")
    draft = desk.start(ANN, account)
    assert (draft.header.payment_method, draft.told, draft.usual_method) == ("On account", (), "")
    assert [one.key for one in desk.methods(draft.id)][-1] == ON_ACCOUNT
    assert waits(account) == [("CREDIT", 15)]


def test_a_limit_of_nothing_is_a_limit(account: int) -> None:
    limit(account, "0.00")
    assert waits(account) == [("CREDIT", 10)]


def test_the_limit_of_the_party_that_is_used_up_makes_it_wait_too(account: int) -> None:
    limit(account, None)
    party = CustomerAccount.get_by_id(account).party_id
    Party.update(credit_limit=D(50)).where(Party.id == party).execute()
    assert ordered(account, "ITEM1 x5").accepted
    assert waits(account) == [("CREDIT", 10)]


def test_without_a_limit_another_method_is_proposed_and_told(account: int) -> None:
    limit(account, None)
    draft = desk.start(ANN, account)
    assert draft.header.payment_method == "Cash" and draft.usual_method == "On account"
    assert draft.told == ("Payment: On account became Cash: On account needs a credit limit",)
    chosen = desk.set_header(ANN, draft.id, HeaderText(payment_method="Check"))
    assert chosen.usual_method == ""  # the clerk's choice


def test_the_usual_method_that_another_payer_replaces_is_told(account: int) -> None:
    hq = CustomerAccount.get(CustomerAccount.code == "3897-9").id
    usual(account, CHECK)
    house.default_bill_to(account, hq)
    draft = desk.start(ANN, account)
    assert draft.header.payment_method == "Credit card" and draft.usual_method == "Check"
    told = "Payment: Check became Credit card: Check not allowed when another party is billed"
    assert draft.told == (told,)
    assert desk.take_to(ANN, keyed(hq, "ITEM1 x1").id, account).told[-1] == told
    usual(account, CARD)
    assert desk.start(ANN, account).told == ()
