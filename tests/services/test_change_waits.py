"""Changes accepted by themselves, and those that wait; take-over, holds, waiting orders (C-12, C-26, C-46)."""

from decimal import Decimal

import pytest

from custtui.domain.errors import Conflict, Forbidden, Refused
from custtui.domain.records.typed_address import AddressText
from custtui.models.account import CustomerAccount
from custtui.models.order import Hold, OrderEvent
from custtui.models.search import engine as search
from custtui.services import approval, fulfilment, orders
from custtui.services import order_entry as desk
from custtui.services.accounts import account_of
from custtui.services.order_entry.views import HeaderText, LineText
from custtui.services.payer_credit import credit_of
from tests.services import house
from tests.services.changing import a_house, change, changed, placed, pointers, sound, typed
from tests.services.fulfilling import faults, line, of
from tests.services.house import ANN, BEN, CORA
from tests.services.keying import keyed, ordered

D = Decimal


def limited(**columns: object) -> None:
    CustomerAccount.update(columns).where(CustomerAccount.code == "3897-5").execute()


def approve(number: str, who=BEN) -> None:
    seen = approval.deciding(number)
    approval.approve(who, number, seen.revision, seen.seen)


def open_orders(number: str) -> int:
    from custtui.models.search.activity import counted, kept

    account = orders.order(number).account_id
    assert kept([account])[account] == counted([account])[account]
    return kept([account])[account][0]


def test_x_08_an_order_changed_above_the_limit_waits_and_the_one_before_stays_in_force(database) -> None:
    number = placed("A x200", "B x1")
    fulfilment.ship(ANN, number, 1, of(p10="40"))
    done = changed(number, (10, {"quantity": "300"}))
    assert (done.accepted, done.reasons, done.gross) == (False, ("115.00 over the auto-accept limit of 500.00",), 615)
    assert (pointers(number), orders.order(number).revision, line(number).quantity) == ((1, 2), 1, 200)
    assert [(one.number, one.revision) for one in approval.waiting_orders("")] == [(number, 2)]
    assert open_orders(number) == 1
    for act in (
        lambda: fulfilment.ship(ANN, number, 1, of(p10="1")),
        lambda: fulfilment.forfeit(ANN, number, 1, of(p10="1"), "CUSTOMER"),
        lambda: fulfilment.cancel(ANN, number, 1, "CUSTOMER"),
    ):
        with pytest.raises(Refused, match=f"A change of {number} is waiting for approval; nothing can be shipped"):
            act()
    with pytest.raises(Refused, match=f"A change of {number} is waiting for approval: withdraw it first"):
        desk.start_change(ANN, number)
    fulfilment.invoice(ANN, number, of(p10="40"))
    sound(number)
    approve(number)
    assert (pointers(number), orders.order(number, 1).status) == ((2, None), "superseded")
    assert (line(number).shipped, line(number).invoiced, line(number).open) == (40, 40, 260)
    assert open_orders(number) == 1
    sound(number)


@pytest.mark.parametrize("how", ["withdrawn", "declined"])
def test_a_change_that_came_to_nothing_leaves_the_order_as_it_was(database, how: str) -> None:
    number = placed("A x200")
    changed(number, (10, {"quantity": "300"}))
    if how == "withdrawn":
        with pytest.raises(Forbidden):
            house.hire("dan")
            approval.withdraw(house.Who("dan", "Dan", house.Role.CLERK), number, 2, "MISTAKE")
        back = approval.withdraw(ANN, number, 2, "MISTAKE", back=True)
        draft = desk.open_draft(ANN, back)
        assert (draft.change_of, [(one.text.quantity, one.was) for one in draft.lines]) == (
            number,
            [("300", "was 200")],
        )
    else:
        approval.decline(BEN, number, 2, "CREDIT")
    assert (pointers(number), orders.order(number).revision, line(number).quantity) == ((1, None), 1, 200)
    assert fulfilment.ship(ANN, number, 1, of(p10="200"))
    sound(number)


