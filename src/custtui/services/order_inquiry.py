"""The inquiry over all orders: by number, PO, customer, product, date, status, whoever placed them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import Field, fn

from custtui.models.account import CustomerAccount
from custtui.models.database import is_sqlite
from custtui.models.order import OrderLine, OrderRevision, RevisionState, SalesOrder
from custtui.models.product import Product
from custtui.services.order_rows import current, order_rows
from custtui.services.views import OrderRow

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


def inquiry(asked: OrderFilter, limit: int = 20, offset: int = 0) -> list[OrderRow]:
    """The orders that fit, newest first, each in its revision in force (or, before that, its newest)."""
    query = current()
    for condition in _conditions(asked):
        query = query.where(condition)
    return order_rows(query, limit, offset)


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
