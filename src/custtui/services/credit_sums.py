"""What customers owe or have on order, summed up from what was booked (C-35). Derived, never stored.

Counted is what is accepted and not invoiced of orders they pay, and what of their invoices is unpaid, less what they
paid and nobody allocated; all in one currency. Orders paid at once (cash) use no credit. What waits for acceptance is
summed up beside it, as it counts only where the house says so.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from peewee import Select, fn

from custtui.domain.money import ZERO
from custtui.domain.payment import AT_ONCE
from custtui.models.among import among
from custtui.models.fulfilment import Allocation, Forfeit, Invoice, Payment, Return
from custtui.models.order import OrderEvent, OrderPosition, OrderRevision, RevisionState, SalesOrder
from custtui.models.prepared import Prepared
from custtui.services.orders.money import Billed, amounts_of, billed, charges_of, totals
from custtui.services.orders.quantities import quantities


def to_come_of(revisions: Iterable[int]) -> dict[int, Decimal]:
    """By revision; what happened to an order's positions and invoices counts for each, the one that waits too."""
    ids = sorted(revisions)
    if not ids:
        return {}
    columns = (OrderRevision, RevisionState.status.alias("status"))
    query = OrderRevision.select(*columns).join(RevisionState).where(among(OrderRevision.id, ids))
    moved, amounts, charges = quantities(ids), amounts_of(ids), charges_of(ids)
    rows = list(query)
    paid = billed(row.order_id for row in rows)
    return {
        row.id: totals(
            row,
            row.revisionstate.status,
            amounts.get(row.id, ()),
            moved[row.id],
            charges.get(row.id, ()),
            paid.get(row.order_id, Billed()),
        )["to_come"]
        for row in rows
    }


class Use(NamedTuple):
    """What is used of a credit, and what would be by the orders that wait for acceptance; in its currency."""

    used: Decimal
    waiting: Decimal = ZERO

    def and_more(self, more: "Use") -> "Use":
        """With what came since."""
        return Use(self.used + more.used, self.waiting + more.waiting)


def _paid_by(accounts: Any, currency: Any, *columns: Any) -> Any:
    """The revisions that use the credit of these accounts, with their orders and states."""
    return (
        OrderRevision.select(*columns)
        .join(SalesOrder, on=OrderRevision.order == SalesOrder.id)
        .switch(OrderRevision)
        .join(RevisionState, on=RevisionState.revision == OrderRevision.id)
        .where(_uses(OrderRevision, accounts, currency))
    )


def _uses(revision: Any, accounts: Any, currency: Any) -> Any:
    """Paid by these accounts, in this currency, and not at once."""
    later = revision.payment_method.not_in(sorted(AT_ONCE))
    return revision.bill_to.in_(accounts) & (revision.currency == currency) & later


def _in_force(accounts: Any, currency: Any, *columns: Any) -> Any:
    """Those in force: accepted, or finished here with goods still to invoice (C-13).

    What came in finished as history nobody invoices any more.
    """
    billed = Invoice.select(fn.COALESCE(fn.SUM(Invoice.gross), 0)).where(Invoice.order == SalesOrder.id)
    ended = OrderEvent.select(OrderEvent.id).where(
        (OrderEvent.order == SalesOrder.id) & (OrderEvent.kind == "finished")
    )
    to_bill = (RevisionState.status == "finished") & (OrderRevision.gross > billed) & fn.EXISTS(ended)
    standing = (SalesOrder.in_force == OrderRevision.id) & ((RevisionState.status == "accepted") | to_bill)
    return _paid_by(accounts, currency, *columns).where(standing)


def _waiting(accounts: Any, currency: Any, *columns: Any) -> Any:
    """Those that wait; a change of an order that counts already does not wait beside it: the larger counts once."""
    counts = OrderRevision.alias()
    same = counts.select(counts.id).where((counts.id == SalesOrder.in_force) & _uses(counts, accounts, currency))
    waits = (SalesOrder.pending == OrderRevision.id) & (RevisionState.status == "pending") & ~fn.EXISTS(same)
    return _paid_by(accounts, currency, *columns).where(waits)


def _touched_orders(table: Any, accounts: Any, currency: Any) -> Any:
    """The orders in force of these accounts that a table tells something of a position of."""
    position = OrderPosition.alias()
    orders = _in_force(accounts, currency, OrderRevision.order)
    query = table.select(position.order).join(position, on=table.position == position.id)
    return query.where(position.order.in_(orders))


