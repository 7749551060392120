"""What a customer bought: the lines of its latest orders that count."""

from collections.abc import Sequence
from typing import Any

from custtui.domain.order import COUNTED
from custtui.models.order import OrderLine, OrderRevision, RevisionState, SalesOrder

RECENT = 200
"""What was bought last, and at what price, is looked for in so many orders: a bound, for those with thousands."""
LATEST_FIRST = (OrderRevision.order_date.desc(), OrderRevision.id.desc())


def recent(accounts: object, most: object) -> Any:
    """The latest revisions of a customer, by their dates."""
    return (
        OrderRevision.select(OrderRevision.id)
        .where(OrderRevision.sold_to.in_(accounts))
        .order_by(*LATEST_FIRST)
        .limit(most)
    )


def bought(*columns: Any, states: Sequence[str] = COUNTED) -> Any:
    """Lines of revisions that count, with their revision and order; those of other `states` where it says so."""
    return (
        OrderLine.select(*columns)
        .join(OrderRevision)
        .join(SalesOrder, on=OrderRevision.order == SalesOrder.id)
        .switch(OrderRevision)
        .join(RevisionState, on=RevisionState.revision == OrderRevision.id)
        .where((OrderLine.quantity > 0) & RevisionState.status.in_(states))
    )
