"""C-25, C-35: an own limit within the party's is tested together with it, and the reason names which is passed."""

import threading
from decimal import Decimal

import pytest

from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.database import transaction
from custtui.models.operator import PaymentMethod
from custtui.models.order import Hold, SalesOrder
from custtui.models.party import Party
from custtui.models.product import PriceList, Product
from custtui.services import order_entry as desk
from custtui.services.accounts import account_of
from custtui.services.approval.again import reasons_now
from custtui.services.customer.view import customer
from custtui.services.order_entry.views import HeaderText
from custtui.services.payer_credit import credit_of, credits_of
from custtui.services.standing import sharing_accounts
from custtui.services.terms.credit import credit_form
from tests.services import house
from tests.services.fulfilling import faults
from tests.services.house import ANN, BEN
from tests.services.keying import keyed, ordered

D = Decimal
SHARED = ("CREDIT", "10.00 over the shared credit limit of 100.00", 10)


@pytest.fixture
def pair(database) -> tuple[int, int]:
    """Two accounts of one party that may owe 100.00 together; the first has a limit of 60.00 of its own."""
    made = house.stand()
    party = CustomerAccount.get_by_id(made.a1).party_id
    check = PaymentMethod.get(PaymentMethod.code == house.CHECK)
    other = house.account(party, "3897-6", payment_method=check)
    house.site(other, "Furniture", "BILL_TO*", "SHIP_TO*")
    Party.update(credit_limit=D(100)).where(Party.id == party).execute()
    own(made.a1, "60.00")
    return made.a1, other


def own(account: int, limit: str) -> None:
    CustomerAccount.update(credit_limit=D(limit)).where(CustomerAccount.id == account).execute()


def held(number: str) -> list[tuple[str, str, D | None]]:
    order = SalesOrder.get(SalesOrder.number == number)
    holds = Hold.select().where(Hold.revision == (order.pending_id or order.in_force_id)).order_by(Hold.id)
    return [(one.code, one.text, one.amount) for one in holds]


def test_the_own_limit_is_tested_although_the_party_has_room(pair) -> None:
    assert ordered(pair[0], "ITEM1 x6").accepted
    assert held(ordered(pair[0], "ITEM1 x1").number) == [("CREDIT", "10.00 over the credit limit of 60.00", 10)]
    assert ordered(pair[1], "ITEM1 x4").accepted  # what is left of the party's


def test_the_limit_of_the_party_is_tested_although_the_account_has_room(pair) -> None:
    assert ordered(pair[1], "ITEM1 x7").accepted
    assert keyed(pair[0], "ITEM1 x4").outcome == "will wait: 10.00 over the shared credit limit of 100.00"
    assert held(ordered(pair[0], "ITEM1 x4").number) == [SHARED]
    assert ordered(pair[0], "ITEM1 x3").accepted


def test_what_the_account_with_a_limit_of_its_own_uses_is_gone_for_the_others(pair) -> None:
    assert ordered(pair[0], "ITEM1 x5").accepted
    assert held(ordered(pair[1], "ITEM1 x6").number) == [SHARED]


def test_both_passed_are_one_hold_that_names_both(pair) -> None:
    text = "50.00 over the credit limit of 60.00, 10.00 over the shared credit limit of 100.00"
    assert held(ordered(pair[0], "ITEM1 x11").number) == [("CREDIT", text, 50)]


def test_another_payer_is_named_with_the_limit_that_is_passed(pair) -> None:
    house.control("bill_to_in_order_entry", True)
    hq = CustomerAccount.get(CustomerAccount.code == "3897-9")
    house.related(pair[0], hq.id, bill_to=True, reciprocal=True)
    Party.update(credit_limit=D(30)).where(Party.id == hq.party_id).execute()
    draft = desk.choose_payer(ANN, keyed(pair[0], "ITEM1 x4").id, "3897-9")
    assert (draft.credit_left, draft.credit_of) == (-10, "H.Q. Corp, shared")
    text = "10.00 over the shared credit limit of 30.00 of H.Q. Corp"
    assert ("CREDIT", text, 10) in held(desk.place(ANN, draft.id).number)


