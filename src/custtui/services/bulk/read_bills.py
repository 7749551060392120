"""Reads invoices and credit notes for export: shares of lines by quantity, all else by amount (D-01, C-31)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from custtui.domain.fulfilment import Amounts
from custtui.models.among import among
from custtui.models.fulfilment import CreditCharge, Invoice, InvoiceLine
from custtui.services.bulk.order_bills import CHARGES, NotShared

BillTold = tuple[int, date, Decimal, str, str, str]
"""Position (id), day, quantity, number, what is no share of the position, and the invoice it takes back from."""


def bills_told(orders: list[int]) -> Iterator[BillTold]:
    """Of these orders, line by line; what stands beside lines comes with the first of its paper."""
    rest, first, seen = dict[int, Amounts](), dict[int, Any](), set[int]()
    rows = InvoiceLine.select(InvoiceLine, Invoice).join(Invoice).where(among(Invoice.order, orders))
    numbers = dict[int | None, str]()
    for row in rows.order_by(InvoiceLine.id):
        paper, amounts = row.invoice, Amounts(row.net, row.tax)
        first.setdefault(paper.id, row)
        rest[paper.id] = rest.get(paper.id, Amounts(paper.net, paper.tax)) - amounts
        beside = "" if row.quantity else NotShared(paper.reason, amounts, row.pieces).text
        numbers[row.id] = paper.number
        yield row.position_id, paper.day, row.quantity, paper.number, beside, numbers.get(row.credits_id, "")
    for one in CreditCharge.select().where(among(CreditCharge.invoice, first)).order_by(CreditCharge.id):
        amounts = Amounts(one.net, one.tax)
        rest[one.invoice_id] -= amounts
        yield _beside(first[one.invoice_id], NotShared(f"{one.kind} {one.reason}".strip(), amounts, one.tax_rate))
    for paper, row in first.items():
        if row.invoice.order_id in seen and rest[paper] != Amounts():
            yield _beside(row, NotShared(CHARGES, rest[paper]))
        seen.add(row.invoice.order_id)  # the charges of the order come with its first invoice


def _beside(row: Any, one: NotShared) -> BillTold:
    return row.position_id, row.invoice.day, Decimal(0), row.invoice.number, one.text, ""
