"""Where a customer stands: credit used, overdue invoices, trust (C-25, R-27). Derived, never stored."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from weakref import WeakKeyDictionary

from peewee import Database, Select, fn

from custtui.domain.money import ZERO
from custtui.domain.order import Quantities, given_up
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.families import families
from custtui.models.fulfilment import Allocation, Forfeit, Invoice
from custtui.models.order import OrderEvent, OrderLine, OrderRevision, RevisionState, SalesOrder
from custtui.models.prepared import Prepared

OPEN = ("pending", "accepted")


def _paid() -> Any:
    return Allocation.select(fn.COALESCE(fn.SUM(Allocation.amount), 0)).where(Allocation.invoice == Invoice.id)


OVERDUE = Prepared(
    lambda accounts, today: (
        Invoice.select(Invoice.number)
        .where(
            Invoice.account.in_(accounts)
            & (Invoice.payment_due < today)
            & (Invoice.kind == "INVOICE")
            & (Invoice.gross > _paid())
        )
        .order_by(Invoice.payment_due)
        .limit(1)
    )
)


def _to_bill() -> Any:
    """Finished here with goods still to invoice (C-13); what came in finished as history nobody invoices any more."""
    billed = Invoice.select(fn.COALESCE(fn.SUM(Invoice.gross), 0)).where(Invoice.order == SalesOrder.id)
    ended = OrderEvent.select(OrderEvent.id).where(
        (OrderEvent.order == SalesOrder.id) & (OrderEvent.kind == "finished")
    )
    return (RevisionState.status == "finished") & (OrderRevision.gross > billed) & fn.EXISTS(ended)


def _open_revisions(accounts: Any, *columns: Any) -> Any:
    """What is in force, or waits to be, of the orders these accounts pay, until all of it is invoiced."""
    current = fn.COALESCE(SalesOrder.in_force, SalesOrder.pending)
    return (
        OrderRevision.select(*columns)
        .join(SalesOrder, on=OrderRevision.order == SalesOrder.id)
        .switch(OrderRevision)
        .join(RevisionState, on=RevisionState.revision == OrderRevision.id)
        .where(
            OrderRevision.bill_to.in_(accounts)
            & (OrderRevision.id == current)
            & (RevisionState.status.in_(OPEN) | _to_bill())
        )
    )


def _sum(query: Any) -> Any:
    """A query of one column as a value, 0 where it has no rows."""
    return fn.COALESCE(query, 0)


EXPOSURE = Prepared(
    lambda accounts: Select(
        (),
        [
            _sum(_open_revisions(accounts, fn.SUM(OrderRevision.gross))).alias("ordered"),
            _sum(
                Invoice.select(fn.SUM(Invoice.gross)).where(
                    Invoice.order.in_(_open_revisions(accounts, OrderRevision.order))
                )
            ).alias("invoiced"),
            _sum(Invoice.select(fn.SUM(Invoice.gross)).where(Invoice.account.in_(accounts))).alias("owed"),
            _sum(
                Allocation.select(fn.SUM(Allocation.amount)).where(
                    Allocation.invoice.in_(Invoice.select(Invoice.id).where(Invoice.account.in_(accounts)))
                )
            ).alias("paid"),
        ],
    )
)
FORFEITED = Prepared(
    lambda accounts: (
        OrderLine.select(OrderLine.net, OrderLine.tax, OrderLine.quantity, fn.SUM(Forfeit.quantity).alias("sum"))
        .join(Forfeit, on=Forfeit.position == OrderLine.position)
        .where(OrderLine.revision.in_(_open_revisions(accounts, OrderRevision.id)))
        .group_by(OrderLine.id, OrderLine.net, OrderLine.tax, OrderLine.quantity)
    )
)
STAMP = Prepared(
    lambda: Select(
        (), [table.select(fn.MAX(table.id)) for table in (OrderRevision, OrderEvent, Invoice, Allocation, Forfeit)]
    )
)
MOST_REMEMBERED = 100
_remembered: WeakKeyDictionary[Database, dict[tuple[int, ...], tuple[Any, Decimal]]] = WeakKeyDictionary()
SHARING = Prepared(
    lambda party: (
        CustomerAccount.select(CustomerAccount.id)
        .where((CustomerAccount.party == party) & CustomerAccount.credit_limit.is_null())
        .order_by(CustomerAccount.id)
    )
)


def overdue_invoice(accounts: Sequence[int], today: date) -> str:
    """The number of the invoice longest overdue and unpaid, '' where there is none."""
    row = OVERDUE.first([*families(accounts)], today)
    return row[0] if row else ""


def credit_used(accounts: Sequence[int], currency: str) -> Decimal:
    """What these accounts have on order or were sent, not yet invoiced nor given up, and owe by unpaid invoices.

    On SQLite, where one transaction writes at a time, what was summed up since the last booking is not summed again.
    """
    if is_sqlite(db):
        stamped, used = _known().get(_key(accounts), (None, ZERO))
        if stamped is not None and stamped == STAMP.first():
            return used
    return _credit_used(accounts, currency)


def credit_used_shown(accounts: Sequence[int], currency: str) -> Decimal:
    """`credit_used` for a screen that asks at each key: summed up again only after something was booked.

    Whatever is booked adds a row to one of five tables (F-74). On PostgreSQL not for decisions, since rows may get
    their numbers long before they are there; nowhere in a transaction that books: what it rolls back could be
    remembered.
    """
    known, key, stamp = _known(), _key(accounts), STAMP.first()
    stamped, used = known.pop(key, (None, ZERO))
    if stamped != stamp:
        used = _credit_used(accounts, currency)
    known[key] = stamp, used
    if len(known) > MOST_REMEMBERED:
        del known[next(iter(known))]
    return used


def _known() -> dict[tuple[int, ...], tuple[Any, Decimal]]:
    return _remembered.setdefault(db.obj, {})


def _key(accounts: Sequence[int]) -> tuple[int, ...]:
    return (*sorted(families(accounts)),)


def _credit_used(accounts: Sequence[int], currency: str) -> Decimal:
    all_of_them = [*families(accounts)]  # what was merged into them still owes (F-28)
    ordered, invoiced, owed, paid = EXPOSURE.first(all_of_them)
    forfeits = [
        given_up(net, tax, Quantities(quantity, forfeited=_thousandths(forfeited)), currency)[0]
        for net, tax, quantity, forfeited in FORFEITED(all_of_them)
    ]
    return _thousandths(ordered - invoiced + owed - paid) - sum(forfeits, ZERO)


def sharing_accounts(party: int) -> list[int]:
    """The accounts of a party that have no credit limit of their own and share the party's."""
    return [row[0] for row in SHARING(party)]


def _thousandths(value: Any) -> Decimal:
    """Sums come back as scaled integers (PostgreSQL: as numeric)."""
    return Decimal(int(value)).scaleb(-3)
