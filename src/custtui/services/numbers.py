"""Numbers for orders, shipments and invoices: from counters in the database, never twice (D-02)."""

from typing import Any

from custtui.models.fulfilment import Invoice, Shipment
from custtui.models.operator import Counter
from custtui.models.order import SalesOrder
from custtui.models.prepared import Prepared

NEXT = Prepared(
    lambda name: (
        Counter.update({Counter.value: Counter.value + 1}).where(Counter.name == name).returning(Counter.value)
    )
)
NEW = Prepared(lambda name, value: Counter.insert({Counter.name: name, Counter.value: value}).on_conflict_ignore())
PREFIX = {"shipment": "SH-", "invoice": "IN-"}
"""What stands before the number of a paper; its counter has the paper's name."""

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


def next_shipment_number() -> str:
    """`SH-87`; numbers that imported shipments brought along are skipped."""
    return _next_paper("shipment", Shipment)


def next_invoice_number() -> str:
    """`IN-41`, without gaps: what is rolled back gives its number back; imported numbers are skipped."""
    return _next_paper("invoice", Invoice)


def _next_paper(paper: str, table: Any) -> str:
    while table.select().where(table.number == (number := f"{PREFIX[paper]}{next_value(paper)}")).exists():
        continue
    return number
