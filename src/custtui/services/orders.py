"""What was ordered: the orders, open lines and invoices of a customer, and the inquiry over all orders."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN, Field, fn

from custtui.domain.money import ZERO
from custtui.domain.order import summary
from custtui.models.account import CustomerAccount
from custtui.models.database import is_sqlite
from custtui.models.fulfilment import Allocation, Invoice
from custtui.models.order import OrderLine, OrderRevision, RevisionState, SalesOrder
from custtui.models.product import Product
from custtui.services.order_quantities import quantities
from custtui.services.order_view import events, order
from custtui.services.views import InvoiceRow, OpenLine, OrderRow, OrderView

COMMON = 2000
"""A filter with more hits than this is checked order by order, newest first, instead of being sorted whole."""


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """What an inquiry asks for, all of it at once; '' and None ask nothing.

    `number`, `po_number` and `text` are beginnings; `text` is a number, a PO number or a customer code.
    """

    number: str = ""
    po_number: str = ""
    code: str = ""
    product: str = ""
    first_day: date | None = None
    last_day: date | None = None
    status: str = ""
    text: str = ""
    made_by: str = ""


def orders_of(account_id: int, limit: int = 20, offset: int = 0) -> list[OrderRow]:
    """The orders of a customer, newest first, with what has become of them (F-25, R-29)."""
    return _rows(_current().where(OrderRevision.sold_to == account_id), limit, offset)


def inquiry(asked: OrderFilter, limit: int = 20, offset: int = 0) -> list[OrderRow]:
    """The orders that fit, newest first, each in its revision in force (or, before that, its newest)."""
    query = _current()
    for condition in _conditions(asked):
        query = query.where(condition)
    return _rows(query, limit, offset)


def last_order(account_id: int) -> str | None:
    """The number of a customer's newest order."""
    rows = orders_of(account_id, limit=1)
    return rows[0].number if rows else None


def last_placed(login: str) -> str | None:
    """The number of the order this operator placed last (`OI` alone opens it)."""
    query = SalesOrder.select(SalesOrder.number).where(SalesOrder.made_by == login)
    return query.order_by(SalesOrder.id.desc()).limit(1).scalar()


def every_order() -> Iterator[OrderView]:
    """All orders, oldest first, one after the other: for the shell."""
    last = 0
    while page := _numbers(last):
        for _, number in page:
            yield order(number)
        last = page[-1][0]


def _numbers(after: int) -> list[tuple[int, str]]:
    placed = SalesOrder.select(SalesOrder.id, SalesOrder.number).where(SalesOrder.id > after)
    return list(placed.order_by(SalesOrder.id).limit(200).tuples())


def open_lines(account_id: int, limit: int = 500) -> list[OpenLine]:
    """What a customer still waits for, by wanted date: lines of accepted orders with something left to ship."""
    accepted = (RevisionState.status == "accepted") & (OrderRevision.sold_to == account_id)
    revisions = {row.id: row for row in _current().where(accepted).order_by(OrderRevision.id.desc()).limit(limit)}
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
    mine = (Invoice.account == account_id) | (SalesOrder.account == account_id)
    query = Invoice.select(Invoice, SalesOrder.number, CustomerAccount.code)
    query = query.join(SalesOrder).switch(Invoice).join(CustomerAccount).where(mine)
    rows = list(query.order_by(Invoice.day.desc(), Invoice.id.desc()).limit(limit).offset(offset))
    paid = _paid([row.id for row in rows])
    return [
        InvoiceRow(
            *(row.number, row.order.number, row.account.code, row.day, row.payment_due, row.gross),
            *(paid.get(row.id, ZERO), row.currency),
        )
        for row in rows
    ]


def _current() -> Any:
    """Each order in the revision that stands for it: in force, else waiting, else the newest."""
    other = OrderRevision.alias()
    newest = other.select(fn.MAX(other.id)).where(other.order == SalesOrder.id)
    stands = fn.COALESCE(SalesOrder.in_force, SalesOrder.pending, newest)
    query = OrderRevision.select(OrderRevision, SalesOrder, RevisionState.status.alias("status"))
    query = query.join(SalesOrder, on=(OrderRevision.order == SalesOrder.id) & (OrderRevision.id == stands))
    return query.switch(OrderRevision).join(RevisionState, JOIN.INNER)


