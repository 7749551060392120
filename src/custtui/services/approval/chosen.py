"""The order somebody decides on, with the record of its customer beside it: overdue, credit, last orders (C-33)."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from custtui.domain.acceptance import WaitReason, hold_words
from custtui.domain.approval import added, gone
from custtui.models.at_once import at_once
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.families import MERGED, family
from custtui.models.fulfilment import Invoice
from custtui.models.order import Hold, OrderRevision
from custtui.models.remembered import Answers, remembering
from custtui.models.together import ask
from custtui.services import clock
from custtui.services.approval.again import IN_FORCE, parties, reasons_now
from custtui.services.approval.owed import overdue_invoices
from custtui.services.approval.waiting import Waiting, read
from custtui.services.controls import CONTROLS
from custtui.services.damaged import naming
from custtui.services.orders import orders_of
from custtui.services.payer_credit import credit_of
from custtui.services.standing import OVERDUE, next_due
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
        (sold_to, payer), day, placed, _ = at_once(
            partial(parties, row), clock.today, partial(_placed, order), partial(_ahead, row)
        )
        overdue, theirs, reasons, credit = at_once(
            partial(_overdue, payer.id, day),
            partial(orders_of, sold_to.id, LAST + 1),
            lambda: _reasons(order, reasons_now(row, typing=typing) if waits else [], placed),
            lambda: at_once(partial(credit_of, payer, typing=typing), partial(_late, sold_to.id, payer.id, day))[0],
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


def _ahead(row: OrderRevision) -> None:
    """What a far server is asked along by the ids of the order: few customers were merged since (P-13)."""
    if not is_sqlite(db):
        merged = [(MERGED, ([one],)) for one in sorted({row.sold_to_id, row.bill_to_id})]
        ask([*merged, (IN_FORCE, (row.order_id,)), (CONTROLS, ())])


def _late(sold_to: int, payer: int, day: date) -> None:
    """The same of what the reasons are looked for among, behind the credit."""
    if not is_sqlite(db):
        ask([(OVERDUE, ([one], day)) for one in sorted({sold_to, payer})])


def _placed(order: Waiting) -> dict[int, str]:
    """Who placed each hold that is open, by its id."""
    found = Hold.select(Hold.id, Hold.placed_by).where(Hold.id.in_([one.id for one in order.open]))
    return dict(found.tuples())


def _reasons(order: Waiting, now: list[WaitReason], placed: Mapping[int, str]) -> tuple[Reasoned, ...]:
    """The holds that stand, what is no reason any more, and what came since."""
    no_more = {one.id for one in gone(now, order.holds)} if order.waits else set[int]()
    currency = order.revision.currency
    stand = [
        Reasoned(
            *(one.id, one.code, hold_words(one.code, one.text, one.amount, currency), one.amount),
            *(placed.get(one.id, ""), one.id in no_more),
        )
        for one in order.open
    ]
    new = added(now, order.holds)
    return (*stand, *(Reasoned(0, one.code, one.text, one.amount) for one in new))


def _overdue(account: int, today: date) -> list[Overdue]:
    """The payer's invoices overdue and unpaid, the oldest first."""
    rows = overdue_invoices(family(account), today).order_by(next_due(), Invoice.id).limit(MOST)
    return [Overdue(row.number, row.since, row.late, row.currency) for row in rows]
