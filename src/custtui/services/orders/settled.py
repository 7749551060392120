"""How the invoices of orders are to be paid, and what settled them (C-37): read for many orders at once."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from custtui.domain.instalments import DuePart, open_parts
from custtui.domain.money import ZERO
from custtui.domain.money_back import Became, told_as
from custtui.models.among import among
from custtui.models.fulfilment import Allocation, BilledOrder, Instalment, Invoice, Payment
from custtui.models.prepared import AskedAnew
from custtui.services.clock import day_of
from custtui.services.orders.on_papers import in_turn
from custtui.services.standing import left
from custtui.services.views.order import InstalmentView, SettledView


def _in_parts(orders: Any) -> Any:
    columns = (BilledOrder.order, Invoice.number, left(), Instalment.due, Instalment.amount)
    query = Instalment.select(*columns).join(Invoice).join(BilledOrder)
    return query.where(among(BilledOrder.order, orders)).order_by(*in_turn(Invoice), Instalment.number)


IN_PARTS = AskedAnew(_in_parts)


def instalments_of(orders: Iterable[int]) -> dict[int, tuple[InstalmentView, ...]]:
    """Those of the invoices of each order (C-37)."""
    found, parts = dict[int, tuple[InstalmentView, ...]](), dict[tuple[int, str, Decimal], list[DuePart]]()
    for order, number, rest, *part in IN_PARTS([*orders]):
        parts.setdefault((order, number, rest), []).append(DuePart(*part))
    for (order, number, rest), rows in parts.items():
        left_of = [one.amount for one in open_parts(rows, rest)]
        rests = [*([ZERO] * (len(rows) - len(left_of))), *left_of]  # the oldest are settled first; two may have a day
        views = (InstalmentView(number, *part, open) for part, open in zip(rows, rests, strict=True))
        found[order] = (*found.get(order, ()), *views)
    return found


def _settled(orders: Any) -> Any:
    columns = (
        BilledOrder.order,
        Invoice.number,
        Allocation.of,
        Allocation.made_at,
        Allocation.reason,
        Allocation.made_by,
    )
    about = (Payment.kind, Payment.day, Allocation.amount, Payment.method, Payment.reference, Payment.reason)
    query = Allocation.select(*columns, *about).join(Payment).switch(Allocation).join(Invoice).join(BilledOrder)
    return query.where(among(BilledOrder.order, orders)).order_by(Allocation.id)


SETTLED = AskedAnew(_settled)


def payments_of(orders: Iterable[int]) -> dict[int, tuple[SettledView, ...]]:
    """What settled the invoices of each order, and was taken back (C-37)."""
    found = dict[int, tuple[SettledView, ...]]()
    for order, *row in SETTLED([*orders]):
        found[order] = (*found.get(order, ()), _payment(*row))
    return found


def _payment(
    invoice: str, of: int | None, at: datetime, why_not: str, by: str, kind: str, day: date, *about: Any
) -> SettledView:
    amount, method, reference, reason = about
    what = told_as(kind)
    if of is None:
        return SettledView(invoice, what, "", day, amount, method, reference, reason, by)
    return SettledView(invoice, told_as(Became.REVERSAL), what, day_of(at), amount, method, reference, why_not, by)