@pytest.mark.parametrize(
    ("what", "accepted"),
    [
        ("nothing rises", True),
        ("a quantity rises", False),
        ("a price rises", False),
        ("a line is added", False),
        ("another product for less", False),
        ("less off", False),
        ("another payer", False),
        ("another method", False),
        ("a one-time ship-to", False),
        ("a price below the clerk's limit", False),
        ("a price within the clerk's limit", True),
        ("another day and PO", True),
    ],
)
def test_c_12_compared_with_the_revision_in_force_nothing_may_rise(database, what: str, accepted: bool) -> None:
    made = a_house()
    house.control("clerk_discount", "0.10")
    house.default_bill_to(made.a1, made.hq)
    draft = keyed(made.a1, "A x100", "B x2")
    draft = desk.choose_payer(ANN, draft.id, "3897-5")
    typed(draft, 20, discount="5%", discount_reason="GOODWILL")
    number = desk.place(ANN, draft.id).number
    limited(accept_threshold=D("0.00"))
    draft = desk.start_change(ANN, number)
    if what == "nothing rises":
        typed(draft, 10, quantity="90")
    elif what == "a quantity rises":
        typed(typed(draft, 10, quantity="50"), 20, quantity="3")
    elif what == "a price rises":
        typed(typed(draft, 10, quantity="50"), 20, price="15.01", price_reason="GOODWILL")
    elif what == "a line is added":
        typed(typed(draft, 10, quantity="50"), 30, item="C", quantity="1")
    elif what == "another product for less":
        typed(draft, 20, item="C")
    elif what == "less off":
        typed(typed(draft, 10, quantity="50"), 20, discount="4%")
    elif what == "another payer":
        desk.choose_payer(ANN, typed(draft, 10, quantity="50").id, "3897-9")
        desk.set_header(ANN, draft.id, HeaderText(payment_method=house.CARD))
    elif what == "another method":
        desk.set_header(ANN, typed(draft, 10, quantity="50").id, HeaderText(payment_method=house.CASH))
    elif what == "a one-time ship-to":
        hotel = AddressText(name="Hotel X", street="5 Beach Rd", city="Miami", country="US")
        desk.new_address(ANN, typed(draft, 10, quantity="50").id, "SHIP_TO", hotel)
    elif what == "a price below the clerk's limit":
        typed(draft, 10, price="1.79", price_reason="GOODWILL")
    elif what == "a price within the clerk's limit":
        typed(draft, 10, price="1.80", price_reason="GOODWILL")
    else:
        desk.set_header(ANN, draft.id, HeaderText(po_number="4711", wanted="+30", payment_method=house.CHECK))
    assert desk.place(ANN, draft.id).accepted is accepted
    sound(number)


def test_a_raise_within_the_limits_is_accepted_by_the_rule_of_new_orders(database) -> None:
    number = placed("A x200")
    assert changed(number, (10, {"quantity": "250"})).accepted  # 500.00, equal is automatic
    assert not changed(number, (10, {"quantity": "251"})).accepted


def test_the_credit_of_what_is_changed_is_not_asked_for_twice(database) -> None:
    number = placed("A x200")
    limited(credit_limit=D("450.00"), accept_threshold=D("9999.00"))
    fulfilment.ship(ANN, number, 1, of(p10="100"))
    fulfilment.invoice(ANN, number, of(p10="100"))
    draft = change(number, (10, {"quantity": "225"}))
    assert (draft.credit_left, draft.outcome) == (0, "will be accepted")
    draft = typed(draft, 10, quantity="226")
    assert (draft.credit_left, draft.outcome) == (-2, "will wait: 2.00 over the credit limit of 450.00")
    desk.place(ANN, draft.id)
    assert credit_of(account_of(orders.order(number).account_id)).used == D("452.00")
    seen = approval.deciding(number)
    assert [(one.code, one.amount, one.gone) for one in seen.reasons] == [("CREDIT", 2, False)]
    approve(number)
    sound(number)


def test_a_waiting_first_order_is_replaced_by_its_change(database) -> None:
    number = placed("A x300")
    assert (pointers(number), open_orders(number)) == ((None, 1), 1)
    done = changed(number, (10, {"quantity": "400"}))
    assert (done.accepted, done.revision, pointers(number), open_orders(number)) == (False, 2, (None, 2), 1)
    first = orders.order(number, 1)
    assert (first.status, orders.order(number, 2).supersedes) == ("superseded", 1)
    sound(number)
    assert changed(number, (10, {"quantity": "100"})).accepted
    assert (pointers(number), open_orders(number), orders.order(number).revision) == ((3, None), 1, 3)
    assert fulfilment.ship(ANN, number, 3, of(p10="100"))
    sound(number)