def test_a_larger_limit_of_its_own_decides_alone_and_uses_nothing_of_the_shared_one(pair) -> None:
    own(pair[0], "400.00")
    assert ordered(pair[0], "ITEM1 x30").accepted
    assert (credits_of(account_of(pair[0])).shared, credit_of(account_of(pair[1])).left) == (None, 100)


def test_screens_show_the_credit_that_leaves_less_and_say_which(pair) -> None:
    first = keyed(pair[0], "ITEM1 x1")
    assert (first.credit_left, first.credit_of) == (50, "")
    ordered(pair[1], "ITEM1 x7")
    again = keyed(pair[0], "ITEM1 x1")
    assert (again.credit_left, again.credit_of) == (20, "shared")
    view = customer(pair[0])
    assert (view.credit_limit, view.credit_left, view.credit.limit, view.credit.shared) == (60, 30, 100, True)
    assert [(one.left, one.limit) for one in credit_form(pair[0]).credits] == [(60, 60), (30, 100)]


def test_an_order_of_another_currency_asks_and_is_compared_with_no_limit(pair) -> None:
    """C-35: CURRENCY is the hold, whatever is left; the payer's credit is neither used nor passed."""
    house.control("bill_to_in_order_entry", True)
    hq = CustomerAccount.get(CustomerAccount.code == "3897-9")
    house.related(pair[0], hq.id, bill_to=True, reciprocal=True)
    CustomerAccount.update(currency="EUR", credit_limit=D(1)).where(CustomerAccount.id == hq.id).execute()
    draft = desk.choose_payer(ANN, keyed(pair[0], "ITEM1 x4").id, "3897-9")
    placed = desk.place(ANN, draft.id)
    assert [code for code, *_ in held(placed.number) if code in ("CURRENCY", "CREDIT")] == ["CURRENCY"]
    assert ("CURRENCY", "the credit of H.Q. Corp is in EUR", None) in held(placed.number)
    assert credit_of(account_of(hq.id)).used == 0


@pytest.fixture
def euro(pair: tuple[int, int]) -> int:
    """A third account of the party, in EUR; its dollars are used up."""
    party = CustomerAccount.get_by_id(pair[0]).party_id
    method = PaymentMethod.get(PaymentMethod.code == house.CHECK)
    one = house.account(party, "3897-7", payment_method=method, currency="EUR")
    house.site(one, "Europe", "BILL_TO*", "SHIP_TO*")
    prices = PriceList.create(code="EURO", name="Euro", currency="EUR")
    house.list_price(Product.get(Product.code == "ITEM1").id, "10.00", on="EURO")
    CustomerAccount.update(price_list=prices).where(CustomerAccount.id == one).execute()
    return one


def test_a_shared_limit_is_granted_once_an_order_of_another_currency_asks(pair, euro: int) -> None:
    """C-25, C-35: it stands in the currency of the oldest account that shares it, and is compared with no other."""
    assert ordered(pair[1], "ITEM1 x10").accepted  # all of it
    draft = keyed(euro, "ITEM1 x9")
    assert draft.outcome == "will wait: shared credit in USD"
    assert (draft.credit_left, draft.credit_used, draft.credit_limit, draft.credit_currency) == (0, 100, 100, "USD")
    placed = desk.place(ANN, draft.id)
    assert not placed.accepted
    assert held(placed.number) == [("CURRENCY", "the shared credit is in USD", None)]
    assert (customer(euro).credit.left, customer(euro).credit.currency) == (0, "USD")
    assert (customer(euro).credit_left, credit_form(euro).shared_currency) == (None, "USD")
    assert keyed(pair[1], "ITEM1 x1").outcome == "will wait: 10.00 over the shared credit limit of 100.00"


