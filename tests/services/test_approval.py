"""Orders that wait: holds one by one, approved, declined, withdrawn, two at once, four eyes (R-37, C-33, C-34)."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import timedelta
from decimal import Decimal

import pytest

from custtui.domain.errors import Conflict, Forbidden, Refused
from custtui.domain.who import Act, Role, Who
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.order import Hold, SalesOrder
from custtui.models.signing import SecondSignature
from custtui.models.term_change import TermChange
from custtui.models.triggers import drop
from custtui.services import approval, clock, fulfilment, orders
from custtui.services import order_entry as desk
from custtui.services.accounts import account_of
from custtui.services.check import check
from custtui.services.order_entry.views import HeaderText, LineText
from custtui.services.payer_credit import credit_of
from custtui.services.pins import set_pin
from custtui.services.signing import countersign
from tests.rows import an_invoice
from tests.services import house
from tests.services.fulfilling import kinds, of
from tests.services.house import ANN, BEN, CORA, DORA
from tests.services.keying import keyed, ordered

D = Decimal


def waiting(*lines: str, who=ANN, **columns: object) -> str:
    """The number of an order over the auto-accept limit of 500.00."""
    made = house.stand()
    if columns:
        CustomerAccount.update(columns).where(CustomerAccount.id == made.a1).execute()
    return ordered(made.a1, *(lines or ("ITEM1 x60",)), who=who).number


def seen(number: str) -> tuple[int, ...]:
    return approval.deciding(number).seen


def approve(who, number: str) -> None:
    approval.approve(who, number, 1, seen(number))


def status(number: str) -> str:
    return orders.order(number).status


def sound() -> None:
    assert list(check()) == []


def test_an_order_that_waits_is_approved_by_a_supervisor_and_is_shipped_then(database) -> None:
    number = waiting()
    with pytest.raises(
        Forbidden, match=r"Only a supervisor may approve, decline or hold orders: Ben \(ben\) or Cora"
    ):
        approve(ANN, number)
    approve(BEN, number)
    order = orders.order(number)
    assert (order.status, order.holds[0].released_by) == ("accepted", "ben")
    assert [(one.kind, one.text, one.by) for one in order.events][-1] == ("accepted", "approved: THRESHOLD", "ben")
    stands = SalesOrder.get()
    assert stands.in_force_id and stands.pending_id is None
    assert fulfilment.ship(ANN, number, 1, of(p10="60"))
    sound()
    with pytest.raises(Conflict, match=f"{number} is no longer waiting: finished"):
        approve(DORA, number)


def test_the_record_beside_it_is_that_of_its_customer_whatever_the_list_said(database) -> None:
    number = waiting(credit_limit=D(100))
    ordered(CustomerAccount.get(code="3897-5").id, "ITEM1 x1")
    other = CustomerAccount.get(code="3897-9").id
    (listed,) = [row.of for row in approval.waiting_orders("1") if row.number == number]
    told = approval.deciding(number)
    assert told.orders
    assert approval.deciding(number, listed) == told
    for foreseen in (listed._replace(sold_to=other), listed._replace(bill_to=other), listed._replace(order=0)):
        assert approval.deciding(number, foreseen) == told


def test_r_37_all_holds_must_go_each_by_itself(database) -> None:
    number = waiting()
    approval.hold(BEN, number, 1, "call Robert first")
    threshold, user = seen(number)
    with pytest.raises(Forbidden):
        approval.release(ANN, number, 1, threshold, seen(number))
    assert not approval.release(BEN, number, 1, threshold, seen(number))
    assert status(number) == "pending"
    with pytest.raises(Conflict, match="was released meanwhile"):
        approval.release(DORA, number, 1, threshold, seen(number))
    assert approval.release(DORA, number, 1, user, seen(number))
    assert status(number) == "accepted"
    assert kinds(number) == ["waiting", "held", "released"]
    sound()


def test_what_changed_since_it_was_placed_is_a_hold_and_told_before_it_is_approved(database) -> None:
    number = waiting(credit_limit=D(1000))
    account = CustomerAccount.get(CustomerAccount.code == "3897-5")
    CustomerAccount.update(credit_limit=D(100), distrust="pays late").where(
        CustomerAccount.id == account.id
    ).execute()
    shown = approval.deciding(number)
    assert [(one.code, one.id > 0) for one in shown.reasons] == [
        ("THRESHOLD", True), ("CREDIT", False), ("DISTRUST", False)
    ]  # fmt: skip
    with pytest.raises(Refused, match=r"since it was placed: 500.00 over the credit limit of 100.00; since it was"):
        approve(BEN, number)
    assert [one.code for one in Hold.select().order_by(Hold.id)] == ["THRESHOLD", "CREDIT", "DISTRUST"]
    assert status(number) == "pending"
    CustomerAccount.update(distrust=None).where(CustomerAccount.id == account.id).execute()
    assert [one.code for one in approval.deciding(number).reasons if one.gone] == ["DISTRUST"]
    approve(BEN, number)
    assert status(number) == "accepted"
    sound()


def test_an_inactive_customer_is_told_and_approved_all_the_same(sqlite_database) -> None:
    number = waiting()
    CustomerAccount.update(active=False).execute()
    with pytest.raises(Refused, match=r"since it was placed: 3897-5 Healthy Juices Inc. is inactive"):
        approve(BEN, number)
    approve(BEN, number)
    assert status(number) == "accepted"


def test_a_hold_placed_meanwhile_is_told_first(sqlite_database) -> None:
    number = waiting()
    before = seen(number)
    approval.hold(DORA, number, 1, "wait for the sample")
    with pytest.raises(Refused, match="held meanwhile: wait for the sample"):
        approval.approve(BEN, number, 1, before)
    approve(BEN, number)


def test_credit_that_waiting_orders_use_up_is_not_asked_for_twice(sqlite_database) -> None:
    number = waiting(credit_limit=D(1000))
    house.control("waiting_counts", True)
    approve(BEN, number)
    assert status(number) == "accepted"


def test_declined_for_a_reason_its_credit_is_free_at_once(database) -> None:
    number = waiting(credit_limit=D(1000))
    house.control("waiting_counts", True)
    payer = account_of(CustomerAccount.get(CustomerAccount.code == "3897-5").id)
    assert credit_of(payer).left == D(400)
    for reason in ("", "nonsense"):
        with pytest.raises(Refused, match=r"[Rr]eason") as refused:
            approval.decline(BEN, number, 1, reason)
        assert refused.value.faults[0].field == "reason"
    with pytest.raises(Forbidden):
        approval.decline(ANN, number, 1, "CREDIT")
    approval.decline(BEN, number, 1, "cred")
    assert credit_of(payer).left == D(1000)
    order = orders.order(number)
    assert (order.status, order.events[-1].kind, order.events[-1].text) == ("declined", "declined", "CREDIT")
    assert SalesOrder.get().pending_id is None
    sound()


def test_withdrawn_by_its_author_the_draft_comes_back_as_it_was_keyed(database) -> None:
    made = house.stand()
    draft = keyed(made.a1, "ITEM1 x5000")
    typed = LineText("ITEM2", "2", "14", "GOODWILL", "5%", "GOODWILL")
    desk.put_line(ANN, draft.id, None, typed)
    desk.set_header(ANN, draft.id, HeaderText(po_number="4711"))
    number = desk.place(ANN, draft.id).number
    with pytest.raises(Forbidden, match="Only a supervisor may withdraw orders of others"):
        approval.withdraw(eve(), number, 1, "MISTAKE")
    back = approval.withdraw(ANN, number, 1, "mist", back=True)
    assert status(number) == "cancelled" and kinds(number)[-1] == "withdrawn"
    again = desk.open_draft(ANN, back)
    assert [line.text for line in again.lines] == [LineText("ITEM1", "5000"), typed]
    assert again.header.po_number == "4711"
    sound()


def eve() -> Who:
    """A clerk who placed nothing."""
    house.hire("eve")
    return Who("eve", "Eve", Role.CLERK)


def test_withdrawn_by_a_supervisor(sqlite_database) -> None:
    number = waiting()
    assert approval.withdraw(BEN, number, 1, "CUSTOMER") is None
    assert orders.order(number).events[-1].by == "ben"


def test_a_user_hold_on_an_accepted_order_stops_shipping_until_it_is_released(database) -> None:
    number = waiting("ITEM1 x5")
    with pytest.raises(Refused, match="Text is required"):
        approval.hold(BEN, number, 1, " ")
    approval.hold(BEN, number, 1, "wrong address?")
    with pytest.raises(Refused, match="is on hold: wrong address"):
        fulfilment.ship(ANN, number, 1, of(p10="5"))
    assert not approval.release(BEN, number, 1, seen(number)[0], seen(number))
    assert fulfilment.ship(ANN, number, 1, of(p10="5"))
    sound()


def test_the_supervisor_decides_up_to_the_control_and_what_he_could_have_given(sqlite_database) -> None:
    number = waiting()
    house.control("supervisor_approves", "599.99")
    for act in (lambda who: approve(who, number), lambda who: approval.decline(who, number, 1, "OTHER")):
        with pytest.raises(Forbidden, match="Only an administrator may decide on amounts above a supervisor's limit"):
            act(BEN)
    house.control("supervisor_approves", "600")
    approve(BEN, number)
    made = CustomerAccount.get(CustomerAccount.code == "3897-5").id
    draft = keyed(made, "ITEM1")
    desk.put_line(ANN, draft.id, None, LineText("ITEM2", "2", "7.00", "GOODWILL"))
    number = desk.place(ANN, draft.id).number
    with pytest.raises(Forbidden) as refused:
        approve(BEN, number)
    assert refused.value.act is Act.BEYOND
    approve(CORA, number)


def test_another_one_signs_and_both_names_are_kept(database) -> None:
    number = waiting()
    set_pin(CORA, "ben", "246810")
    approve(countersign(ANN, "ben", "246810", Act.APPROVE), number)
    assert orders.order(number).events[-1].by == "ann, signed by ben"
    assert [(one.made_by, one.signed_by, one.act) for one in SecondSignature.select()] == [("ann", "ben", "APPROVE")]
    sound()


def test_four_eyes(sqlite_database) -> None:
    number = waiting(who=BEN)
    house.control("four_eyes", True)
    with pytest.raises(Refused, match=r"Four eyes: ben keyed it, so somebody else approves SO-1001: .*Dora"):
        approve(BEN, number)
    payer = CustomerAccount.get(CustomerAccount.code == "3897-5")
    TermChange.create(account=payer, field="credit_limit", old="100.00", new="2,000.00", made_by="dora")
    with pytest.raises(Refused, match="dora loosened the payer's terms today"):
        approve(DORA, number)
    approve(CORA, number)


def test_what_is_missing_of_a_hold_for_overdue_invoices_is_what_is_unpaid_of_them(database) -> None:
    """X-09: neither here nor in a file a hold tells of it; in the order's currency, merged accounts counted once."""
    made = house.stand()
    drop(database)  # one order stands for all of them
    order, day = (
        SalesOrder.get(SalesOrder.number == ordered(made.a1, "ITEM1").number),
        clock.today() - timedelta(days=40),
    )
    for number, account, gross, currency in (
        ("1", made.a1, 10, "USD"),
        ("2", made.hq, 25, "USD"),
        ("3", made.a1, 99, "EUR"),
    ):
        amounts = {"net": gross, "tax": 0, "gross": gross, "currency": currency}
        an_invoice(number=f"I-{number}", order=order, account=account, day=day, payment_due=day, **amounts)
    ordered(made.a1, "ITEM1")
    assert approval.waiting_orders("")[0].missing == D("10.00")
    CustomerAccount.update(merged_into=made.a1).where(CustomerAccount.id == made.hq).execute()
    assert approval.waiting_orders("")[0].missing == D("35.00")


