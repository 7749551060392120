"""How charges that are billed are taxed: as on the day the last goods of their order were shipped (C-38)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from peewee import fn

from custtui.domain.address import PARTS, Address, land_of
from custtui.domain.fulfilment import Amounts
from custtui.domain.line_tax import ChargeTaxed, LineTax, Sent, charge_taxed
from custtui.models.fulfilment import Shipment, ShipmentLine
from custtui.models.order import OrderCharge, OrderPosition, OrderRevision, OrderShipTo
from custtui.models.prepared import AskedAnew
from custtui.services.orders.history import Of
from custtui.services.views.fulfilment import Charge


class ChargeGoods(NamedTuple):
    """A charge as it is taxed: its row, whose it is, where its order goes, when goods went there last, how it is."""

    id: int
    sold_to: int
    place: Address
    day: date
    category: str
    agreed: LineTax
    charge: Charge

    def at(self, home: str) -> "ChargeGoods":
        """With its country named, of a house in `home`."""
        return self._replace(place=replace(self.place, country=land_of(self.place.country, home)))


def _taxed_by(revision: Any) -> Any:
    """Charges with a category: what came with a rate alone is billed at that."""
    last = ShipmentLine.select(fn.MAX(Shipment.day)).join(Shipment).switch(ShipmentLine).join(OrderPosition)
    day = last.where(OrderPosition.order == OrderRevision.order)
    told = ("id", "kind", "text", "net", "tax", "tax_category", "tax_rate", "tax_parts", "tax_reason")
    columns = (*(getattr(OrderCharge, one) for one in told), *(getattr(OrderShipTo, part) for part in PARTS))
    query = OrderCharge.select(OrderRevision.sold_to, day.alias("day"), *columns).join(OrderRevision)
    query = query.join(OrderShipTo, on=(OrderShipTo.revision == OrderRevision.id) & OrderShipTo.header)
    query = query.where((OrderCharge.revision == revision) & (OrderCharge.tax_category != ""))
    return query.order_by(OrderCharge.id)


TAXED_BY = AskedAnew(_taxed_by)


def charge_goods(revision: int) -> list[ChargeGoods]:
    """The charges of a revision of an order of which something was shipped, as they are taxed."""
    return [_goods(*row) for row in TAXED_BY(revision) if row[1] is not None]


DAY = Shipment.day.python_value


def _goods(
    sold_to: int, day: Any, id: int, kind: str, text: str, net: Decimal, tax: Decimal, category: str, *more: Any
) -> ChargeGoods:
    agreed, place = LineTax(*more[:3]), Address(*more[3:])
    return ChargeGoods(id, sold_to, place, DAY(day), category, agreed, (text or kind, net, tax))


def goods_of_charges(
    order: Of, due: Sequence[Charge], known: Sequence[ChargeGoods] | None = None
) -> Sequence[ChargeGoods]:
    """The charges due as they are taxed; `known` where they were asked for already."""
    found = charge_goods(order.revision.id) if due and known is None else known or ()
    return [one for one in found if one.charge in due]


def charges_taxed(
    goods: Iterable[ChargeGoods], taxes: Mapping[int, Sequence[Sent]], currency: str
) -> tuple[ChargeTaxed, ...]:
    """Those that are taxed otherwise, by `taxes_sent`."""
    return tuple(_otherwise(goods, taxes, currency))


def _otherwise(
    goods: Iterable[ChargeGoods], taxes: Mapping[int, Sequence[Sent]], currency: str
) -> Iterator[ChargeTaxed]:
    for one in goods:
        name, net, tax = one.charge
        for _, own in taxes.get(-one.id, ()):
            if found := charge_taxed(name, Amounts(net, tax), own, one.agreed, currency):
                yield found
