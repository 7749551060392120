"""Which orders stand on an invoice or a shipment: several, where it was made of several (C-42, C-48)."""

from collections.abc import Iterable
from typing import Any

from custtui.models.among import among
from custtui.models.fulfilment import BilledOrder, Invoice, Shipment, ShipmentLine
from custtui.models.order import OrderPosition, SalesOrder
from custtui.models.prepared import AskedAnew


def _billed(key: Any, wanted: Any) -> Any:
    query = BilledOrder.select(key, SalesOrder.number).join(Invoice).switch(BilledOrder).join(SalesOrder)
    return query.where(among(key, wanted)).order_by(BilledOrder.id)


def _sent(numbers: Any) -> Any:
    query = ShipmentLine.select(Shipment.number, SalesOrder.number).join(Shipment).switch(ShipmentLine)
    query = query.join(OrderPosition).join(SalesOrder).where(among(Shipment.number, numbers))
    return query.order_by(ShipmentLine.id)


BILLED = AskedAnew(lambda invoices: _billed(BilledOrder.invoice, invoices))
NUMBERED = {"invoice": AskedAnew(lambda numbers: _billed(Invoice.number, numbers)), "shipment": AskedAnew(_sent)}


def orders_on(invoices: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The numbers of the orders on each of these invoices, by their ids, as they stand on it: asked once for all."""
    return _told(BILLED([*invoices]))


def orders_of(kind: str, number: str) -> tuple[str, ...]:
    """Those on an `invoice` or `shipment` of that number; of any other paper none."""
    return _told(NUMBERED[kind]([number])).get(number, ()) if kind in NUMBERED else ()


def _told(rows: Iterable[tuple[Any, str]]) -> dict[Any, tuple[str, ...]]:
    found = dict[Any, dict[str, None]]()
    for paper, order in rows:
        found.setdefault(paper, {})[order] = None
    return {paper: tuple(orders) for paper, orders in found.items()}
