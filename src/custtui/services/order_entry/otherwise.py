"""What a change says otherwise than the revision it replaces, told from rows in hand: none is read anew (F-74)."""

from collections.abc import Callable, Iterable, Mapping
from types import SimpleNamespace
from typing import Any

from custtui.domain.address import Address
from custtui.domain.card_payment import CardPayment
from custtui.services.booking import Content
from custtui.services.order_entry.base import Base
from custtui.services.order_entry.charges import rows_of
from custtui.services.orders.compared import LineSaid, RevisionSaid, told_differences
from custtui.services.orders.lines import KeptShipTo, own_place
from custtui.services.orders.parts import CONTRACTS
from custtui.services.views import ShipToView
from custtui.services.views.fulfilment import Charge


def told_otherwise(base: Base, content: Content) -> str:
    """`APPLE-12 100 -> 120, CHERRY-6 5 added`, as the history of the order has it."""
    contracts = base.row.contract_id, content.header["contract"]
    codes = dict(CONTRACTS({one for one in contracts if one})) if contracts[0] != contracts[1] else {}
    was, now = (codes.get(one, "") for one in contracts)
    return told_differences(_stood(base, was), _says(content, now))


def _stood(base: Base, contract: str) -> RevisionSaid:
    places = {key: _place(one) for key, one in base.ship_tos.items()}
    lines = (_line(at, one.row, places[one.row.ship_to_id]) for at, one in base.lines.items())
    found = _revision(base.row, contract, tuple(lines), tuple(places.values()), base.card)
    return found._replace(charges=_charges(rows_of(base)))


def _says(content: Content, contract: str) -> RevisionSaid:
    row: Callable[..., Any] = SimpleNamespace
    places = [_place(row(**one)) for one in content.ship_tos]
    lines = (_line(one["position"], row(**one), places[one["ship_to"]]) for one in content.lines)
    card = CardPayment(**content.card) if content.card else None
    found = _revision(row(**content.header), contract, tuple(lines), tuple(places), card)
    return found._replace(charges=_charges(content.charges))


def _charges(rows: Iterable[Mapping[str, Any]]) -> tuple[Charge, ...]:
    return tuple((one["text"] or one["kind"], one["net"], one["tax"]) for one in rows)


def _revision(
    row: Any,
    contract: str,
    lines: tuple[LineSaid, ...],
    places: tuple[KeptShipTo, ...],
    card: CardPayment | None,
) -> RevisionSaid:
    return RevisionSaid(
        *(row.ordered_by_name, row.po_number, contract, row.payment_method, row.payment_terms),
        *(row.ship_via, row.message, row.internal_note),
        *(row.bill_to_code, row.bill_to_name, Address.of(row, "bill_to_")),
        next(one.view for one in places if one.header),
        lines,
        row.currency,
        card,
    )


def _line(position: int, row: Any, place: KeptShipTo) -> LineSaid:
    terms = row.quantity, row.price, row.discount, row.discount_rate, row.wanted
    return LineSaid(position, row.product_code, *terms, own_place(place), row.line_note)


def _place(row: Any) -> KeptShipTo:
    return KeptShipTo(row.header, ShipToView(row.kind, row.alias, row.name, row.attention, Address.of(row)))
