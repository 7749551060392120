"""What was ordered: the orders, open lines and invoices of a customer, and the inquiry over all orders."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from peewee import fn

from custtui.domain.cover import Coverage
from custtui.domain.fulfilment import waits_for
from custtui.domain.money import ZERO
from custtui.domain.order import Status
from custtui.models.account import CustomerAccount
from custtui.models.families import is_of, of_family, one_of
from custtui.models.fulfilment import Allocation, BilledOrder, Forfeit, Invoice, ShipmentLine
from custtui.models.order import OrderLine, OrderPosition, OrderRevision, RevisionState, SalesOrder
from custtui.models.product import Product
from custtui.services.clock import today
from custtui.services.damaged import customer_called, naming
from custtui.services.orders.asked import ALL, OrderFilter, conditions, inquiry
from custtui.services.orders.covers import coverages
from custtui.services.orders.on_papers import orders_on
from custtui.services.orders.quantities import moved_of_line, quantities
from custtui.services.orders.revisions import revisions
from custtui.services.orders.rows import current, order_rows, pages, rows_of
from custtui.services.orders.view import events, last_of, order, orders_in_pages
from custtui.services.standing import next_due
from custtui.services.views import InvoiceRow, OpenLine, OrderRow, OrderView


def orders_of(account_id: int, limit: int = 20, offset: int = 0) -> list[OrderRow]:
    """The orders of a customer and of those merged into it, newest first, with what became of them (F-25, F-28)."""
    with naming(lambda: f"An order of {customer_called(account_id)}"):
        return of_family(
            account_id,
            lambda accounts: order_rows(current().where(one_of(OrderRevision.sold_to, accounts)), limit, offset),
        )


def last_placed(login: str) -> str | None:
    """The number of the order this operator placed last (`OM` alone changes it)."""
    query = SalesOrder.select(SalesOrder.number).where(SalesOrder.made_by == login)
    return query.order_by(SalesOrder.id.desc()).limit(1).scalar()


def every_order(asked: OrderFilter = ALL) -> Iterator[OrderView]:
    """The orders that fit, the oldest day first, read page by page, without their lines: for the shell."""
    return orders_in_pages(conditions(asked))


def every_row(asked: OrderFilter = ALL) -> Iterator[OrderRow]:
    """The same as a list shows them."""
    for page in pages(conditions(asked)):
        yield from rows_of(page)


def open_lines(account_id: int, limit: int = 500, offset: int = 0) -> list[OpenLine]:
    """What a customer still waits for, by wanted date: lines of accepted orders with something left to ship."""
    accepted = (RevisionState.status == str(Status.ACCEPTED)) & is_of(OrderRevision.sold_to, account_id)
    wanted = fn.COALESCE(OrderLine.wanted, OrderRevision.wanted)
    shipped, forfeited = (moved_of_line(table) for table in (ShipmentLine, Forfeit))
    query = OrderLine.select(OrderLine, Product.made_to_order, OrderPosition, OrderRevision, SalesOrder)
    query = query.join(Product).switch(OrderLine)
    query = query.join(OrderPosition).switch(OrderLine).join(OrderRevision, on=OrderLine.revision == OrderRevision.id)
    in_force = (OrderRevision.order == SalesOrder.id) & (SalesOrder.in_force == OrderRevision.id)
    query = query.join(SalesOrder, on=in_force).switch(OrderRevision).join(RevisionState)
    query = query.where(accepted & (OrderLine.quantity > shipped + forfeited))
    query = query.order_by(wanted.is_null(), wanted, SalesOrder.number, OrderPosition.position)
    rows = list(query.limit(limit).offset(offset))
    moved = quantities({row.revision_id for row in rows})
    known = ((row.position_id, moved[row.revision_id][row.position_id], row.product.made_to_order) for row in rows)
    covered = coverages(known)
    return [_open_line(row, row.revision, covered[row.position_id]) for row in rows]


def invoices_of(account_id: int, limit: int = 20, offset: int = 0) -> list[InvoiceRow]:
    """The invoices and credit notes a customer pays, or that are for its orders, newest first (F-25)."""
    pays = Invoice.select(Invoice.id).where(is_of(Invoice.account, account_id))
    orders = BilledOrder.select(BilledOrder.invoice).join(SalesOrder).where(is_of(SalesOrder.account, account_id))
    query = Invoice.select(Invoice, CustomerAccount.code, next_due().alias("next"))
    query = query.join(CustomerAccount).where(Invoice.id.in_(pays | orders))
    rows = list(query.order_by(Invoice.day.desc(), Invoice.id.desc()).limit(limit).offset(offset))
    paid, on = paid_of(row.id for row in rows), orders_on(row.id for row in rows)
    return [
        InvoiceRow(
            *(row.number, on.get(row.id, ()), row.account.code, row.day, row.next, row.gross),
            *(paid.get(row.id, ZERO), row.currency),
        )
        for row in rows
    ]


def _open_line(line: Any, revision: Any, covered: Coverage) -> OpenLine:
    moved = covered.moved
    return OpenLine(
        number=revision.order.number,
        position=line.position.position,
        product=line.product_code,
        description=line.description,
        unit=line.unit,
        quantity=line.quantity,
        shipped=moved.shipped,
        open=moved.open,
        wanted=line.wanted or revision.wanted,
        po_number=revision.po_number,
        why_open=covered.why_open(
            today(), waits_for(Status.ACCEPTED, change_waits=revision.order.pending_id is not None)
        ),
    )


def paid_of(invoices: Iterable[int]) -> dict[int, Decimal]:
    """What payments were allocated to each of these invoices, by id; those with nothing are left out."""
    query = Allocation.select(Allocation.invoice, fn.SUM(Allocation.amount).converter(Allocation.amount.python_value))
    return dict(query.where(Allocation.invoice.in_(list(invoices))).group_by(Allocation.invoice).tuples())


__all__ = [
    "OrderFilter",
    "events",
    "every_order",
    "every_row",
    "inquiry",
    "invoices_of",
    "last_of",
    "last_placed",
    "open_lines",
    "order",
    "orders_of",
    "paid_of",
    "revisions",
]