def _rows(query: Any, limit: int, offset: int) -> list[OrderRow]:
    newest = query.order_by(OrderRevision.order_date.desc(), OrderRevision.id.desc())
    revisions = list(newest.limit(limit).offset(offset))
    owning = [row.id for row in revisions if row.order.in_force_id == row.id]
    moved = quantities([row.id for row in revisions], owning)
    return [_row(row, summary(row.revisionstate.status, moved[row.id].values())) for row in revisions]


def _row(row: Any, words: str) -> OrderRow:
    return OrderRow(
        number=row.order.number,
        revision=row.revision,
        status=row.revisionstate.status,
        code=row.sold_to_code,
        name=row.sold_to_name,
        order_date=row.order_date,
        po_number=row.po_number,
        gross=row.gross,
        currency=row.currency,
        summary=words,
        made_by=row.made_by,
    )


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


def _conditions(asked: OrderFilter) -> list[Any]:
    return [condition(getattr(asked, name)) for name, condition in FILTERS.items() if getattr(asked, name)]


def _begins(field: Field, text: str) -> Any:
    """A range instead of LIKE: SQLite's index serves it; PostgreSQL compares bytes as SQLite does."""
    column: Any = field if is_sqlite(field.model._meta.database) else field.collate('"C"')
    return (column >= text) & (column < text + "\U0010ffff")


def _having(revisions: Any, exists: Any) -> Any:
    """Rare hits are looked up and sorted; common ones are tried newest first, so that a page never costs them all."""
    rare = revisions.limit(COMMON + 1).count() <= COMMON
    return OrderRevision.id.in_(revisions) if rare else exists


def _of_product(code: str) -> Any:
    product = Product.select(Product.id).where(fn.UPPER(Product.code) == code.upper())
    lines = OrderLine.select(OrderLine.revision).where(OrderLine.product.in_(product))
    return _having(lines, fn.EXISTS(lines.where(OrderLine.revision == OrderRevision.id)))


def _of_status(status: str) -> Any:
    states = RevisionState.select(RevisionState.revision).where(RevisionState.status == status)
    return _having(states, RevisionState.status == status) & (RevisionState.status == status)


def _of_code(code: str) -> Any:
    accounts = CustomerAccount.select(CustomerAccount.id).where(CustomerAccount.code == code)
    return OrderRevision.sold_to.in_(accounts)


def _of_text(text: str) -> Any:
    numbers = SalesOrder.select(SalesOrder.id).where(_begins(SalesOrder.number, text))
    other = OrderRevision.alias()
    marked = other.select(other.order).where((other.po_number != "") & _begins(other.po_number, text))
    accounts = CustomerAccount.select(CustomerAccount.id).where(_begins(CustomerAccount.code, text))
    theirs = SalesOrder.select(SalesOrder.id).where(SalesOrder.account.in_(accounts))
    return SalesOrder.id.in_(numbers | marked | theirs)


FILTERS: dict[str, Callable[[Any], Any]] = {
    "number": lambda text: _begins(SalesOrder.number, text),
    "po_number": lambda text: (OrderRevision.po_number != "") & _begins(OrderRevision.po_number, text),
    "code": _of_code,
    "product": _of_product,
    "first_day": lambda day: OrderRevision.order_date >= day,
    "last_day": lambda day: OrderRevision.order_date <= day,
    "status": _of_status,
    "text": _of_text,
    "made_by": lambda login: OrderRevision.made_by == login,
}
"""How each field of an OrderFilter narrows the list."""


def _paid(invoices: list[int]) -> dict[int, Any]:
    query = Allocation.select(Allocation.invoice, fn.SUM(Allocation.amount).converter(Allocation.amount.python_value))
    return dict(query.where(Allocation.invoice.in_(invoices)).group_by(Allocation.invoice).tuples())


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
]
