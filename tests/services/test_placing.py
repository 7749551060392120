"""Placing an order: every rule is asked, every fault told, and one transaction writes it all."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from custtui.domain.errors import Refused
from custtui.domain.numbers import one_way
from custtui.domain.order import Status
from custtui.models.account import (
    AllowedAnswer,
    ContractPrice,
    CustomerAccount,
    CustomerQuestion,
    CustomerSite,
    ProfileAnswer,
    TaxStatus,
)
from custtui.models.draft import Draft
from custtui.models.fulfilment import Allocation, Payment
from custtui.models.order import (
    Hold,
    OrderEvent,
    OrderLine,
    OrderRevision,
    OrderShipTo,
    Outbox,
    RevisionState,
    SalesOrder,
)
from custtui.models.party import Location, Party
from custtui.models.seal import resealed
from custtui.services import booking, clock
from custtui.services import order_entry as desk
from custtui.services.order_entry.views import HeaderText, LineText
from tests.rows import an_invoice
from tests.services import house
from tests.services.house import ANN, BEN
from tests.services.keying import keyed, ordered

DAY = timedelta(days=1)


def orders() -> int:
    return SalesOrder.select().count()


def codes(number: str) -> list[str]:
    """The holds of an order."""
    query = Hold.select(Hold.code).join(OrderRevision).join(SalesOrder, on=OrderRevision.order == SalesOrder.id)
    return [row.code for row in query.where(SalesOrder.number == number).order_by(Hold.id)]


def test_the_standard_order_is_placed_and_accepted(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "item1 x5", "ITEM2 x7")
    assert draft.outcome == "will be accepted"
    placed = desk.place(ANN, draft.id)
    assert placed.line == "SO-1001 accepted automatically, 155.00 USD · Healthy Juices Inc."
    order = SalesOrder.get()
    assert order.in_force_id and order.pending_id is None and RevisionState.get().status == "accepted"
    assert [event.kind for event in OrderEvent.select().order_by(OrderEvent.id)] == ["placed", "accepted"]
    assert Draft.select().count() == 0


def test_a_draft_is_placed_once(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1")
    desk.place(ANN, draft.id)
    keyed(made.a1, "ITEM2")  # a new draft never gets the old one's number
    with pytest.raises(Refused, match="already placed, as SO-1001"):
        desk.place(ANN, draft.id)
    assert orders() == 1


def test_all_faults_are_told_at_once_and_the_draft_stays(database) -> None:
    made = house.stand()
    house.product("DEAR", None)
    draft = keyed(made.a1, "NOPE", "ITEM1 x0", "DEAR")
    desk.put_line(ANN, draft.id, None, LineText(item="ITEM1", price="9", discount="200", wanted="32"))
    desk.set_header(ANN, draft.id, HeaderText(payment_method="Gold"))
    with pytest.raises(Refused) as refused:
        desk.place(ANN, draft.id)
    told = [(fault.line, fault.field) for fault in refused.value.faults]
    assert told == [
        (10, "item"),
        (20, "quantity"),
        (30, "price"),
        (40, "price_reason"),
        (40, "discount"),
        (40, "discount_reason"),
        (40, "wanted"),
        (None, "payment_method"),
    ]
    assert orders() == 0 and len(desk.open_draft(ANN, draft.id).lines) == 4


def test_an_order_without_lines_is_refused(database) -> None:
    draft = keyed(house.stand().a1, "ITEM1")
    desk.strike(ANN, draft.id, 10)
    with pytest.raises(Refused, match="no line"):
        desk.place(ANN, draft.id)


@pytest.mark.parametrize(
    ("pieces", "threshold", "distrusted", "accepted"),
    [
        ("49999", "500.00", False, True),
        ("50000", "500.00", False, True),
        ("50001", "500.00", False, False),
        ("1000", "500.00", True, False),
        ("1000", None, False, False),
        ("1", "0.00", False, False),
    ],
)
def test_the_acceptance_matrix(
    database, pieces: str, threshold: str | None, distrusted: bool, accepted: bool
) -> None:
    made = house.stand()
    house.product("CENT", "0.01")
    columns = {"accept_threshold": threshold and Decimal(threshold), "distrust": "bounced" if distrusted else None}
    CustomerAccount.update(columns).where(CustomerAccount.id == made.a1).execute()
    draft = keyed(made.a1, f"CENT x{pieces}")
    placed = desk.place(ANN, draft.id)
    assert placed.accepted is accepted and draft.outcome.startswith("will be accepted" if accepted else "will wait")
    order = SalesOrder.get()
    assert bool(order.in_force_id) is accepted and bool(order.pending_id) is not accepted


def test_the_threshold_is_gross(database) -> None:
    made = house.stand()
    house.tax("0.10")
    assert ordered(made.a1, "ITEM1 x45").accepted
    waits = ordered(made.a1, "ITEM1 x46")
    assert waits.reasons == ("6.00 over the auto-accept limit of 500.00",)


def test_the_party_shares_its_threshold_and_the_account_overrides_it(database) -> None:
    made = house.stand()
    Party.update(accept_threshold=Decimal("1000.00")).execute()
    assert not ordered(made.a1, "ITEM1 x60").accepted
    CustomerAccount.update(accept_threshold=None).execute()
    assert ordered(made.a1, "ITEM1 x60").accepted


def test_an_overdue_unpaid_invoice_of_account_or_payer_asks_until_it_is_paid(database) -> None:
    made = house.stand()
    number, day = ordered(made.a1, "ITEM1").number, clock.today() - 40 * DAY
    order = SalesOrder.get(SalesOrder.number == number)
    amounts = {"net": 10, "tax": 0, "gross": 10, "currency": "USD"}
    invoice = an_invoice(number="I-1", order=order, account=made.a1, day=day, payment_due=day + DAY, **amounts)
    assert codes(ordered(made.a1, "ITEM1").number) == ["OVERDUE"]
    payment = Payment.create(account=made.a1, day=day, currency="USD", amount=10)
    Allocation.create(payment=payment, invoice=invoice, amount=10)
    assert ordered(made.a1, "ITEM1").accepted


def test_every_reason_is_told_with_what_is_missing(database) -> None:
    made = house.stand()
    house.control("bill_to_in_order_entry", True)
    hq = {"credit_limit": Decimal("100.00")}
    CustomerAccount.update(hq).where(CustomerAccount.id == made.hq).execute()
    draft = keyed(made.a1, "ITEM1 x52")
    view = desk.choose_payer(ANN, draft.id, "3897-9")
    threshold, credit = "20.00 over the auto-accept limit of 500.00", "420.00 over the credit limit of 100.00"
    assert view.outcome == f"will wait: {threshold}, billed to another account; H.Q. Corp: {credit}"
    assert (view.credit_left, view.credit_of) == (Decimal("-420.00"), "H.Q. Corp")  # 100.00 less this order
    placed = desk.place(ANN, draft.id)
    assert codes(placed.number) == ["THRESHOLD", "CREDIT", "UB"]
    assert [hold.amount for hold in Hold.select().order_by(Hold.id)] == [20, 420, None]
    [row] = desk.waiting(ANN)
    assert row.number == placed.number and "over the auto-accept limit" in row.summary


def test_a_clerk_sees_his_own_waiting_orders_and_who_may_approve_all_his_counters_first(database) -> None:
    made = house.stand()
    for who, counter in ((ANN, "1"), (BEN, "2"), (ANN, "2"), (ANN, "1")):
        desk.place(who, keyed(made.a1, "ITEM1 x80", who=who).id, counter)
    first, second, third, fourth = [order.number for order in SalesOrder.select().order_by(SalesOrder.id)]
    assert [row.number for row in desk.waiting(ANN)] == [fourth, third, first] and desk.my_work_total(ANN).number == 3
    for counter, listed in (("1", [first, fourth, second, third]), ("2", [second, third, first, fourth])):
        paged = [row for at in range(4) for row in desk.my_work(BEN, 1, at, counter)]
        assert paged == desk.my_work(BEN, counter=counter) and [row.number for row in paged] == listed
    assert desk.my_work_total(BEN).number == 4


def test_open_orders_and_unpaid_invoices_use_up_the_credit(database) -> None:
    made = house.stand()
    limit = {"credit_limit": Decimal("100.00")}
    CustomerAccount.update(limit).where(CustomerAccount.id == made.a1).execute()
    ordered(made.a1, "ITEM1 x4")
    assert keyed(made.a1, "ITEM1").credit_left == Decimal("50.00")  # 60.00 less this order
    order = SalesOrder.get()
    amounts = {"net": 30, "tax": 0, "gross": 30, "currency": "USD"}
    today = clock.today()
    an_invoice(number="I-1", order=order, account=made.a1, day=today, payment_due=today, **amounts)
    assert keyed(made.a1, "ITEM1").credit_left == Decimal("50.00")  # invoiced is owed instead of on order
    assert ordered(made.a1, "ITEM1 x6").accepted
    assert codes(ordered(made.a1, "ITEM1").number) == ["CREDIT"]


def test_a_credit_limit_of_the_party_is_shared_by_its_accounts(database) -> None:
    made = house.stand()
    party = CustomerAccount.get_by_id(made.a1).party_id
    Party.update(credit_limit=Decimal("100.00")).where(Party.id == party).execute()
    other = house.account(party, "3897-6")
    house.site(other, "Furniture", "BILL_TO*", "SHIP_TO*")
    ordered(made.a1, "ITEM1 x7")
    assert keyed(other, "ITEM1").credit_left == Decimal("30.00")  # less what the other ordered; this is paid in cash


def test_a_discount_above_the_role_waits_and_within_it_does_not(database) -> None:
    made = house.stand()
    for who, percent, waits in ((ANN, "10", False), (ANN, "10.01", True), (BEN, "30", False), (BEN, "31", True)):
        draft = desk.start(who, made.a1)
        text = LineText(item="ITEM1", quantity="5", discount=f"{percent} %", discount_reason="goodwill")
        desk.put_line(who, draft.id, None, text)
        assert bool(desk.place(who, draft.id).reasons) is waits
    draft = desk.start(ANN, made.a1)
    desk.put_line(ANN, draft.id, None, LineText(item="ITEM1", price="8.99", price_reason="GOODWILL"))
    assert codes(desk.place(ANN, draft.id).number) == ["DISCOUNT"]


@pytest.mark.parametrize(("day", "price"), [(-1, 10), (0, Decimal("4.56")), (30, Decimal("4.56")), (31, 10)])
def test_a_contract_price_counts_on_the_day_of_the_order(database, monkeypatch, day: int, price: Decimal) -> None:
    made, first = house.stand(), date(2027, 5, 1)
    house.contract_price(made.a1, made.products["ITEM1"], "4.56", first, first + 30 * DAY)
    monkeypatch.setattr(clock, "today", lambda: first + day * DAY)
    ordered(made.a1, "ITEM1")
    assert OrderLine.get().price == price


def test_an_accepted_order_keeps_its_price(database) -> None:
    made, today = house.stand(), clock.today()
    house.contract_price(made.a1, made.products["ITEM1"], "4.56", today, today)
    ordered(made.a1, "ITEM1")
    ContractPrice.update(price=Decimal(5)).execute()
    assert OrderLine.get().price == Decimal("4.56")


def test_tax_ends_being_exempt_the_day_after_the_certificate(database, monkeypatch) -> None:
    made, last = house.stand(), date(2027, 3, 31)
    house.tax("0.07", state="NJ")
    TaxStatus.create(account=made.a1, last_day=last)
    TaxStatus.create(account=made.a1, state="NJ", last_day=last + 90 * DAY)
    for day, tax in ((last, Decimal(0)), (last + DAY, Decimal("0.70"))):
        monkeypatch.setattr(clock, "today", lambda day=day: day)
        assert keyed(made.a1, "ITEM1").tax == tax


def test_an_order_needs_a_bill_to_site_and_the_draft_stays(database) -> None:
    house.stand()
    account = house.account(house.party("Shipped Only"), "3897-7")
    house.site(account, "Dock", "SHIP_TO*", identifying=True)
    draft = keyed(account, "ITEM1")
    with pytest.raises(Refused, match="No bill-to site"):
        desk.place(ANN, draft.id)
    assert desk.open_draft(ANN, draft.id).lines and orders() == 0
    house.site(account, "Office", "BILL_TO*")
    assert desk.place(ANN, draft.id).accepted


def test_a_mandatory_question_stops_until_it_is_answered(database) -> None:
    made = house.stand()
    question = CustomerQuestion.create(code="GENDER", name="Gender", mandatory=True)
    draft = keyed(made.a1, "ITEM1")
    with pytest.raises(Refused) as refused:
        desk.place(ANN, draft.id)
    assert [fault.field for fault in refused.value.faults] == ["profile"]
    answer = AllowedAnswer.create(question=question, code="X", name="X")
    ProfileAnswer.create(account=made.a1, question=question, response=answer)
    assert desk.place(ANN, draft.id).accepted


def test_an_order_to_the_sold_to_itself_has_a_snapshot_and_no_new_address(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1")
    desk.choose_ship_to(ANN, draft.id, "same")
    before = [table.select().count() for table in (Location, CustomerSite)]
    desk.place(ANN, draft.id)
    assert [table.select().count() for table in (Location, CustomerSite)] == before
    [ship_to] = OrderShipTo.select()
    assert (ship_to.kind, ship_to.street, ship_to.header) == ("SAME", "1 Main St", True)


def test_editing_an_address_never_changes_a_placed_order(database) -> None:
    made = house.stand()
    ordered(made.a1, "ITEM1")
    Location.update(street="77 New St").execute()
    Party.update(name="Renamed").execute()
    revision, ship_to = OrderRevision.get(), OrderShipTo.get()
    assert (revision.bill_to_street, ship_to.street) == ("1 Main St", "9 Dock Rd")
    assert revision.sold_to_name == revision.bill_to_name == "Healthy Juices Inc."
    assert revision.hash == resealed([revision.id])[revision.id]


def test_each_line_may_go_its_own_way(database) -> None:
    made = house.stand()
    store = house.site(made.a1, "Store", "SHIP_TO", state="PA")
    draft = keyed(made.a1, "ITEM1", "ITEM2", "ITEM3")
    view = desk.choose_ship_to(ANN, draft.id, f"site:{store}", scope="from", position=20)
    assert [line.ship_to and line.ship_to.alias for line in view.lines] == [None, "Store", "Store"]
    desk.choose_ship_to(ANN, draft.id, "same", scope="line", position=30)
    desk.place(ANN, draft.id)
    rows = OrderLine.select(OrderLine, OrderShipTo).join(OrderShipTo).order_by(OrderLine.id)
    assert [row.ship_to.kind + row.ship_to.alias for row in rows] == [
        "PERMANENTHJ Warehouse",
        "PERMANENTStore",
        "SAME",
    ]
    assert [row.header for row in OrderShipTo.select().order_by(OrderShipTo.id)] == [True, False, False]
    assert OrderRevision.get().hash == resealed([OrderRevision.get().id])[OrderRevision.get().id]


def test_who_subscribed_is_told_else_the_primary_contact(database) -> None:
    made = house.stand()
    house.control("email_notices", "Y")
    ordered(made.a1, "ITEM1")
    house.contact(made.a1, "Ann Lee", events=("order accepted",), email="lee@hj.example")
    ordered(made.a1, "ITEM1")
    ordered(made.a1, "ITEM1 x600")  # waits: nobody is told
    assert [row.address for row in Outbox.select().order_by(Outbox.id)] == ["r.green@hj.example", "lee@hj.example"]


def test_an_order_that_brought_its_number_along_is_skipped_by_the_counter(database) -> None:
    made = house.stand()
    ordered(made.a1, "ITEM1")
    order = SalesOrder.get()
    SalesOrder.insert(number="SO-1002", account=made.a1, made_by="", made_at=order.made_at).execute()
    assert ordered(made.a1, "ITEM1").number == "SO-1003"


def test_history_keeps_number_status_and_dates_unchecked(database) -> None:
    made = house.stand()
    CustomerAccount.update(active=False, accept_threshold=Decimal(0)).execute()
    ordered_on = date(1996, 7, 4)
    header = {"sold_to": made.a1, "sold_to_code": "3897-5", "sold_to_name": "HJ", "bill_to": made.a1}
    header |= {"bill_to_code": "3897-5", "bill_to_name": "HJ", "order_date": ordered_on, "currency": "USD"}
    line = {"position": 10, "ship_to": 0, "product": made.products["ITEM1"], "product_code": "ITEM1"}
    line |= {"description": "x", "quantity": Decimal(9), "price": Decimal(100), "wanted": ordered_on}
    line |= {"net": Decimal(900), "tax": Decimal(0), "gross": Decimal(900)}
    freight = {"kind": "freight", "net": Decimal("32.38"), "tax": Decimal(0)}
    content = booking.Content(header, [{"kind": "ONE_TIME", "name": "Vins"}], [line], [freight])
    booked = booking.book(booking.Booking(made.a1, content, "import", Status.FINISHED, number="10248"))
    revision = OrderRevision.get()
    assert (booked.number, booked.gross, revision.order_date) == ("10248", Decimal("932.38"), ordered_on)
    assert RevisionState.get().status == "finished" and Hold.select().count() == 0
    assert revision.hash == resealed([revision.id])[revision.id]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(
        st.tuples(
            st.sampled_from(("ITEM1", "ITEM2", "ITEM3")),
            st.decimals(min_value=Decimal("0.001"), max_value=9999, places=3),
            st.decimals(min_value=0, max_value=100, places=2),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_totals_are_sums_of_rounded_lines(database, lines: list[tuple[str, Decimal, Decimal]]) -> None:
    if not CustomerAccount.select().exists():
        house.stand()
        house.tax("0.0725")
    account = CustomerAccount.get(CustomerAccount.code == "3897-5").id
    draft = desk.start(BEN, account)
    for item, quantity, percent in lines:
        text = LineText(item, one_way(quantity), discount=f"{percent} %", discount_reason="GOODWILL")
        draft = desk.put_line(BEN, draft.id, None, text)
    placed = desk.place(BEN, draft.id)
    revision = OrderRevision.select().join(SalesOrder, on=OrderRevision.order == SalesOrder.id)
    one = revision.where(SalesOrder.number == placed.number).get()
    rows = list(OrderLine.select().where(OrderLine.revision == one))
    for name in ("net", "tax", "gross"):
        assert getattr(one, name) == getattr(draft, name) == sum(getattr(row, name) for row in rows)
    assert all(row.tax == (row.net * row.tax_rate).quantize(Decimal("0.01"), "ROUND_HALF_UP") for row in rows)
