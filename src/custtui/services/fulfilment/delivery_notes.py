"""Delivery notes as booked: of one order, or grouped by the orders of several (F-34, X-17, C-48)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from peewee import fn

from custtui.domain.fulfilment import Amounts, part_of
from custtui.domain.money import ZERO
from custtui.models.at_once import each_at_once, if_far
from custtui.models.fulfilment import ShipmentLine
from custtui.services.fulfilment.papers import below_order, booked_order, paper_line, paper_named, total
from custtui.services.orders.papers import deliver_to
from custtui.services.views import OrderLineView, OrderView
from custtui.services.views.fulfilment import PaperLine, PaperView


def delivery_note(shipment_number: str, known: OrderView | None = None) -> PaperView:
    """The delivery note of a shipment: to the site it went to, with the messages; prices where an order says so.

    `known` is an order that was read just now. Raises Refused where there is no such shipment.
    """
    stored = paper_named(shipment_number, "shipment", ShipmentLine, lambda of: if_far(partial(_sent_before, of)))
    paper, rows, (before,) = stored.row, stored.lines, stored.more
    orders = _orders(rows, known)
    views = [view for view, _ in orders] or [booked_order(paper.order.number, None, known)]
    first = next((view for view in views if view.order_id == paper.order_id), views[0])
    priced = _priced(views)
    if before is None:
        before = _sent_before(paper.id) if priced else {}
    lines = tuple(line for one in orders for line in _lines(*one, priced, before, alone=len(orders) < 2))
    return PaperView(
        **{**stored.head(first), **({} if len(views) < 2 else {"order_number": "", "po_number": ""})},
        kind="DELIVERY",
        to=deliver_to(_place(first, rows), stored.here),
        message="\n".join(dict.fromkeys(view.message for view in views if view.message)),
        ship_via=paper.ship_via,
        terms="",
        payment_due=None,
        currency=first.currency,
        lines=lines,
        **total(lines if len(priced) == len(views) else ()),
    )


def _orders(rows: list[Any], known: OrderView | None) -> list[tuple[OrderView, list[Any]]]:
    """The orders on a shipment as they were booked, with the lines of each, as they were put on it."""
    found = dict[int, list[Any]]()
    for row in sorted(rows, key=lambda row: row.id):
        found.setdefault(row.position.order_id, []).append(row)
    sorted_rows = [sorted(mine, key=lambda row: row.position.position) for mine in found.values()]
    first = [(mine[0].position.order.number, mine[0].booked_on.revision) for mine in sorted_rows]
    views = each_at_once([partial(booked_order, *one, known) for one in first])
    return list(zip(views, sorted_rows, strict=True))


def _place(view: OrderView, rows: list[Any]) -> Any:
    """Where all of it went."""
    mine = {row.position.position for row in rows if row.position.order_id == view.order_id}
    own = (line.own_ship_to for line in view.lines if line.position in mine and line.own_ship_to)
    return next(own, view.ship_to)


def _priced(views: list[OrderView]) -> set[str]:
    """The orders that show prices; none where they are in several currencies: the note has one column of them."""
    if len({one.currency for one in views}) > 1:
        return set()
    return {one.number for one in views if one.prices_on_note}


def _lines(
    view: OrderView, rows: list[Any], priced: set[str], before: Mapping[int, Decimal], *, alone: bool
) -> Iterator[PaperLine]:
    """Those of an order, below its number and PO where it is not alone."""
    agreed = {line.position: line for line in view.lines}
    for row in rows:
        sent = before.get(row.id, ZERO) if view.number in priced else None
        line = _sent(agreed[row.position.position], row, view, sent)
        yield line if alone else replace(line, under=below_order(view))


def _sent(line: OrderLineView, row: Any, view: OrderView, before: Decimal | None) -> PaperLine:
    """A line of a delivery note, with its share of the line's amounts where prices are shown (X-17): then `before`
    is what of the line was sent before it."""
    if before is None:
        return paper_line(line, row.quantity, None, view.currency)
    whole = Amounts(line.net, line.tax)
    already = part_of(whole, before, line.quantity, Amounts(), view.currency)
    part = part_of(whole, before + row.quantity, line.quantity, already, view.currency)
    return paper_line(line, row.quantity, part, view.currency)


def _sent_before(shipment: Any) -> dict[int, Decimal]:
    """Of each line of a shipment (id) what of its position was sent before it."""
    earlier = ShipmentLine.alias()
    total = fn.SUM(earlier.quantity).converter(ShipmentLine.quantity.python_value)
    before = (earlier.position == ShipmentLine.position) & (earlier.id < ShipmentLine.id)
    query = ShipmentLine.select(ShipmentLine.id, total).join(earlier, on=before)
    return dict(query.where(ShipmentLine.shipment == shipment).group_by(ShipmentLine.id).tuples())
