"""What goes out together of one order or of several of one customer: locked, and looked at as a whole (C-48)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from custtui.domain.errors import Conflict, Fault, Refused, refuse
from custtui.domain.fulfilment import of_order
from custtui.domain.money import ZERO
from custtui.domain.order import Quantities
from custtui.domain.paper import handed_over
from custtui.models.families import survivors
from custtui.models.order import SalesOrder
from custtui.services.fulfilment.facts import Facts, Stood, take, take_with
from custtui.services.fulfilment.meanwhile import check_seen
from custtui.services.numbers import stored_numbers
from custtui.services.orders.lines import ship_tos
from custtui.services.views.fulfilment import ShippingView


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes out of an order: quantities by position; the revision the clerk saw, `seen` all of it."""

    number: str
    revision: int
    quantities: Mapping[int, Decimal]
    seen: ShippingView | None = None


Ahead = Callable[[Parcel, Stood], Any]
"""Asks what will be wanted of an order that is locked."""


@dataclass(frozen=True, slots=True)
class Sending:
    """An order that is locked, and what of it goes out; none of the quantities is 0."""

    order: Facts
    asked: Mapping[int, Decimal]

    def moved(self, rests: Mapping[int, Decimal]) -> list[Quantities]:
        """What became of the positions of the order once this went out and `rests` were given up: it is locked."""
        return [
            _moved(line.moved, self.asked.get(at, ZERO), rests.get(at, ZERO)) for at, line in self.order.lines.items()
        ]


def _moved(before: Quantities, shipped: Decimal, forfeited: Decimal) -> Quantities:
    return before._replace(shipped=before.shipped + shipped, forfeited=before.forfeited + forfeited)


def taken(parcels: Sequence[Parcel], ahead: Ahead) -> list[Sending]:
    """The orders, locked, with what may go out of each. Parcels without quantities stay where others have some.

    `ahead` asks along with one that goes out alone what its shipment will want.

    Raises Refused with all that is wrong with any of them, Conflict where one has changed (R-25). Fields are
    `quantity:<position>` of the first parcel, `quantity:<order>:<position>` of others.
    """
    some = [one for one in parcels if any(one.quantities.values())] or list(parcels[:1])
    orders, found = _locked(some, ahead), list[Sending]()
    wrong = list[Refused]()
    for one in some:
        try:
            found.append(_looked_at(orders[one.number], one))
        except Refused as refused:
            wrong.append(refused if one is parcels[0] else _of(one.number, refused))
    if wrong:
        conflict = next((one for one in wrong if isinstance(one, Conflict)), None)
        faults = [fault for one in wrong for fault in one.faults]
        raise Conflict(faults, conflict.by) if conflict else Refused(faults)
    _check_one_customer(found)
    return found


def _locked(parcels: Sequence[Parcel], ahead: Ahead) -> dict[str, Facts]:
    """The oldest first, as payments and invoices lock them: nobody waits for another in a ring."""
    if len(parcels) == 1:
        one = parcels[0]
        return {one.number: take_with(one.number, partial(ahead, one))[0]}
    stored = stored_numbers("order", [one.number for one in parcels])
    ids = dict(
        SalesOrder.select(SalesOrder.number, SalesOrder.id).where(SalesOrder.number << [*stored.values()]).tuples()
    )
    turn = sorted(stored, key=lambda text: ids.get(stored[text], 0))
    if len(set(stored.values())) < len(parcels):
        raise refuse("twice", "An order stands twice on a shipment")
    return {text: take(text) for text in turn}


def _looked_at(order: Facts, one: Parcel) -> Sending:
    check_seen("ship", order, one.seen, one.quantities)
    order.check_moving(one.revision)
    return Sending(order, order.check("ship", one.quantities))


def _of(number: str, refused: Refused) -> Refused:
    faults = [of_order(number, one) for one in refused.faults]
    return Conflict(faults, refused.by) if isinstance(refused, Conflict) else Refused(faults)


def _check_one_customer(sendings: Sequence[Sending]) -> None:
    """Customers merged into one another are one (F-28)."""
    if len(sendings) == 1:
        return
    into = survivors(one.order.revision.sold_to_id for one in sendings)
    first = sendings[0].order
    others = [
        Fault("customer", "", f"{one.order.number} is not of the customer of {first.number}")
        for one in sendings
        if into[one.order.revision.sold_to_id] != into[first.revision.sold_to_id]
    ]
    if others:
        raise Refused(others)


def by_ship_to(sendings: Sequence[Sending]) -> list[list[Sending]]:
    """What goes to each ship-to, those of the first order first, its own before others: never two on one (F-78)."""
    found = dict[object, list[Sending]]()
    for place, sending in _split(sendings):
        found.setdefault(place, []).append(sending)
    return list(found.values())


def _split(sendings: Sequence[Sending]) -> Iterator[tuple[object, Sending]]:
    """Each order in parts by where they go, as a delivery note says it."""
    for one in sendings:
        parts = dict[int, dict[int, Decimal]]()
        for at, quantity in one.asked.items():
            parts.setdefault(one.order.lines[at].row.ship_to_id, {})[at] = quantity
        if len(sendings) == len(parts) == 1:
            yield (None, one)
            continue
        places = {key: handed_over(kept.view) for key, kept in ship_tos(one.order.revision.id).items()}
        joined = dict[object, dict[int, Decimal]]()
        for key in sorted(parts):
            joined.setdefault(places[key], {}).update(parts[key])
        for place, asked in joined.items():
            yield place, Sending(one.order, dict(sorted(asked.items())))
