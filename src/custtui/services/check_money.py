"""Checks amounts that others wrote: papers against themselves, payments against the history, limits and tolerances.

Not found by any check: a payment made larger (what is left over of one is nobody's yet), a quantity shipped within
what was ordered, and terms that could be: nothing in the database says the same a second time.
"""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from peewee import fn

from custtui.domain import bounds
from custtui.domain.event import EventKind
from custtui.domain.fulfilment import Amounts
from custtui.domain.held import HELD
from custtui.domain.line_tax import LineTax, taxed_fault
from custtui.domain.money import share
from custtui.domain.numbers import plain
from custtui.domain.pricing import agreed_fault
from custtui.domain.records.contract import agreed_parts_fault
from custtui.domain.records.fact import Sort
from custtui.domain.records.reading import HIGHEST
from custtui.models.account import ContractLine, ContractPrice, CustomerAccount, PurchasingContract
from custtui.models.among import among
from custtui.models.fulfilment import Allocation, BilledCharge, BilledOrder, Invoice, InvoiceLine
from custtui.models.order import OrderCharge, OrderEvent, OrderLine, OrderPosition, OrderRevision, SalesOrder
from custtui.models.party import Party
from custtui.models.product import PriceListItem, Product

PAID = (str(EventKind.PAID), str(EventKind.UNPAID))
_AMOUNT = re.compile(r"-?[0-9,]+(?:\.[0-9]+)?")


def paper_faults() -> Iterator[str]:
    """Net and tax of an invoice, and of each of its lines, are its gross."""
    for model, what in ((Invoice, "invoice"), (InvoiceLine, "line of invoice")):
        rows = model.select(Invoice.number, model.net, model.tax, model.gross).where(
            model.net + model.tax != model.gross
        )
        for number, net, tax, gross in (rows if model is Invoice else rows.join(Invoice)).tuples():
            yield f"{what} {number}: net {net:f} and tax {tax:f} are not {gross:f}"


def share_faults(ids: list[int], names: dict[int, str]) -> Iterator[str]:
    """What was invoiced of a position is its share of the line, to the cent (D-01, R-44).

    Of revisions (ids) that nothing was invoiced before: an earlier one may have come to something else.
    """
    sums = [fn.SUM(column).converter(InvoiceLine.net.python_value) for column in _BILLED[1:]]
    sums.insert(0, fn.SUM(InvoiceLine.quantity).converter(InvoiceLine.quantity.python_value))
    rows = (
        OrderLine.select(OrderLine.revision, OrderPosition.position, OrderRevision.currency, *_OF_LINE, *sums)
        .join(OrderPosition)
        .switch(OrderLine)
        .join(OrderRevision, on=OrderLine.revision == OrderRevision.id)
        .join(SalesOrder, on=SalesOrder.in_force == OrderRevision.id)
        .join(InvoiceLine, on=InvoiceLine.position == OrderLine.position)
        .where(among(OrderLine.revision, ids), OrderRevision.replaces.is_null(), OrderLine.quantity > 0)
        .where(InvoiceLine.quantity != 0)
        .group_by(OrderLine.id, OrderPosition.position, OrderRevision.currency)
    )
    for revision, position, currency, quantity, *told in rows.tuples():
        net, tax, part, billed_net, billed_tax = told
        for what, whole, billed in (("net", net, billed_net), ("tax", tax, billed_tax)):
            if (due := share(whole, part, quantity, Decimal(0), currency)) != billed:
                yield _not_its_share(names[revision], position, what, billed, due)


