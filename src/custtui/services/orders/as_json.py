"""An order as the shell is given it: the fields of the command line's contract, decimals as strings."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from custtui.domain.address import Address
from custtui.domain.card_payment import CardPayment
from custtui.domain.cover import LineCover
from custtui.domain.line_tax import LineTax
from custtui.domain.money import ZERO, discount_amount
from custtui.domain.tax import read_parts
from custtui.services.orders.lines import MOVED
from custtui.services.plain import money_text
from custtui.services.views import EventView, HoldView, OrderLineView, OrderView, ShipToView
from custtui.services.views.fulfilment import Charge
from custtui.services.views.order import SettledView, TaxedOtherwise

JsonObject = dict[str, Any]
TOTALS = (
    *("net", "tax", "gross", "invoiced_total", "credited_total", "forfeited_total", "returned_total"),
    *("adjusted_total", "to_come"),
)


def as_json(view: OrderView, *, lines: bool = True) -> JsonObject:
    """The order as plain values; a list of orders leaves `lines` out."""
    money = partial(money_text, currency=view.currency)
    found: JsonObject = {
        "number": view.number,
        "revision": view.revision,
        "status": view.status,
        "supersedes": view.supersedes,
        "superseded_by": view.superseded_by,
        "sold_to": {"code": view.sold_to_code, "name": view.sold_to_name},
        "ordered_by": view.ordered_by,
        "bill_to": {
            "code": view.bill_to_code,
            "name": view.bill_to_name,
            "address": list(_address(view.bill_to_address)),
        },
        "ship_to": _ship_to(view.ship_to),
        "po_number": view.po_number,
        "contract": view.contract,
        "payment_method": view.payment_method,
        "payment_due": _day(view.payment_due),
        **({"card": _card(view.card, view.currency)} if view.card else {}),
        "source": view.source,
        **({"internal_note": view.internal_note} if view.internal_note else {}),
        "lines": [_line(line, view) for line in view.lines] if lines else None,
        "charges": [_charge(one, taxed, view) for one, taxed in zip(view.charges, view.charge_taxes, strict=True)],
        **{name: money(getattr(view, name)) for name in TOTALS},
        **({"tax_difference": money(view.tax_difference)} if view.tax_difference else {}),
        "credit_notes": _credit_notes(view),
        "instalments": [
            {"invoice": one.invoice, "due": _day(one.due), "amount": money(one.amount), "open": money(one.open)}
            for one in view.instalments
        ],
        "payments": [_payment(one, view.currency) for one in view.payments],
        "holds": [_hold(hold) for hold in view.holds],
        "shipments": [{"number": number, "date": _day(day)} for number, day in view.shipments],
        "invoices": _invoices(view),
        "events": [_event(one) for one in view.events],
    }
    return found if lines else {name: value for name, value in found.items() if name != "lines"}


def _charge(one: Charge, taxed: LineTax, view: OrderView) -> JsonObject:
    kind, net, tax = one
    amounts = {"net": money_text(net, currency=view.currency), "tax": money_text(tax, currency=view.currency)}
    return {"kind": kind, **_tax(taxed.rate, taxed.parts, taxed.reason), **amounts}


def _tax(rate: Decimal, parts: str, reason: str) -> JsonObject:
    """How a line or a charge is taxed, its taxes by their names where there are several (C-38)."""
    return {
        "tax_rate": _plain(rate),
        "taxes": {one.name: _plain(one.rate) for one in read_parts(parts, ZERO)} if parts else None,
        "tax_reason": reason,
    }


def _card(card: CardPayment, currency: str) -> JsonObject:
    amount = card.authorized
    return {
        **{name: getattr(card, name) for name in ("brand", "last_four", "expires", "reference")},
        "authorized": None if amount is None else money_text(amount, currency=currency),
        "authorized_until": _day(card.until),
    }


def _bills(view: OrderView) -> list[JsonObject]:
    """Invoices and credit notes: these are below zero. Of one with other orders the amount is this order's (C-42)."""
    return [
        {"number": number, "date": _day(day), "gross": money_text(gross, currency=view.currency)}
        | ({"other_orders": [*others]} if (others := view.beside(number)) else {})
        for number, day, gross in view.invoices
    ]


def _invoices(view: OrderView) -> list[JsonObject]:
    credits = {one.number for one in view.credit_notes}
    return [bill for bill in _bills(view) if bill["number"] not in credits]


