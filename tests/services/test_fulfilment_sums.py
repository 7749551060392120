"""Whatever is shipped, given up, invoiced and paid in whatever order: quantities and money add up (X-07)."""

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from custtui.domain.errors import Refused
from custtui.domain.numbers import one_way
from custtui.models.account import CustomerAccount
from custtui.models.fulfilment import Allocation, Invoice, Payment, Shipment
from custtui.models.order import SalesOrder
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from custtui.services.credit import credit_use
from custtui.services.views import OrderView
from tests.services import house
from tests.services.fulfilling import adds_up
from tests.services.house import ANN
from tests.services.keying import ordered

D = Decimal
LINES = st.lists(st.tuples(st.integers(1, 5000), st.integers(1, 99999)), min_size=1, max_size=3)
ASKED = st.dictionaries(st.sampled_from((10, 20, 30)), st.integers(1, 6000), min_size=1)
STEPS = st.lists(st.tuples(st.sampled_from(("ship", "forfeit", "invoice", "pay")), ASKED), max_size=12)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, rate=st.integers(0, 2500), steps=STEPS)
def test_x_07_whatever_happens_quantities_and_money_add_up(
    database, lines: list[tuple[int, int]], rate: int, steps: list[tuple[str, dict[int, int]]]
) -> None:
    with database.atomic() as work:
        number = agreed(lines, D(rate).scaleb(-4))
        before = orders.order(number)
        for act, asked in steps:
            play(act, number, {at: thousandths(one) for at, one in asked.items()})
            after = orders.order(number)
            adds_up(after)
            never_back(before, after)
            before = after
        settle(number)
        view = orders.order(number)
        adds_up(view)
        assert (view.status, view.to_come) == ("finished", 0)
        assert view.invoiced_total == sum((row.gross for row in Invoice.select()), D(0))
        left_over = sum((row.amount for row in Payment.select()), D(0)) - sum(
            (row.amount for row in Allocation.select()), D(0)
        )
        assert credit_use([view.account_id], "USD").used == -left_over  # an open credit of the payer (C-37)
        assert list(check()) == []
        work.rollback()


def agreed(lines: list[tuple[int, int]], rate: D) -> str:
    """An accepted order with lines of (thousandths, cents)."""
    account = house.stand().a1
    CustomerAccount.update(accept_threshold=D(10**9)).execute()
    house.tax(str(rate))
    for at, (_, price) in enumerate(lines):
        house.product(f"P{at}", str(D(price).scaleb(-2)))
    texts = [f"P{at} x{one_way(thousandths(quantity))}" for at, (quantity, _) in enumerate(lines)]
    return ordered(account, *texts).number


def thousandths(number: int) -> D:
    return D(number).scaleb(-3)


def play(act: str, number: str, asked: Mapping[int, D]) -> None:
    """A step as asked; what may not be is refused, and changes nothing."""
    before = (Shipment.select().count(), Invoice.select().count(), Allocation.select().count())
    try:
        if act == "ship":
            ff.ship(ANN, number, 1, asked)
        elif act == "forfeit":
            ff.forfeit(ANN, number, 1, asked, "CUSTOMER")
        elif act == "invoice":
            ff.invoice(ANN, number, asked)
        else:
            pay(number, sum(asked.values(), D(0)))
    except Refused:
        assert before == (Shipment.select().count(), Invoice.select().count(), Allocation.select().count())


def pay(number: str, amount: D) -> None:
    cents = round(amount, 2)
    papers = [paper for paper, _, _ in orders.order(number).invoices]
    ff.receive(ANN, "3897-5", cents, dict.fromkeys(papers[-1:], cents))


def never_back(before: OrderView, after: OrderView) -> None:
    """What was ordered stays, what happened only grows, and nothing is billed unshipped."""
    for old, new in zip(before.lines, after.lines, strict=True):
        assert old.quantity == new.quantity
        assert (new.shipped, new.forfeited, new.invoiced) >= (old.shipped, old.forfeited, old.invoiced)
        assert new.shipped >= old.shipped
        assert new.invoiced >= old.invoiced
        assert new.shipped >= new.invoiced
    assert before.gross == after.gross


def settle(number: str) -> None:
    """Ship what is open, invoice what is billable, pay what is due."""
    if rest := {one.position: one.open for one in ff.shipping(number).lines if one.open}:
        ff.ship(ANN, number, 1, rest)
    if rest := {one.position: one.billable for one in ff.invoicing(number).lines if one.billable}:
        ff.invoice(ANN, number, rest)
    account = SalesOrder.get(SalesOrder.number == number).account_id
    due = {one.number: one.gross - one.paid for one in orders.invoices_of(account) if one.gross > one.paid}
    if due:
        ff.receive(ANN, "3897-5", sum(due.values(), D(0)), due)
