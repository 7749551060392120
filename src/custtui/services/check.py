"""Verifies a database: what it holds against what it promises, a line for every fault (S-6)."""

from collections.abc import Iterable, Iterator
from os import W_OK, access, stat
from typing import Any

from peewee import JOIN, Model, OperationalError, fn

from custtui.domain.meter import Meter
from custtui.domain.order import IN_FORCE, Status, billed_fault
from custtui.models.among import among
from custtui.models.base import db
from custtui.models.database import is_busy, is_sqlite, legible
from custtui.models.filled import filled_models
from custtui.models.fulfilment import Allocation, CreditCharge, Invoice, InvoiceLine
from custtui.models.order import (
    OrderCharge,
    OrderLine,
    OrderPosition,
    OrderRevision,
    OrderShipTo,
    RevisionState,
    SalesOrder,
)
from custtui.models.search.verifying import key_faults, word_faults
from custtui.services.check_billed import billed_faults
from custtui.services.check_bounds import bounds_faults
from custtui.services.check_chain import chain_faults, link_faults
from custtui.services.check_contracts import contract_faults
from custtui.services.check_covers import cover_faults
from custtui.services.check_credits import credit_faults, series_faults
from custtui.services.check_instalments import instalment_faults, terms_in_parts_faults
from custtui.services.check_kinds import kind_faults
from custtui.services.check_made import made_faults
from custtui.services.check_messages import message_faults
from custtui.services.check_money import (
    agreed_faults,
    limit_faults,
    paid_faults,
    paper_faults,
    revised_share_faults,
    share_faults,
    taxed_faults,
)
from custtui.services.check_moves import charge_faults, chosen_faults, finished_faults
from custtui.services.check_operators import operator_faults
from custtui.services.check_overlaps import overlap_faults
from custtui.services.check_parts import Count, made_anew, whole
from custtui.services.check_payments import payment_faults
from custtui.services.check_pointers import pointer_faults, ring_faults
from custtui.services.check_rows import row_faults
from custtui.services.check_schema import catalogue_faults, history_faults
from custtui.services.check_sealed import altered, revision_pages
from custtui.services.check_search import party_faults, product_faults, search_faults
from custtui.services.check_setup import setup_faults
from custtui.services.check_shipped import shipped_faults
from custtui.services.check_stored import stored_faults
from custtui.services.check_story import nowhere, story_parts
from custtui.services.check_terms import term_faults
from custtui.services.check_texts import text_faults
from custtui.services.check_values import counter_faults, least_between, unrated, value_faults
from custtui.services.orders.quantities import quantities
from custtui.services.sealing import against_faults, line_of

LEFT_OUT = (
    "what every revision, event, posting, payment and history (terms, addresses, merges, signatures, seals, roles)"
    " says against its seal and chain, sums of lines, shares of invoices, days and most texts, the search index"
)


def check(
    progress: Meter | None = None, *, quick: bool = False, against: str = "", more: Iterable[str] = ()
) -> Iterator[str]:
    """Every fault as one line; none means that the database is as it should be.

    `quick` leaves out what it takes the content of every order for (`LEFT_OUT`); `against` is a line of `seal`;
    `more` is what others find in the rows that stand.
    Raises Refused for a line that is none.
    """
    with legible(db.obj):
        for part, found in _parts(progress, quick, against):
            yield from whole(part, found)
        yield from whole("rows that stand", more)


def told_beside() -> Iterator[str]:
    """What is no fault and is worth a line all the same."""
    with legible(db.obj):
        yield from whole("customers without an address", nowhere())
        yield from whole("tax categories", unrated())
        yield from whole("least quantities", least_between())


def _parts(progress: Meter | None, quick: bool, against: str) -> Iterator[tuple[str, Iterable[str]]]:
    """Each part by what it reads: one that cannot be read to its end leaves the others."""
    if is_sqlite(db):
        yield "the file", _file(quick)
    models = filled_models()
    yield "foreign keys", pointer_faults(models)
    yield "merged customers", ring_faults()
    if against:
        yield "the seal", against_faults(line_of(against))
    yield "the catalogue", catalogue_faults()
    yield "the history of migrations", history_faults()
    if quick:
        yield "texts", text_faults(models, quick=True)
    else:
        yield from _contents(progress, models)
    yield "counters", counter_faults()
    yield "links", link_faults()
    yield "operators", operator_faults()
    yield "terms", term_faults()
    yield "revisions", _chain()
    yield from story_parts()
    yield "the series of invoices", series_faults()
    yield "orders of invoices", billed_faults()
    yield "orders of shipments", shipped_faults()
    yield "credit notes", credit_faults()
    yield "contracts", contract_faults()
    yield "invoices", _invoices()
    yield "papers", paper_faults()
    yield "taxes of invoices", taxed_faults()
    yield "instalments", instalment_faults()
    yield "terms in parts", terms_in_parts_faults()
    yield "charges", charge_faults()
    yield "finished orders", finished_faults()
    yield "choices of returns", chosen_faults()
    yield "covers", cover_faults()
    yield "messages", message_faults()
    yield "allocations", _allocated()
    yield "payments", payment_faults()
    yield "what was paid", paid_faults()
    yield "limits", limit_faults()
    yield "what was agreed", agreed_faults()
    yield "the set-up", bounds_faults()
    yield "the set-up beside itself", setup_faults()
    yield "what was made", made_faults()
    yield "contract prices", overlap_faults()


