"""Which orders stand on an invoice: several, where it was made of several (C-42, C-48)."""

from collections.abc import Iterable

from custtui.models.among import among
from custtui.models.fulfilment import BilledOrder, Invoice
from custtui.models.order import SalesOrder
from custtui.models.prepared import AskedAnew

BILLED = AskedAnew(
    lambda invoices: (
        BilledOrder.select(BilledOrder.invoice, SalesOrder.number)
        .join(Invoice)
        .switch(BilledOrder)
        .join(SalesOrder)
        .where(among(BilledOrder.invoice, invoices))
        .order_by(BilledOrder.id)
    )
)


def orders_on(invoices: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The numbers of the orders on each of these invoices, by their ids, as they stand on it: asked once for all."""
    found = dict[int, dict[str, None]]()
    for invoice, order in BILLED([*invoices]):
        found.setdefault(invoice, {})[order] = None
    return {invoice: tuple(orders) for invoice, orders in found.items()}
