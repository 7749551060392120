"""The order somebody decides on, with the record of its customer beside it: overdue, credit, last orders (C-33)."""

from datetime import date
from functools import partial

from custtui.domain.acceptance import WaitReason, hold_words
from custtui.domain.approval import added, gone
from custtui.models.at_once import at_once
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.families import family
from custtui.models.fulfilment import Invoice
from custtui.models.order import Hold
from custtui.models.remembered import Answers, remembering
from custtui.services import clock
from custtui.services.approval.again import parties, reasons_now
from custtui.services.approval.owed import overdue_invoices
from custtui.services.approval.waiting import Waiting, read
from custtui.services.damaged import naming
from custtui.services.orders import orders_of
from custtui.services.payer_credit import credit_of
from custtui.services.standing import next_due
from custtui.services.views.approval import Deciding, Overdue, Reasoned

LAST = 3
"""So many of the customer's other orders, and of its overdue invoices, are shown."""
MOST = 100
"""Overdue invoices that are counted."""


def deciding(number: str) -> Deciding:
    """All that is looked at before an order is approved, as things stand now. Raises Refused for no such order."""
    with naming(lambda: f"Order {number}"):
        return _deciding(read(number))


def _deciding(order: Waiting) -> Deciding:
    row, waits, typing = order.revision, order.waits, is_sqlite(db)
    with remembering(Answers()):  # each question once: nothing is written within
        (sold_to, payer), day = at_once(partial(parties, row), clock.today)
        overdue, theirs, reasons, credit = at_once(
            partial(_overdue, payer.id, day),
            partial(orders_of, sold_to.id, LAST + 1),
            lambda: _reasons(order, reasons_now(row, typing=typing) if waits else []),
            partial(credit_of, payer, typing=typing),
        )
    others = [one for one in theirs if one.number != order.number]
    return Deciding(
        number=order.number,
        revision=row.revision,
        status=order.status,
        account_id=sold_to.id,
        sold_to=f"{row.sold_to_code} {row.sold_to_name}",
        customer=row.sold_to_name,
        payer="" if payer.id == sold_to.id else f"{payer.code} {payer.name}",
        made_by=row.made_by,
        placed_on=row.order_date,
        gross=row.gross,
        currency=row.currency,
        reasons=reasons,
        credit=credit,
        overdue=tuple(overdue[:LAST]),
        more_overdue=len(overdue[LAST:]),
        orders=tuple(others[:LAST]),
    )


def _reasons(order: Waiting, now: list[WaitReason]) -> tuple[Reasoned, ...]:
    """The holds that stand, what is no reason any more, and what came since."""
    no_more = {one.id for one in gone(now, order.holds)} if order.waits else set[int]()
    currency = order.revision.currency
    by = dict(Hold.select(Hold.id, Hold.placed_by).where(Hold.id.in_([one.id for one in order.open])).tuples())
    stand = [
        Reasoned(
            *(one.id, one.code, hold_words(one.code, one.text, one.amount, currency), one.amount),
            *(by.get(one.id, ""), one.id in no_more),
        )
        for one in order.open
    ]
    new = added(now, order.holds)
    return (*stand, *(Reasoned(0, one.code, one.text, one.amount) for one in new))


def _overdue(account: int, today: date) -> list[Overdue]:
    """The payer's invoices overdue and unpaid, the oldest first."""
    rows = overdue_invoices(family(account), today).order_by(next_due(), Invoice.id).limit(MOST)
    return [Overdue(row.number, row.since, row.late, row.currency) for row in rows]