def test_a_shared_threshold_accepts_no_order_of_another_currency(pair, euro: int) -> None:
    """C-25: 500 dollars are not 500 euros; nothing is converted, so the order waits."""
    Party.update(credit_limit=None, accept_threshold=D(500)).execute()
    CustomerAccount.update(credit_limit=None, accept_threshold=None).execute()
    assert (account_of(pair[1]).threshold, account_of(euro).threshold) == (500, None)
    assert ordered(pair[1], "ITEM1 x2").accepted
    placed = ordered(euro, "ITEM1 x2")
    assert not placed.accepted and ("THRESHOLD" in [code for code, *_ in held(placed.number)]), held(placed.number)
    assert (credit_form(euro).threshold, credit_form(euro).fields.shared_threshold) == (None, "500.00")
    CustomerAccount.update(accept_threshold=D(30)).where(CustomerAccount.id == euro).execute()
    assert ordered(euro, "ITEM1 x2").accepted, "its own stands in its own currency"


def test_approval_asks_of_another_currency_again_and_no_amount(pair, euro: int) -> None:
    assert ordered(pair[1], "ITEM1 x10").accepted
    placed = ordered(euro, "ITEM1 x9")
    revision = SalesOrder.get(SalesOrder.number == placed.number).pending
    assert [(one.code, one.amount) for one in reasons_now(revision)] == [("CURRENCY", None)]


def test_an_own_limit_of_another_currency_is_tested_beside(pair, euro: int) -> None:
    own(euro, "50.00")
    draft = keyed(euro, "ITEM1 x9")
    assert draft.outcome == "will wait: 40.00 over the credit limit of 50.00, shared credit in USD"
    assert (draft.credit_left, draft.credit_currency) == (-40, "EUR")
    own(euro, "500.00")  # its own, larger than the shared one: that is not tested
    assert keyed(euro, "ITEM1 x9").outcome == "will be accepted"


def test_in_cash_an_order_of_another_currency_uses_none_and_on_account_it_waits(pair, euro: int) -> None:
    house.control("on_account", True)
    draft = keyed(euro, "ITEM1 x9")
    assert [one.key for one in desk.methods(draft.id)][-1] == house.ON_ACCOUNT
    assert desk.set_header(ANN, draft.id, HeaderText(payment_method="Cash")).outcome == "will be accepted"
    on_account = desk.set_header(ANN, draft.id, HeaderText(payment_method="On account"))
    assert on_account.outcome == "will wait: shared credit in USD"


def test_two_accounts_placing_at_once_do_not_pass_the_shared_limit(pair) -> None:
    """The second waits for the first, on PostgreSQL by the row of the party."""
    drafts = [keyed(pair[0], "ITEM1 x6").id, keyed(pair[1], "ITEM1 x6", who=BEN).id]
    told: list[str] = []
    second = threading.Thread(target=place_there, args=(drafts[1], told))
    with transaction():
        assert desk.place(ANN, drafts[0]).accepted
        second.start()
        second.join(0.5)
        assert not told
    second.join(30)
    assert told == ["will wait: 20.00 over the shared credit limit of 100.00"]
    assert desk.place(BEN, drafts[1]).reasons == ("20.00 over the shared credit limit of 100.00",)


def place_there(draft: int, told: list[str]) -> None:
    """Place over the connection of another terminal; it was to be accepted, and is told what changed meanwhile."""
    with db.connection_context():
        told += faults(desk.place, BEN, draft).values()


@pytest.mark.parametrize("own_limit", [None, "0", "60.00", "100.00", "100.01", "500.00"])
@pytest.mark.parametrize("of_all", [None, "0", "100.00"])
def test_who_shares_is_the_same_asked_of_one_and_of_all(
    pair: tuple[int, int], own_limit: str | None, of_all: str | None
) -> None:
    """The rule stands in `accounts`; the question over a whole party says the same in the database's words."""
    first, _ = pair
    CustomerAccount.update(credit_limit=own_limit and D(own_limit)).where(CustomerAccount.id == first).execute()
    Party.update(credit_limit=of_all and D(of_all)).execute()
    one = account_of(first)
    sharing = sharing_accounts(one.party) if of_all is not None else []  # asked only where the party has a limit
    assert one.shares == (first in sharing)
