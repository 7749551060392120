"""What stands on a credit note beside its lines: freight that is credited too, a fee that is kept (C-31, C-41)."""

from collections.abc import Sequence
from decimal import Decimal

from peewee import fn

from custtui.domain.coded import completed, no_reason
from custtui.domain.errors import refuse
from custtui.domain.fulfilment import Amounts
from custtui.domain.money import ZERO, rounded, tax_of
from custtui.domain.payment import received_fault
from custtui.domain.text import clean
from custtui.models.fulfilment import BilledOrder, CreditCharge, Invoice, InvoiceLine
from custtui.models.order import OrderCharge, OrderPosition
from custtui.services.fulfilment.credit_notes import Extra
from custtui.services.fulfilment.credit_parts import CreditPart
from custtui.services.fulfilment.facts import Facts
from custtui.services.lists.coded import FEE, codes


def rest_of_charges(order: Facts, invoice: int) -> Amounts:
    """What an invoice has of an order's charges, beyond its lines, and is not credited."""
    own = _beyond(order, BilledOrder.invoice == invoice, InvoiceLine.invoice == invoice)
    return min(own, _charges_left(order), key=lambda one: one.gross)


def _charges_left(order: Facts) -> Amounts:
    """Charges that invoices of an order billed, less those that credit notes took back; fees are none."""
    mine = Invoice.select(Invoice.id).where(Invoice.order == order.id)
    fees = _sum(CreditCharge, CreditCharge.invoice.in_(mine) & (CreditCharge.kind == "FEE"))
    return _beyond(order) - fees


def _beyond(order: Facts, of_orders: object = True, of_lines: object = True) -> Amounts:
    """What invoices have of an order beyond its lines."""
    positions = OrderPosition.select(OrderPosition.id).where(OrderPosition.order == order.id)
    whole = _sum(BilledOrder, (BilledOrder.order == order.id) & of_orders)
    return whole - _sum(InvoiceLine, InvoiceLine.position.in_(positions) & of_lines)


def billed_charges(order: Facts) -> tuple[int, Amounts]:
    """The invoice (row) that billed the charges of an order, and what of them is not credited; 0 where none did."""
    bills = Invoice.select(Invoice.id).join(BilledOrder)
    bills = bills.where((BilledOrder.order == order.id) & (Invoice.kind == "INVOICE"))
    for (one,) in bills.order_by(Invoice.id.desc()).tuples():
        rest = rest_of_charges(order, one)
        if rest != Amounts():
            return one, rest
    return 0, Amounts()


def _sum(table: type[BilledOrder] | type[InvoiceLine] | type[CreditCharge], where: object) -> Amounts:
    sums = [fn.COALESCE(fn.SUM(one), 0).converter(one.python_value) for one in (table.net, table.tax)]
    return Amounts(*table.select(*sums).where(where).tuples().get())


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
    rate = OrderCharge.select(OrderCharge.tax_rate).where(OrderCharge.revision == order.revision.id).scalar()
    return [Extra("FREIGHT", Amounts() - rest, rate or ZERO)]


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
