"""What was ordered: the orders, open lines and invoices of a customer, and the inquiry over all orders."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from peewee import fn

from custtui.domain.money import ZERO
from custtui.models.account import CustomerAccount
from custtui.models.families import is_of
from custtui.models.fulfilment import Allocation, Invoice
from custtui.models.order import OrderLine, OrderRevision, RevisionState, SalesOrder
from custtui.services.orders.asked import ALL, OrderFilter, conditions, inquiry
from custtui.services.orders.quantities import quantities
from custtui.services.orders.rows import current, order_rows
from custtui.services.orders.view import events, order, orders_in_pages
from custtui.services.views import InvoiceRow, OpenLine, OrderRow, OrderView


def orders_of(account_id: int, limit: int = 20, offset: int = 0) -> list[OrderRow]:
    """The orders of a customer and of those merged into it, newest first, with what became of them (F-25, F-28)."""
    return order_rows(current().where(is_of(OrderRevision.sold_to, account_id)), limit, offset)


def last_order(account_id: int) -> str | None:
    """The number of a customer's newest order."""
    rows = orders_of(account_id, limit=1)
    return rows[0].number if rows else None


def last_placed(login: str) -> str | None:
    """The number of the order this operator placed last (`OI` alone opens it)."""
    query = SalesOrder.select(SalesOrder.number).where(SalesOrder.made_by == login)
    return query.order_by(SalesOrder.id.desc()).limit(1).scalar()


def every_order(asked: OrderFilter = ALL) -> Iterator[OrderView]:
    """The orders that fit, oldest first, read page by page, without their lines: for the shell."""
    return orders_in_pages(conditions(asked))


def open_lines(account_id: int, limit: int = 500) -> list[OpenLine]:
    """What a customer still waits for, by wanted date: lines of accepted orders with something left to ship."""
    accepted = (RevisionState.status == "accepted") & is_of(OrderRevision.sold_to, account_id)
    revisions = {row.id: row for row in current().where(accepted).order_by(OrderRevision.id.desc()).limit(limit)}
    moved = quantities(revisions)
    lines = OrderLine.select().where(OrderLine.revision.in_(list(revisions))).order_by(OrderLine.id)
    found = (
        (line, revisions[line.revision_id], moved[line.revision_id][line.position_id])
        for line in lines
        if moved[line.revision_id][line.position_id].open > 0
    )
    views = [_open_line(line, revision, one.shipped, one.open) for line, revision, one in found]
    return sorted(views, key=lambda view: (view.wanted or date.max, view.number, view.position))[:limit]


def invoices_of(account_id: int, limit: int = 20, offset: int = 0) -> list[InvoiceRow]:
    """The invoices and credit notes a customer pays, or that are for its orders, newest first (F-25)."""
    mine = is_of(Invoice.account, account_id) | is_of(SalesOrder.account, account_id)
    query = Invoice.select(Invoice, SalesOrder.number, CustomerAccount.code)
    query = query.join(SalesOrder).switch(Invoice).join(CustomerAccount).where(mine)
    rows = list(query.order_by(Invoice.day.desc(), Invoice.id.desc()).limit(limit).offset(offset))
    paid = paid_of(row.id for row in rows)
    return [
        InvoiceRow(
            *(row.number, row.order.number, row.account.code, row.day, row.payment_due, row.gross),
            *(paid.get(row.id, ZERO), row.currency),
        )
        for row in rows
    ]


def _open_line(line: Any, revision: Any, shipped: Any, still_open: Any) -> OpenLine:
    return OpenLine(
        number=revision.order.number,
        position=line.position.position,
        product=line.product_code,
        description=line.description,
        unit=line.unit,
        quantity=line.quantity,
        shipped=shipped,
        open=still_open,
        wanted=line.wanted or revision.wanted,
        po_number=revision.po_number,
    )


def paid_of(invoices: Iterable[int]) -> dict[int, Decimal]:
    """What payments were allocated to each of these invoices, by id; those with nothing are left out."""
    query = Allocation.select(Allocation.invoice, fn.SUM(Allocation.amount).converter(Allocation.amount.python_value))
    return dict(query.where(Allocation.invoice.in_(list(invoices))).group_by(Allocation.invoice).tuples())


__all__ = [
    "OrderFilter",
    "events",
    "every_order",
    "inquiry",
    "invoices_of",
    "last_order",
    "last_placed",
    "open_lines",
    "order",
    "orders_of",
    "paid_of",
]
