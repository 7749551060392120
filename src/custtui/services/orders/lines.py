"""The lines of a revision as they are shown: agreed, shipped, invoiced, where to, and where it was booked (R-23)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import Any, NamedTuple

from peewee import fn

from custtui.domain.address import PARTS, Address
from custtui.domain.cover import Coverage, told_of
from custtui.domain.days import shown_day
from custtui.domain.line_tax import LineTax
from custtui.domain.money import ZERO
from custtui.domain.numbers import grouped
from custtui.domain.order import Quantities
from custtui.domain.paper import delivery_name
from custtui.models.among import among
from custtui.models.at_once import at_once, each_at_once, if_far
from custtui.models.fulfilment import Forfeit, Invoice, InvoiceLine, Return, Shipment, ShipmentLine
from custtui.models.order import OrderLine, OrderRevision, OrderShipTo
from custtui.models.prepared import AskedAnew
from custtui.models.rows import record_of
from custtui.services import clock
from custtui.services.orders.covers import Coverages, coverages_of_revision
from custtui.services.orders.quantities import positions_of, positions_on
from custtui.services.views import OrderLineView, ShipToView
from custtui.services.views.order import TaxedOtherwise

SAME_NAME = (
    *("description", "unit", "quantity", "price", "price_source", "price_reason", "discount", "discount_rate"),
    *("discount_reason", "tax_rate", "tax_parts", "tax_reason", "net", "tax", "gross", "wanted", "line_note"),
)
MOVED = ("shipped", "invoiced", "forfeited", "returned", "credited", "adjusted", "open", "billable", "to_credit")
"""What became of a line, as views and JSON name it."""


@dataclass(frozen=True, slots=True)
class KeptShipTo:
    """A ship-to snapshot, and whether it is the order's own."""

    header: bool
    view: ShipToView


PLACE = tuple(getattr(OrderShipTo, name) for name in ("kind", "alias", "name", "attention", *PARTS))
SHIP_TOS = AskedAnew(
    lambda revision: (
        OrderShipTo.select(OrderShipTo.id, OrderShipTo.header, *PLACE)
        .where(OrderShipTo.revision == revision)
        .order_by(OrderShipTo.id)
    )
)
HEADERS = AskedAnew(
    lambda revisions: (
        OrderShipTo.select(OrderShipTo.revision, *PLACE)
        .where(among(OrderShipTo.revision, revisions) & OrderShipTo.header)
        .order_by(OrderShipTo.id.desc())
    )
)
LINES = AskedAnew(lambda revision: OrderLine.select().where(OrderLine.revision == revision))
AS_LINE = record_of(OrderLine)


def ship_tos(revision_id: int) -> dict[int, KeptShipTo]:
    """Every ship-to of a revision, by id."""
    return {id: KeptShipTo(header, _ship_to(*place)) for id, header, *place in SHIP_TOS(revision_id)}


def headers(revisions: Iterable[int]) -> dict[int, ShipToView]:
    """Where each of these revisions ships to, by revision."""
    return {revision: _ship_to(*place) for revision, *place in HEADERS([*revisions])}


def _ship_to(kind: str, alias: str, name: str, attention: str, *place: str) -> ShipToView:
    return ShipToView(kind, alias, name, attention, Address(*place))


class LineHistory(NamedTuple):
    """What happened to a position, and on which revision it was booked at that time; how invoices taxed it."""

    texts: list[str]
    taxed: list[TaxedOtherwise]


LineViews = Callable[[dict[int, Quantities], str], tuple[OrderLineView, ...]]
"""Shows the lines of a revision, told what became of its positions (ids), and what all of the order waits for."""


def read_lines(revision: OrderRevision, *, with_history: bool) -> LineViews:
    """The lines by position, read but not shown yet."""
    (numbers, places, rows), covered, history, _ = at_once(
        lambda: at_once(
            partial(positions_of, revision.order_id), partial(ship_tos, revision.id), partial(LINES, revision.id)
        ),
        partial(coverages_of_revision, revision.id) if with_history else lambda: NONE_COVERED,
        partial(_history, revision.id) if with_history else dict[int, LineHistory],
        partial(if_far, clock.zone),  # what was covered is told by the day
    )
    return lambda moved, waits: _shown(
        map(AS_LINE, rows), numbers, places, moved, covered(moved), history, waits, with_history=with_history
    )


NONE_COVERED: Coverages = lambda moved: {}  # noqa: E731


