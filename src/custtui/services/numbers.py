"""Numbers for orders, shipments and invoices: from counters in the database, never twice (D-02)."""

from custtui.models.operator import Counter
from custtui.models.order import SalesOrder
from custtui.models.prepared import Prepared

NEXT = Prepared(
    lambda name: (
        Counter.update({Counter.value: Counter.value + 1}).where(Counter.name == name).returning(Counter.value)
    )
)
NEW = Prepared(lambda name, value: Counter.insert({Counter.name: name, Counter.value: value}).on_conflict_ignore())
TAKEN = Prepared(lambda number: SalesOrder.select(SalesOrder.id).where(SalesOrder.number == number))


def next_value(counter: str, first: int = 1) -> int:
    """The next value of a counter, `first` if it is new; the row stays locked until the transaction ends."""
    rows = NEXT(counter)
    if not rows:
        NEW(counter, first - 1)
        rows = NEXT(counter)
    return rows[0][0]


def next_order_number() -> str:
    """`SO-1042`; numbers that imported orders brought along are skipped."""
    while TAKEN.first(number := f"SO-{next_value('order', 1001)}"):
        continue
    return number
