"""More than is authorized of a card, or after its last day, waits (C-47); its number is never kept (X-14)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from custtui.domain.errors import Refused
from custtui.models.account import CustomerAccount
from custtui.models.order import OrderCard
from custtui.models.product import Product
from custtui.services import approval, clock, fulfilment, orders
from custtui.services import order_entry as desk
from custtui.services.check import check
from custtui.services.credit import Use, credit_use
from custtui.services.order_entry.views import HeaderText, LineText
from custtui.services.orders.as_json import as_json
from tests.services.changing import a_house
from tests.services.fulfilling import faults, of
from tests.services.house import ANN, BEN
from tests.services.keying import keyed

D = Decimal


@pytest.fixture
def account(database) -> int:
    """The rules' customer, whose orders wait for nothing else; A costs 2.00."""
    made = a_house()
    CustomerAccount.update(accept_threshold=D(100000)).execute()
    return made.a1


def by_card(account: int, quantity: str, authorized: str, until: str = "", card: str = "VISA 4242 12/27 A1B2"):
    draft = desk.start(ANN, account)
    header = HeaderText(
        payment_method="Credit card", card=card, card_authorized=authorized, card_until=until or "+10"
    )
    desk.set_header(ANN, draft.id, header)
    return desk.put_line(ANN, draft.id, None, LineText("A", quantity))


def test_a_total_above_what_is_authorized_waits_until_it_is_released(account) -> None:
    assert desk.place(ANN, by_card(account, "50", "100").id).accepted
    placed = desk.place(ANN, by_card(account, "51", "100.00").id)
    assert placed.reasons == ("2.00 over the authorized 100.00 of card VISA 4242",)
    order = orders.order(placed.number)
    assert [(one.code, one.amount) for one in order.holds] == [("CARD", D(2))]
    until = clock.today() + timedelta(10)
    assert as_json(order)["card"] == {
        "brand": "VISA",
        "last_four": "4242",
        "expires": "12/27",
        "reference": "A1B2",
        "authorized": "100.00",
        "authorized_until": until.isoformat(),
    }
    (hold,) = order.holds
    approval.approve(BEN, placed.number, 1, [hold.id])
    assert orders.order(placed.number).status == "accepted"
    assert list(check()) == []


def test_an_order_by_an_authorized_card_asks_for_no_credit_and_none_waits_for_it(account) -> None:
    """C-35: limit 120.00: 100.00 by card twice, 100.00 by check; without its authorization the first one is over."""
    CustomerAccount.update(credit_limit=D(120)).execute()
    first, second = (by_card(account, "50", "100") for _ in range(2))
    assert (first.credit_left, first.outcome) == (D(120), "will be accepted")
    numbers = [desk.place(ANN, one.id) for one in (first, second)]
    assert all(one.accepted for one in numbers)
    assert credit_use([account], "USD") == Use(D(0))
    third = desk.place(ANN, keyed(account, "A x50").id)
    assert third.accepted and credit_use([account], "USD") == Use(D(100))
    draft = desk.start_change(ANN, numbers[0].number)
    none = HeaderText(**{**header_of(draft), "card_authorized": "", "card_until": ""})
    told = desk.set_header(ANN, draft.id, none)
    assert "80.00 over the credit limit of 120.00" in told.outcome
    assert desk.place(ANN, draft.id).reasons == ("80.00 over the credit limit of 120.00",)
    assert list(check()) == []


def test_a_change_is_measured_by_the_authorization_and_takes_a_new_one(account, monkeypatch) -> None:
    number = desk.place(ANN, by_card(account, "50", "100").id).number
    draft = desk.start_change(ANN, number)
    assert (draft.header.card, draft.header.card_authorized) == ("VISA 4242 12/27 A1B2", "100")
    waits = desk.put_line(ANN, draft.id, 10, LineText("A", "60"))
    assert waits.outcome == "will wait: 20.00 over the authorized 100.00 of card VISA 4242"
    more = desk.set_header(ANN, draft.id, HeaderText(**{**header_of(waits), "card_authorized": "200"}))
    assert "authorized" not in more.outcome
    assert desk.place(ANN, draft.id).accepted
    told = next(one.text for one in orders.order(number).events if one.kind == "changed")
    assert "authorized 100.00" in told and "authorized 200.00" in told
    later = clock.today() + timedelta(40)
    monkeypatch.setattr(clock, "today", lambda: later)
    again = desk.put_line(ANN, desk.start_change(ANN, number).id, 10, LineText("A", "61"))
    assert again.outcome.startswith("will wait: the authorization of card VISA 4242 ended ")
    assert list(check()) == []


def header_of(view) -> dict[str, str]:
    return {name: getattr(view.header, name) for name in HeaderText.__dataclass_fields__}


def test_more_sent_than_is_authorized_waits(account) -> None:
    Product.update(over_tolerance=D("0.05")).where(Product.code == "A").execute()
    number = desk.place(ANN, by_card(account, "100", "200").id).number
    told = faults(fulfilment.ship, ANN, number, 1, of(p10="102"))
    assert "4.00 over the authorized 200.00" in next(iter(told.values()))
    assert [one.code for one in orders.order(number, 2).holds] == ["CARD"]
    assert OrderCard.select().count() == 2
    assert list(check()) == []


@pytest.mark.parametrize(
    ("card", "authorized", "text"),
    [
        ("4242", "", "not a card like"),
        ("VISA 4242", "1.005", "more decimals"),
        ("", "100", "Card is required"),
    ],
)
def test_what_is_no_card_is_told(account, card: str, authorized: str, text: str) -> None:
    found = [fault.text for fault in by_card(account, "1", authorized, card=card).faults if fault.code == "card"]
    assert any(text in one for one in found), found


def test_a_card_number_is_never_kept(account) -> None:
    with pytest.raises(Refused, match="never stored"):
        by_card(account, "1", "1", card="VISA 4111111111111111")