def test_the_queue_has_this_counters_orders_first_then_the_oldest(database) -> None:
    made = house.stand()
    numbers = [
        desk.place(ANN, keyed(made.a1, f"ITEM1 x{count}").id, counter).number
        for count, counter in ((60, ""), (61, "dock"), (62, "till"), (63, "dock"))
    ]
    first, second, third, fourth = numbers
    rows = approval.waiting_orders("dock")
    assert [one.number for one in rows] == [second, fourth, first, third]
    assert (rows[0].reasons, rows[0].missing) == (("110.00 over the auto-accept limit of 500.00",), D("110.00"))
    assert [one.number for one in approval.waiting_orders("dock", 2, 2)] == [first, third]
    assert approval.waiting_number() == 4


def test_of_two_at_once_one_wins_and_the_other_is_told_what_stands(database) -> None:
    number = waiting()
    shown = seen(number)

    def decide(who: Who) -> str:
        with db.connection_context() if db.is_closed() else nullcontext():
            try:
                approval.approve(who, number, 1, shown)
            except Conflict as conflict:
                return str(conflict)
        return ""

    with ThreadPoolExecutor(2) as both:
        told = sorted(both.map(decide, (BEN, DORA)))
    assert told[0] == "" and told[1].startswith(f"{number} is no longer waiting: accepted, by ")
    assert kinds(number) == ["waiting"] and Hold.select().where(Hold.released_at.is_null()).count() == 0
    sound()


def test_an_invoice_overdue_since_then_is_told_with_what_is_unpaid_of_it(sqlite_database) -> None:
    made = house.stand()
    first, number = ordered(made.a1, "ITEM1 x5").number, ordered(made.a1, "ITEM1 x60").number
    due, amounts = clock.today() - timedelta(days=3), {"net": 50, "tax": 0, "gross": 50, "currency": "USD"}
    order = SalesOrder.get(SalesOrder.number == first)
    an_invoice(number="I-1", order=order, account=made.a1, day=due, payment_due=due, **amounts)
    shown = approval.deciding(number)
    assert [(one.number, one.due, one.unpaid) for one in shown.overdue] == [("I-1", due, D(50))]
    assert [one.number for one in shown.orders] == [first]
    with pytest.raises(Refused, match=r"since it was placed: invoice I-1 is overdue and unpaid"):
        approve(BEN, number)
    approve(BEN, number)
    assert orders.order(number).events[-1].text == "approved: THRESHOLD, OVERDUE"