def _plain(accounts: Any, currency: Any, *columns: Any) -> Any:
    """Of those in force the ones that all of the rest is to come of: nothing given up, not ended, none waits."""
    odd = SalesOrder.id.in_(_touched_orders(Forfeit, accounts, currency)) | SalesOrder.id.in_(
        _touched_orders(Return, accounts, currency)
    )
    ended = (RevisionState.status == "finished") | SalesOrder.pending.is_null(False)
    return _in_force(accounts, currency, *columns).where(~(odd | ended))


def _sum(query: Any) -> Any:
    """A query of one column as a value, 0 where it has no rows."""
    return fn.COALESCE(query, 0)


def _allocated(column: Any, ids: Any) -> Any:
    return _sum(Allocation.select(fn.SUM(Allocation.amount)).where(column.in_(ids)))


def _owned(table: Any, accounts: Any, currency: Any, column: Any) -> Any:
    """Of the invoices these accounts owe, or the payments they made."""
    return table.select(column).where(table.account.in_(accounts) & (table.currency == currency))


EXPOSURE = Prepared(
    lambda accounts, currency: Select(
        (),
        [
            _sum(_plain(accounts, currency, fn.SUM(OrderRevision.gross))),
            _sum(
                Invoice.select(fn.SUM(Invoice.gross)).where(
                    Invoice.order.in_(_plain(accounts, currency, OrderRevision.order))
                )
            ),
            _sum(_owned(Invoice, accounts, currency, fn.SUM(Invoice.gross))),
            _allocated(Allocation.invoice, _owned(Invoice, accounts, currency, Invoice.id)),
            _sum(_owned(Payment, accounts, currency, fn.SUM(Payment.amount))),
            _allocated(Allocation.payment, _owned(Payment, accounts, currency, Payment.id)),
            _sum(_waiting(accounts, currency, fn.SUM(OrderRevision.gross))),
        ],
    )
)


def _odd(accounts: Any, currency: Any) -> Any:
    """The rest of those in force, each with the change of it that waits for these accounts to pay it."""
    change = OrderRevision.alias()
    waits = change.select(change.id).where((change.id == SalesOrder.pending) & _uses(change, accounts, currency))
    plain = _plain(accounts, currency, OrderRevision.id)
    return _in_force(accounts, currency, OrderRevision.id, waits).where(OrderRevision.id.not_in(plain))


ODD = Prepared(_odd)


def _newer(accounts: Any, currency: Any, revision: Any) -> Any:
    """What the revisions after this one come to, by their index: the accounts' other orders are not read."""
    ones = (find(accounts, currency, fn.SUM(OrderRevision.gross)) for find in (_in_force, _waiting))
    return Select((), [_sum(one.where(OrderRevision.id > revision)) for one in ones])


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


NEWER = Prepared(_newer)
TOUCHED = Prepared(_touched)


def summed(accounts: Sequence[int], currency: str) -> Use:
    """All of just these accounts (C-35)."""
    ordered, invoiced, owed, settled, paid, allocated, waiting = EXPOSURE.first(accounts, currency)
    used = ordered - invoiced + owed - settled - (paid - allocated)
    return Use(_thousandths(used) + _rest_of_odd(ODD(accounts, currency)), _thousandths(waiting))


def _rest_of_odd(rows: Iterable[tuple[int, int | None]]) -> Decimal:
    """What is to come of orders given up in part, finished, or with a change that waits: of both the larger."""
    found = list(rows)
    coming = to_come_of({one for row in found for one in row if one})
    return sum((max(coming[one], coming.get(change or 0, coming[one])) for one, change in found), ZERO)


def of_new_orders(accounts: Sequence[int], currency: str, revision: int, event: int) -> Use | None:
    """What came after a revision and an event by orders that are newer; None where an older one was booked on.

    Nobody may have been invoiced, paid, or given anything up since.
    """
    if TOUCHED.first(accounts, revision, event):
        return None
    return Use(*map(_thousandths, NEWER.first(accounts, currency, revision)))


def _thousandths(value: Any) -> Decimal:
    """Sums come back as scaled integers (PostgreSQL: as numeric)."""
    return Decimal(int(value)).scaleb(-3)
