"""Which orders stand on an invoice: several, where it was made of several (C-42, C-48)."""

from collections.abc import Iterable
from typing import Any

from peewee import Select, fn

from custtui.models.among import among
from custtui.models.fulfilment import BilledOrder, Invoice
from custtui.models.order import SalesOrder
from custtui.models.prepared import AskedAnew


def by_number(table: Any) -> list[Any]:
    """How rows with a number follow each other, SO-9 before SO-10, whatever their ids: in each house alike."""
    return [fn.LENGTH(table.number), table.number]


def in_turn(papers: Any) -> list[Any]:
    """How papers of orders follow each other: by day, invoices before credit notes, then by number."""
    return [papers.day, *([papers.kind.desc()] if hasattr(papers, "kind") else []), *by_number(papers)]


def _billed(invoices: Any) -> Any:
    query = BilledOrder.select(BilledOrder.invoice, SalesOrder.number).join(Invoice).switch(BilledOrder)
    query = query.join(SalesOrder).where(among(BilledOrder.invoice, invoices))
    return query.order_by(*by_number(SalesOrder))


BILLED = AskedAnew(_billed)


def orders_on(invoices: Iterable[int] | Select) -> dict[int, tuple[str, ...]]:
    """The numbers of the orders on each of these invoices, by their ids or a query of them: asked once for all."""
    found = dict[int, dict[str, None]]()
    for invoice, order in _billed(invoices).tuples() if isinstance(invoices, Select) else BILLED([*invoices]):
        found.setdefault(invoice, {})[order] = None
    return {invoice: tuple(orders) for invoice, orders in found.items()}
