"""Orders that can go along with another: of the same customer, with something to ship to the same ship-to (C-48)."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial, reduce
from operator import or_
from typing import Any

from peewee import fn

from custtui.domain.address import PARTS, Address
from custtui.domain.hold_words import USER
from custtui.domain.order import Status
from custtui.domain.paper import handed_over
from custtui.models.families import of_family, of_survivor
from custtui.models.fulfilment import Forfeit, ShipmentLine
from custtui.models.order import Hold, OrderLine, OrderRevision, OrderShipTo, RevisionState, SalesOrder
from custtui.services.fulfilment.shipments import shipping
from custtui.services.orders.quantities import moved_of_line
from custtui.services.views import ShipToView
from custtui.services.views.fulfilment import ShippableLine, ShippingView

MOST = 20
"""So many orders go along at most: those wanted first."""


def going_along(view: ShippingView) -> tuple[str, ...]:
    """The numbers of other orders that something can be shipped of to a place where this one goes, by day wanted.

    None of them waits or is held.
    """
    places = _places(view)
    if not places:
        return ()
    going = partial(_going, view.number, places)
    return of_survivor(view.account, lambda one: of_family(one, going))


def _going(number: str, places: set[tuple[str, str, Address]], accounts: list[int]) -> tuple[str, ...]:
    query = _open_lines(accounts, places).where(SalesOrder.number != number)
    wanted = fn.MIN(fn.COALESCE(OrderLine.wanted, OrderRevision.wanted))
    query = query.group_by(SalesOrder.id, SalesOrder.number).order_by(wanted.is_null(), wanted, SalesOrder.id)
    return tuple(number for (number,) in query.limit(MOST).tuples())


def shipping_along(view: ShippingView, numbers: Iterable[str]) -> tuple[ShippingView, ...]:
    """These orders as shipping sees them, with the lines alone that are open and go where this one goes."""
    places = _places(view)
    found = (shipping(number) for number in numbers)
    kept = (replace(one, lines=_lines(one, places)) for one in found if not one.why_not)
    return tuple(one for one in kept if one.lines)


def _places(view: ShippingView) -> set[tuple[str, str, Address]]:
    return {handed_over(view.ship_tos[line.ship_to]) for line in view.lines if line.open > 0}


def _lines(one: ShippingView, places: Iterable[object]) -> tuple[ShippableLine, ...]:
    goes: list[ShipToView] = list(one.ship_tos)
    return tuple(line for line in one.lines if line.open > 0 and handed_over(goes[line.ship_to]) in places)


def _open_lines(accounts: list[int], places: Iterable[tuple[str, str, Any]]) -> Any:
    shipped, forfeited = (moved_of_line(table) for table in (ShipmentLine, Forfeit))
    query = OrderLine.select(SalesOrder.number).join(OrderShipTo).switch(OrderLine)
    query = query.join(OrderRevision, on=OrderLine.revision == OrderRevision.id)
    in_force = (OrderRevision.order == SalesOrder.id) & (SalesOrder.in_force == OrderRevision.id)
    query = query.join(SalesOrder, on=in_force).switch(OrderRevision).join(RevisionState)
    return query.where(
        SalesOrder.account.in_(accounts),
        SalesOrder.pending.is_null(),
        RevisionState.status == str(Status.ACCEPTED),
        OrderLine.quantity > shipped + forfeited,
        ~fn.EXISTS(_held()),
        reduce(or_, (_goes_to(*place) for place in places)),
    )


def _held() -> Any:
    """A hold of its revision in force, or placed by hand on any (C-34)."""
    of = OrderRevision.alias()
    holds = Hold.select(Hold.id).join(of, on=Hold.revision == of.id)
    mine = (Hold.revision == OrderRevision.id) | (Hold.code == USER)
    return holds.where((of.order == SalesOrder.id) & mine & Hold.released_at.is_null())


def _goes_to(name: str, attention: str, address: Any) -> Any:
    called = fn.COALESCE(fn.NULLIF(OrderShipTo.alias, ""), OrderShipTo.name) == name
    same = called & (OrderShipTo.attention == attention)
    for part in PARTS:
        same &= getattr(OrderShipTo, part) == getattr(address, part)
    return same
