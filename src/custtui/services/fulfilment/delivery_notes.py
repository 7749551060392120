"""Delivery notes as booked: of one order, or grouped by the orders of several (F-34, X-17, C-48)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from peewee import fn

from custtui.domain.fulfilment import Amounts, part_of
from custtui.domain.money import ZERO
from custtui.models.fulfilment import ShipmentLine
from custtui.services.fulfilment.papers import below_order, head, paper_line, paper_named, rows_of, total
from custtui.services.orders.papers import deliver_to
from custtui.services.orders.view import order
from custtui.services.views import OrderLineView, OrderView
from custtui.services.views.fulfilment import PaperLine, PaperView


def delivery_note(shipment_number: str) -> PaperView:
    """The delivery note of a shipment: to the site it went to, with the messages; prices where an order says so.

    Raises Refused where there is no such shipment.
    """
    paper = paper_named(shipment_number, "shipment")
    rows = rows_of(ShipmentLine, paper)
    orders = _orders(rows)
    views = [view for view, _ in orders] or [order(paper.order.number)]
    first = next((view for view in views if view.order_id == paper.order_id), views[0])
    priced = _priced(views)
    lines = tuple(line for one in orders for line in _lines(*one, priced, alone=len(orders) < 2))
    return PaperView(
        **{**head(paper, first), **({} if len(views) < 2 else {"order_number": "", "po_number": ""})},
        kind="DELIVERY",
        to=deliver_to(_place(first, rows)),
        message="\n".join(dict.fromkeys(view.message for view in views if view.message)),
        ship_via=paper.ship_via,
        terms="",
        payment_due=None,
        currency=first.currency,
        lines=lines,
        **total(lines if len(priced) == len(views) else ()),
    )


def _orders(rows: list[Any]) -> list[tuple[OrderView, list[Any]]]:
    """The orders on a shipment as they were booked, with the lines of each, as they were put on it."""
    found = dict[int, list[Any]]()
    for row in sorted(rows, key=lambda row: row.id):
        found.setdefault(row.position.order_id, []).append(row)
    sorted_rows = (sorted(mine, key=lambda row: row.position.position) for mine in found.values())
    return [(order(mine[0].position.order.number, mine[0].booked_on.revision), mine) for mine in sorted_rows]


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


def _lines(view: OrderView, rows: list[Any], priced: set[str], *, alone: bool) -> Iterator[PaperLine]:
    """Those of an order, below its number and PO where it is not alone."""
    agreed = {line.position: line for line in view.lines}
    for row in rows:
        line = _sent(agreed[row.position.position], row, view, priced=view.number in priced)
        yield line if alone else replace(line, under=below_order(view))


def _sent(line: OrderLineView, row: Any, view: OrderView, *, priced: bool) -> PaperLine:
    """A line of a delivery note, with its share of the line's amounts where prices are shown (X-17)."""
    if not priced:
        return paper_line(line, row.quantity, None, view.currency)
    whole, before = Amounts(line.net, line.tax), _sent_before(row)
    already = part_of(whole, before, line.quantity, Amounts(), view.currency)
    part = part_of(whole, before + row.quantity, line.quantity, already, view.currency)
    return paper_line(line, row.quantity, part, view.currency)


def _sent_before(row: Any) -> Decimal:
    total = fn.SUM(ShipmentLine.quantity).converter(ShipmentLine.quantity.python_value)
    earlier = (ShipmentLine.position == row.position_id) & (ShipmentLine.id < row.id)
    return ShipmentLine.select(total).where(earlier).scalar() or ZERO
