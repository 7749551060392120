"""Reads invoices and credit notes for export: shares of lines by quantity, all else by amount (D-01, C-31)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from custtui.domain.fulfilment import Amounts
from custtui.models.among import among
from custtui.models.fulfilment import BilledOrder, CreditCharge, Invoice, InvoiceLine
from custtui.models.order import OrderPosition
from custtui.services.bulk.order_bills import CHARGES, NotShared

BillTold = tuple[int, date, Decimal, str, str, str]
"""Position (id), day, quantity, number, what is no share of the position, and the invoice it takes back from."""


def bills_told(orders: list[int]) -> Iterator[BillTold]:
    """Of these orders, line by line; what stands beside lines comes with the first of its paper."""
    rest, first, seen = _wholes(orders), dict[tuple[int, int], Any](), set[int]()
    rows = InvoiceLine.select(InvoiceLine, Invoice, OrderPosition).join(Invoice).switch(InvoiceLine)
    rows = rows.join(OrderPosition).where(among(OrderPosition.order, orders))
    numbers = dict[int | None, str]()
    for row in rows.order_by(InvoiceLine.id):
        paper, amounts = row.invoice, Amounts(row.net, row.tax)
        billed = paper.id, row.position.order_id
        first.setdefault(billed, row)
        rest[billed] = rest.get(billed, Amounts()) - amounts
        beside = "" if row.quantity else NotShared(paper.reason, amounts, row.pieces).text
        numbers[row.id] = paper.number
        yield row.position_id, paper.day, row.quantity, paper.number, beside, numbers.get(row.credits_id, "")
    credits = CreditCharge.select(CreditCharge, Invoice).join(Invoice).where(among(Invoice.order, orders))
    for one in credits.order_by(CreditCharge.id):
        amounts, billed = Amounts(one.net, one.tax), (one.invoice_id, one.invoice.order_id)
        rest[billed] -= amounts
        yield _beside(first[billed], NotShared(f"{one.kind} {one.reason}".strip(), amounts, one.tax_rate))
    for (paper, order), row in first.items():
        if order in seen and rest[paper, order] != Amounts():
            yield _beside(row, NotShared(CHARGES, rest[paper, order]))
        seen.add(order)  # the charges of the order come with its first invoice


def _wholes(orders: list[int]) -> dict[tuple[int, int], Amounts]:
    """What each of these orders comes to on each invoice, by invoice and order."""
    columns = (BilledOrder.invoice, BilledOrder.order, BilledOrder.net, BilledOrder.tax)
    rows = BilledOrder.select(*columns).where(among(BilledOrder.order, orders))
    return {(invoice, order): Amounts(net, tax) for invoice, order, net, tax in rows.tuples()}


def _beside(row: Any, one: NotShared) -> BillTold:
    return row.position_id, row.invoice.day, Decimal(0), row.invoice.number, one.text, ""
