"""Verifies a database: what it holds against what it promises, a line for every fault (S-6)."""

from collections.abc import Callable, Iterator
from typing import Any

from peewee import JOIN, fn

from custtui.domain.order import billed_fault
from custtui.models import seal
from custtui.models.among import among
from custtui.models.base import db
from custtui.models.catalogue import catalogue_faults
from custtui.models.database import is_sqlite
from custtui.models.fulfilment import Allocation, Invoice, InvoiceLine, Payment
from custtui.models.order import (
    OrderCharge,
    OrderLine,
    OrderPosition,
    OrderRevision,
    OrderShipTo,
    RevisionState,
    SalesOrder,
)
from custtui.services.check_bounds import bounds_faults
from custtui.services.check_chain import chain_faults
from custtui.services.check_money import limit_faults, paid_faults, paper_faults, share_faults
from custtui.services.check_moves import charge_faults, finished_faults
from custtui.services.check_overlaps import overlap_faults
from custtui.services.check_search import party_faults, product_faults, search_faults
from custtui.services.check_stored import stored_faults
from custtui.services.check_values import counter_faults, value_faults
from custtui.services.orders.quantities import quantities
from custtui.services.sealing import against_faults

AT_ONCE = 500


Progress = Callable[[int, int], None]
"""Told from time to time: revisions done, revisions in all."""


LEFT_OUT = (
    "what every revision, event and posting says against its seal and chain, sums of lines, shares of invoices,"
    " days and texts of every table, the search index"
)


def check(progress: Progress | None = None, *, quick: bool = False, against: str = "") -> Iterator[str]:
    """Every fault as one line; none means that the database is as it should be.

    `quick` leaves out what it takes the content of every order for (`LEFT_OUT`); `against` is a line of `seal`.
    Raises Refused for a line that is none.
    """
    if is_sqlite(db):
        yield from _file(quick)
    if against:
        yield from against_faults(against)
    yield from catalogue_faults(db.obj)
    if not quick:
        yield from _contents(progress)
    yield from counter_faults()
    yield from _chain()
    yield from _invoices()
    yield from paper_faults()
    yield from charge_faults()
    yield from finished_faults()
    yield from _allocated(Allocation.invoice, Invoice.gross, Invoice.number, "invoice")
    yield from _allocated(Allocation.payment, Payment.amount, Payment.id, "payment")
    yield from paid_faults()
    yield from limit_faults()
    yield from bounds_faults()
    yield from overlap_faults()


def _contents(progress: Progress | None) -> Iterator[str]:
    """Whatever has to be read row by row."""
    yield from stored_faults()
    yield from value_faults()
    done, whole = 0, OrderRevision.select().count()
    for ids in _pages():
        yield from _sums(ids)
        yield from _hashes(ids)
        yield from _moved(ids)
        yield from share_faults(ids, _names(ids))
        done += len(ids)
        if progress:
            progress(done, whole)
    yield from chain_faults()
    yield from search_faults()
    yield from product_faults()
    yield from party_faults()


def _file(quick: bool) -> Iterator[str]:
    for (line,) in db.execute_sql(f"PRAGMA {'quick' if quick else 'integrity'}_check").fetchall():
        if line != "ok":
            yield f"file: {line}"
    for table, row, parent, _ in db.execute_sql("PRAGMA foreign_key_check").fetchall():
        yield f"{table} {row}: what it points to in {parent} is missing"


def _pages() -> Iterator[list[int]]:
    last = 0
    while ids := _after(last):
        yield ids
        last = ids[-1]


def _after(last: int) -> list[int]:
    query = OrderRevision.select(OrderRevision.id).where(OrderRevision.id > last)
    return [one for (one,) in query.order_by(OrderRevision.id).limit(AT_ONCE).tuples()]


def _names(ids: list[int]) -> dict[int, str]:
    query = OrderRevision.select(OrderRevision.id, SalesOrder.number, OrderRevision.revision).join(SalesOrder)
    rows = query.where(among(OrderRevision.id, ids)).tuples()
    return {one: f"order {number} revision {revision}" for one, number, revision in rows}


def _totals(table: Any, ids: list[int]) -> dict[int, tuple[Any, Any]]:
    net, tax = (fn.SUM(column).converter(column.python_value) for column in (table.net, table.tax))
    query = table.select(table.revision, net, tax).where(among(table.revision, ids)).group_by(table.revision)
    return {one: (net, tax) for one, net, tax in query.tuples()}


def _sums(ids: list[int]) -> Iterator[str]:
    """Totals are sums of the rounded lines and charges (D-01)."""
    names, lines, charges = _names(ids), _totals(OrderLine, ids), _totals(OrderCharge, ids)
    columns = (OrderRevision.id, OrderRevision.net, OrderRevision.tax)
    for one, *told in OrderRevision.select(*columns).where(among(OrderRevision.id, ids)).tuples():
        parts = [lines.get(one, (0, 0)), charges.get(one, (0, 0))]
        for what, kept, column in (("net", told[0], 0), ("tax", told[1], 1)):
            added = sum(part[column] for part in parts)
            if added != kept:
                yield f"{names[one]}: {what} is {kept:f}, its lines add up to {added:f}"