def test_a_changed_order_that_was_never_accepted_can_be_approved_and_declined(database) -> None:
    number = placed("A x300")
    changed(number, (10, {"quantity": "400"}))
    approve(number)
    assert (pointers(number), open_orders(number)) == ((2, None), 1)
    sound(number)
    other = ordered(orders.order(number).account_id, "A x300").number
    changed(other, (10, {"quantity": "400"}))
    approval.decline(BEN, other, 2, "CREDIT")
    assert (pointers(other), open_orders(other), orders.order(other).status) == ((None, None), 1, "declined")
    with pytest.raises(Refused, match=f"{other} is declined: it cannot be changed any more"):
        desk.start_change(ANN, other)
    sound(other)


def test_a_hold_by_hand_survives_revisions_and_stops_them(database) -> None:
    number = placed("A x100")
    approval.hold(BEN, number, 1, "call Robert first")
    done = changed(number, (10, {"quantity": "90"}))
    assert (done.accepted, done.reasons) == (False, ("call Robert first",))
    (row,) = approval.waiting_orders("")
    assert (row.revision, row.reasons) == (2, ("call Robert first",))
    assert Hold.select().count() == 1
    approve(number)
    assert (pointers(number), line(number).quantity) == ((2, None), 90)
    sound(number)


def test_ub_once_released_is_not_placed_again_for_the_same_payer(database) -> None:
    made = a_house()
    house.control("bill_to_in_order_entry", True)
    draft = desk.choose_payer(ANN, keyed(made.a1, "A x10").id, "3897-9")
    number = desk.place(ANN, draft.id).number
    approve(number)
    assert changed(number, (10, {"quantity": "9"})).accepted
    assert changed(number, (10, {"quantity": "11"})).accepted
    sound(number)


def test_taken_over_is_checked_again_against_what_happened(database) -> None:
    number = placed("A x200")
    changed(number, (10, {"quantity": "150"}), (20, {"item": "B", "quantity": "20"}))
    assert pointers(number) == (1, 2)
    from custtui.models.fulfilment import Forfeit
    from custtui.models.order import OrderPosition, OrderRevision

    first = OrderRevision.get(OrderRevision.revision == 1)
    position = OrderPosition.get(OrderPosition.position == 10)
    Forfeit.create(position=position, booked_on=first, quantity=D(160), made_by="x")
    with pytest.raises(Refused, match="Line 10 A: 0 shipped and 160 closed short, so not below 160"):
        approve(number)
    assert pointers(number) == (1, 2)


def test_a_waiting_revision_that_leaves_nothing_open_finishes_at_take_over(database) -> None:
    number = placed("A x100", "B x2")
    fulfilment.ship(ANN, number, 1, of(p10="60"))
    approval.hold(BEN, number, 1, "look at it")
    changed(number, (10, {"quantity": "60"}), (20, {"quantity": "0"}))
    approve(number)
    assert orders.order(number).status == "finished"
    sound(number)


def test_an_order_of_an_inactive_customer_is_lowered_not_raised(database) -> None:
    number = placed("A x100", "B x2")
    limited(active=False)
    assert changed(number, (10, {"quantity": "90"})).accepted
    draft = change(number, (10, {"quantity": "91"}))
    assert "line 10 cannot be raised" in faults(desk.place, ANN, draft.id)["account"]


def test_a_product_that_is_no_longer_sold_is_lowered_not_raised(database) -> None:
    from custtui.models.product import Product

    number = placed("A x100")
    Product.update(active=False).where(Product.code == "A").execute()
    assert changed(number, (10, {"quantity": "90"})).accepted
    draft = change(number, (10, {"quantity": "91"}))
    assert faults(desk.place, ANN, draft.id) == {"quantity": "A is no longer sold: not more of it than was ordered"}


