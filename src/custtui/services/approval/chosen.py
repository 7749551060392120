"""The order somebody decides on, with the record of its customer beside it: overdue, credit, last orders (C-33)."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from custtui.domain.acceptance import WaitReason, hold_words
from custtui.domain.approval import added, gone
from custtui.models.at_once import at_once
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.families import MERGED, family, of_survivor
from custtui.models.fulfilment import Invoice
from custtui.models.order import Hold
from custtui.models.remembered import Answers, remembering
from custtui.models.together import ask
from custtui.services import clock
from custtui.services.accounts import Account
from custtui.services.approval.again import IN_FORCE, parties, reasons_now
from custtui.services.approval.owed import overdue_invoices
from custtui.services.approval.waiting import Waiting, read
from custtui.services.controls import CONTROLS
from custtui.services.damaged import naming
from custtui.services.orders import orders_of
from custtui.services.payer_credit import credit_of
from custtui.services.standing import OVERDUE, next_due
from custtui.services.views.approval import Deciding, OfWaiting, Overdue, Reasoned
from custtui.services.views.customer import Credit
from custtui.services.views.order_list import OrderRow

LAST = 3
"""So many of the customer's other orders, and of its overdue invoices, are shown."""
MOST = 100
"""Overdue invoices that are counted."""


class _Found(NamedTuple):
    """An order and what is beside it, but for the other orders of its customer; `placed` by hold."""

    order: Waiting
    sold_to: Account
    payer: Account
    overdue: list[Overdue]
    reasons: list[WaitReason]
    placed: Mapping[int, str]
    credit: Credit


def deciding(number: str, of: OfWaiting | None = None) -> Deciding:
    """All that is looked at before an order is approved, as things stand now. Raises Refused for no such order.

    `of` is what it hangs on by the list it was chosen from: a far server is asked by it along with the order (P-13).
    """
    foreseen = None if is_sqlite(db) else of
    with naming(lambda: f"Order {number}"), remembering(Answers()):  # each question once: nothing is written within
        found, orders = at_once(partial(_found, number, foreseen), partial(_orders_ahead, foreseen))
        if orders is None or _of(found.order) != foreseen:
            orders = orders_of(found.sold_to.id, LAST + 1)
        return _deciding(found, orders)


def _of(order: Waiting) -> OfWaiting:
    return OfWaiting(order.id, order.revision.sold_to_id, order.revision.bill_to_id)


def _orders_ahead(of: OfWaiting | None) -> list[OrderRow] | None:
    return None if of is None else of_survivor(of.sold_to, partial(orders_of, limit=LAST + 1))


def _found(number: str, foreseen: OfWaiting | None) -> _Found:
    order, (both, day) = _read(number, foreseen)
    (sold_to, payer), row, typing = both, order.revision, is_sqlite(db)
    overdue, reasons, placed, credit = at_once(
        partial(_overdue, payer.id, day),
        lambda: reasons_now(row, typing=typing) if order.waits else [],
        partial(_placed, order),
        lambda: at_once(partial(credit_of, payer, typing=typing), partial(_late, sold_to.id, payer.id, day))[0],
    )
    return _Found(order, sold_to, payer, overdue, reasons, placed, credit)


def _read(number: str, foreseen: OfWaiting | None) -> tuple[Waiting, tuple[tuple[Account, Account], date]]:
    """The order, who orders and pays, and the day; it may hang on others than was foreseen."""
    if foreseen is None:
        order = read(number)
        return order, _beside(_of(order))
    order, beside = at_once(partial(read, number), partial(_beside, foreseen))
    return order, beside if _of(order) == foreseen else _beside(_of(order))


def _beside(of: OfWaiting) -> tuple[tuple[Account, Account], date]:
    both = partial(parties, of.sold_to, of.bill_to)
    return at_once(both, clock.today, partial(_ahead, of))[:2]


def _deciding(found: _Found, orders: list[OrderRow]) -> Deciding:
    order, sold_to, payer, overdue, *_ = found
    row = order.revision
    others = [one for one in orders if one.number != order.number]
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
        reasons=_reasons(order, found.reasons, found.placed),
        credit=found.credit,
        overdue=tuple(overdue[:LAST]),
        more_overdue=len(overdue[LAST:]),
        orders=tuple(others[:LAST]),
    )


def _ahead(of: OfWaiting) -> None:
    """What a far server is asked along by the ids of the order: few customers were merged since (P-13)."""
    if not is_sqlite(db):
        merged = [(MERGED, ([one],)) for one in sorted({of.sold_to, of.bill_to})]
        ask([*merged, (IN_FORCE, (of.order,)), (CONTROLS, ())])


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
