"""Ships an accepted order: part of a line or all of it, one shipment for each ship-to (F-65 … F-67, F-78)."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from custtui.domain.errors import refuse
from custtui.domain.event import EventKind
from custtui.domain.fulfilment import TOLERANCE, tolerated_over, tolerated_rest, why_not_move
from custtui.domain.notice import Notice
from custtui.domain.text import clean
from custtui.domain.who import Act, Who
from custtui.models.base import now
from custtui.models.database import transaction
from custtui.models.fulfilment import Shipment, ShipmentLine
from custtui.models.insert import Insert
from custtui.services.asks import asks
from custtui.services.clock import today
from custtui.services.fulfilment.booked import told, write_paper
from custtui.services.fulfilment.days import check_shipment
from custtui.services.fulfilment.facts import Facts, StandingLine, read, take
from custtui.services.fulfilment.forfeits import give_up
from custtui.services.fulfilment.meanwhile import check_seen, last_event
from custtui.services.notices import tell
from custtui.services.numbers import lock_counter, next_shipment_number
from custtui.services.order_entry.raising import raise_lines
from custtui.services.orders.history import finish_if_done, remember
from custtui.services.orders.lines import ship_tos
from custtui.services.views.fulfilment import ShippableLine, ShippingView

SHIPMENT, SHIPMENT_LINE = Insert(Shipment), Insert(ShipmentLine)


def shipping(number: str) -> ShippingView:
    """What is open of an order and where it goes; `why_not` says why nothing may be shipped, '' where it may.

    Every line that was ordered is there, those with nothing open too. Raises Refused for an unknown order.
    """
    order = read(number)
    places = ship_tos(order.revision.id)
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
        event=last_event(order.id),
        stood=order.stood,
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
    )


@asks(Act.SHIP)
def ship(
    who: Who,
    number: str,
    revision: int,
    quantities: Mapping[int, Decimal],
    *,
    via: str = "",
    day: date | None = None,
    seen: ShippingView | None = None,
    confirmed: Collection[str] = (),
) -> tuple[str, ...]:
    """Send quantities of lines, by position; returns the numbers of the shipments, one for each ship-to (F-78).

    What is shipped can be invoiced at once (R-30). A rest within the product's tolerance is forfeited, more than is
    open within it is ordered first, by a revision (C-30); with the last unit the order is finished (R-31).
    `revision` is the one the clerk saw, `seen` all of it: what differs is told first (`CHANGED`); `via` is the
    order's where it is blank.

    Raises Refused with every fault (R-28, field `quantity:<position>`), where what goes beyond the order has to wait
    (C-40: a revision does then), and for a day before the order's,
    which an administrator is asked to confirm (C-43), Conflict where the order has changed (R-25); nothing is stored.
    """
    with transaction():
        order = take(number)
        check_seen("ship", order, seen, quantities)
        order.check_moving(revision)
        asked = order.check("ship", quantities)
        day = day or today()
        check_shipment(who, order, day, confirmed)
        waits = _raise(who, order, asked)
        numbers = () if waits else _send_all(who, take(number), asked, clean(via, "via"), day)
    if waits:  # that it waits stays written
        raise refuse("waits", f"Nothing was shipped: {waits}")
    return numbers


def _send_all(who: Who, order: Facts, asked: Mapping[int, Decimal], via: str, day: date) -> tuple[str, ...]:
    parcels, via = _by_ship_to(order, asked), via or order.revision.ship_via
    numbers = tuple(_send(who, order, place, parcel, via, day) for place, parcel in parcels.items())
    _forfeit_rests(who, order, asked)
    finish_if_done(who, order)
    return numbers


def _raise(who: Who, order: Facts, asked: Mapping[int, Decimal]) -> str:
    """Raise the order by what goes beyond it within its products' tolerance (C-30); why that waits, or ''."""
    over = {number: tolerated_over(order.lines[number].position, quantity) for number, quantity in asked.items()}
    more = {number: one for number, one in over.items() if one}
    if not more:
        return ""
    lock_counter("shipment")  # as who ships the last piece: the number first, then what counts open orders
    return raise_lines(who, order.number, more)


def _by_ship_to(order: Facts, asked: Mapping[int, Decimal]) -> dict[int, dict[int, Decimal]]:
    """What goes where, the order's own ship-to first."""
    found: dict[int, dict[int, Decimal]] = {}
    for number, quantity in asked.items():
        found.setdefault(order.lines[number].row.ship_to_id, {})[number] = quantity
    return dict(sorted(found.items()))


def _send(who: Who, order: Facts, place: int, parcel: Mapping[int, Decimal], via: str, day: date) -> str:
    number = next_shipment_number()
    row = {"number": number, "order": order.id, "day": day, "ship_via": via, "made_by": who.login, "made_at": now()}
    lines = (
        {"position": order.lines[at].position_id, "booked_on": order.revision.id, "quantity": quantity}
        for at, quantity in parcel.items()
    )
    shipment = write_paper(SHIPMENT, row, SHIPMENT_LINE, "shipment", lines)
    remember(who, order, EventKind.SHIPPED, f"{told(order, parcel)} ({number})", shipment)
    tell(who, Notice.SHIPPED, order.revision.id, paper=number, place=place, via=via, moved=parcel)
    return number


def _forfeit_rests(who: Who, order: Facts, asked: Mapping[int, Decimal]) -> None:
    rests = {number: tolerated_rest(order.lines[number].position, quantity) for number, quantity in asked.items()}
    give_up(who, order, {number: rest for number, rest in rests.items() if rest}, TOLERANCE)
