"""Checks contracts against what orders call off, which guards keep: nobody may have written around them (C-40)."""

from collections.abc import Iterator

from custtui.domain.calling_off import CONTRACT
from custtui.domain.event import EventKind
from custtui.domain.numbers import grouped
from custtui.models.order import Hold, OrderEvent, OrderRevision
from custtui.services.orders.called_off import called_beyond


def called_off_faults() -> Iterator[str]:
    """A product of which more is called off than is agreed, and no hold of any order told of it; history is left."""
    for contract, code, product, agreed, called in called_beyond():
        orders = OrderRevision.select(OrderRevision.order).where(OrderRevision.contract == contract)
        told = Hold.select().join(OrderRevision).where(OrderRevision.order.in_(orders), Hold.code == CONTRACT)
        came_in = OrderEvent.select().where(OrderEvent.order.in_(orders), OrderEvent.kind == str(EventKind.IMPORTED))
        if not told.exists() and not came_in.exists():
            text = f"{grouped(called)} is called off, {grouped(agreed)} is agreed"
            yield f"contract {code}: of {product} {text}, and no hold told of it (C-40)"
