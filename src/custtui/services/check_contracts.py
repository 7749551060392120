"""Checks contracts against what orders call off, which guards keep: nobody may have written around them (C-40)."""

from collections.abc import Iterator

from custtui.domain.calling_off import CONTRACT, anothers_fault
from custtui.domain.event import EventKind
from custtui.domain.numbers import grouped
from custtui.models.base import db
from custtui.models.order import Hold, OrderEvent, OrderRevision
from custtui.services.orders.called_off import called_beyond


def contract_faults() -> Iterator[str]:
    """What is called off beyond what is agreed, and by whom it is not agreed with."""
    yield from called_off_faults()
    for order, code in db.execute_sql(ANOTHERS).fetchall():
        yield f"order {order}: {anothers_fault(code)} (C-40)"


ANOTHERS = (
    "SELECT o.number, c.code FROM sales_order o JOIN order_revision r ON r.id = coalesce(o.in_force_id, o.pending_id)"
    " JOIN purchasing_contract c ON c.id = r.contract_id JOIN customer_account a ON a.id = c.account_id"
    " JOIN customer_account s ON s.id = r.sold_to_id WHERE s.id <> a.id AND s.party_id <> a.party_id"
    " AND NOT EXISTS (SELECT 1 FROM merge_log m WHERE (m.source_id = s.id OR m.survivor_id = s.id)"
    " AND (m.source_id = a.id OR m.survivor_id = a.id)) ORDER BY o.id"
)
"""Orders that call off what was agreed with others; a merge, and its undoing, may have taken it elsewhere."""


def called_off_faults() -> Iterator[str]:
    """A product of which more is called off than is agreed, and no hold of any order told of it; history is left."""
    for contract, code, product, agreed, called in called_beyond():
        orders = OrderRevision.select(OrderRevision.order).where(OrderRevision.contract == contract)
        told = Hold.select().join(OrderRevision).where(OrderRevision.order.in_(orders), Hold.code == CONTRACT)
        came_in = OrderEvent.select().where(OrderEvent.order.in_(orders), OrderEvent.kind == str(EventKind.IMPORTED))
        if not told.exists() and not came_in.exists():
            text = f"{grouped(called)} is called off, {grouped(agreed)} is agreed"
            yield f"contract {code}: of {product} {text}, and no hold told of it (C-40)"
