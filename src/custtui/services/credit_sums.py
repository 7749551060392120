"""What customers owe or have on order, summed up from what was booked (C-35). Derived, never stored.

Counted is what is accepted and not invoiced of orders they pay, and what of their invoices is unpaid, less what they
paid and nobody allocated; all in one currency. Orders paid at once (cash), or by a card with an authorization, use no
credit. What waits for acceptance is
summed up beside it, as it counts only where the house says so.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from peewee import SQL, Case, Select, fn

from custtui.domain.card_payment import METHOD
from custtui.domain.money import ZERO
from custtui.domain.order import Status
from custtui.domain.payment import AT_ONCE
from custtui.models.among import among
from custtui.models.at_once import at_once
from custtui.models.fulfilment import Allocation, BilledOrder, Forfeit, Invoice, Payment, Return
from custtui.models.order import OrderCard, OrderEvent, OrderPosition, OrderRevision, RevisionState, SalesOrder
from custtui.models.prepared import Prepared
from custtui.services.orders.money import Billed, amounts_of, billed, charges_of, totals
from custtui.services.orders.quantities import finished_here, quantities

KnownBilled = Mapping[int, Billed] | Callable[[], Mapping[int, Billed]] | None


def to_come_of(revisions: Iterable[int], known: KnownBilled = None) -> dict[int, Decimal]:
    """By revision; what happened to an order's positions and invoices counts for each, the one that waits too.

    `known` is what was invoiced by order, where that was read, or what reads it.
    """
    ids = sorted(revisions)
    if not ids:
        return {}
    columns = (OrderRevision, RevisionState.status.alias("status"))
    query = OrderRevision.select(*columns).join(RevisionState).where(among(OrderRevision.id, ids))
    moved, amounts, charges, (rows, paid) = at_once(
        partial(quantities, ids),
        partial(amounts_of, ids),
        partial(charges_of, ids),
        partial(_billed_rows, query, known),
    )
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


def _billed_rows(query: Any, known: KnownBilled) -> tuple[list[Any], Mapping[int, Billed]]:
    if callable(known):
        return at_once(partial(list, query), known)
    rows = list(query)
    return rows, billed(row.order_id for row in rows) if known is None else known


class Use(NamedTuple):
    """What is used of a credit, and what would be by the orders that wait for acceptance; in its currency."""

    used: Decimal
    waiting: Decimal = ZERO

    def and_more(self, more: "Use") -> "Use":
        """With what came since."""
        return Use(self.used + more.used, self.waiting + more.waiting)


class Stamp(NamedTuple):
    """The newest row of each of the tables of which whatever is booked adds one to (F-74)."""

    revision: int
    event: int
    invoice: int
    payment: int
    allocation: int
    forfeit: int
    returned: int


_TABLES = (OrderRevision, OrderEvent, Invoice, Payment, Allocation, Forfeit, Return)


def _newest() -> list[Any]:
    return [fn.COALESCE(table.select(fn.MAX(table.id)), 0) for table in _TABLES]


STAMP = Prepared(lambda: Select((), _newest()))


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
    """Paid by these accounts, in this currency, and neither at once nor by an authorized card (`uses_no_credit`)."""
    card = OrderCard.select(OrderCard.id).where((OrderCard.revision == revision.id) & (OrderCard.authorized > 0))
    later = revision.payment_method.not_in(sorted(AT_ONCE)) & ((revision.payment_method != METHOD) | ~fn.EXISTS(card))
    return revision.bill_to.in_(accounts) & (revision.currency == currency) & later


def _to_bill(revision: Any) -> Any:
    """Finished with goods still to invoice, or that came back and may be still to credit (C-13).

    What came in finished as history nobody invoices any more; how much of each is to come `to_come_of` tells.
    """
    billed = BilledOrder.select(_shares()).where(BilledOrder.order == revision.order)
    to_invoice = finished_here(revision.order) & (revision.gross > _sum(billed))
    return (RevisionState.status == str(Status.FINISHED)) & (to_invoice | _moved(Return))


def _in_force(accounts: Any, currency: Any, *columns: Any) -> Any:
    """Those in force that count: accepted, or still to invoice."""
    counts = (RevisionState.status == str(Status.ACCEPTED)) | _to_bill(OrderRevision)
    return _paid_by(accounts, currency, *columns).where(counts & (SalesOrder.in_force == OrderRevision.id))


def _waiting(accounts: Any, currency: Any, *columns: Any) -> Any:
    """Those that wait; a change of an order that counts already does not wait beside it: the larger counts once."""
    counts = OrderRevision.alias()
    same = counts.select(counts.id).where((counts.id == SalesOrder.in_force) & _uses(counts, accounts, currency))
    waits = (
        (RevisionState.status == str(Status.PENDING)) & (SalesOrder.pending == OrderRevision.id) & ~fn.EXISTS(same)
    )
    return _paid_by(accounts, currency, *columns).where(waits)


def _moved(table: Any) -> Any:
    """A table tells something of a position of the order."""
    query = table.select(table.id).join(OrderPosition, on=table.position == OrderPosition.id)
    return fn.EXISTS(query.where(OrderPosition.order == OrderRevision.order))


ZERO_CENTS = SQL("0")
CREDIT = SQL("'CREDIT'")
"""A constant, not a parameter: the statement is prepared."""


def _odd() -> Any:
    """Not all of the rest of an order in force is to come: some given up, credited, ended, or a change waits."""
    ended = (RevisionState.status == str(Status.FINISHED)) | SalesOrder.pending.is_null(False)
    credited = Invoice.select(Invoice.id).where((Invoice.order == OrderRevision.order) & (Invoice.kind == CREDIT))
    return ended | _moved(Forfeit) | _moved(Return) | fn.EXISTS(credited)


def _orders(accounts: Any, currency: Any) -> Any:
    """Each odd order in force with the change of it that waits for these accounts to pay it; all others in one row.

    Beside them, of each row, what was ordered and what of it was invoiced.
    """
    change = OrderRevision.alias()
    waits = change.select(change.id).where((change.id == SalesOrder.pending) & _uses(change, accounts, currency))
    billed = BilledOrder.select(_shares()).where(BilledOrder.order == OrderRevision.order)
    columns = (Case(None, [(_odd(), OrderRevision.id)]), waits, fn.SUM(OrderRevision.gross), fn.SUM(_sum(billed)))
    return _in_force(accounts, currency, *columns).group_by(SQL("1"), SQL("2"))


def _shares() -> Any:
    """What invoices have of an order as that has its tax: what another day made of it is owed beside (C-38)."""
    return fn.SUM(BilledOrder.gross - fn.COALESCE(BilledOrder.tax_difference, ZERO_CENTS))


def _sum(query: Any) -> Any:
    """A query of one column as a value, 0 where it has no rows."""
    return fn.COALESCE(query, 0)


def _owned(table: Any, accounts: Any, currency: Any, column: Any) -> Any:
    """Of the invoices these accounts owe, or the payments they made."""
    return table.select(column).where(table.account.in_(accounts) & (table.currency == currency))


def _allocated(table: Any, accounts: Any, currency: Any) -> Any:
    return _sum(_owned(table, accounts, currency, fn.SUM(Allocation.amount)).join(Allocation))


ORDERS = Prepared(_orders)
OWED = Prepared(
    lambda accounts, currency: Select(
        (),
        [
            _sum(_owned(Invoice, accounts, currency, fn.SUM(Invoice.gross))),
            _allocated(Invoice, accounts, currency),
            _sum(_owned(Payment, accounts, currency, fn.SUM(Payment.amount))),
            _allocated(Payment, accounts, currency),
            _sum(_waiting(accounts, currency, fn.SUM(OrderRevision.gross))),
            *_newest(),
        ],
    )
)


def _newer(accounts: Any, currency: Any, revision: Any, last: Any) -> Any:
    """What the revisions after one up to another come to, by their index: the accounts' other orders are not read."""
    ones = (find(accounts, currency, fn.SUM(OrderRevision.gross)) for find in (_in_force, _waiting))
    return Select((), [_sum(one.where((OrderRevision.id > revision) & (OrderRevision.id <= last))) for one in ones])


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
    return summed_at(accounts, currency)[0]


