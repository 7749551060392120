"""Checks what an order's papers and its end say against its lines and charges: credit used hangs on them (C-35)."""

from collections.abc import Iterator
from typing import Any

from peewee import fn

from custtui.domain.event import EventKind
from custtui.domain.money import ZERO
from custtui.domain.numbers import plain
from custtui.domain.order import Status, choice_fault
from custtui.models.fulfilment import (
    BilledCharge,
    BilledOrder,
    CreditCharge,
    Forfeit,
    Invoice,
    InvoiceLine,
    Return,
    ShipmentLine,
)
from custtui.models.order import (
    OrderCharge,
    OrderEvent,
    OrderLine,
    OrderPosition,
    OrderRevision,
    RevisionState,
    SalesOrder,
)
from custtui.services.orders.quantities import moved_of_line, quantities


def charge_faults() -> Iterator[str]:
    """What invoices of an order bill beyond their lines is charges: nothing, up to what was agreed (C-41)."""
    lines = (
        InvoiceLine.select(_sum(InvoiceLine.gross)).join(OrderPosition).where(OrderPosition.order == SalesOrder.id)
    )
    charges = OrderCharge.select(_sum(OrderCharge.net) + _sum(OrderCharge.tax))
    charges = charges.where(OrderCharge.revision == SalesOrder.in_force)
    own = CreditCharge.select(_sum(CreditCharge.net) + _sum(CreditCharge.tax)).join(Invoice)
    own = own.where(Invoice.order == SalesOrder.id)
    taxed = BilledCharge.select(_sum(BilledCharge.tax_difference)).where(BilledCharge.order == SalesOrder.id)
    sums = (_sum(BilledOrder.gross), lines, own, taxed, charges)
    query = BilledOrder.select(SalesOrder.number, *map(_amount, sums))
    for number, billed, *less, agreed in query.join(SalesOrder).group_by(SalesOrder.id).tuples():
        beyond = billed - sum(less, ZERO)
        if not min(agreed, 0) <= beyond <= max(agreed, 0):
            yield f"order {number}: {beyond:f} is invoiced beyond its lines, its charges are {agreed:f}"


def chosen_faults() -> Iterator[str]:
    """What is to be credited first came back, and was invoiced (C-31)."""
    chosen = Return.select(Return.position).where(Return.to_credit.is_null(False)).distinct()
    rows = OrderPosition.select(SalesOrder.number, OrderPosition.position, SalesOrder.in_force, OrderPosition.id)
    found = list(rows.join(SalesOrder).where(OrderPosition.id.in_(chosen)).tuples())
    moved = quantities({revision for _, _, revision, _ in found if revision})
    for number, position, revision, one in found:
        become = moved[revision].get(one) if revision else None
        if become and (why := choice_fault(become)):
            yield f"order {number}: of position {position} {why}"


def finished_faults() -> Iterator[str]:
    """A finished order has nothing open: sent or given up (R-31); history may have come in without what was sent."""
    moved = (moved_of_line(ShipmentLine), moved_of_line(Forfeit))
    imported = OrderEvent.select(OrderEvent.id).where(
        (OrderEvent.order == SalesOrder.id) & (OrderEvent.kind == str(EventKind.IMPORTED))
    )
    query = OrderLine.select(SalesOrder.number, OrderPosition.position, OrderLine.quantity).join(OrderPosition)
    query = query.switch(OrderLine).join(OrderRevision, on=OrderLine.revision == OrderRevision.id)
    query = query.join(RevisionState).switch(OrderRevision)
    query = query.join(SalesOrder, on=SalesOrder.in_force == OrderRevision.id)
    query = query.where((RevisionState.status == str(Status.FINISHED)) & (OrderLine.quantity > moved[0] + moved[1]))
    for number, position, quantity in query.where(~fn.EXISTS(imported)).tuples():
        yield f"order {number}: is finished, but of position {position} not all {plain(quantity)} were sent"


def _sum(column: Any) -> Any:
    return fn.COALESCE(fn.SUM(column), 0)


def _amount(value: Any) -> Any:
    """A sum as an exact amount."""
    return fn.COALESCE(value, 0).converter(Invoice.gross.python_value)
