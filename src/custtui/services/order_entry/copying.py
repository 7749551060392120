"""Reads the lines of an order to be ordered once more (X-15): what and how much, never at what price."""

from peewee import fn

from custtui.domain.errors import refuse
from custtui.domain.numbers import plain
from custtui.models.families import family
from custtui.models.order import OrderLine, OrderPosition, OrderRevision, SalesOrder
from custtui.models.prepared import Prepared
from custtui.services.order_entry.rows import LineRow, new_line
from custtui.services.order_entry.views import LineText

LAST_ORDER = Prepared(
    lambda accounts: (
        SalesOrder.select(SalesOrder.number)
        .join(OrderRevision, on=OrderRevision.order == SalesOrder.id)
        .where(OrderRevision.sold_to.in_(accounts))
        .order_by(OrderRevision.order_date.desc(), OrderRevision.id.desc())
        .limit(1)
    )
)
COPIED = Prepared(
    lambda number: (
        OrderLine.select(OrderPosition.position, OrderLine.product_code, OrderLine.quantity)
        .join(OrderPosition, on=OrderLine.position == OrderPosition.id)
        .switch(OrderLine)
        .join(
            OrderRevision,
            on=OrderLine.revision == OrderRevision.id,
        )
        .join(SalesOrder, on=OrderRevision.order == SalesOrder.id)
        .where((SalesOrder.number == number) & (OrderRevision.id == _latest()) & (OrderLine.quantity > 0))
        .order_by(OrderPosition.position)
    )
)


def _latest() -> object:
    """The revision in force, else the one waiting, else the last one there was."""
    other = OrderRevision.alias()
    last = other.select(fn.MAX(other.id)).where(other.order == SalesOrder.id)
    return fn.COALESCE(SalesOrder.in_force, SalesOrder.pending, last)


def last_order(account_id: int) -> str:
    """The number of a customer's last order. Raises Refused where there is none."""
    row = LAST_ORDER.first(family(account_id))
    if row is None:
        raise refuse("no-order", "This customer has not ordered yet")
    return row[0]


def copied_lines(number: str) -> list[LineRow]:
    """The lines of an order as they would be typed. Raises Refused where there are none."""
    rows = COPIED(number)
    if not rows:
        raise refuse("no-order", f"There is no order {number} with lines to copy")
    return [new_line(position, LineText(code, plain(quantity))) for position, code, quantity in rows]
