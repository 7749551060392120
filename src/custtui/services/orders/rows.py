"""Orders as lists show them: each in the revision that stands for it, with what became of it (R-29)."""

from collections.abc import Iterable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from peewee import JOIN

from custtui.domain.order import summary
from custtui.models.order import OrderRevision, RevisionState, SalesOrder
from custtui.models.rows import names_of, plain_rows, record_of
from custtui.models.stands import stands
from custtui.services.orders.quantities import quantities
from custtui.services.views import OrderRow

PAGE = 250
"""Orders read at once."""


def current() -> Any:
    """Each order in the revision that stands for it: in force, else waiting, else the newest."""
    query = OrderRevision.select(OrderRevision, SalesOrder, RevisionState.status.alias("status"))
    query = query.join(SalesOrder, on=(OrderRevision.order == SalesOrder.id) & (OrderRevision.id == stands()))
    return query.switch(OrderRevision).join(RevisionState, JOIN.INNER)


def pages(conditions: Iterable[Any]) -> Iterator[list[Any]]:
    """All orders that fit, page by page, by their day, those of a day as entered: memory in proportion to a page."""
    query = current().order_by(OrderRevision.order_date, OrderRevision.id).limit(PAGE)
    for condition in conditions:
        query = query.where(condition)
    page = list(map(row_of, plain_rows(query)))
    while page:
        yield page
        page = list(map(row_of, plain_rows(query.where(_behind(page[-1])))))


def _behind(last: Any) -> Any:
    """What comes after a row; the day by itself first, for its index."""
    day = OrderRevision.order_date
    return (day >= last.order_date) & ((day > last.order_date) | (OrderRevision.id > last.id))


REVISION = names_of(OrderRevision)
AS_ORDER = record_of(SalesOrder)


def row_of(found: Sequence[Any]) -> Any:
    """A revision as its model would be read, with its order and status; many of them cost a third of models.

    `found`: the columns of the revision, of its order, and its status.
    """
    row = SimpleNamespace(**dict(zip(REVISION, found, strict=False)))
    row.order, row.revisionstate = AS_ORDER(found[len(REVISION) : -1]), SimpleNamespace(status=found[-1])
    return row


def order_rows(query: Any, limit: int, offset: int) -> list[OrderRow]:
    """A page of orders, newest first."""
    newest = query.order_by(OrderRevision.order_date.desc(), OrderRevision.id.desc())
    return rows_of(list(newest.limit(limit).offset(offset)))


def rows_of(revisions: list[Any]) -> list[OrderRow]:
    """These revisions with what became of them; they come from `current`."""
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