def revised_share_faults(ids: list[int], names: dict[int, str]) -> Iterator[str]:
    """The same of revisions that replaced others: each invoice billed the share of the revision it was booked on,
    less what was billed before (D-01, R-23).
    """
    same = (OrderLine.position == InvoiceLine.position) & (OrderLine.revision == InvoiceLine.booked_on)
    rows = (
        InvoiceLine.select(OrderRevision.id, OrderPosition.position, OrderRevision.currency, *_OF_LINE, *_BILLED)
        .join(OrderLine, on=same)
        .join(OrderPosition, on=OrderLine.position == OrderPosition.id)
        .join(SalesOrder, on=SalesOrder.id == OrderPosition.order)
        .join(OrderRevision, on=SalesOrder.in_force == OrderRevision.id)
        .where(among(OrderRevision.id, ids), OrderRevision.replaces.is_null(False), OrderLine.quantity > 0)
        .where(InvoiceLine.quantity != 0)
        .order_by(InvoiceLine.id)
    )
    before: dict[tuple[int, int], list[Decimal]] = {}
    for revision, position, currency, ordered, net, tax, *part in rows.tuples():
        so_far = before.setdefault((revision, position), [Decimal(0)] * 3)
        so_far[0] += part[0]
        for at, what, whole in ((1, "net", net), (2, "tax", tax)):
            due = share(whole, so_far[0], ordered, so_far[at], currency)
            if due != part[at]:
                yield _not_its_share(names[revision], position, what, part[at], due)
            so_far[at] += part[at]


def _not_its_share(name: str, position: int, what: str, billed: Decimal, due: Decimal) -> str:
    return f"{name}: of position {position} {what} {billed:f} is invoiced, {due:f} is its share"


_OF_LINE = (OrderLine.quantity, OrderLine.net, OrderLine.tax)
_TAX = InvoiceLine.tax - fn.COALESCE(InvoiceLine.tax_difference, 0)
"""As the order has it: what the day of shipment made of it stands beside (C-38)."""
_BILLED = (InvoiceLine.quantity, InvoiceLine.net, _TAX.converter(InvoiceLine.tax.python_value))


def taxed_faults() -> Iterator[str]:
    """What is invoiced at a rate of its own has the tax of that rate (C-38)."""
    columns = (InvoiceLine.net, InvoiceLine.tax, InvoiceLine.tax_rate, InvoiceLine.tax_parts)
    rows = InvoiceLine.select(Invoice.number, Invoice.currency, *columns).join(Invoice)
    rows = rows.where(InvoiceLine.tax_rate.is_null(False), InvoiceLine.quantity > 0)
    for number, currency, net, tax, rate, parts in rows.tuples().iterator():
        if why := _taxed_fault(Amounts(net, tax), rate, parts, currency):
            yield f"line of invoice {number}: {why}"
    for number, currency, charge, net, tax, rate, parts in _charges_taxed().tuples().iterator():
        if why := _taxed_fault(Amounts(net, tax), rate, parts, currency):
            yield f"{charge} of invoice {number}: {why}"


def _charges_taxed() -> Any:
    """Charges that an invoice taxes otherwise than the order (C-38)."""
    tax = OrderCharge.tax + BilledCharge.tax_difference
    columns = (OrderCharge.net, tax.converter(OrderCharge.tax.python_value))
    own = (BilledCharge.tax_rate, BilledCharge.tax_parts)
    query = BilledCharge.select(Invoice.number, Invoice.currency, BilledCharge.charge, *columns, *own).join(Invoice)
    query = query.switch(BilledCharge).join(SalesOrder)
    name = fn.COALESCE(fn.NULLIF(OrderCharge.text, ""), OrderCharge.kind)
    same = (OrderCharge.revision == SalesOrder.in_force) & (name == BilledCharge.charge)
    return query.join(OrderCharge, on=same).where(Invoice.kind == "INVOICE")


def _taxed_fault(amounts: Amounts, rate: Decimal, parts: str, currency: str) -> str:
    try:
        return taxed_fault(amounts, LineTax(rate, parts), currency)
    except InvalidOperation:
        return f"its taxes cannot be read: {parts[:40]!r}"


