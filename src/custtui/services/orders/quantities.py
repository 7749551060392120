"""What became of order positions: one grouped query a table, for as many orders as a list shows (X-07)."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from peewee import JOIN, SQL, fn

from custtui.domain.event import EventKind
from custtui.domain.order import Quantities, Status, as_history, as_of
from custtui.models.among import among
from custtui.models.at_once import at_once
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.fulfilment import Forfeit, InvoiceLine, Return, ShipmentLine
from custtui.models.order import OrderEvent, OrderLine, OrderPosition, OrderRevision, RevisionState
from custtui.models.prepared import AskedAnew

OrderedLine = tuple[int, int, Decimal, str]
"""Revision, position (id), ordered quantity and status of the revision of a line."""


def moved_of_line(table: Any) -> Any:
    """The sum of what a table tells of a line's position, in the database; of position and line of the query."""
    return fn.COALESCE(table.select(fn.SUM(table.quantity)).where(table.position == OrderLine.position), 0)


def quantities(revision_ids: Iterable[int], owning: Iterable[int] | None = None) -> dict[int, dict[int, Quantities]]:
    """Of each revision, the quantities of its positions by position id.

    Only a revision that owns its positions, the one in force, lists what happened to them (R-23): `owning` names
    those by id; None means all of them do. What was declined or cancelled has nothing open.
    """
    ids = list(revision_ids)
    owners = set(ids if owning is None else owning)
    lines, moved, ended = at_once(partial(LINES, ids), partial(MOVED_OF, owners), partial(ended_ahead, ids))
    return _quantities(ids, lines, owners, _by_position(moved), ended)


def quantities_of(
    ids: Sequence[int],
    lines: Sequence[OrderedLine],
    owners: Collection[int],
    moved: Iterable[tuple[str, int, Decimal]] | None = None,
    ended: Collection[int] | None = None,
) -> dict[int, dict[int, Quantities]]:
    """The same of revisions whose lines were read, and what `moved` of them where that was read too (MOVED_OF).

    `ended`: which of them ended here, where that is known.
    """
    positions = {position for revision, position, *_ in lines if revision in owners}
    return _quantities(ids, lines, owners, _by_position(MOVED(positions) if moved is None else moved), ended)


def _quantities(
    ids: Sequence[int],
    lines: Sequence[OrderedLine],
    owners: Collection[int],
    moved: Mapping[int, Mapping[str, Decimal]],
    ended_here: Collection[int] | None,
) -> dict[int, dict[int, Quantities]]:
    found: dict[int, dict[int, Quantities]] = {one: {} for one in ids}
    for revision, position, ordered, status in lines:
        happened = moved.get(position, {}) if revision in owners else {}
        found[revision][position] = as_of(status, Quantities(ordered, **happened))
    ended = {revision for revision, _, _, status in lines if status == Status.FINISHED}
    to_bill = {one for one in ended if any(moved.to_bill > 0 for moved in found[one].values())}
    for one in to_bill.difference(_ended_here(to_bill) if ended_here is None else ended_here):
        found[one] = {position: as_history(moved) for position, moved in found[one].items()}
    return found


FINISHED = SQL(f"'{EventKind.FINISHED}'")
"""As it stands: the partial index of these events is found by it."""


def finished_here(order: Any) -> Any:
    """Whether an order (a column) ended here, or came in with goods to invoice; others are history (C-13, X-08)."""
    return fn.EXISTS(
        OrderEvent.select(OrderEvent.id).where((OrderEvent.order == order) & (OrderEvent.kind == FINISHED))
    )


LINES = AskedAnew(
    lambda revisions: (
        OrderLine.select(OrderLine.revision, OrderLine.position, OrderLine.quantity, RevisionState.status)
        .join(RevisionState, JOIN.LEFT_OUTER, on=RevisionState.revision == OrderLine.revision)
        .where(among(OrderLine.revision, revisions))
        .order_by(OrderLine.id)
    )
)
ENDED_HERE = AskedAnew(
    lambda revisions: OrderRevision.select(OrderRevision.id).where(
        among(OrderRevision.id, revisions) & finished_here(OrderRevision.order)
    )
)


def _ended_here(revisions: set[int]) -> set[int]:
    """Those of them whose order was finished here, so that its rest is billed here too (C-13)."""
    return {one for (one,) in ENDED_HERE(revisions)}


def ended_ahead(revisions: Sequence[int]) -> Collection[int] | None:
    """The same of a far server along with their lines, before it is known who needs it (P-13); None on a file."""
    return None if is_sqlite(db) else _ended_here({*revisions})


def _by_position(rows: Iterable[tuple[str, int, Decimal]]) -> dict[int, dict[str, Decimal]]:
    """Shipped, forfeited, returned, invoiced and credited of each position that has any of it."""
    found: dict[int, dict[str, Decimal]] = {}
    for name, position, quantity in rows:
        found.setdefault(position, {})[name] = abs(quantity)
    return found


def _moved(these: Callable[[Any], Any]) -> Any:
    """What became of the positions that a condition on a column names, a row of each that has any: one question."""
    credited = InvoiceLine.quantity < 0
    shipped, forfeited, returned = (
        _sums(name, table, these)
        for name, table in (("shipped", ShipmentLine), ("forfeited", Forfeit), ("returned", Return))
    )
    chosen = _sums("chosen", Return, these, Return.to_credit).where(Return.to_credit.is_null(False))
    invoiced = _sums("invoiced", InvoiceLine, these).where(~credited)
    credits = _sums("credited", InvoiceLine, these).where(credited)
    return shipped.union_all(forfeited).union_all(returned).union_all(chosen).union_all(invoiced).union_all(credits)


def _sums(name: str, table: Any, these: Callable[[Any], Any], column: Any = None) -> Any:
    whole = fn.SUM(table.quantity if column is None else column).converter(table.quantity.python_value)
    query = table.select(SQL(f"'{name}'"), table.position, whole)
    return query.where(these(table.position)).group_by(table.position)


def positions_on(revisions: Any) -> Any:
    """The positions of the lines of some revisions, as part of another query."""
    return OrderLine.select(OrderLine.position).where(among(OrderLine.revision, revisions))


MOVED = AskedAnew(lambda positions: _moved(lambda column: among(column, positions)))
MOVED_OF = AskedAnew(lambda revisions: _moved(lambda column: column.in_(positions_on(revisions))))
POSITIONS = AskedAnew(
    lambda order: OrderPosition.select(OrderPosition.id, OrderPosition.position).where(OrderPosition.order == order)
)


def positions_of(order_id: int) -> dict[int, int]:
    """The position numbers of an order, by id."""
    return dict(POSITIONS(order_id))
