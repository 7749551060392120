"""Where an order that waits is billed and shipped to: a file may bring one with no address at all (R-12, X-08)."""

from collections.abc import Iterable
from typing import Any

from custtui.domain.address import Address, nowhere_faults
from custtui.domain.errors import Fault, Refused
from custtui.domain.paper import delivery_name
from custtui.models.order import OrderLine, OrderPosition, OrderRevision, OrderShipTo


def check_places(revision: OrderRevision) -> None:
    """Raises Refused, by the rule of order entry, where who pays or what is ordered has neither street nor city."""
    found = nowhere_faults(Address.of(revision, "bill_to_"), "bill_to", revision.bill_to_name)
    found += _ship_to_faults(revision)
    if found:
        raise Refused(found)


def _ship_to_faults(revision: OrderRevision) -> Iterable[Fault]:
    """Of the places goods go to; one of lines' own is told with the first of its lines (F-78)."""
    query = OrderLine.select(OrderShipTo, OrderPosition.position).join(OrderShipTo)
    query = query.switch(OrderLine).join(OrderPosition)
    query = query.where((OrderLine.revision == revision.id) & (OrderLine.quantity > 0))
    places: dict[int, Any] = {}
    for row in query.order_by(OrderPosition.position).namedtuples():
        places.setdefault(row.id, row)
    for place in places.values():
        called = delivery_name(place.alias, place.name)
        yield from nowhere_faults(Address.of(place), "ship_to", called, None if place.header else place.position)
