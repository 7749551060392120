"""Which revision stands for an order: said once, for every question that joins an order with it (C-14, C-26)."""

from collections.abc import Collection
from typing import Any

from peewee import fn

from custtui.domain.order import Status
from custtui.models.order import OrderRevision, RevisionState, SalesOrder


def stands(*, newest: bool = True) -> Any:
    """The id of the revision in force, else of the one that waits, else (`newest`) of the newest there was.

    Without `newest` orders that were declined or withdrawn have none.
    """
    if not newest:
        return fn.COALESCE(SalesOrder.in_force, SalesOrder.pending)
    other = OrderRevision.alias()
    last = other.select(fn.MAX(other.id)).where(other.order == SalesOrder.id)
    return fn.COALESCE(SalesOrder.in_force, SalesOrder.pending, last)


def counts_as(statuses: Collection[str]) -> Any:
    """A revision with its state, in one of these statuses, stands for its order: in force, else the one that waits.

    Told by the revision alone, so that orders are counted without reading them (but those of changes that wait);
    none that was in force once.
    """
    inner = sorted(set(statuses) - {Status.PENDING})
    never = SalesOrder.select(SalesOrder.id).where(
        (SalesOrder.pending == OrderRevision.id) & SalesOrder.in_force.is_null()
    )  # by what its index has
    waits = (RevisionState.status == "pending") & (OrderRevision.replaces.is_null() | fn.EXISTS(never))
    found = RevisionState.status.in_(inner)
    return found | waits if Status.PENDING in statuses else found
