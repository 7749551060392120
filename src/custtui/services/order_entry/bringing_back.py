"""What was ordered stands in a draft again, as it was keyed: prices and discounts by hand too (C-26)."""

from typing import Any

from custtui.domain.who import Who
from custtui.models.draft import Draft, DraftLine
from custtui.models.order import OrderLine, OrderPosition, OrderRevision, SalesOrder
from custtui.models.stands import stands
from custtui.services.clock import today
from custtui.services.order_entry.base import as_keyed
from custtui.services.order_entry.card_terms import typed_texts
from custtui.services.order_entry.carrying import carry
from custtui.services.order_entry.charges import charges_keyed
from custtui.services.order_entry.copying import copied
from custtui.services.order_entry.promising import promised
from custtui.services.order_entry.starting import new_draft, startable
from custtui.services.orders.cards import card_of


def bring_back(who: Who, number: str) -> int:
    """A draft of this operator's, in a transaction of the caller's. Raises Refused for an inactive customer."""
    taken = copied(number)
    account = startable(taken.account)
    draft = new_draft(who, account, copied_from=number)
    carry(draft, account, taken)
    header = _revision(number)
    card = typed_texts(card_of(header.id))
    charges = charges_keyed(header.id)
    Draft.update(_head(header), charges=charges, **card).where(Draft.id == draft).execute()
    for line in OrderLine.select(OrderLine, OrderPosition).join(OrderPosition).where(OrderLine.revision == header.id):
        here = (DraftLine.draft == draft) & (DraftLine.position == line.position.position)
        DraftLine.update(_line(line, header)).where(here).execute()
    promised(who, draft)
    return draft


def _revision(number: str) -> OrderRevision:
    query = OrderRevision.select().join(SalesOrder, on=OrderRevision.order == SalesOrder.id)
    return query.where((SalesOrder.number == number) & (OrderRevision.id == stands())).get()


def _head(row: OrderRevision) -> dict[Any, Any]:
    return {
        Draft.po_number: row.po_number,
        Draft.payment_method: row.payment_method,
        Draft.contract: row.contract_id,
        Draft.wanted: _day(row.wanted),
        Draft.internal_note: row.internal_note,
    }


def _line(line: OrderLine, header: OrderRevision) -> dict[Any, Any]:
    typed = as_keyed(line, header)
    return {
        DraftLine.price: typed.price,
        DraftLine.price_reason: typed.price_reason,
        DraftLine.discount: typed.discount,
        DraftLine.discount_reason: typed.discount_reason,
        DraftLine.wanted: _day(line.wanted) if line.wanted != header.wanted else "",
        DraftLine.line_note: typed.line_note,
    }


def _day(day: Any) -> str:
    """As it is typed; one that is past by now is left to be worked out anew."""
    return day.isoformat() if day and day >= today() else ""
