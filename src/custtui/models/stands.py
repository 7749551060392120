"""Which revision stands for an order: said once, for every question that joins an order with it (C-14, C-26)."""

from typing import Any

from peewee import fn

from custtui.models.order import OrderRevision, SalesOrder


def stands(*, newest: bool = True) -> Any:
    """The id of the revision in force, else of the one that waits, else (`newest`) of the newest there was.

    Without `newest` orders that were declined or withdrawn have none.
    """
    if not newest:
        return fn.COALESCE(SalesOrder.in_force, SalesOrder.pending)
    other = OrderRevision.alias()
    last = other.select(fn.MAX(other.id)).where(other.order == SalesOrder.id)
    return fn.COALESCE(SalesOrder.in_force, SalesOrder.pending, last)
