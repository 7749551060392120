"""Asks of the database what has to add up at every moment (X-07), and compares it with the books."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from peewee import fn

from custtui.domain.payment import AT_ONCE
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.fulfilment import Invoice
from custtui.models.order import OrderPosition, OrderRevision, SalesOrder
from custtui.services import orders
from custtui.services.credit import credit_use
from custtui.services.credit_sums import to_come_of
from custtui.services.fulfilment.owing import owing
from custtui.services.orders.quantities import quantities
from custtui.services.views import OrderView
from tests.living.ledger import QUANTITIES, Ledger
from tests.services.fulfilling import adds_up

CONTENT = ("order_revision", "order_line", "order_ship_to", "order_charge")
"""The tables of what a revision says, which nothing changes any more (R-22)."""
ZERO = Decimal(0)


class Contents:
    """The content of every revision as it was first seen."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, int], Any] = {}

    def stand(self) -> None:
        """None of it is otherwise than before, or gone."""
        now = {(table, row[0]): row for table in CONTENT for row in db.execute_sql(f"SELECT * FROM {table}")}
        changed = [one for one, row in self.seen.items() if now.get(one) != row]
        assert not changed, f"content of revisions was changed: {changed}"
        self.seen = now


def as_booked(book: Ledger, customers: Sequence[int]) -> None:
    """Every order and every payer's use of credit is as booked; of those touched every revision adds up."""
    touched_as_booked(book)
    coming, found = dict[int, Decimal](), dict[str, OrderView]()
    payers = dict(CustomerAccount.select(CustomerAccount.code, CustomerAccount.id).tuples())
    for view in orders.every_order():
        found[view.number] = view
        _money(book, view)
        payer = payers[view.bill_to_code]
        coming[payer] = coming.get(payer, ZERO) + _to_come(view)
    assert found.keys() == book.orders.keys()
    _goods(book)
    for number in book.since & found.keys():
        _whole(book, orders.order(number))
    for account in customers:
        _uses(account, book.balance.get(account, ZERO) + coming.get(account, ZERO))
    for account in book.payers:
        _owes(account, book)
    book.since, book.payers = set(), set()
    gapless()


def touched_as_booked(book: Ledger) -> None:
    """The same, of what the last act was tried on alone: orders as they stand, and what is left of papers."""
    for number in book.touched & book.orders.keys():
        view = orders.order(number)
        _money(book, view)
        _told(book, view)
    for account in book.payers:
        _owes(account, book)
    book.since |= book.touched
    book.touched, book.payers = set(), set()


def _money(book: Ledger, view: OrderView) -> None:
    order = book.orders[view.number]
    adds_up(view)
    assert view.status == order.status, f"{view.number} is {view.status}, not {order.status}"
    assert view.change_waits == bool(order.waits)


def _goods(book: Ledger) -> None:
    """Of all orders at once, as lists read them."""
    newest = OrderRevision.select(fn.MAX(OrderRevision.id)).where(OrderRevision.order == SalesOrder.id)
    stands = fn.COALESCE(SalesOrder.in_force, SalesOrder.pending, newest)
    numbers = dict(SalesOrder.select(stands, SalesOrder.number).tuples())
    positions = dict(OrderPosition.select(OrderPosition.id, OrderPosition.position).tuples())
    for revision, lines in quantities(numbers).items():
        shown = {positions[at]: tuple(getattr(one, name) for name in QUANTITIES) for at, one in lines.items()}
        _compare(book, numbers[revision], shown)


def _compare(book: Ledger, number: str, shown: Mapping[int, tuple[Decimal, ...]]) -> None:
    booked = {at: line.told for at, line in book.orders[number].lines.items() if any(line.told) or at in shown}
    assert shown == booked, f"{number}: shown {shown}, booked {booked}"


def _whole(book: Ledger, view: OrderView) -> None:
    """As its screen shows it, and each revision it had."""
    adds_up(view)
    _told(book, view)
    for revision in range(1, view.revisions + 1):
        adds_up(orders.order(view.number, revision))


def _told(book: Ledger, view: OrderView) -> None:
    told = {line.position: tuple(getattr(line, _shown(name)) for name in QUANTITIES) for line in view.lines}
    _compare(book, view.number, told)


def _shown(name: str) -> str:
    return "quantity" if name == "ordered" else name


def _to_come(view: OrderView) -> Decimal:
    """What of it uses the credit of who pays it beside their invoices; of a change that waits the larger (C-35)."""
    if view.status not in ("accepted", "finished") or view.payment_method in AT_ONCE:
        return ZERO
    if not view.change_waits:
        return view.to_come
    waits = SalesOrder.get(SalesOrder.number == view.number).pending
    more = to_come_of([waits.id])[waits.id] if waits.bill_to_code == view.bill_to_code else ZERO
    return max(view.to_come, more)


def _uses(account: int, booked: Decimal) -> None:
    used = credit_use([account], "USD").used
    assert used == booked, f"account {account} uses {used}, the books say {booked}"


def _owes(account: int, book: Ledger) -> None:
    """What is left of each paper, and all that less money that settles nothing, is what the acts come to."""
    view = owing(account)
    shown = {one.number: one.left for one in (*view.invoices, *view.credits) if not one.customer}
    booked = {number: left for number, (owner, left) in book.left.items() if owner == account and left}
    assert shown == booked, f"{view.code}: left {shown}, the books say {booked}"
    owed, balance = sum(shown.values(), -view.surplus), book.balance[account]
    assert owed == balance, f"{view.code} owes {owed}, the books say {balance}"


def gapless() -> None:
    """Numbers of invoices, and of credit notes, are 1 to the last (D-02)."""
    for prefix in ("IN-", "CN-"):
        rows = Invoice.select(Invoice.number).where(Invoice.number.startswith(prefix)).tuples()
        found = sorted(int(number.removeprefix(prefix)) for (number,) in rows)
        assert found == [*range(1, len(found) + 1)], f"{prefix} {found}"
