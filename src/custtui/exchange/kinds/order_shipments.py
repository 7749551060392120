"""Which orders of a file may have lines on one shipment (F-78, C-48)."""

from typing import NamedTuple

from custtui.domain.address import Address
from custtui.domain.paper import handed_over
from custtui.services.bulk.values import Movement, NewOrder


class _Sent(NamedTuple):
    """What an order says of a shipment: its number as written there, its day; None where it goes as it stands."""

    move: Movement
    place: tuple[str, str, Address] | None


def why_apart(number: str, first: NewOrder, other: NewOrder) -> str:
    """Why a shipment cannot have lines of both, '' where it can; each by itself says one day and one ship-to."""
    if first.customer != other.customer:
        return f"is a shipment to {first.customer}"
    one, two = _sent(number, first), _sent(number, other)
    if one.move.number != two.move.number:
        return f"is {one.move.number}: write it alike"
    if one.move.day != two.move.day:
        return f"is of {two.move.day} here and of {one.move.day}"
    if None in (one.place, two.place) and one.place != two.place:
        return "is told where it goes on one of two orders only"
    return "" if one.place == two.place else "is sent to two ship-tos"


def _sent(number: str, order: NewOrder) -> _Sent:
    small = number.casefold()
    found = ((line, move) for line in order.lines for move in line.shipments if move.number.casefold() == small)
    line, move = next(found)
    place = order.ship_to if line.ship_to.blank else line.ship_to
    return _Sent(move, None if place.blank else handed_over(place))
