"""Orders whole: a revision with its lines, quantities and money, and where it stands (X-05, X-07, F-74)."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from peewee import Case

from custtui.domain.errors import refuse
from custtui.domain.text import clean
from custtui.models.at_once import at_once
from custtui.models.order import OrderRevision, RevisionState, SalesOrder
from custtui.models.prepared import Prepared
from custtui.models.remembered import Answers, remembering
from custtui.services.damaged import naming
from custtui.services.numbers import order_id_named, order_named, spellings
from custtui.services.orders.money import charges_of
from custtui.services.orders.parts import Parts, history
from custtui.services.orders.rows import pages, row_of
from custtui.services.views import EventView, OrderView
from custtui.services.views.fulfilment import Charge


def order(number: str, revision: int | None = None) -> OrderView:
    """A revision of an order: the one asked for, else the one in force, else the newest.

    Raises Refused where there is no such order or revision.
    """
    with naming(lambda: f"Order {number}"), remembering(Answers()):
        found = _revision(number, revision)
        return Parts([found]).view(found)


def last_of(login: str) -> OrderView | None:
    """The order this operator placed last (`OI` alone opens it), read in as many questions as one by its number."""
    with naming(lambda: "Your last order"), remembering(Answers()):
        found = [row_of(row) for row in LAST_OF.afresh(login)]
        return Parts(found).view(found[0]) if found else None


def orders_in_pages(conditions: list[Any]) -> Iterator[OrderView]:
    """All orders that fit, the oldest day first, without their lines; the questions asked are a few a page."""
    for page in pages(conditions):
        parts = Parts(page, lines=False)
        yield from (parts.view(row) for row in page)


def events(order_id: int) -> tuple[EventView, ...]:
    """Who did what when with an order, oldest first (F-74)."""
    return history([order_id]).get(order_id, ())


def charges(revision_id: int) -> tuple[Charge, ...]:
    """Freight and other charges of a revision: name, net and tax of each."""
    return charges_of([revision_id]).get(revision_id, ())


def _of_order(order: Any) -> Any:
    """Its revisions, the one in force first, else the newest."""
    query = OrderRevision.select(OrderRevision, SalesOrder, RevisionState.status)
    query = query.join(SalesOrder, on=OrderRevision.order == SalesOrder.id).switch(OrderRevision)
    query = query.join(RevisionState, on=RevisionState.revision == OrderRevision.id)
    in_force = Case(None, [(OrderRevision.id == SalesOrder.in_force, 0)], 1)
    return query.where(OrderRevision.order == order).order_by(in_force, OrderRevision.revision.desc()).limit(1)


STANDING = Prepared(lambda ways: _of_order(order_id_named(ways)))
NUMBERED = Prepared(lambda ways, revision: _of_order(order_id_named(ways)).where(OrderRevision.revision == revision))


def _last(login: Any) -> Any:
    """The id of the order an operator placed last, as part of another query."""
    mine = SalesOrder.alias()
    return mine.select(mine.id).where(mine.made_by == login).order_by(mine.id.desc()).limit(1)


LAST_OF = Prepared(lambda login: _of_order(_last(login)))


def _revision(number: str, wanted: int | None) -> Any:
    ways = spellings("order", number)
    asked = partial(STANDING.afresh, ways) if wanted is None else partial(NUMBERED.afresh, ways, wanted)
    row, rows = at_once(partial(order_named, number), asked)
    if row is None:
        raise refuse("order", f"There is no order {clean(number, 'number')}", "number")
    found = next(iter(rows), None)
    if found is None:
        which = "revision" if wanted is None else f"revision {wanted}"
        raise refuse("revision", f"Order {row.number} has no {which}", "revision")
    return row_of(found)
