"""What customers owe or have on order, summed up from what was booked (C-25). Derived, never stored."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from peewee import Select, fn

from custtui.domain.money import ZERO
from custtui.domain.order import Quantities, given_up
from custtui.models.fulfilment import Allocation, Forfeit, Invoice
from custtui.models.order import OrderEvent, OrderLine, OrderRevision, RevisionState, SalesOrder
from custtui.models.prepared import Prepared

OPEN = ("pending", "accepted")


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


def _newer(accounts: Any, revision: Any) -> Any:
    """The open revisions after this one, by their index: the accounts' other orders are not read."""
    return _open_revisions(accounts, fn.SUM(OrderRevision.gross)).where(OrderRevision.id > revision)


def _touched(accounts: Any, revision: Any, event: Any) -> Any:
    """An order these accounts pay in any revision, that stood already and was booked on since."""
    later, any_revision = OrderRevision.alias(), OrderRevision.alias()
    orders = OrderEvent.select(OrderEvent.order).where(OrderEvent.id > event) | later.select(later.order).where(
        later.id > revision
    )
    payers = any_revision.select(any_revision.id).where(
        (any_revision.order == OrderRevision.order) & any_revision.bill_to.in_(accounts)
    )
    stood = (OrderRevision.id <= revision) & OrderRevision.order.in_(orders)
    return OrderRevision.select(OrderRevision.id).where(stood & fn.EXISTS(payers)).limit(1)


NEWER = Prepared(lambda accounts, revision: Select((), [_sum(_newer(accounts, revision))]))
TOUCHED = Prepared(_touched)


def summed(accounts: Sequence[int], currency: str) -> Decimal:
    """All of just these accounts: on order or sent, not yet invoiced nor given up, and owed by unpaid invoices."""
    ordered, invoiced, owed, paid = EXPOSURE.first(accounts)
    forfeits = [
        given_up(net, tax, Quantities(quantity, forfeited=_thousandths(forfeited)), currency)[0]
        for net, tax, quantity, forfeited in FORFEITED(accounts)
    ]
    return _thousandths(ordered - invoiced + owed - paid) - sum(forfeits, ZERO)


def of_new_orders(accounts: Sequence[int], revision: int, event: int) -> Decimal | None:
    """What came after a revision and an event by orders that are newer; None where an older one was booked on.

    Nobody may have been invoiced, paid, or given anything up since.
    """
    if TOUCHED.first(accounts, revision, event):
        return None
    return _thousandths(NEWER.first(accounts, revision)[0])


def _thousandths(value: Any) -> Decimal:
    """Sums come back as scaled integers (PostgreSQL: as numeric)."""
    return Decimal(int(value)).scaleb(-3)
