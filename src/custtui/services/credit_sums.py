"""What customers owe or have on order, summed up from what was booked (C-25). Derived, never stored."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from peewee import Select, fn

from custtui.domain.money import ZERO
from custtui.domain.order import Quantities, Worth, given_up
from custtui.models.fulfilment import Allocation, Forfeit, Invoice, Return
from custtui.models.order import OrderEvent, OrderLine, OrderPosition, OrderRevision, RevisionState, SalesOrder
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


def _moved(table: Any) -> Any:
    """What became of a line's position, summed up from one table."""
    return _sum(table.select(fn.SUM(table.quantity)).where(table.position == OrderLine.position))


GIVEN_UP = Prepared(
    lambda accounts: OrderLine.select(
        *(OrderLine.net, OrderLine.tax, OrderLine.quantity),
        *(_moved(Forfeit).alias("forfeited"), _moved(Return).alias("returned")),
    ).where(
        OrderLine.revision.in_(_open_revisions(accounts, OrderRevision.id))
        & (
            OrderLine.position.in_(_touched_positions(accounts, Forfeit))
            | OrderLine.position.in_(_touched_positions(accounts, Return))
        )
    )
)


def _touched_positions(accounts: Any, table: Any) -> Any:
    """The positions of these accounts' open orders that a table tells of."""
    position = OrderPosition.alias()
    return (
        table.select(table.position)
        .join(position, on=table.position == position.id)
        .where(position.order.in_(_open_revisions(accounts, OrderRevision.order)))
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
    return _thousandths(ordered - invoiced + owed - paid) - _given_up(accounts, currency)


def _given_up(accounts: Sequence[int], currency: str) -> Decimal:
    """What was forfeited and what came back of open orders (C-35)."""
    gone = ZERO
    for net, tax, quantity, forfeited, returned in GIVEN_UP(accounts):
        moved = Quantities(quantity, forfeited=_thousandths(forfeited), returned=_thousandths(returned))
        gone += sum(given_up(Worth(net, tax, currency), moved), ZERO)
    return gone


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
