"""Writes and reads in bulk what production and purchase orders cover, done or not (F-76, C-45)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from custtui.domain.cover import LineCover, told_of
from custtui.domain.event import EventKind
from custtui.domain.money import ZERO
from custtui.domain.who import Who
from custtui.models import fulfilment
from custtui.models.order import OrderPosition, SalesOrder
from custtui.models.rows import plain_rows
from custtui.services.bulk.tables import changed, writing
from custtui.services.bulk.values import Quick
from custtui.services.clock import today
from custtui.services.fulfilment.facts import take
from custtui.services.orders.covers import COLUMNS, NAMES, keep_step
from custtui.services.orders.history import remember

PAGE = 500
TABLE = fulfilment.Cover


@dataclass(frozen=True, slots=True)
class FiledCover(Quick):
    """A cover of a position of an order, and how far it is."""

    order: str
    position: int
    kind: str
    number: str
    supplier: str
    quantity: Decimal
    done: Decimal
    progress: str
    due: date | None
    line: int = 0
    """Where it stands in its file."""

    @property
    def key(self) -> str:
        """What stands once."""
        return f"{self.order}\t{self.position}\t{self.number.casefold()}"

    @property
    def cover(self) -> LineCover:
        """Without whose it is."""
        return LineCover(*(getattr(self, name) for name in NAMES))


def line_stands(order: str, position: int) -> bool:
    """Has an order of this number such a position?"""
    rows = OrderPosition.select().join(SalesOrder).where(SalesOrder.number == order)
    return rows.where(OrderPosition.position == position).exists()


def covered_by(order: str, position: int) -> set[str]:
    """The numbers that cover this position, in small letters."""
    rows = TABLE.select(TABLE.number).join(OrderPosition).join(SalesOrder)
    here = (SalesOrder.number == order) & (OrderPosition.position == position)
    return {number.casefold() for (number,) in rows.where(here).tuples()}


def write_covers(who: Who, covers: Iterable[FiledCover]) -> int:
    """Write them, each told by its order's history. Raises Refused where an order or line is gone meanwhile."""
    count = 0
    with writing():
        for one in covers:
            _write(who, one)
            count += 1
    return count


def _write(who: Who, one: FiledCover) -> None:
    order = take(one.order)
    here = (OrderPosition.order == order.id) & (OrderPosition.position == one.position)
    position = OrderPosition.get_or_none(here)
    if position is None:
        raise changed(f"order {one.order} has no line {one.position}")
    columns = {name: getattr(one, name) for name in NAMES}
    made = TABLE.create(position=position, booked_on=order.revision.id, made_by=who.login, **columns)
    text = f"line {one.position}: {told_of(one.cover, ZERO, today())}"
    remember(who, order, EventKind.COVERED, text, ("cover", made.id), keep_step(who, made.id, one.cover))


def read_covers() -> Iterator[FiledCover]:
    """All of them, page by page, by order and position, the oldest first."""
    last: Any = (0, 0, 0)
    while page := list(plain_rows(_after(*last))):
        yield from (FiledCover(*row[3:]) for row in page)
        last = page[-1][:3]


def _after(order: int, position: int, cover: int) -> Any:
    told = SalesOrder.number, OrderPosition.position, *COLUMNS
    query = TABLE.select(SalesOrder.id, OrderPosition.position, TABLE.id, *told).join(OrderPosition).join(SalesOrder)
    behind = (SalesOrder.id > order) | (SalesOrder.id == order) & (
        (OrderPosition.position > position) | (OrderPosition.position == position) & (TABLE.id > cover)
    )
    return query.where(behind).order_by(SalesOrder.id, OrderPosition.position, TABLE.id).limit(PAGE)
