"""Ships accepted orders: part of a line or all of it, one shipment for each ship-to (F-65 … F-67, F-78, C-48)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from custtui.domain.errors import CHANGED, Conflict, Fault, refuse
from custtui.domain.event import EventKind
from custtui.domain.fulfilment import TOLERANCE, tolerated_over, tolerated_rest, why_not_move
from custtui.domain.notice import Notice
from custtui.domain.text import clean
from custtui.domain.who import Act, Who
from custtui.models.at_once import at_once
from custtui.models.base import now
from custtui.models.database import transaction
from custtui.models.fulfilment import Shipment, ShipmentLine
from custtui.models.insert import Insert
from custtui.services.asks import asks
from custtui.services.controls import read_controls
from custtui.services.fulfilment.booked import told
from custtui.services.fulfilment.days import check_shipment
from custtui.services.fulfilment.facts import StandingLine, Stood, read_with, take
from custtui.services.fulfilment.forfeits import give_up
from custtui.services.fulfilment.meanwhile import last_event
from custtui.services.fulfilment.parcels import Parcel, Sending, by_ship_to, taken
from custtui.services.notices import tell
from custtui.services.numbers import lock_counter, next_shipment_number
from custtui.services.order_entry.raising import raise_lines
from custtui.services.orders.ahead import ahead
from custtui.services.orders.history import finish_if_done, remember
from custtui.services.orders.lines import ship_tos
from custtui.services.views.fulfilment import ShippableLine, ShippingView

SHIPMENT, SHIPMENT_LINE = Insert(Shipment), Insert(ShipmentLine)


def shipping(number: str) -> ShippingView:
    """What is open of an order and where it goes; `why_not` says why nothing may be shipped, '' where it may.

    Every line that was ordered is there, those with nothing open too. Raises Refused for an unknown order.
    """
    order, (places, event) = read_with(number, lambda of: ship_tos(of.revision.id), lambda of: last_event(of.id))
    at = {key: index for index, key in enumerate(places)}
    return ShippingView(
        number=order.number,
        customer=order.revision.sold_to_name,
        account_code=order.revision.sold_to_code,
        revision=order.revision.revision,
        why_not=why_not_move(order.standing),
        ship_via=order.revision.ship_via,
        ship_tos=tuple(place.view for place in places.values()),
        lines=tuple(_line(line, at) for line in order.lines.values() if line.moved.ordered),
        event=event,
        stood=order.stood,
        po_number=order.revision.po_number,
        account=order.revision.sold_to_id,
    )


def _line(line: StandingLine, at: Mapping[int, int]) -> ShippableLine:
    row, moved = line.row, line.moved
    return ShippableLine(
        position=line.position.position,
        code=row.product_code,
        description=row.description,
        unit=row.unit,
        ordered=moved.ordered,
        shipped=moved.shipped,
        forfeited=moved.forfeited,
        open=moved.open,
        ship_to=at[row.ship_to_id],
        over=line.position.over,
        ready=line.position.ready,
        waits=line.position.waits,
        under=line.position.under,
    )


@asks(Act.SHIP)
def ship(
    who: Who,
    number: str,
    revision: int,
    quantities: Mapping[int, Decimal],
    *,
    via: str = "",
    last: bool = False,
    day: date | None = None,
    seen: ShippingView | None = None,
    confirmed: Collection[str] = (),
) -> tuple[str, ...]:
    """Send quantities of lines, by position; returns the numbers of the shipments, one for each ship-to (F-78).

    What is shipped can be invoiced at once (R-30). More than is open within the product's tolerance is ordered first,
    by a revision; a rest within it stays open, but where the shipment is called the `last` it is forfeited (C-30);
    with the last unit the order is finished (R-31).
    `revision` is the one the clerk saw, `seen` all of it: what differs is told first (`CHANGED`); `via` is the
    order's where it is blank.

    Raises Refused with every fault (R-28, field `quantity:<position>`), where what goes beyond the order has to wait
    (C-40: a revision does then), and for a day before the order's,
    which an administrator is asked to confirm (C-43), Conflict where the order has changed (R-25); nothing is stored.
    """
    return _ship(who, [Parcel(number, revision, quantities, seen)], via, day, confirmed, last=last)


@asks(Act.SHIP)
def ship_together(
    who: Who,
    parcels: Sequence[Parcel],
    *,
    via: str = "",
    last: bool = False,
    day: date | None = None,
    confirmed: Collection[str] = (),
) -> tuple[str, ...]:
    """The same of several orders of one customer: what goes to one ship-to is one shipment (C-48, F-78).

    Its lines, status, history and messages stay each order's own; it stands in the chain of the first that is on it,
    whose `via` it has where that is blank. Raises what `ship` raises, all or nothing: faults of others than the first
    parcel name their order (`quantity:<order>:<position>`).
    """
    return _ship(who, parcels, via, day, confirmed, last=last)


def _ship(
    who: Who, parcels: Sequence[Parcel], via: str, day: date | None, confirmed: Collection[str], *, last: bool
) -> tuple[str, ...]:
    try:
        with transaction():
            sendings, controls = at_once(partial(taken, parcels, _ahead), read_controls)
            day = day or sendings[0].order.today
            for one in sendings:
                check_shipment(who, one.order, day, confirmed, controls.closed_until)
            sendings, via = _raised(who, sendings), clean(via, "via")
            return _send_all(who, sendings, via, day, last=last, tells=controls.email_notices)
    except _Waits as waits:
        raise refuse("waits", f"Nothing was shipped: {_let_wait(who, waits.of)}") from None


def _ahead(parcel: Parcel, of: Stood) -> None:
    """What the shipment of an order will write; further ship-tos have their numbers one after the other."""
    ahead(of, {SHIPMENT: 1, SHIPMENT_LINE: sum(map(bool, parcel.quantities.values()))}, "shipment")


class _Waits(Exception):
    """What goes beyond an order has to wait (C-40): nothing of any is shipped, nothing of others is raised."""

    def __init__(self, of: Sending) -> None:
        self.of = of
        super().__init__(of.order.number)


def _let_wait(who: Who, one: Sending) -> str:
    """Write that it waits, and say why. Raises Conflict where the order has changed just now."""
    with transaction():
        order = take(one.order.number)
        order.check_moving(one.order.revision.revision)
        if why := _raise(who, Sending(order, one.asked)):
            return why
        raise Conflict([Fault(CHANGED, "", f"{order.number} has changed")])


def _send_all(
    who: Who, sendings: Sequence[Sending], via: str, day: date, *, last: bool, tells: bool
) -> tuple[str, ...]:
    numbers = tuple(_send(who, together, via, day, tells=tells) for together in by_ship_to(sendings))
    for one in sendings:
        rests = _forfeit_rests(who, one) if last else {}
        finish_if_done(who, one.order, one.moved(rests))
    return numbers


def _raised(who: Who, sendings: list[Sending]) -> list[Sending]:
    """The orders, raised first by what goes beyond them within their products' tolerance (C-30)."""
    for one in sendings:
        if _raise(who, one):
            raise _Waits(one)
    return [Sending(take(one.order.number), one.asked) if _beyond(one) else one for one in sendings]


