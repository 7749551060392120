"""What was ordered and what became of it: the sums add up, lists are newest first, old revisions stay readable."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from custtui.domain.errors import Refused
from custtui.domain.money import share
from custtui.models.database import transaction
from custtui.models.fulfilment import Forfeit, InvoiceLine
from custtui.models.order import OrderEvent, OrderLine, OrderRevision
from custtui.services.orders import (
    OrderFilter,
    inquiry,
    invoices_of,
    last_placed,
    open_lines,
    order,
    orders_of,
)
from custtui.services.orders import asked as order_inquiry
from custtui.services.views import OrderView
from tests.rows import DAY, a_product, an_account, an_invoice, an_order, bill, forfeit, send_back, ship

D = Decimal


def line_of(revision: OrderRevision, index: int = 0) -> OrderLine:
    return list(OrderLine.select().where(OrderLine.revision == revision).order_by(OrderLine.id))[index]


def adds_up(view: OrderView) -> None:
    """X-07, quantities and money."""
    for line in view.lines:
        assert line.quantity == line.shipped + line.open + line.forfeited
        assert line.shipped - line.returned == line.invoiced - line.credited + line.billable
    gone = view.invoiced_total - view.credited_total + view.forfeited_total + view.returned_total
    assert view.gross == gone + view.adjusted_total + view.to_come


def test_a_new_order_is_open_and_all_of_it_is_to_come(database) -> None:
    revision = an_order(an_account(), [("3", "0.10"), ("2", "4.50")], tax_rate="0.19", po_number="PO-7")
    view = order(revision.order.number)
    assert (view.status, view.summary, view.po_number) == ("accepted", "open", "PO-7")
    assert [(line.position, line.product, line.open) for line in view.lines] == [(10, "A", D(3)), (20, "B", D(2))]
    assert (view.net, view.tax, view.gross, view.to_come) == (D("9.30"), D("1.77"), D("11.07"), D("11.07"))
    assert view.ship_to.kind == "SAME"
    assert [event.kind for event in view.events] == ["placed"]


def test_the_summary_is_derived_from_the_positions(database) -> None:
    revision = an_order(an_account(), [("100", "2.00"), ("10", "1.00")])
    ship(line_of(revision), D(100))
    assert order(revision.order.number).summary == "1 of 2 shipped"
    ship(line_of(revision, 1), D(4))
    view = order(revision.order.number)
    assert view.summary == "1 of 2 shipped, partly shipped (1 line)"
    assert (view.lines[1].shipped, view.lines[1].open, view.lines[1].billable) == (D(4), D(6), D(4))


def test_shipments_and_invoices_belong_to_the_revision_in_force(database) -> None:
    account = an_account()
    first = an_order(account, [("100", "2.00"), ("10", "15.00")])
    ship(line_of(first), D(40))
    bill(line_of(first), D(40), D("80.00"))
    second = an_order(account, [("120", "2.00"), ("10", "15.00"), ("5", "4.00")], replaces=first)
    old, new = order(first.order.number, 1), order(first.order.number)
    assert (new.revision, new.supersedes, new.superseded_by, new.gross) == (2, 1, None, D("410.00"))
    assert (new.lines[0].shipped, new.lines[0].invoiced, new.lines[0].open) == (D(40), D(40), D(80))
    assert (old.status, old.superseded_by, old.gross) == ("superseded", 2, D("350.00"))
    assert (old.shipments, old.invoices, old.lines[0].shipped, old.invoiced_total) == ((), (), D(0), D(0))
    assert len(new.shipments) == len(new.invoices) == 1
    assert all("booked on revision 1" in text for text in new.lines[0].history)
    ship(line_of(second), D(20))
    adds_up(order(first.order.number))
    adds_up(old)


def test_a_waiting_change_leaves_the_old_revision_in_force(database) -> None:
    account = an_account()
    first = an_order(account)
    an_order(account, [("6", "2.00")], replaces=first, status="pending")
    assert order(first.order.number).revision == 1
    assert order(first.order.number, 2).status == "pending"
    assert order(first.order.number, 1).superseded_by is None
    assert [row.revision for row in orders_of(account.id)] == [1]


def test_an_unknown_order_or_revision_is_refused(database) -> None:
    revision = an_order(an_account())
    with pytest.raises(Refused, match="no order X-1"):
        order("X-1")
    with pytest.raises(Refused, match="no revision 7"):
        order(revision.order.number, 7)


def test_orders_of_a_customer_come_newest_first_and_page_by_page(database) -> None:
    account, other = an_account(), an_account("3897-6", "H.Q. Corp")
    numbers = [an_order(account, order_date=DAY + timedelta(days=n)).order.number for n in (2, 0, 1)]
    an_order(other)
    rows = [row.number for row in orders_of(account.id)]
    assert rows == [numbers[0], numbers[2], numbers[1]]
    assert [row.number for row in orders_of(account.id, limit=1, offset=1)] == [numbers[2]]


@pytest.mark.parametrize("common", [2000, 0])
def test_an_inquiry_finds_by_each_field_whether_its_hits_are_few_or_many(database, monkeypatch, common: int) -> None:
    monkeypatch.setattr(order_inquiry, "COMMON", common)
    account, other = an_account(), an_account("77-1", "H.Q. Corp")
    one = an_order(account, po_number="PO-4711", made_by="anna").order.number
    two = an_order(other, [("1", "1.00")], status="pending", order_date=DAY + timedelta(days=1)).order.number

    def found(**asked: object) -> list[str]:
        return [row.number for row in inquiry(OrderFilter(**asked))]

    assert found() == [two, one]
    assert found(number=one) == [one]
    assert found(po_number="PO-47") == [one]
    assert found(code="77-1") == [two]
    assert found(product="b") == [one]
    assert found(product="nothing") == []
    assert found(first_day=DAY + timedelta(days=1)) == [two]
    assert found(last_day=DAY) == [one]
    assert found(status="pending") == [two]
    assert found(made_by="anna", status="accepted") == [one]
    assert found(text="PO-4") == found(text="3897-") == found(text=one) == [one]
    assert found(text="PO-4", code="77-1") == []


def test_open_lines_are_what_is_left_of_accepted_orders_by_wanted_date(database) -> None:
    account = an_account()
    late = an_order(account, [("5", "2.00")], wanted=DAY + timedelta(days=9))
    soon = an_order(account, [("5", "2.00"), ("7", "1.00")], wanted=DAY + timedelta(days=1))
    an_order(account, status="pending")
    ship(line_of(soon), D(5))
    ship(line_of(late), D(2))
    lines = open_lines(account.id)
    assert [(line.number, line.product, line.open) for line in lines] == [
        (soon.order.number, "B", D(7)),
        (late.order.number, "A", D(3)),
    ]


def test_invoices_of_a_customer_are_those_it_pays_and_those_of_its_orders(database) -> None:
    account, payer = an_account(), an_account("77-1", "H.Q. Corp")
    revision = an_order(account, bill_to=payer)
    bill(line_of(revision), D(1), D("2.00"))
    assert [(row.payer, row.gross, row.paid) for row in invoices_of(account.id)] == [("77-1", D("2.00"), D(0))]
    assert invoices_of(account.id) == invoices_of(payer.id)


def test_invoices_come_newest_first_and_page_by_page(database) -> None:
    """F-25."""
    account = an_account()
    order_of = an_order(account).order
    money = {"net": D(2), "tax": D(0), "gross": D(2), "currency": "USD", "kind": "INVOICE", "payment_due": DAY}
    for number, days in (("I-1", 0), ("I-2", 1), ("I-3", -1), ("I-4", 0)):
        an_invoice(number=number, order=order_of, account=account, day=DAY + timedelta(days=days), **money)
    assert [row.number for row in invoices_of(account.id)] == ["I-2", "I-4", "I-1", "I-3"]
    assert [row.number for row in invoices_of(account.id, limit=2, offset=1)] == ["I-4", "I-1"]


def test_the_last_order_placed_is_the_operators_own(database) -> None:
    revision = an_order(an_account())
    type(revision.order).update(made_by="anna").execute()
    an_order(an_account("2", "Two"))
    assert last_placed("anna") == revision.order.number
    assert last_placed("bert") is None


def test_who_did_what_is_told_oldest_first(database) -> None:
    revision = an_order(an_account())
    OrderEvent.create(order=revision.order, revision=revision, kind="shipped", by="bert", text="40 of A")
    assert [(e.kind, e.by) for e in order(revision.order.number).events] == [("placed", "anna"), ("shipped", "bert")]


CENTS = D("0.02")
"""Half a cent of net and of tax, at either end of a share: only by so much a paper differs from one of the order."""
STEP = st.tuples(st.sampled_from(["ship", "bill", "forfeit", "return", "credit"]), st.integers(1, 400))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(quantity=st.integers(1, 1000), price=st.integers(1, 99999), rate=st.integers(0, 2500), steps=st.lists(STEP))
@example(quantity=25, price=1, rate=201, steps=[("ship", 13), ("bill", 1), ("return", 13)])
def test_whatever_happens_to_a_line_its_quantities_and_money_add_up(
    sqlite_database, quantity: int, price: int, rate: int, steps: list[tuple[str, int]]
) -> None:
    with sqlite_database.atomic() as work:
        a_product("A")
        revision = an_order(an_account(), [(str(quantity), str(D(price) / 100))], tax_rate=str(D(rate).scaleb(-4)))
        line = line_of(revision)
        for what, much in steps:
            one = order(revision.order.number).lines[0]
            play(line, one, what, D(much))
        view = order(revision.order.number)
        adds_up(view)
        settle(line)
        view = order(revision.order.number)
        adds_up(view)
        assert view.to_come == 0
        assert abs(view.adjusted_total) <= CENTS * (1 + len(view.invoices))
        work.rollback()


def test_a_cent_that_neither_what_came_back_nor_what_is_closed_short_has_a_share_of_is_not_lost(database) -> None:
    """25 for 0.26: one is billed for 0.01, twelve come back unbilled, twelve are closed short; all tax is a cent."""
    revision = an_order(an_account(), [("25", "0.01")], tax_rate="0.0201")
    line = line_of(revision)
    for what, much in (("ship", 13), ("bill", 1), ("return", 13)):
        play(line, order(revision.order.number).lines[0], what, D(much))
    settle(line)
    view = order(revision.order.number)
    assert (view.forfeited_total, view.returned_total) == (D("0.12"), D("0.14"))
    assert view.invoiced_total == view.credited_total == D("0.01") and view.adjusted_total == view.to_come == 0


def play(line: OrderLine, view, what: str, much: D) -> None:
    """A step as far as it may go."""
    if what == "ship" and view.open:
        ship(line, min(much, view.open))
    elif what == "forfeit" and view.open:
        forfeit(line, min(much, view.open))
    elif what == "return" and view.shipped > view.returned:
        send_back(line, min(much, view.shipped - view.returned))
    elif what == "bill" and view.billable > 0:
        billed(line, min(much, view.billable))
    elif what == "credit" and view.billable < 0:
        billed(line, max(-much, view.billable))


def settle(line: OrderLine) -> None:
    """Give up what is open, invoice or credit what is left."""
    view = order(line.revision.order.number).lines[0]
    if view.open:
        forfeit(line, view.open)
    if view.billable:
        billed(line, view.billable)


def billed(line: OrderLine, quantity: D) -> None:
    """An invoice as D-01 wants it: the share of all invoiced so far less what was invoiced before."""
    view = order(line.revision.order.number)
    before = view.lines[0].invoiced - view.lines[0].credited
    gross = sum(
        share(amount, before + quantity, line.quantity, share(amount, before, line.quantity, D(0), "USD"), "USD")
        for amount in (line.net, line.tax)
    )
    bill(line, quantity, gross)


def test_forfeits_and_invoices_are_only_ever_added(database) -> None:
    revision = an_order(an_account())
    forfeit(line_of(revision), D(1))
    bill(line_of(revision), D(1), D("2.00"))
    for table in (Forfeit, InvoiceLine):
        with pytest.raises(Refused, match="never changes"), transaction():
            table.delete().execute()


def test_a_page_of_orders_costs_the_same_number_of_queries_however_long_it_is(database, monkeypatch) -> None:
    account = an_account()
    asked: list[str] = []
    execute = database.execute_sql
    monkeypatch.setattr(database, "execute_sql", lambda sql, *rest: asked.append(sql) or execute(sql, *rest))
    counts = []
    for wanted in (2, 8):
        for _ in range(wanted):
            an_order(account)
        asked.clear()
        orders_of(account.id)
        counts.append(len(asked))
    assert counts[0] == counts[1]
