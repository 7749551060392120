"""Reads an order to be ordered once more (X-15): what, how much, where to, who pays; never at what price."""

from functools import partial
from typing import Any

from peewee import JOIN

from custtui.domain.errors import refuse
from custtui.domain.money import shown
from custtui.domain.naming import some
from custtui.domain.numbers import one_way
from custtui.domain.site import Purpose
from custtui.models.account import Contact
from custtui.models.families import family, survivor
from custtui.models.order import OrderCharge, OrderLine, OrderPosition, OrderRevision, OrderShipTo, SalesOrder
from custtui.models.party import PLACE
from custtui.models.prepared import Prepared
from custtui.models.stands import stands
from custtui.services.at_once import at_once
from custtui.services.order_entry.carrying import Taken
from custtui.services.order_entry.rows import AddressRow, LineRow, new_line
from custtui.services.order_entry.views import LineText

LAST_ORDER = Prepared(
    lambda accounts: (
        SalesOrder.select(SalesOrder.number)
        .join(OrderRevision, on=OrderRevision.order == SalesOrder.id)
        .where(OrderRevision.sold_to.in_(accounts))
        .order_by(OrderRevision.order_date.desc(), OrderRevision.id.desc())
        .limit(1)
    )
)


def _headers() -> Any:
    return (
        OrderRevision.select(
            OrderRevision.id,
            OrderRevision.sold_to,
            Contact.id,
            OrderRevision.bill_to,
            OrderRevision.bill_to_site,
            OrderRevision.ship_via,
            OrderRevision.message,
            OrderRevision.prices_on_note,
            OrderRevision.internal_note,
        )
        .join(SalesOrder, on=OrderRevision.order == SalesOrder.id)
        .join(Contact, JOIN.LEFT_OUTER, on=(OrderRevision.ordered_by == Contact.id) & Contact.active)
    )


OF_LINE = (OrderLine.quantity, OrderLine.ship_to, OrderLine.line_note)


def _lines_of(revision: Any) -> Any:
    return (
        OrderLine.select(*(OrderPosition.position, OrderLine.product_code), *OF_LINE)
        .join(OrderPosition, on=OrderLine.position == OrderPosition.id)
        .where(OrderLine.revision == revision)
        .order_by(OrderPosition.position)
    )


REVISION = Prepared(lambda number: _headers().where((SalesOrder.number == number) & (OrderRevision.id == stands())))
BY_ID = Prepared(lambda revision: _headers().where(OrderRevision.id == revision))
LINES = Prepared(lambda revision: _lines_of(revision).where(OrderLine.quantity > 0))
ALL_LINES = Prepared(_lines_of)
CHARGES = Prepared(
    lambda number: (
        OrderCharge.select(OrderCharge.kind, OrderCharge.text, OrderCharge.net, OrderRevision.currency)
        .join(OrderRevision, on=OrderCharge.revision == OrderRevision.id)
        .join(SalesOrder, on=OrderRevision.order == SalesOrder.id)
        .where((SalesOrder.number == number) & (OrderRevision.id == stands()))
        .order_by(OrderCharge.id)
    )
)
_PLACE = tuple(getattr(OrderShipTo, column.name) for column in PLACE)
SHIP_TOS = Prepared(
    lambda revision: (
        OrderShipTo.select(
            OrderShipTo.id,
            OrderShipTo.header,
            OrderShipTo.kind,
            OrderShipTo.site,
            OrderShipTo.alias,
            OrderShipTo.name,
            OrderShipTo.attention,
            *_PLACE,
        )
        .where(OrderShipTo.revision == revision)
        .order_by(OrderShipTo.id)
    )
)


def last_order(account_id: int) -> str:
    """The number of a customer's last order. Raises Refused where there is none."""
    row = LAST_ORDER.first(family(account_id))
    if row is None:
        raise refuse("no-order", "This customer has not ordered yet")
    return row[0]


def copied(number: str) -> Taken:
    """An order as it would be keyed, with every ship-to it has. Raises Refused where it has no lines."""
    row = REVISION.first(number)
    lines, places = at_once(partial(LINES, row[0]), partial(SHIP_TOS, row[0])) if row else ([], [])
    if not lines:
        raise refuse("no-order", f"There is no order {number} with lines to copy")
    return _taken(row, lines, places)


def copied_told(number: str) -> tuple[Taken, tuple[str, ...]]:
    """The same, and what is told that a copy has none of: charges, and the notes for the house (C-41, X-21)."""
    taken, charges = at_once(partial(copied, number), partial(_charges_left, number))
    notes = (f"{some(taken.notes, 'internal note')} not copied",) if taken.notes else ()
    return taken, (*charges, *notes)


def whole(revision_id: int) -> Taken:
    """A revision as it would be keyed, its lines of quantity 0 too: what a change of it begins with."""
    row, lines, ship_tos = at_once(
        partial(BY_ID.first, revision_id), partial(ALL_LINES, revision_id), partial(SHIP_TOS, revision_id)
    )
    return _taken(row, lines, ship_tos)


def _taken(row: tuple[Any, ...], lines: list[tuple[Any, ...]], places: list[tuple[Any, ...]]) -> Taken:
    _, sold_to, contact, payer, bill_site, ship_via, message, prices, note = row
    ship_tos = {one[0]: one for one in places}
    header = next((one for one in ship_tos.values() if one[1]), None)
    return Taken(
        account=sold_to,
        lines=[_line(line, ship_tos) for line in lines],
        addresses={one[0]: _address(one) for one in ship_tos.values() if _is_typed(one)},
        ship_to=_goes(header) if header else None,
        columns={"ship_via": ship_via, "message": message, "prices_on_note": prices},
        roles={"bill_to_account": survivor(payer), "bill_to_site": bill_site, "ordered_by": contact},
        notes=sum(map(bool, (note, *(line[-1] for line in lines)))),
    )


def _charges_left(number: str) -> tuple[str, ...]:
    found = [" ".join(filter(None, (kind, text, shown(net, of)))) for kind, text, net, of in CHARGES(number)]
    return (f"{', '.join(found)} {'is' if len(found) == 1 else 'are'} not copied",) if found else ()


def _line(line: tuple[Any, ...], ship_tos: dict[int, tuple[Any, ...]]) -> LineRow:
    position, code, quantity, ship_to, _ = line
    row, place = new_line(position, LineText(code, one_way(quantity))), ship_tos[ship_to]
    if place[1]:  # it goes where the order goes
        return row
    site, address = _goes(place)
    same = site is None and address is None
    return row._replace(ship_to_site=site, ship_to_address=address, ship_to_same=same)


def _is_typed(one: tuple[Any, ...]) -> bool:
    """It was typed for that order alone, or came with an order of the past and is no site of anybody."""
    return one[2] == "ONE_TIME" or (one[2] == "PERMANENT" and one[3] is None)


def _goes(one: tuple[Any, ...]) -> tuple[int | None, int | None]:
    """The site, the address, or neither: the sold-to itself."""
    return (None, one[0]) if _is_typed(one) else (one[3], None)


def _address(one: tuple[Any, ...]) -> AddressRow:
    key, _, _, _, alias, name, attention, *place = one
    return AddressRow(key, str(Purpose.SHIP_TO), False, alias, name, attention, *place)