def _raise(who: Who, one: Sending) -> str:
    """Raise an order by what goes beyond it; why that waits, or ''."""
    more = _beyond(one)
    if not more:
        return ""
    lock_counter("shipment")  # as who ships the last piece: the number first, then what counts open orders
    return raise_lines(who, one.order.number, more)


def _beyond(one: Sending) -> dict[int, Decimal]:
    lines = one.order.lines
    over = {at: tolerated_over(lines[at].position, quantity) for at, quantity in one.asked.items()}
    return {at: more for at, more in over.items() if more}


def _send(who: Who, together: Sequence[Sending], via: str, day: date, *, tells: bool) -> str:
    """One shipment: in the chain of its first order; lines of others stand each in their own (S-6)."""
    number, first = next_shipment_number(), together[0].order
    via = via or first.revision.ship_via
    row = {"number": number, "order": first.id, "day": day, "ship_via": via, "made_by": who.login, "made_at": now()}
    paper = SHIPMENT.one(**row)
    for one in together:
        lines = _write_lines(paper, one)
        if one.order is first:
            booked = [SHIPMENT.made(paper, row, [SHIPMENT_LINE.told(*line) for line in lines])]
        else:
            booked = [SHIPMENT_LINE.made(*line) for line in lines]
        remember(who, one.order, EventKind.SHIPPED, f"{told(one.order, one.asked)} ({number})", *booked)
    for one in together if tells else ():
        place = one.order.lines[next(iter(one.asked))].row.ship_to_id
        tell(who, Notice.SHIPPED, one.order.revision.id, paper=number, place=place, via=via, moved=one.asked, on=True)
    return number


def _write_lines(paper: int, one: Sending) -> list[tuple[int, dict[str, Any]]]:
    """The lines of an order on a shipment: their ids and what they say."""
    about = {"shipment": paper, "booked_on": one.order.revision.id}
    rows = [
        {**about, "position": one.order.lines[at].position_id, "quantity": quantity}
        for at, quantity in one.asked.items()
    ]
    return list(zip(SHIPMENT_LINE(rows), rows, strict=True))


def _forfeit_rests(who: Who, one: Sending) -> dict[int, Decimal]:
    lines = one.order.lines
    found = {at: tolerated_rest(lines[at].position, quantity) for at, quantity in one.asked.items()}
    rests = {at: rest for at, rest in found.items() if rest}
    give_up(who, one.order, rests, TOLERANCE)
    return rests