def _contents(progress: Meter | None, models: Iterable[type[Model]]) -> Iterator[tuple[str, Iterable[str]]]:
    """Whatever has to be read row by row."""
    yield "days and moments", stored_faults(models)
    yield "texts", text_faults(models)
    yield "values", value_faults(models)
    yield "kinds of values", kind_faults(models)
    yield "rows", row_faults(models)
    count = Count(progress)
    yield "revisions", _revisions(count)
    yield "chains", chain_faults(count.more)
    yield "the lookup", made_anew(search_faults())
    yield "the product list", made_anew(product_faults())
    yield "the names of parties", made_anew(party_faults())
    yield "the lookup's keys", made_anew(key_faults())
    yield "the lookup's words", made_anew(word_faults())


def _revisions(count: Count) -> Iterator[str]:
    for ids in revision_pages():
        for part in (_sums, _hashes, _moved, _shares):
            yield from whole(f"revisions {ids[0]} to {ids[-1]}", part(ids))
        count.more(len(ids))


def _shares(ids: list[int]) -> Iterator[str]:
    names = _names(ids)
    yield from share_faults(ids, names)
    yield from revised_share_faults(ids, names)


def _file(quick: bool) -> Iterator[str]:
    for (line,) in db.execute_sql(f"PRAGMA {'quick' if quick else 'integrity'}_check"):
        if line != "ok":
            yield from (f"file: {one}" for one in line.splitlines())
    if (names := stat(db.obj.database).st_nlink) > 1:
        yield f"file: it has {names} names (hard links): who opens it by another one writes another journal"
    if not _is_written():
        return
    try:
        with db.atomic():
            db.execute_sql("UPDATE counter SET value = value WHERE id < 0")
    except OperationalError as error:
        if not is_busy(error):
            yield f"file: nobody can write into it: {error}"


def _is_written() -> bool:
    """Whether this file is one to write into: a copy that is looked at alone need not be."""
    return access(db.obj.database, W_OK) and not db.execute_sql("PRAGMA query_only").fetchone()[0]


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
    yield from (f"{names[one]}: its content is not what was placed" for one in altered(ids))


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
        if status not in (Status.ACCEPTED, Status.FINISHED, Status.CANCELLED):
            yield f"order {number}: revision {revision} is in force and {status}"
    for number, revision, status in _standing(SalesOrder.pending):
        if status != Status.PENDING:
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
    accepted = RevisionState.status.in_([*map(str, IN_FORCE)])
    query = query.switch(OrderRevision).join(RevisionState).where(accepted)
    return query.where(SalesOrder.in_force.is_null() | (SalesOrder.in_force != OrderRevision.id)).tuples()


def _invoices() -> Iterator[str]:
    """An invoice has at least its lines in it; charges may come on top. Fees lower a credit note (C-31)."""
    added = fn.SUM(InvoiceLine.gross).converter(InvoiceLine.gross.python_value)
    own = CreditCharge.select(fn.SUM(CreditCharge.net + CreditCharge.tax)).where(CreditCharge.invoice == Invoice.id)
    own = fn.COALESCE(own, 0).converter(InvoiceLine.gross.python_value)
    query = Invoice.select(Invoice.number, Invoice.gross, added, own).join(InvoiceLine).group_by(Invoice.id)
    for number, gross, lines, charges in query.tuples():
        if abs(lines) > abs(gross - charges):
            beside = f" and its own charges to {charges:f}" if charges else ""
            yield f"invoice {number}: is {gross:f}, its lines add up to {lines:f}{beside}"


def _allocated() -> Iterator[str]:
    """Payments never settle more of an invoice than is due."""
    settled = fn.SUM(Allocation.amount).converter(Allocation.amount.python_value)
    query = Allocation.select(Invoice.number, Invoice.gross, settled).join(Invoice)
    beyond = ((Invoice.gross >= 0) & ((settled > Invoice.gross) | (settled < 0))) | (
        (Invoice.gross < 0) & ((settled < Invoice.gross) | (settled > 0))
    )
    for one, most, part in query.group_by(Invoice.id).having(beyond).tuples():
        yield f"invoice {one}: is {most:f}, {part:f} of it are allocated"