def _hashes(ids: list[int]) -> Iterator[str]:
    """The seal of a revision covers its content and the seal before it: tampering shows (S-6)."""
    names = _names(ids)
    stored = OrderRevision.select(OrderRevision.id, OrderRevision.hash).where(among(OrderRevision.id, ids))
    worked_out = seal.resealed(ids)
    for one, told in stored.tuples():
        if worked_out.get(one) != told:
            yield f"{names[one]}: its content is not what was placed"


def _moved(ids: list[int]) -> Iterator[str]:
    """Nothing is shipped, given up or invoiced beyond what was ordered (X-07)."""
    query = SalesOrder.select(SalesOrder.in_force).where(among(SalesOrder.in_force, ids)).tuples()
    owning, names = [one for (one,) in query], _names(ids)
    for revision, positions in quantities(owning).items():
        for at, one in positions.items():
            position = _Position(at)
            if one.open < 0:
                yield f"{names[revision]}: of position {position} more is shipped and closed short than ordered"
            if one.returned > one.shipped or one.credited > one.invoiced:
                yield f"{names[revision]}: of position {position} more came back than went out"
            elif why := billed_fault(one):
                yield f"{names[revision]}: of position {position} {why}"


class _Position:
    """A position (id) by its number, asked for only where it is told of."""

    def __init__(self, at: int) -> None:
        self.at = at

    def __str__(self) -> str:
        return str(OrderPosition.get_by_id(self.at).position)


def _chain() -> Iterator[str]:
    """Revisions are a chain: the one in force is accepted, what it replaced is not, all are sealed (R-25)."""
    sealed = OrderRevision.select(SalesOrder.number, OrderRevision.revision).join(SalesOrder)
    sealed = sealed.switch(OrderRevision).join(RevisionState, JOIN.LEFT_OUTER).where(RevisionState.id.is_null())
    for number, revision in sealed.tuples():
        yield f"order {number} revision {revision}: was never placed"
    for number, revision, status in _standing(SalesOrder.in_force):
        if status not in ("accepted", "finished", "cancelled"):
            yield f"order {number}: revision {revision} is in force and {status}"
    for number, revision, status in _standing(SalesOrder.pending):
        if status != "pending":
            yield f"order {number}: revision {revision} waits and is {status}"
    for number, revision in _astray():
        yield f"order {number} revision {revision}: accepted, but not in force"
    headless = OrderRevision.select(OrderRevision.id).where(
        OrderRevision.id.not_in(OrderShipTo.select(OrderShipTo.revision).where(OrderShipTo.header))
    )
    for (one,) in headless.tuples():
        yield f"{_names([one])[one]}: has no ship-to (R-08)"


def _standing(pointer: Any) -> Any:
    query = SalesOrder.select(SalesOrder.number, OrderRevision.revision, RevisionState.status)
    return query.join(OrderRevision, on=pointer == OrderRevision.id).join(RevisionState).tuples()


def _astray() -> Any:
    query = OrderRevision.select(SalesOrder.number, OrderRevision.revision).join(SalesOrder)
    query = query.switch(OrderRevision).join(RevisionState).where(RevisionState.status.in_(("accepted", "finished")))
    return query.where(SalesOrder.in_force.is_null() | (SalesOrder.in_force != OrderRevision.id)).tuples()


def _invoices() -> Iterator[str]:
    """An invoice has at least its lines in it; charges may come on top."""
    added = fn.SUM(InvoiceLine.gross).converter(InvoiceLine.gross.python_value)
    query = Invoice.select(Invoice.number, Invoice.gross, added).join(InvoiceLine).group_by(Invoice.id)
    for number, gross, lines in query.tuples():
        if abs(lines) > abs(gross):
            yield f"invoice {number}: is {gross:f}, its lines add up to {lines:f}"


def _allocated(to: Any, amount: Any, name: Any, what: str) -> Iterator[str]:
    """Payments never settle more of an invoice than is due, nor more than came in."""
    settled = fn.SUM(Allocation.amount).converter(Allocation.amount.python_value)
    query = Allocation.select(name, amount, settled).join(amount.model, on=to == amount.model.id)
    beyond = ((amount >= 0) & ((settled > amount) | (settled < 0))) | (
        (amount < 0) & ((settled < amount) | (settled > 0))
    )
    for one, whole, part in query.group_by(amount.model.id).having(beyond).tuples():
        yield f"{what} {one}: is {whole:f}, {part:f} of it are allocated"
