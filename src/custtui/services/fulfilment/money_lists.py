"""The money of a customer: its payments and what became of them, what they settle, the credits it has (C-37)."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from custtui.domain.money_back import NO_MONEY, became_word
from custtui.models.among import among
from custtui.models.at_once import at_once
from custtui.models.families import of_family, one_of
from custtui.models.fulfilment import Allocation, Invoice, Payment
from custtui.services.fulfilment.owing import credits_of
from custtui.services.fulfilment.surplus import rest, stands
from custtui.services.lists.payment import method_names
from custtui.services.orders.on_papers import orders_on
from custtui.services.views.money import OwedInvoice, SettledPart, TakenPayment


def payments_of(account_id: int, limit: int = 20, offset: int = 0) -> list[TakenPayment]:
    """What came in and went out, the newest first; of those merged into it too."""
    return of_family(account_id, partial(_payments, limit, offset))


def _payments(limit: int, offset: int, accounts: list[int]) -> list[TakenPayment]:
    query = Payment.select(Payment, rest().alias("rest")).where(one_of(Payment.account, accounts))
    rows = list(query.order_by(Payment.id.desc()).limit(limit).offset(offset))
    parts, names = at_once(lambda: _parts(row.id for row in rows), method_names) if rows else ({}, {})
    return [_payment(row, _called(row, names), parts.get(row.id, ())) for row in rows]


AllocatedPart = tuple[int, str, Decimal]
"""An allocation (id), the number of the invoice it is of, and how much of it."""


def _parts(payments: Iterable[int]) -> dict[int, list[AllocatedPart]]:
    columns = (Allocation.payment, Allocation.id, Invoice.number, Allocation.amount)
    rows = Allocation.select(*columns).join(Invoice).where(among(Allocation.payment, payments) & stands())
    found = dict[int, list[AllocatedPart]]()
    for payment, *part in rows.order_by(Allocation.id).tuples():
        found.setdefault(payment, []).append((part[0], part[1], part[2]))
    return found


def _payment(row: Any, method: str, parts: Sequence[AllocatedPart]) -> TakenPayment:
    alone = parts[0][0] if parts and row.kind in NO_MONEY else None
    texts = (row.currency, row.made_by, row.reason, tuple((number, amount) for _, number, amount in parts), alone)
    left = row.rest if row.of_id is None and row.rest > 0 else Decimal(0)
    what = became_word(row.kind)
    return TakenPayment(row.of_id or row.id, what, row.day, method, row.reference, row.amount, left, *texts)


def _called(payment: Any, names: Mapping[str, str]) -> str:
    """Its method by name; by the code where there is no such method any more."""
    return names.get(payment.method, payment.method)


def settled_by(account_id: int, limit: int = 20, offset: int = 0) -> list[SettledPart]:
    """What its payments settle still, the newest first."""
    return of_family(account_id, partial(_settles, limit, offset))


def _settles(limit: int, offset: int, accounts: list[int]) -> list[SettledPart]:
    query = Allocation.select(Allocation, Payment, Invoice).join(Payment).switch(Allocation)
    query = query.join(Invoice).where(one_of(Payment.account, accounts) & stands())
    rows = list(query.order_by(Allocation.id.desc()).limit(limit).offset(offset))
    invoices = {row.invoice_id for row in rows}
    names, orders = at_once(method_names, partial(orders_on, invoices)) if rows else ({}, {})
    return [_settled(row, orders.get(row.invoice_id, ()), _called(row.payment, names)) for row in rows]


def _settled(row: Any, orders: tuple[str, ...], method: str) -> SettledPart:
    one, invoice = row.payment, row.invoice
    about = (invoice.number, orders, one.day, row.amount, one.currency, became_word(one.kind))
    return SettledPart(row.id, *about, method, one.reference, row.made_by)


def credits_left(account_id: int, limit: int = 20, offset: int = 0) -> list[OwedInvoice]:
    """Its credit notes with something left (below 0), the oldest first."""
    return of_family(account_id, lambda accounts: credits_of(accounts, limit, offset))
