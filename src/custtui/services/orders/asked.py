"""The inquiry over all orders: by number, PO, customer, product, date, status, whoever placed them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from peewee import fn

from custtui.domain.written_number import in_any_case, spellings
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.capitals import any_capitals
from custtui.models.database import is_sqlite
from custtui.models.families import families
from custtui.models.order import OrderLine, OrderRevision, RevisionState, SalesOrder
from custtui.models.product import Product
from custtui.services.orders.rows import current, order_rows
from custtui.services.views import OrderRow

COMMON = 2000
"""A filter with more hits is checked order by order, newest first, instead of being looked up and sorted whole."""


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


ALL = OrderFilter()
"""Every order."""


def inquiry(asked: OrderFilter, limit: int = 20, offset: int = 0) -> list[OrderRow]:
    """The orders that fit, newest first, each in its revision in force (or, before that, its newest)."""
    query = current()
    for condition in conditions(asked):
        query = query.where(condition)
    return order_rows(query, limit, offset)


def conditions(asked: OrderFilter) -> list[Any]:
    """What narrows `current()` to the orders asked for."""
    return [condition(getattr(asked, name)) for name, condition in FILTERS.items() if getattr(asked, name)]


def _range(column: Any, text: str) -> Any:
    return (column >= text) & (column < text + "\U0010ffff")


def _begins(field: Any, text: str) -> Any:
    """A range instead of LIKE: SQLite's index serves it; PostgreSQL compares bytes as SQLite does."""
    return _range(field if is_sqlite(db) else field.collate('"C"'), text)


def _unindexed(field: Any) -> Any:
    """The same value, hidden from the planner: common hits are found quicker newest first than by their index."""
    return fn.COALESCE(field, "")


def _few(hits: Any) -> bool:
    return hits.limit(COMMON + 1).count() <= COMMON


def _beginning(field: Any, text: str) -> Any:
    hits = field.model.select(field).where(field != "", _begins(field, text))
    return (field != "") & _begins(field, text) if _few(hits) else _begins(_unindexed(field), text)


def _of_number(text: str) -> Any:
    """A number as a person writes it: `991` begins SO-991 too."""
    return reduce(or_, (_beginning(SalesOrder.number, way) for way in spellings("order", text)))


def _of_product(code: str) -> Any:
    product = Product.select(Product.id).where(any_capitals(Product.code, in_any_case(code)))
    lines = OrderLine.select(OrderLine.revision).where(OrderLine.product.in_(product))
    if _few(lines):
        return OrderRevision.id.in_(lines)
    return fn.EXISTS(lines.where(OrderLine.revision == OrderRevision.id))


def _of_status(status: str) -> Any:
    few = _few(RevisionState.select(RevisionState.id).where(RevisionState.status == status))
    return (RevisionState.status if few else _unindexed(RevisionState.status)) == status


def _of_code(code: str) -> Any:
    rows = CustomerAccount.select(CustomerAccount.id).where(CustomerAccount.code == code)
    return OrderRevision.sold_to.in_([*families(row.id for row in rows)])


def _of_text(text: str) -> Any:
    numbers = SalesOrder.select(SalesOrder.id).where(_begins(SalesOrder.number, text))
    other = OrderRevision.alias()
    marked = other.select(other.order).where((other.po_number != "") & _begins(other.po_number, text))
    accounts = CustomerAccount.select(CustomerAccount.id).where(_begins(CustomerAccount.code, text))
    exact = CustomerAccount.select(CustomerAccount.id).where(CustomerAccount.code == text)
    merged = [*families(row.id for row in exact)]
    theirs = SalesOrder.select(SalesOrder.id).where(SalesOrder.account.in_(accounts) | SalesOrder.account.in_(merged))
    if all(_few(hits) for hits in (numbers, marked, theirs)):
        return SalesOrder.id.in_(numbers | marked | theirs)
    columns = (SalesOrder.number, OrderRevision.po_number, OrderRevision.sold_to_code)
    return reduce(or_, (_begins(_unindexed(column), text) for column in columns))


FILTERS: dict[str, Callable[[Any], Any]] = {
    "number": _of_number,
    "po_number": lambda text: _beginning(OrderRevision.po_number, text),
    "code": _of_code,
    "product": _of_product,
    "first_day": lambda day: OrderRevision.order_date >= day,
    "last_day": lambda day: OrderRevision.order_date <= day,
    "status": _of_status,
    "text": _of_text,
    "made_by": lambda login: OrderRevision.made_by == login,
}
"""How each field of an OrderFilter narrows the list."""