def summed_at(accounts: Sequence[int], currency: str) -> tuple[Use, Stamp]:
    """The same, with what was booked last when it was summed up."""
    rows, sums = at_once(partial(ORDERS, accounts, currency), partial(OWED.first, accounts, currency))
    owed, settled, paid, allocated, waiting, *newest = sums
    plain = sum(int(ordered) - int(invoiced) for one, _, ordered, invoiced in rows if one is None)
    used = plain + owed - settled - (paid - allocated)
    odd = [(one, change) for one, change, *_ in rows if one is not None]
    return Use(_thousandths(used) + _rest_of_odd(odd), _thousandths(waiting)), Stamp(*newest)


def _rest_of_odd(found: list[tuple[int, int | None]]) -> Decimal:
    """What is to come of orders given up in part, finished, or with a change that waits: of both the larger."""
    coming = to_come_of({one for row in found for one in row if one})
    return sum((max(coming[one], coming.get(change or 0, coming[one])) for one, change in found), ZERO)


def of_new_orders(accounts: Sequence[int], currency: str, then: Stamp, now: Stamp) -> Use | None:
    """What came from then to now by orders that are newer; None where an older one was booked on.

    Nobody may have been invoiced, paid, or given anything up since.
    """
    if TOUCHED.first(accounts, then.revision, then.event):
        return None
    return Use(*map(_thousandths, NEWER.first(accounts, currency, then.revision, now.revision)))


def _thousandths(value: Any) -> Decimal:
    """Sums come back as scaled integers (PostgreSQL: as numeric)."""
    return Decimal(int(value)).scaleb(-3)
