"""All orders that wait for approval: this counter's first, then the oldest (X-09, C-33)."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from peewee import Case, fn

from custtui.domain.acceptance import OVERDUE, hold_words
from custtui.domain.hold_words import USER, short_reason
from custtui.models.at_once import at_once
from custtui.models.order import Hold, OrderRevision, SalesOrder
from custtui.services import clock
from custtui.services.approval.owed import Owed, owed_by
from custtui.services.damaged import naming
from custtui.services.orders.open_work import total_of
from custtui.services.views.approval import OfWaiting, WaitingRow
from custtui.services.views.open_work import OpenTotal

PAGE = 40
"""Orders read at once."""
WAITS = SalesOrder.pending > 0
"""Said so that the index of those is gone through: SQLite goes through all orders for those that are not NULL."""


def waiting_orders(counter: str, limit: int = PAGE, offset: int = 0) -> list[WaitingRow]:
    """Orders that wait, each with every reason and the missing amount."""
    with naming(lambda: "An order that waits"):
        return _waiting(counter, limit, offset)


def _waiting(counter: str, limit: int, offset: int) -> list[WaitingRow]:
    page = partial(_page, counter, limit, offset)
    rows, holds, today = at_once(lambda: list(page(OrderRevision, SalesOrder)), lambda: _holds(page), clock.today)
    owed = _owed((row for row in rows if any(map(_for_overdue, holds.get(row.order_id, [])))), today)
    return [_row(row, row.waits, holds.get(row.order_id, []), owed) for row in rows]


def _page(counter: str, limit: int, offset: int, *columns: Any) -> Any:
    mine = Case(None, [(SalesOrder.counter == counter, 0)], 1)
    query = OrderRevision.select(*columns).join(SalesOrder, on=SalesOrder.pending == OrderRevision.id, attr="waits")
    return query.where(WAITS).order_by(mine, OrderRevision.id).limit(limit).offset(offset)


def waiting_number() -> int:
    """How many orders wait."""
    return SalesOrder.select(fn.COUNT(SalesOrder.id)).where(WAITS).scalar()


def waiting_total() -> OpenTotal:
    """How many, and what they come to, by currency."""
    query = OrderRevision.select(OrderRevision.currency, OrderRevision.gross).join(
        SalesOrder, on=SalesOrder.pending == OrderRevision.id
    )
    return total_of(query.where(WAITS).tuples())


def _holds(page: Callable[..., Any]) -> dict[int, list[Hold]]:
    """Of each order (id) those of the revision that waits, and those placed by hand on an earlier one (C-34)."""
    found = dict[int, list[Hold]]()
    query = Hold.select(Hold, OrderRevision.order).join(OrderRevision)
    query = query.where(OrderRevision.order.in_(page(OrderRevision.order)))
    mine = (Hold.code == USER) | Hold.revision.in_(page(OrderRevision.id))
    for row in query.where(mine & Hold.released_at.is_null()).order_by(Hold.id):
        found.setdefault(row.revision.order_id, []).append(row)
    return found


def _for_overdue(hold: Hold) -> bool:
    return hold.code == OVERDUE and hold.amount is None


def _owed(rows: Iterable[OrderRevision], today: date) -> Owed:
    accounts = {one for row in rows for one in (row.sold_to_id, row.bill_to_id)}
    return owed_by(accounts, today) if accounts else Owed({}, {})


def _amount(row: OrderRevision, hold: Hold, owed: Owed) -> Decimal | None:
    """What a hold tells of; what is overdue is that of who orders and of who pays, in the order's currency."""
    return owed.of((row.sold_to_id, row.bill_to_id), row.currency) if _for_overdue(hold) else hold.amount


def _row(row: OrderRevision, order: Any, holds: list[Hold], owed: Owed) -> WaitingRow:
    missing = [amount for one in holds if (amount := _amount(row, one, owed)) is not None]
    return WaitingRow(
        number=order.number,
        revision=row.revision,
        code=row.sold_to_code,
        name=row.sold_to_name,
        counter=order.counter,
        made_by=row.made_by,
        made_at=row.made_at,
        gross=row.gross,
        currency=row.currency,
        reasons=tuple(hold_words(one.code, one.text, one.amount, row.currency) or one.code for one in holds),
        short=tuple(short_reason(one.code, one.text, None, row.currency) for one in holds),
        missing=max(missing, default=None),
        of=OfWaiting(row.order_id, row.sold_to_id, row.bill_to_id),
    )