def paid_faults() -> Iterator[str]:
    """What was paid of an order's invoices is what its history tells of; history that came in tells of none."""
    paid, told = dict[int, Counter[Decimal]](), dict[int, Counter[Decimal]]()
    rows = Allocation.select(BilledOrder.order, Allocation.amount).join(Invoice).join(BilledOrder)
    for order, amount in rows.where(BilledOrder.order.not_in(_imported())).tuples().iterator():
        paid.setdefault(order, Counter())[abs(amount)] += 1
    events = OrderEvent.select(OrderEvent.order, OrderEvent.text).where(OrderEvent.kind << PAID)
    for order, text in events.where(OrderEvent.order.not_in(_imported())).tuples().iterator():
        if found := _AMOUNT.match(text):
            told.setdefault(order, Counter())[abs(Decimal(found[0].replace(",", "")))] += 1
    wrong = [order for order in {*paid, *told} if paid.get(order) != told.get(order)]
    for order, number in (
        SalesOrder.select(SalesOrder.id, SalesOrder.number).where(among(SalesOrder.id, wrong)).tuples()
    ):
        sums = [sum(one.get(order, Counter[Decimal]()).elements(), Decimal(0)) for one in (paid, told)]
        yield f"order {number}: {sums[0]:.2f} is paid of its invoices, its history tells of {sums[1]:.2f}"


def _imported() -> Any:
    return OrderEvent.select(OrderEvent.order).where(
        OrderEvent.kind == str(EventKind.IMPORTED), OrderEvent.order.is_null(False)
    )


AMOUNTS = tuple(field.column for field in HELD.values() if field.sort is Sort.AMOUNT)
"""Columns of an account, some of them also of the party."""


def limit_faults() -> Iterator[str]:
    """Limits, tolerances, quantities and prices below nothing, or beyond what a form takes."""
    for model, name, what in ((CustomerAccount, CustomerAccount.code, "customer"), (Party, Party.name, "party")):
        for column in (getattr(model, name) for name in AMOUNTS if hasattr(model, name)):
            yield from _beyond(model, name, column, what, HIGHEST)
    for column in (Product.under_tolerance, Product.over_tolerance):
        yield from _beyond(Product, Product.code, column, "product", Decimal(1), "more than 1: a fraction is meant")
    agreed = (
        (ContractLine, ContractLine.quantity),
        (ContractLine, ContractLine.price),
        (ContractPrice, ContractPrice.price),
    )
    for model, column in (
        *agreed,
        (PriceListItem, PriceListItem.from_quantity),
        (PriceListItem, PriceListItem.price),
    ):
        rows = model.select(Product.code, column).join(Product).where(column < 0)
        for code, value in rows.tuples():
            yield f"{model._meta.table_name} of {code}: {column.column_name} is {plain(value)}, below 0"
    yield from _called_off_never()
    for code, quantity in (
        ContractLine.select(PurchasingContract.code, ContractLine.quantity)
        .join(PurchasingContract)
        .where(ContractLine.quantity >= bounds.MOST_AMOUNT)
        .tuples()
    ):
        yield f"contract {code}: {plain(quantity)} is too much for a quantity"


def _called_off_never() -> Iterator[str]:
    rows = ContractLine.select(PurchasingContract.code, Product.code).join(PurchasingContract).switch(ContractLine)
    for code, product in rows.join(Product).where(ContractLine.quantity == 0).tuples():
        yield f"contract {code}: its quantity of {product} is 0: nothing is agreed"
    rows = rows.select(PurchasingContract.code, Product.code, ContractLine.quantity, Product.step)
    for code, product, quantity, step in rows.join(Product).where(Product.step.is_null(False)).tuples():
        if why := agreed_parts_fault(product, quantity, step):
            yield f"contract {code}: {why}"


def agreed_faults() -> Iterator[str]:
    """Prices and contracts in another currency than the customer buys in, which no order ever takes (R-34)."""
    for model, called in ((ContractPrice, ContractPrice.id), (PurchasingContract, PurchasingContract.code)):
        rows = model.select(called, CustomerAccount.code, CustomerAccount.currency, model.currency)
        rows = rows.join(CustomerAccount).where(model.currency != CustomerAccount.currency)
        for one, customer, buys_in, currency in rows.tuples():
            told = agreed_fault(customer, buys_in, currency)
            yield f"{model._meta.table_name} {one}: its currency {told} (R-34)"


def _beyond(model: Any, name: Any, column: Any, what: str, most: Decimal, why: str = "too much") -> Iterator[str]:
    for one, value in model.select(name, column).where((column < 0) | (column > most)).tuples():
        yield f"{what} {one}: {column.column_name} is {plain(value)}, {'below 0' if value < 0 else why}"
