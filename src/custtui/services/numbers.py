"""Numbers for orders, shipments and invoices: from counters in the database, never twice (D-02)."""

from peewee import SQL

from custtui.models.operator import Counter
from custtui.models.order import SalesOrder
from custtui.models.prepared import Prepared

NEXT = Prepared(
    lambda name, first: (
        Counter.insert({Counter.name: name, Counter.value: first})
        .on_conflict(conflict_target=[Counter.name], update={Counter.value: SQL('"counter"."value" + 1')})
        .returning(Counter.value)
    )
)
TAKEN = Prepared(lambda number: SalesOrder.select(SalesOrder.id).where(SalesOrder.number == number))


def next_value(counter: str, first: int = 1) -> int:
    """The next value of a counter, `first` if it is new; the row stays locked until the transaction ends."""
    return NEXT(counter, first)[0][0]


def next_order_number() -> str:
    """`SO-1042`; numbers that imported orders brought along are skipped."""
    while TAKEN.first(number := f"SO-{next_value('order', 1001)}"):
        continue
    return number
