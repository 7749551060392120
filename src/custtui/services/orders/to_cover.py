"""What is to cover in the house, and what covers are open, by their due date (F-76, C-45)."""

from collections.abc import Iterator
from typing import Any

from peewee import Case, fn

from custtui.domain.cover import Coverage, LineCover, Progress
from custtui.domain.money import ZERO
from custtui.domain.order import Quantities, Status, Worth
from custtui.models import fulfilment
from custtui.models.among import among
from custtui.models.fulfilment import Forfeit, ShipmentLine
from custtui.models.order import OrderLine, OrderPosition, OrderRevision, RevisionState, SalesOrder
from custtui.models.product import Product
from custtui.models.rows import plain_rows
from custtui.services.orders.covers import COLUMNS, covers_of
from custtui.services.orders.open_work import WANTED, total_of
from custtui.services.orders.quantities import moved_of_line, quantities
from custtui.services.views.covers import CoverRow, LineToCover
from custtui.services.views.open_work import OpenTotal

TABLE = fulfilment.Cover
_DAY, _QUANTITY = OrderLine.wanted.python_value, OrderLine.quantity.python_value
_COMES = Case(None, [(TABLE.progress == str(Progress.CLOSED), TABLE.done)], TABLE.quantity)
_COVERED = fn.COALESCE(TABLE.select(fn.SUM(_COMES)).where(TABLE.position == OrderLine.position), 0)
_REST = fn.COALESCE(OrderLine.quantity - moved_of_line(Forfeit) - _COVERED, 0).converter(_QUANTITY)
_GOODS = OrderLine.product_code, OrderLine.description, OrderLine.unit


def to_cover(limit: int, offset: int) -> list[LineToCover]:
    """Open lines of accepted orders made to order, with something that no order covers; by their wanted day."""
    buyer = OrderRevision.sold_to_code, OrderRevision.sold_to_name
    told = OrderLine.quantity, _REST.alias("rest"), WANTED.converter(_DAY)
    query = _uncovered(SalesOrder.number, OrderPosition.position, *buyer, *_GOODS, *told)
    query = query.order_by(WANTED.is_null(), WANTED, SalesOrder.id, OrderPosition.position)
    return [LineToCover(*row) for row in plain_rows(query.limit(limit).offset(offset))]


def to_cover_total() -> OpenTotal:
    """How many lines, and what is to cover of them comes to, by currency (X-07)."""
    columns = OrderRevision.currency, OrderLine.net, OrderLine.tax, OrderLine.quantity
    rows = plain_rows(_uncovered(*columns, _REST.alias("rest")))
    return total_of(
        (currency, Worth(net, tax, currency).after(ordered - rest, rest, ordered))
        for currency, net, tax, ordered, rest in rows
    )


def _uncovered(*columns: Any) -> Any:
    query = OrderLine.select(*columns).join(OrderPosition).switch(OrderLine).join(Product).switch(OrderLine)
    query = query.join(OrderRevision, on=OrderLine.revision == OrderRevision.id)
    in_force = (OrderRevision.order == SalesOrder.id) & (SalesOrder.in_force == OrderRevision.id)
    query = query.join(SalesOrder, on=in_force).switch(OrderRevision).join(RevisionState)
    is_open = OrderLine.quantity > moved_of_line(ShipmentLine) + moved_of_line(Forfeit)
    return query.where(RevisionState.status == str(Status.ACCEPTED), Product.made_to_order, is_open, _REST > 0)


def schedule(limit: int, offset: int) -> list[CoverRow]:
    """Covers of which something is to come, in the whole house, the first due first; those without a day last."""
    still = (TABLE.progress != str(Progress.CLOSED)) & (TABLE.done < TABLE.quantity)
    order = TABLE.due.is_null(), TABLE.due, TABLE.number, TABLE.id
    return list(_rows(list(plain_rows(_covers().where(still).order_by(*order).limit(limit).offset(offset)))))


def _covers() -> Any:
    """Each with the line it was booked on: a covered line keeps its product."""
    about = SalesOrder.number, OrderPosition.position, OrderRevision.sold_to_code, OrderRevision.sold_to_name
    columns = TABLE.position, SalesOrder.in_force, TABLE.id, *about, *_GOODS, WANTED.converter(_DAY), *COLUMNS
    query = TABLE.select(*columns).join(OrderPosition).join(SalesOrder).switch(TABLE)
    query = query.join(OrderRevision, on=TABLE.booked_on == OrderRevision.id)
    same = (OrderLine.revision == TABLE.booked_on) & (OrderLine.position == TABLE.position)
    return query.join(OrderLine, on=same)


def _rows(rows: list[Any]) -> Iterator[CoverRow]:
    positions = {position for position, *_ in rows}
    moved, covers, ids = quantities({row[1] for row in rows}), covers_of(positions), _ids(positions)
    for row in rows:
        position, revision, one = row[:3]
        stands = moved[revision].get(position, Quantities(ZERO))
        over = dict(zip(ids[position], Coverage(stands, covers=covers[position]).not_needed(), strict=True))
        yield CoverRow(*row[2:10], cover=LineCover(*row[11:]), over=over[one], wanted=row[10])


def _ids(positions: set[int]) -> dict[int, list[int]]:
    found = dict[int, list[int]]()
    query = TABLE.select(TABLE.position, TABLE.id).where(among(TABLE.position, positions)).order_by(TABLE.id)
    for position, one in plain_rows(query):
        found.setdefault(position, []).append(one)
    return found