def test_x_05_a_change_keeps_addresses_as_they_were_until_they_are_chosen_anew(database) -> None:
    number = placed("A x100")
    from custtui.models.party import Location

    Location.update(street="99 Other St").where(Location.street == "9 Dock Rd").execute()
    search.index_accounts([orders.order(number).account_id])
    changed(number, (10, {"quantity": "90"}))
    assert orders.order(number).ship_to.address.street == "9 Dock Rd"
    draft = desk.start_change(ANN, number)
    site = next(one.key for one in desk.ship_tos(draft.id) if one.label == "HJ Warehouse")
    desk.choose_ship_to(ANN, draft.id, site)
    desk.place(ANN, draft.id)
    assert orders.order(number).ship_to.address.street == "99 Other St"
    sound(number)


def test_r_47_a_new_payer_owes_what_is_invoiced_later(database) -> None:
    made = a_house()
    house.related(made.hq, made.a1, bill_to=True)
    number = ordered(made.a1, "A x100").number
    fulfilment.ship(ANN, number, 1, of(p10="40"))
    first = fulfilment.invoice(ANN, number, of(p10="40"))
    draft = desk.choose_payer(ANN, desk.start_change(ANN, number).id, "3897-9")
    desk.set_header(ANN, draft.id, HeaderText(payment_method=house.CARD))
    assert desk.place(ANN, draft.id).accepted
    fulfilment.ship(ANN, number, 2, of(p10="60"))
    second = fulfilment.invoice(ANN, number, of(p10="60"))
    owed = {one.number: one.payer for one in orders.invoices_of(made.a1)}
    assert owed == {first: "3897-5", second: "3897-9"}
    sound(number)


def test_cancel_an_unshipped_order_and_the_rest_of_one_that_was_shipped_in_part(database) -> None:
    number = placed("A x100", "B x2")
    assert faults(fulfilment.cancel, ANN, number, 1, "") == {"reason": "Reason is required: why is it canceled?"}
    with pytest.raises(Conflict):
        fulfilment.cancel(ANN, number, 2, "CUST")
    assert fulfilment.cancel(ANN, number, 1, "CUST") == "canceled"
    assert orders.order(number).status == "cancelled"
    told = OrderEvent.select().order_by(OrderEvent.id.desc()).get()
    assert (told.kind, told.text, told.by) == ("cancelled", "CUSTOMER", "ann")
    sound(number)
    other = ordered(orders.order(number).account_id, "A x100", "B x2").number
    fulfilment.ship(ANN, other, 1, of(p10="60"))
    assert fulfilment.cancel(ANN, other, 1, "CUSTOMER") == "finished"
    assert (line(other).forfeited, line(other, 20).forfeited, orders.order(other).status) == (40, 2, "finished")
    sound(other)


def test_charges_of_a_customer_merged_typed_prices_and_discounts_stay(database) -> None:
    made = a_house()
    draft = desk.start(ANN, made.a1)
    draft = desk.put_line(
        *(ANN, draft.id, None),
        LineText("A", "100", price="1.90", price_reason="GOODWILL", discount="10.00", discount_reason="GOODWILL"),
    )
    number = desk.place(CORA, draft.id).number if draft.to_clear else desk.place(ANN, draft.id).number
    approve(number) if pointers(number)[1] else None
    fulfilment.ship(ANN, number, 1, of(p10="60"))
    fulfilment.invoice(ANN, number, of(p10="60"))
    assert orders.order(number).invoices[0][2] == D("108.00")
    changed(number, (10, {"price": "1.80"}), who=CORA)
    approve(number) if pointers(number)[1] else None
    assert [(one.quantity, one.net) for one in orders.order(number).lines] == [(60, 108), (40, 68)]
    assert orders.order(number).gross == D("176.00")
    sound(number)


@pytest.mark.parametrize("how", ["withdrawn", "declined"])
def test_goods_sent_at_the_old_price_after_another_one_came_to_nothing_are_no_fault(database, how: str) -> None:
    """C-32: a change that was never in force said another price before anything was sent."""
    number = placed("A x40", "B x1")
    assert not changed(number, (10, {"price": "1.00", "price_reason": "GOODWILL"})).accepted
    if how == "withdrawn":
        approval.withdraw(ANN, number, 2, "MISTAKE")
    else:
        approval.decline(CORA, number, 2, "PRICE")
    fulfilment.ship(ANN, number, 1, of(p10="15"))
    sound(number)
