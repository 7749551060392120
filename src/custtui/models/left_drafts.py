"""Drafts as they were left, by one question for all of a list, and their first lines by another (P-13)."""

from typing import Any

from peewee import JOIN, fn

from custtui.models.account import CustomerAccount
from custtui.models.draft import Draft, DraftLine
from custtui.models.order import OrderRevision, SalesOrder
from custtui.models.party import Party

NAMED = 6
"""Lines of a draft that its row names: they tell drafts of one customer apart."""

LEFT = (
    Draft.id,
    Draft.account,
    CustomerAccount.code,
    Party.name,
    CustomerAccount.currency,
    Draft.typing,
    Draft.changed_at,
    SalesOrder.number,
    Draft.po_number,
    Draft.promised,
    Draft.revision,
)


def with_their_heads(drafts: Any) -> Any:
    """Whose they are, and what order they change, as far as these rows are there."""
    return (
        drafts.join_from(Draft, CustomerAccount, JOIN.LEFT_OUTER, on=Draft.account == CustomerAccount.id)
        .join_from(CustomerAccount, Party, JOIN.LEFT_OUTER)
        .join_from(Draft, OrderRevision, JOIN.LEFT_OUTER, on=Draft.revision == OrderRevision.id)
        .join_from(OrderRevision, SalesOrder, JOIN.LEFT_OUTER, on=OrderRevision.order == SalesOrder.id)
    )


def first_lines(drafts: Any) -> Any:
    """Draft, item and quantity of the first lines of these drafts that are not struck out, and how many there are."""
    own: dict[str, Any] = {"partition_by": [DraftLine.draft]}
    number = fn.ROW_NUMBER().over(**own, order_by=[DraftLine.position]).alias("number")
    every = fn.COUNT(DraftLine.id).over(**own).alias("every")
    lines = DraftLine.select(DraftLine.draft, DraftLine.item, DraftLine.quantity, number, every)
    those = lines.where(DraftLine.draft.in_(drafts) & ~DraftLine.struck).alias("those")
    query = DraftLine.select(those.c.draft_id, those.c.item, those.c.quantity, those.c.every).from_(those)
    return query.where(those.c.number <= NAMED).order_by(those.c.draft_id, those.c.number)
