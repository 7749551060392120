"""Which orders of a file may have lines on one shipment, or on one invoice (F-78, C-42, C-48)."""

from typing import NamedTuple

from custtui.domain.address import Address
from custtui.domain.paper import handed_over
from custtui.services.bulk.order_bills import credited
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


def why_billed_apart(number: str, first: NewOrder, other: NewOrder) -> str:
    """Why an invoice cannot have lines of both, '' where it can; each by itself says one day."""
    one, two = _billed(number, first), _billed(number, other)
    if (payer := first.bill_to or first.customer) != (other.bill_to or other.customer):
        return f"is an invoice to {payer}"
    if one.number != two.number:
        return f"is {one.number}: write it alike"
    if one.day != two.day:
        return f"is of {two.day} here and of {one.day}"
    if credited(one) or credited(two):
        return "is a credit note, which is of one order"
    if first.currency != other.currency:
        return f"is in {first.currency or 'the currency of its customer'}"
    if first.payment_terms != other.payment_terms:
        return f"has {first.payment_terms or 'no'} terms: say the same for both"
    return ""


def _billed(number: str, order: NewOrder) -> Movement:
    """What it says of an invoice first; a credit before all."""
    small = number.casefold()
    found = [move for line in order.lines for move in line.invoices if move.number.casefold() == small]
    return next((move for move in found if credited(move)), found[0])


def _sent(number: str, order: NewOrder) -> _Sent:
    small = number.casefold()
    found = ((line, move) for line in order.lines for move in line.shipments if move.number.casefold() == small)
    line, move = next(found)
    place = order.ship_to if line.ship_to.blank else line.ship_to
    return _Sent(move, None if place.blank else handed_over(place))
