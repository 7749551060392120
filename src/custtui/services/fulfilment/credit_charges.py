"""What stands on a credit note beside its lines: freight that is credited too, a fee that is kept (C-31, C-41)."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from peewee import fn

from custtui.domain.charge import FREIGHT
from custtui.domain.coded import completed, no_reason
from custtui.domain.errors import refuse
from custtui.domain.fulfilment import Amounts
from custtui.domain.line_tax import ChargeTaxed, LineTax
from custtui.domain.money import ZERO, rounded, tax_of
from custtui.domain.payment import received_fault
from custtui.domain.text import clean
from custtui.models.at_once import at_once
from custtui.models.fulfilment import BilledCharge, BilledOrder, CreditCharge, Invoice, InvoiceLine
from custtui.models.order import OrderCharge, OrderPosition
from custtui.services.fulfilment.credit_notes import Extra
from custtui.services.fulfilment.credit_parts import CreditPart
from custtui.services.fulfilment.facts import Facts
from custtui.services.lists.coded import FEE, codes
from custtui.services.orders.history import Of


def rest_of_charges(order: Facts, invoice: int) -> Amounts:
    """What an invoice has of an order's charges, beyond its lines, and is not credited."""
    beyond, left = _charges(order.id)
    return min(beyond.get(invoice, Amounts()), left, key=lambda one: one.gross)


def _charges(order: int) -> tuple[dict[int, Amounts], Amounts]:
    """What each invoice and credit note has of an order (id) beyond its lines, and what of all that is left: fees
    are no charges that were billed."""
    positions = OrderPosition.select(OrderPosition.id).where(OrderPosition.order == order)
    mine = Invoice.select(Invoice.id).where(Invoice.order == order)
    whole, lines, fees = at_once(
        partial(_sums, BilledOrder, BilledOrder.order == order),
        partial(_sums, InvoiceLine, InvoiceLine.position.in_(positions)),
        partial(_sums, CreditCharge, CreditCharge.invoice.in_(mine) & (CreditCharge.kind == "FEE")),
    )
    beyond = {one: whole.get(one, Amounts()) - lines.get(one, Amounts()) for one in whole.keys() | lines.keys()}
    return beyond, sum(beyond.values(), Amounts()) - sum(fees.values(), Amounts())


def billed_charges(order: Of) -> tuple[int, Amounts]:
    """The invoice (row) that billed the charges of an order, and what of them is not credited; 0 where none did."""
    query = Invoice.select(Invoice.id).join(BilledOrder)
    query = query.where((BilledOrder.order == order.id) & (Invoice.kind == "INVOICE")).order_by(Invoice.id.desc())
    (beyond, left), bills = at_once(partial(_charges, order.id), lambda: [one for (one,) in query.tuples()])
    for one in bills:
        rest = min(beyond.get(one, Amounts()), left, key=lambda each: each.gross)
        if rest != Amounts():
            return one, rest
    return 0, Amounts()


def _sums(table: type[BilledOrder] | type[InvoiceLine] | type[CreditCharge], where: object) -> dict[int, Amounts]:
    """By invoice (id)."""
    columns = (table.net, table.tax, fn.COALESCE(table.tax_difference, 0))
    sums = [fn.SUM(one).converter(table.net.python_value) for one in columns]
    rows = table.select(table.invoice, *sums).where(where).group_by(table.invoice).tuples()
    return {invoice: Amounts(*amounts) for invoice, *amounts in rows}


def freight_of(order: Facts, parts: Sequence[CreditPart], ticked: bool) -> list[Extra]:
    """The freight that is credited too, where it is ticked. Raises Refused where another payer was billed it."""
    if not ticked:
        return []
    invoice, rest = billed_charges(order)
    if rest == Amounts():
        raise refuse("freight", "No freight is billed that is not credited", "freight")
    payer = Invoice.get_by_id(invoice)
    if payer.account_id != parts[0].of.account:
        raise refuse("freight", f"The freight was billed by {payer.number}, to another payer", "freight")
    charges = _as_billed(order, invoice, rest)
    return [Extra("FREIGHT", Amounts() - one, rate, name, payer.number) for name, one, rate in charges]


def _as_billed(order: Facts, invoice: int, rest: Amounts) -> list[tuple[str, Amounts, Decimal]]:
    """What is left of the charges of an invoice, each by its name, '' of freight, with its rate (F-20); in one where
    it is not all of them."""
    agreed = OrderCharge.select().where(OrderCharge.revision == order.revision.id).order_by(OrderCharge.id)
    taxed = {one.charge: one for one in _otherwise(order, invoice)}
    found = list[tuple[str, Amounts, Decimal]]()
    for one in agreed:
        name, amounts, rate = one.text or one.kind, Amounts(one.net, one.tax), one.tax_rate
        if name in taxed:
            amounts, rate = amounts.otherwise(taxed[name].tax_difference), taxed[name].tax_rate
        found.append(("" if one.kind == FREIGHT else name, amounts, rate))
    if sum((amounts for _, amounts, _ in found), Amounts()) == rest:
        return found
    return [("", rest, _rate_of_charges(order, invoice))]


def _otherwise(order: Facts, invoice: int) -> list[BilledCharge]:
    """How charges of an order were taxed on an invoice otherwise than the order has them (C-38)."""
    rows = BilledCharge.select().where((BilledCharge.invoice == invoice) & (BilledCharge.order == order.id))
    return list(rows.order_by(BilledCharge.id))


def _rate_of_charges(order: Facts, invoice: int) -> Decimal:
    """As the invoice taxed them (C-38)."""
    taxed = BilledCharge.select(BilledCharge.tax_rate).where(
        (BilledCharge.invoice == invoice) & (BilledCharge.order == order.id)
    )
    agreed = OrderCharge.select(OrderCharge.tax_rate).where(OrderCharge.revision == order.revision.id)
    rates = (one.order_by(one.model.id).limit(1).scalar() for one in (taxed, agreed))
    return next((rate for rate in rates if rate is not None), ZERO)


def taxed_back(order: Facts, invoice: int, rest: Amounts) -> list[ChargeTaxed]:
    """How charges of an invoice credited whole were taxed otherwise, below 0: by name, else what is left of it."""
    found = [
        ChargeTaxed(one.charge, LineTax(one.tax_rate, one.tax_parts, one.tax_reason), LineTax(), -one.tax_difference)
        for one in _otherwise(order, invoice)
    ]
    if not rest.differs or sum((one.differs for one in found), ZERO) == -rest.differs:
        return found if rest.differs else []
    return [found[0]._replace(name="Other charges", differs=-rest.differs)]


def fee_of(order: Facts, parts: Sequence[CreditPart], fee: Decimal, reason: str) -> list[Extra]:
    """A fee that is kept, taxed as the first line. Raises Refused without a reason of the house's list."""
    if not fee:
        return []
    currency, known = order.revision.currency, codes(FEE)
    if why := received_fault(fee, currency):
        raise refuse("fee", why, "fee")
    if why := no_reason(clean(reason, "fee_reason"), known, "kept"):
        raise refuse("fee_reason", why, "fee_reason", listed=True)
    taxed = parts[0].of.taxed
    rate = taxed[0] if taxed else order.lines[parts[0].position].row.tax_rate
    net = rounded(fee, currency)
    return [Extra("FEE", Amounts(net, tax_of(net, rate, currency)), rate, completed(reason, known))]
