"""One order whole: a revision with its lines, quantities and money, and where it stands (X-05, X-07, F-74)."""

from decimal import Decimal
from typing import Any

from peewee import fn

from custtui.domain.address import Address
from custtui.domain.errors import refuse
from custtui.domain.money import ZERO
from custtui.domain.order import Quantities, given_up, summary
from custtui.models.account import PurchasingContract
from custtui.models.fulfilment import Invoice, Shipment
from custtui.models.order import Hold, OrderCharge, OrderEvent, OrderRevision, RevisionState, SalesOrder
from custtui.services.orders.lines import line_views, ship_tos
from custtui.services.orders.quantities import quantities
from custtui.services.views import EventView, HoldView, OrderLineView, OrderView

TOOK_OVER = ("accepted", "superseded", "finished", "cancelled")


def order(number: str, revision: int | None = None) -> OrderView:
    """A revision of an order: the one asked for, else the one in force, else the newest.

    Raises Refused where there is no such order or revision.
    """
    row = SalesOrder.get_or_none(SalesOrder.number == number)
    if row is None:
        raise refuse("order", f"There is no order {number}", "number")
    return _view(row, _revision(row, revision))


def events(order_id: int) -> tuple[EventView, ...]:
    """Who did what when with an order, oldest first (F-74)."""
    query = OrderEvent.select(OrderEvent.at, OrderEvent.by, OrderEvent.kind, OrderEvent.text)
    return tuple(
        EventView(*row) for row in query.where(OrderEvent.order == order_id).order_by(OrderEvent.id).tuples()
    )


def _revision(row: SalesOrder, wanted: int | None) -> OrderRevision:
    query = OrderRevision.select().join(RevisionState).where(OrderRevision.order == row.id)
    if wanted is not None:
        query = query.where(OrderRevision.revision == wanted)
    elif row.in_force_id:
        query = query.where(OrderRevision.id == row.in_force_id)
    found = query.order_by(OrderRevision.revision.desc()).first()
    if found is None:
        which = "revision" if wanted is None else f"revision {wanted}"
        raise refuse("revision", f"Order {row.number} has no {which}", "revision")
    return found


def _view(row: SalesOrder, revision: OrderRevision) -> OrderView:
    owns = revision.id == row.in_force_id
    state = RevisionState.get(RevisionState.revision == revision.id)
    moved = quantities([revision.id], [revision.id] if owns else [])[revision.id]
    places = ship_tos(revision.id)
    lines = line_views(revision, moved, places, with_history=owns)
    header = next(place for place in places.values() if place.header)
    return OrderView(
        order_id=row.id,
        number=row.number,
        revision=revision.revision,
        revisions=_count(row.id),
        status=state.status,
        supersedes=revision.replaces.revision if revision.replaces_id else None,
        superseded_by=_successor(revision),
        **_parties(revision),
        ship_to=header.view,
        **_terms(revision),
        lines=lines,
        **_money(revision, lines, owns),
        summary=summary(state.status, moved.values()),
        holds=_holds(revision.id),
        shipments=_shipments(row.id) if owns else (),
        invoices=_invoices(row.id) if owns else (),
        events=events(row.id),
    )


def _count(order_id: int) -> int:
    return OrderRevision.select(fn.MAX(OrderRevision.revision)).where(OrderRevision.order == order_id).scalar()


def _successor(revision: OrderRevision) -> int | None:
    """The revision that took this one's place; one that was declined never did."""
    query = OrderRevision.select(OrderRevision.revision).join(RevisionState)
    took_over = RevisionState.status.in_(TOOK_OVER)
    return query.where(
        OrderRevision.order == revision.order_id, OrderRevision.replaces == revision.id, took_over
    ).scalar()


def _parties(revision: OrderRevision) -> dict[str, Any]:
    return {
        "account_id": revision.sold_to_id,
        "sold_to_code": revision.sold_to_code,
        "sold_to_name": revision.sold_to_name,
        "ordered_by": revision.ordered_by_name,
        "bill_to_code": revision.bill_to_code,
        "bill_to_name": revision.bill_to_name,
        "bill_to_attention": revision.bill_to_attention,
        "bill_to_address": Address.of(revision, "bill_to_"),
    }


SAME_NAME = (
    *("po_number", "payment_method", "payment_terms", "payment_due", "source", "ship_via", "message"),
    *("prices_on_note", "order_date", "wanted", "currency"),
)


def _terms(revision: OrderRevision) -> dict[str, Any]:
    contract = PurchasingContract.get_by_id(revision.contract_id).code if revision.contract_id else ""
    return {"contract": contract, **{name: getattr(revision, name) for name in SAME_NAME}}


def _money(revision: OrderRevision, lines: tuple[OrderLineView, ...], owns: bool) -> dict[str, Any]:
    """gross = invoiced - credited + to come + forfeited + returned: what is to come is what is left (X-07)."""
    forfeited, returned = _given_up(lines, revision.currency)
    invoiced, credited = _billed(revision.order_id) if owns else (ZERO, ZERO)
    return {
        "charges": charges(revision.id),
        "net": revision.net,
        "tax": revision.tax,
        "gross": revision.gross,
        "invoiced_total": invoiced,
        "credited_total": credited,
        "forfeited_total": forfeited,
        "returned_total": returned,
        "to_come": revision.gross - invoiced + credited - forfeited - returned,
    }


def _given_up(lines: tuple[OrderLineView, ...], currency: str) -> tuple[Decimal, Decimal]:
    forfeited = returned = ZERO
    for line in lines:
        moved = Quantities(line.quantity, forfeited=line.forfeited, returned=line.returned)
        one = given_up(line.net, line.tax, moved, currency)
        forfeited, returned = forfeited + one[0], returned + one[1]
    return forfeited, returned


def _billed(order_id: int) -> tuple[Decimal, Decimal]:
    query = Invoice.select(Invoice.kind, fn.SUM(Invoice.gross).converter(Invoice.gross.python_value))
    sums = dict(query.where(Invoice.order == order_id).group_by(Invoice.kind).tuples())
    return sums.get("INVOICE", ZERO), -sums.get("CREDIT", ZERO)


def charges(revision_id: int) -> tuple[tuple[str, Decimal, Decimal], ...]:
    """Freight and other charges of a revision: name, net and tax of each."""
    query = OrderCharge.select(OrderCharge.kind, OrderCharge.text, OrderCharge.net, OrderCharge.tax)
    rows = query.where(OrderCharge.revision == revision_id).order_by(OrderCharge.id).tuples()
    return tuple((text or kind, net, tax) for kind, text, net, tax in rows)


def _holds(revision_id: int) -> tuple[HoldView, ...]:
    columns = (Hold.code, Hold.text, Hold.amount, Hold.placed_by, Hold.placed_at, Hold.released_by, Hold.released_at)
    query = Hold.select(*columns).where(Hold.revision == revision_id).order_by(Hold.id)
    return tuple(HoldView(*row) for row in query.tuples())


def _shipments(order_id: int) -> tuple[tuple[str, Any], ...]:
    query = Shipment.select(Shipment.number, Shipment.day).where(Shipment.order == order_id)
    return tuple(query.order_by(Shipment.id).tuples())


def _invoices(order_id: int) -> tuple[tuple[str, Any, Decimal], ...]:
    query = Invoice.select(Invoice.number, Invoice.day, Invoice.gross).where(Invoice.order == order_id)
    return tuple(query.order_by(Invoice.id).tuples())
