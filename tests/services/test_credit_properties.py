"""X-07 after any acts on an order, in any order: it adds up, check is silent, credit never goes beyond invoices."""

from decimal import Decimal
from random import Random
from typing import Any

import pytest

from custtui.domain.errors import Refused
from custtui.models.order import SalesOrder
from custtui.services import fulfilment as ff
from custtui.services import orders
from custtui.services.check import check
from custtui.services.credit import credit_use
from custtui.services.credit_sums import to_come_of
from custtui.services.fulfilment.owing import owing
from custtui.services.fulfilment.statements import statements
from tests.services.fulfilling import D, adds_up
from tests.services.house import ANN, BEN
from tests.services.test_share_of_tax import agreed

ACTS = ("ship", "invoice", "invoice", "return", "return", "credit", "credit", "allow", "whole", "pay", "forfeit")


def some(random: Random, most: Decimal) -> Decimal:
    return D(random.randint(1, int(most))) if most >= 1 else D(0)


def act(random: Random, number: str) -> None:
    """One act, as a clerk would ask for it; what is refused changes nothing."""
    view, what = orders.order(number), random.choice(ACTS)
    line = random.choice(view.lines)
    at = line.position
    bills = [one for one, _, gross in view.invoices if gross > 0]
    if what == "ship":
        ff.ship(ANN, number, view.revision, {at: some(random, line.open)})
    elif what == "forfeit" and random.random() < 0.3:
        ff.forfeit(ANN, number, view.revision, {at: some(random, line.open)}, "CUSTOMER")
    elif what == "invoice":
        ff.invoice(ANN, number, {at: some(random, line.billable)})
    elif what == "return":
        ff.book_return(ANN, number, {at: some(random, line.shipped - line.returned)}, "OTHER", "SCRAP")
    elif what == "credit":
        fee = random.choice((D(0), D(0), D("0.07")))
        terms = ff.CreditTerms(random.choice(["", *bills]), fee=fee, fee_reason="RESTOCK")
        ff.credit(BEN, number, {at: some(random, line.returned)}, terms)
    elif what == "allow":
        much: dict[str, Any] = random.choice(({"pieces": D(1)}, {"net": D(random.randint(1, 500)) / 100}))
        ff.allow(BEN, number, at, "PRICE", **much)
    elif what == "whole" and bills:
        ff.credit_whole(BEN, number, random.choice(bills))
    elif what == "pay":
        settle(random, view.account_id)


def settle(random: Random, account: int) -> None:
    view = owing(account)
    due = sum((one.left for one in view.invoices), D(0))
    used = min(due, -sum((one.left for one in view.credits), D(0)))
    parts, left = dict[str, Decimal](), used
    for one in view.credits:
        parts[one.number] = -(part := min(left, -one.left))
        left -= part
    rest = used
    for one in view.invoices:
        parts[one.number] = (part := min(rest, one.left))
        rest -= part
    ff.receive(ANN, view.code, D(random.randint(0, 3)), parts)


@pytest.mark.parametrize("seed", range(3))
def test_x_07_after_any_acts(database, seed: int) -> None:
    random = Random(seed)
    number = agreed("6.37", "0.08875", "15", "7", "4")
    account = orders.order(number).account_id
    for _ in range(30):
        try:
            act(random, number)
        except Refused:
            continue
        view = orders.order(number)
        adds_up(view)
        assert view.credited_total <= view.invoiced_total
        coming = sum(to_come_of([SalesOrder.get().in_force_id]).values())
        owed = sum((one.balance for one in statements(owing(account).code)), D(0))
        assert credit_use([account], "USD").used == owed + coming
    assert list(check()) == []
