"""How many open orders bill or ship to a site, and how many of them keep an older address of it (R-40)."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from itertools import chain
from typing import Any

from custtui.domain.address import Address
from custtui.domain.order import OPEN
from custtui.domain.postal import written
from custtui.models.order import OrderRevision, OrderShipTo, RevisionState, SalesOrder
from custtui.models.prepared import Prepared
from custtui.services.at_once import each_at_once


def _open(query: Any) -> Any:
    """Narrow to revisions in force, or waiting, of orders that are open."""
    return (
        query.join(SalesOrder, on=OrderRevision.order == SalesOrder.id)
        .switch(OrderRevision)
        .join(RevisionState, on=RevisionState.revision == OrderRevision.id)
        .where(
            RevisionState.status.in_(OPEN)
            & ((SalesOrder.in_force == OrderRevision.id) | (SalesOrder.pending == OrderRevision.id))
        )
    )


SHIPPED_TO = Prepared(
    lambda sites: _open(
        OrderShipTo.select(
            *(OrderShipTo.site, SalesOrder.id, OrderShipTo.street, OrderShipTo.city, OrderShipTo.state),
            *(OrderShipTo.postal_code, OrderShipTo.country),
        ).join(OrderRevision, on=OrderShipTo.revision == OrderRevision.id)
    ).where(OrderShipTo.site.in_(sites))
)
BILLED_TO = Prepared(
    lambda sites: _open(
        OrderRevision.select(
            *(OrderRevision.bill_to_site, SalesOrder.id, OrderRevision.bill_to_street, OrderRevision.bill_to_city),
            *(OrderRevision.bill_to_state, OrderRevision.bill_to_postal_code, OrderRevision.bill_to_country),
        )
    ).where(OrderRevision.bill_to_site.in_(sites))
)


def open_orders_of(sites: Sequence[int]) -> dict[int, list[tuple[int, Address]]]:
    """Open orders that bill or ship to each site, with the address they were placed with."""
    found: dict[int, list[tuple[int, Address]]] = defaultdict(list)
    for site, order, *place in chain(*each_at_once([partial(one, list(sites)) for one in (SHIPPED_TO, BILLED_TO)])):
        found[site].append((order, Address(*place)))
    return found


def counts(found: Sequence[tuple[int, Address]], now: Address) -> tuple[int, int]:
    """Open orders, and those among them that keep another address than `now`; another way to write it is none."""
    here = written(now)
    return len({order for order, _ in found}), len(
        {order for order, at in found if at != now and written(at) != here}
    )


def told(number: int) -> str:
    """`2 open orders keep the old address`; '' for none."""
    if not number:
        return ""
    return "1 open order keeps the old address" if number == 1 else f"{number} open orders keep the old address"
