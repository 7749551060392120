"""What was shipped of lines, and how it is taxed on its day; asked for many orders at once (C-38)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from custtui.domain.address import PARTS, Address, land_of
from custtui.domain.line_tax import LineTax, Sent, TaxFacts, shipped_tax
from custtui.models.among import among
from custtui.models.at_once import at_once, each_at_once
from custtui.models.fulfilment import Shipment, ShipmentLine
from custtui.models.order import OrderShipTo
from custtui.models.prepared import AskedAnew
from custtui.services.controls import read_controls
from custtui.services.customer.checks import seller
from custtui.services.fulfilment.charge_taxes import ChargeGoods
from custtui.services.fulfilment.facts import Facts
from custtui.services.taxes import ANY_RATE, tax_facts


class TaxedGoods(NamedTuple):
    """A line as it is taxed: its position and its ship-to (ids), whose it is, its category and its tax as agreed."""

    position: int
    ship_to: int
    sold_to: int
    category: str
    agreed: LineTax


def agreed_tax(row: Any) -> LineTax:
    """The tax of an order's line."""
    return LineTax(row.tax_rate, row.tax_parts, row.tax_reason)


def goods_of(orders: Iterable[Facts]) -> Iterator[TaxedGoods]:
    """Lines of which something was shipped and is not invoiced."""
    for order in orders:
        for line in order.lines.values():
            if line.moved.billable > 0:
                yield goods(line.row, order.revision)


def goods(row: Any, revision: Any) -> TaxedGoods:
    """A line of a revision."""
    return TaxedGoods(row.position_id, row.ship_to_id, revision.sold_to_id, row.tax_category, agreed_tax(row))


def is_rated() -> bool:
    """Has the house any tax rate?"""
    return ANY_RATE.first() is not None


def taxes_sent(
    lines: Iterable[TaxedGoods], rated: bool | None = None, charges: Iterable[ChargeGoods] = ()
) -> Mapping[int, Sequence[Sent]]:
    """How much of each was shipped at which tax, by position (id), the oldest first; charges by their ids below 0.

    Nothing where the house has no tax rate at all: then each is taxed as its order has it. `rated` where it is known.
    """
    wanted, charged = list(lines), list(charges)
    if not (wanted or charged) or not (is_rated() if rated is None else rated):
        return {}
    found, sent, (_, home), controls = at_once(
        partial(PLACES, {one.ship_to for one in wanted}),
        partial(SHIPPED, [one.position for one in wanted]),
        seller,
        read_controls,
    )
    places = {id: _place(address, home) for id, *address in found}
    beside = [one.at(home) for one in charged]
    facts = _facts(wanted, places, beside, controls.tax_places)
    shipped = dict[int, list[tuple[date, Decimal]]]()
    for position, day, quantity in sent:
        shipped.setdefault(position, []).append((day, quantity))
    found = {one.position: _sent(one, places, facts, shipped.get(one.position, ())) for one in wanted}
    return found | {-one.id: [_charged(one, facts[one.sold_to])] for one in beside}


def _place(parts: Iterable[str], home: str) -> Address:
    address = Address(*parts)
    return replace(address, country=land_of(address.country, home))


def _charged(one: ChargeGoods, facts: TaxFacts) -> Sent:
    return Decimal(1), shipped_tax(facts, one.category, one.place, one.day, one.agreed)


def _facts(
    lines: Iterable[TaxedGoods], places: Mapping[int, Address], charges: Iterable[ChargeGoods], control: str
) -> Mapping[int, TaxFacts]:
    """By account: rates of all countries that its lines went to; `control` is where the seller taxes."""
    lands = dict[int, set[str]]()
    for one in lines:
        lands.setdefault(one.sold_to, set()).add(places[one.ship_to].country)
    for one in charges:
        lands.setdefault(one.sold_to, set()).add(one.place.country)
    found = each_at_once([partial(tax_facts, countries, account, control) for account, countries in lands.items()])
    return dict(zip(lands, found, strict=True))


def _sent(
    one: TaxedGoods,
    places: Mapping[int, Address],
    facts: Mapping[int, TaxFacts],
    shipped: Iterable[tuple[date, Decimal]],
) -> list[Sent]:
    place, of = places[one.ship_to], facts[one.sold_to]
    return [(quantity, shipped_tax(of, one.category, place, day, one.agreed)) for day, quantity in shipped]


PLACES = AskedAnew(
    lambda ids: OrderShipTo.select(OrderShipTo.id, *(getattr(OrderShipTo, part) for part in PARTS)).where(
        among(OrderShipTo.id, ids)
    )
)
SHIPPED = AskedAnew(
    lambda positions: (
        ShipmentLine.select(ShipmentLine.position, Shipment.day, ShipmentLine.quantity)
        .join(Shipment)
        .where(among(ShipmentLine.position, positions))
        .order_by(Shipment.day, ShipmentLine.id)
    )
)
