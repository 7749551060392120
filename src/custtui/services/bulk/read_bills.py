"""Reads invoices and credit notes for export: shares of lines by quantity, all else by amount (D-01, C-31)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from peewee import JOIN

from custtui.domain.fulfilment import Amounts
from custtui.models.among import among
from custtui.models.fulfilment import BilledCharge, BilledOrder, CreditCharge, Invoice, InvoiceLine
from custtui.models.order import OrderLine, OrderPosition, OrderRevision, SalesOrder
from custtui.services.bulk.order_bills import CHARGES, NotShared
from custtui.services.bulk.values import Taxed

BillTold = tuple[int, date, Decimal, str, str, str, Taxed | None]
"""Position (id), day, quantity, number, what is no share of the position, and the invoice it takes back from.

Last how it is taxed, None where that is as the order has it (C-38).
"""


class InFile(NamedTuple):
    """What of an invoice is an order's, as a file has it: its number there, and from where to where of its total."""

    number: str
    begin: Decimal
    end: Decimal
    alone: bool

    def part(self, amount: Decimal, before: Decimal) -> Decimal:
        """What of an amount that settles the invoice settles this part: the orders on it one after another."""
        if self.alone:
            return amount
        return max(min(before + amount, self.end) - max(before, self.begin), Decimal(0))


def in_files(orders: list[int]) -> dict[tuple[int, int], InFile]:
    """Those on invoices of these orders, by invoice and order; an invoice has one number in all of them (C-42).

    Where one of them is another payer's by now, or of other terms, it is an invoice of its own there, `IN-1-2`:
    a file tells whose an order is as it stands.
    """
    mine = BilledOrder.select(BilledOrder.invoice).where(among(BilledOrder.order, orders))
    columns = (BilledOrder.invoice, BilledOrder.order, Invoice.number, BilledOrder.gross)
    query = BilledOrder.select(*columns, OrderRevision.bill_to, OrderRevision.payment_terms).join(Invoice)
    query = query.switch(BilledOrder).join(SalesOrder)
    query = query.join(OrderRevision, JOIN.LEFT_OUTER, on=SalesOrder.in_force == OrderRevision.id)
    found = dict[int, list[tuple[Any, ...]]]()
    for invoice, *told in query.where(BilledOrder.invoice.in_(mine)).order_by(BilledOrder.order).tuples():
        found.setdefault(invoice, []).append(tuple(told))
    return {(invoice, order): one for invoice, rows in found.items() for order, one in _in_file(rows)}


def _in_file(rows: list[tuple[Any, ...]]) -> Iterator[tuple[int, InFile]]:
    """Their parts lie one behind the other, in the order in which files have the orders."""
    begin, apart = Decimal(0), list[tuple[Any, ...]]()
    for order, number, gross, *whose in rows:
        if tuple(whose) not in apart:
            apart.append(tuple(whose))
        at = apart.index(tuple(whose)) + 1
        yield order, InFile(f"{number}-{at}" if at > 1 else number, begin, begin + gross, len(rows) == 1)
        begin += gross


def bills_told(orders: list[int]) -> Iterator[BillTold]:
    """Of these orders, line by line; what stands beside lines comes with the first of its paper."""
    rest, first, names = _wholes(orders), dict[tuple[int, int], Any](), in_files(orders)
    agreed = _agreed(orders)
    rows = InvoiceLine.select(InvoiceLine, Invoice, OrderPosition).join(Invoice).switch(InvoiceLine)
    rows = rows.join(OrderPosition).where(among(OrderPosition.order, orders))
    numbers = dict[int | None, str]()
    for row in rows.order_by(InvoiceLine.id):
        paper, amounts = row.invoice, Amounts(row.net, row.tax)
        billed = paper.id, row.position.order_id
        first.setdefault(billed, row)
        rest[billed] = rest.get(billed, Amounts()) - amounts
        beside = "" if row.quantity else NotShared(paper.reason, amounts, row.pieces).text
        numbers[row.id] = number = names[billed].number if billed in names else paper.number
        told = (row.position_id, paper.day, row.quantity, number, beside, numbers.get(row.credits_id, ""))
        yield *told, _taxed(row, agreed.get(row.position_id))
    for one in _charges_taxed(orders):
        billed, amounts = (one.invoice_id, one.order_id), Amounts(tax=one.tax_difference)
        rest[billed] -= amounts
        taxed = Taxed(one.tax_rate, one.tax_difference, one.tax_parts, one.tax_reason)
        yield _beside(first[billed], names[billed].number, NotShared(f"{CHARGES} {one.charge}", amounts), taxed)
    credits = CreditCharge.select(CreditCharge, Invoice).join(Invoice).where(among(Invoice.order, orders))
    for one in credits.order_by(CreditCharge.id):
        amounts, billed = Amounts(one.net, one.tax), (one.invoice_id, one.invoice.order_id)
        rest[billed] -= amounts
        taxed = Taxed(one.tax_rate, one.tax_difference) if one.tax_difference else None
        yield _beside(first[billed], "", NotShared(f"{one.kind} {one.reason}".strip(), amounts, one.tax_rate), taxed)
    seen = set[int]()
    for (paper, order), row in first.items():
        if order in seen and rest[paper, order] != Amounts():
            yield _beside(row, names[paper, order].number, NotShared(CHARGES, rest[paper, order]))
        seen.add(order)  # the charges of the order come with its first invoice


def _charges_taxed(orders: list[int]) -> Any:
    """Charges of these orders that invoices tax otherwise than they do (C-38)."""
    return BilledCharge.select().where(among(BilledCharge.order, orders)).order_by(BilledCharge.id)


def _agreed(orders: list[int]) -> dict[int, tuple[Decimal, str]]:
    """Rate and taxes of the lines of these orders as files have them, by position; only of those taxed otherwise."""
    own = InvoiceLine.select(InvoiceLine.position).join(OrderPosition)
    own = own.where(among(OrderPosition.order, orders) & InvoiceLine.tax_rate.is_null(False))
    rows = OrderLine.select(OrderLine.position, OrderLine.tax_rate, OrderLine.tax_parts).join(OrderRevision)
    rows = rows.join(SalesOrder, on=SalesOrder.in_force == OrderRevision.id).where(OrderLine.position.in_(own))
    return {position: (rate, parts) for position, rate, parts in rows.tuples()}


def _taxed(row: Any, agreed: tuple[Decimal, str] | None) -> Taxed | None:
    """How a line of an invoice is taxed, where that is not how the order has it."""
    if row.tax_rate is None or (not row.tax_difference and (row.tax_rate, row.tax_parts) == agreed):
        return None
    return Taxed(row.tax_rate, row.tax_difference or Decimal(0), row.tax_parts, row.tax_reason)


def _wholes(orders: list[int]) -> dict[tuple[int, int], Amounts]:
    """What each of these orders comes to on each invoice, by invoice and order."""
    columns = (BilledOrder.invoice, BilledOrder.order, BilledOrder.net, BilledOrder.tax)
    rows = BilledOrder.select(*columns).where(among(BilledOrder.order, orders))
    return {(invoice, order): Amounts(net, tax) for invoice, order, net, tax in rows.tuples()}


def _beside(row: Any, number: str, one: NotShared, taxed: Taxed | None = None) -> BillTold:
    return row.position_id, row.invoice.day, Decimal(0), number or row.invoice.number, one.text, "", taxed