def _credit_notes(view: OrderView) -> list[JsonObject]:
    """Each with the invoices it takes back from, and why it was made where nothing came back."""
    bills = {bill["number"]: bill for bill in _bills(view)}
    return [
        bills[one.number] | {"credits": [*one.invoices]} | ({"reason": one.reason} if one.reason else {})
        for one in view.credit_notes
    ]


def _payment(one: SettledView, currency: str) -> JsonObject:
    """What settled an invoice; what takes it back says what (`of`)."""
    told = {name: getattr(one, name) for name in ("invoice", "kind", "of", "method", "reference", "reason", "by")}
    found: JsonObject = {**told, "date": _day(one.day), "amount": money_text(one.amount, currency=currency)}
    return {name: value for name, value in found.items() if value != ""}


def _event(one: EventView) -> JsonObject:
    found: JsonObject = {"at": _moment(one.at), "by": one.by, "kind": one.kind, "text": one.text}
    return found | ({"signed_by": one.signed_by} if one.signed_by else {})


def _cover(one: LineCover, over: Decimal) -> JsonObject:
    return {
        **{name: getattr(one, name) for name in ("kind", "number")},
        **({"vendor": one.supplier} if one.supplier else {}),
        **{name: _plain(getattr(one, name)) for name in ("quantity", "done")},
        "progress": str(one.progress),
        "due": _day(one.due),
        "not_needed": _plain(over),
    }


def _line(line: OrderLineView, view: OrderView) -> JsonObject:
    money = partial(money_text, currency=view.currency)
    found: JsonObject = {
        "position": line.position,
        "product": line.product,
        "description": line.description,
        "quantity": _plain(line.quantity),
        "unit_price": money(line.price),
        "discount": money(_discount(line, view.currency)),
        **_tax(line.tax_rate, line.tax_parts, line.tax_reason),
        **{name: money(getattr(line, name)) for name in ("net", "tax", "gross")},
        "taxed_otherwise": [_taxed(one, view.currency) for one in line.taxed_otherwise],
        "due_date": _day(line.wanted or view.wanted),
        "ship_to": _ship_to(line.own_ship_to) if line.own_ship_to else None,
        **{name: _plain(getattr(line, name)) for name in MOVED},
    }
    found["covers"] = [_cover(*one) for one in line.covered]
    found["line_note"] = line.line_note
    may_miss = ("ship_to", "adjusted", "to_credit", "covers", "line_note", "taxes", "tax_reason", "taxed_otherwise")
    left_out = {name for name in may_miss if found[name] in (None, "", "0", [])}
    return {name: value for name, value in found.items() if name not in left_out}


def _taxed(one: TaxedOtherwise, currency: str) -> JsonObject:
    """What an invoice has of a line at the tax of the day of shipment, and by how much that is more (C-38)."""
    names = {part.name: _plain(part.rate) for part in read_parts(one.tax.parts, ZERO)} if one.tax.parts else {}
    return {
        "invoice": one.invoice,
        "quantity": _plain(one.quantity),
        "tax_rate": _plain(one.tax.rate),
        **({"taxes": names} if names else {}),
        **({"tax_reason": one.tax.reason} if one.tax.reason else {}),
        "tax_difference": money_text(one.differs, currency=currency),
    }


def _discount(line: OrderLineView, currency: str) -> Decimal:
    rate = line.discount_rate
    return discount_amount(line.quantity, line.price, currency, discount=line.discount, discount_rate=rate)


def _ship_to(view: ShipToView) -> JsonObject:
    return {
        "kind": view.kind,
        "alias": view.alias,
        "name": view.name,
        "attention": view.attention,
        "address": list(_address(view.address)),
    }


def _address(address: Address) -> Iterator[str]:
    """Its lines from street to country; what is empty is left out."""
    yield from (line for line in address.street.split("\n") if line)
    place = " ".join(part for part in (address.city, address.state, address.postal_code) if part)
    yield from (part for part in (place, address.country) if part)


def _hold(hold: HoldView) -> JsonObject:
    found = asdict(hold)
    return {
        **{name: found[name] for name in ("code", "placed_by", "released_by")},
        "placed_at": _moment(hold.placed_at),
        "released_at": _moment(hold.released_at) if hold.released_at else None,
        **{name: found[name] for name in ("placed_signed_by", "released_signed_by") if found[name]},
    }


def _plain(number: Decimal) -> str:
    """A quantity or a rate as plain digits: no exponent, no superfluous zeros."""
    return f"{number.normalize():f}"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(at: datetime) -> str:
    return at.isoformat()