def _shown(
    rows: Iterable[Any],
    numbers: dict[int, int],
    places: dict[int, KeptShipTo],
    moved: dict[int, Quantities],
    covered: dict[int, Coverage],
    history: dict[int, LineHistory],
    waits: str,
    *,
    with_history: bool,
) -> tuple[OrderLineView, ...]:
    views = (
        OrderLineView(
            position=numbers[row.position_id],
            product=row.product_code,
            **{name: getattr(row, name) for name in SAME_NAME},
            ship_to=own_place(place := places[row.ship_to_id]),
            own_ship_to=None if place.header else place.view,
            **{name: getattr(moved[row.position_id], name) for name in MOVED},
            **_booked(history.get(row.position_id), row),
            **_covers(covered.get(row.position_id) or Coverage(moved[row.position_id]), waits, with_history),
        )
        for row in rows
    )
    return tuple(sorted(views, key=lambda line: line.position))


def _booked(history: LineHistory | None, row: Any) -> dict[str, Any]:
    """What happened to a line; what of it is invoiced otherwise taxed than it was agreed (C-38)."""
    if history is None:
        return {}
    agreed = row.tax_rate, row.tax_parts
    return {
        "history": tuple(history.texts),
        "taxed_otherwise": tuple(one for one in history.taxed if one.tax[:2] != agreed),
    }


def own_place(place: KeptShipTo) -> str:
    """Where a line goes as it is told: only where that is not the order's."""
    view = place.view
    return "" if place.header else delivery_name(view.alias, view.name) or view.address.one_line


def _covers(stands: Coverage, waits: str, owns: bool) -> dict[str, Any]:
    """A revision that was superseded has nothing to ship and no covers (R-23)."""
    covers = tuple(map(told_of, stands.covers, stands.not_needed(), repeat(clock.today())))
    why = stands.why_open(clock.today(), waits) if owns or waits else ()
    covered = tuple(zip(stands.covers, stands.not_needed(), strict=True))
    return {"covered": covered, "covers": covers, "why_open": why, "ready": stands.ready}


def _history(revision: int) -> dict[int, LineHistory]:
    found: dict[int, LineHistory] = {}
    for position, booked, text, *taxed in _happened(revision):
        one = found.setdefault(position, LineHistory([], []))
        one.texts.append(f"{text} · booked on revision {booked}")
        one.taxed.extend(taxed)
    return found


def _happened(revision: int) -> Iterator[tuple[Any, ...]]:
    """Position, revision and text; of what was invoiced at a tax of its own that too."""
    zone, *moved = each_at_once(
        [clock.zone, *(partial(one, [revision]) for one in (SHIPPED, BILLED, FORFEITED, RETURNED))]
    )
    today, (shipped, billed, forfeited, returned) = clock.today(), moved
    for position, revision, quantity, number, day in shipped:
        yield position, revision, f"{shown_day(day, today)} {grouped(quantity)} shipped, {number}"
    for position, revision, quantity, number, day, moved, net, *taxed, differs in billed:
        word = "invoiced" if moved > 0 else "credited" if moved else f"credited without goods: {net.normalize():f}"
        told = f"{grouped(abs(quantity))} " if quantity else ""
        tax = LineTax(*taxed) if taxed[0] is not None else None
        at = f" at {tax.told}" if tax and differs else ""
        text = f"{shown_day(day, today)} {told}{word}{at}, {number}"
        yield position, revision, text, *([TaxedOtherwise(number, quantity, tax, differs or ZERO)] if tax else [])
    for rows, word in ((forfeited, "closed short"), (returned, "returned")):
        for position, revision, quantity, reason, at in rows:
            day = shown_day(at.astimezone(zone).date(), today)
            yield position, revision, f"{day} {grouped(quantity)} {word}{reason and f', {reason}'}"


def _of_positions(revisions: Any, table: Any, *columns: Any) -> Any:
    """Rows of the positions of revisions, with the one each was booked on, the oldest first."""
    query = table.select(table.position, OrderRevision.revision, *columns).join(OrderRevision).switch(table)
    return query.where(table.position.in_(positions_on(revisions))).order_by(table.id)


_PIECES = fn.COALESCE(fn.NULLIF(InvoiceLine.quantity, 0), InvoiceLine.pieces, 0)
SHIPPED = AskedAnew(
    lambda revisions: _of_positions(
        revisions, ShipmentLine, ShipmentLine.quantity, Shipment.number, Shipment.day
    ).join(Shipment)
)
BILLED = AskedAnew(
    lambda revisions: _of_positions(
        *(revisions, InvoiceLine, _PIECES.converter(InvoiceLine.quantity.python_value)),
        *(Invoice.number, Invoice.day, InvoiceLine.quantity, InvoiceLine.net),
        *(InvoiceLine.tax_rate, InvoiceLine.tax_parts, InvoiceLine.tax_reason, InvoiceLine.tax_difference),
    ).join(Invoice)
)
FORFEITED, RETURNED = (
    AskedAnew(
        lambda revisions, table=table: _of_positions(revisions, table, table.quantity, table.reason, table.made_at)
    )
    for table in (Forfeit, Return)
)
