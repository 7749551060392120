"""Writes what settles an invoice, and that it does no more: a row, a line in each order's history (F-74, S-6)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from custtui.domain.event import EventKind
from custtui.domain.money import shown
from custtui.domain.money_back import NO_MONEY, Became, became_word
from custtui.domain.who import Who
from custtui.models import chaining
from custtui.models.database import locked
from custtui.models.fulfilment import Allocation, BilledOrder, Invoice, Payment
from custtui.models.order import OrderEvent, SalesOrder


def lock_orders(invoices: Iterable[Invoice]) -> None:
    """Their orders, whose chains go on, until the transaction ends."""
    ids = BilledOrder.select(BilledOrder.order).where(BilledOrder.invoice.in_([row.id for row in invoices]))
    orders = SalesOrder.select(SalesOrder.id).where(SalesOrder.id.in_(ids))
    list(locked(orders.order_by(SalesOrder.id)).tuples())


def allocate(who: Who, payment: Payment, invoice: Invoice, part: Decimal) -> None:
    """A part of an invoice is settled; below 0 of a credit note, which is used or paid back."""
    told, why = shown(abs(part), payment.currency), payment.reason and f": {payment.reason}"
    if part > 0:
        text = f"{told} of {invoice.number}{_without_money(payment)}{why}"
    else:
        paid_back = payment.kind == Became.REFUND
        text = f"{told} of credit note {invoice.number} {'paid back' if paid_back else 'used'}{why}"
    _write(who, invoice, EventKind.PAID, text, payment=payment.id, amount=part)


def _without_money(payment: Payment) -> str:
    return f" {became_word(payment.kind)}" if payment.kind in NO_MONEY else ""


def unallocate(who: Who, row: Any, reason: str) -> None:
    """An allocation (a row with its payment and invoice) settles nothing any more."""
    invoice, told = row.invoice, shown(abs(row.amount), row.payment.currency)
    what = "credit note " if row.amount < 0 else ""
    text = f"{told} of {what}{invoice.number}{_without_money(row.payment)} taken back: {reason}"
    columns = {"payment": row.payment_id, "amount": -row.amount, "of": row.id, "reason": reason}
    _write(who, invoice, EventKind.UNPAID, text, **columns)


def _write(who: Who, invoice: Invoice, kind: EventKind, text: str, **columns: Any) -> None:
    row = Allocation.create(invoice=invoice, made_by=who.login, **columns)
    stamps = {"by": who.login, "signed_by": who.signed_by}
    orders = BilledOrder.select(BilledOrder.order).where(BilledOrder.invoice == invoice.id).order_by(BilledOrder.id)
    for (order,) in orders.tuples():
        event = OrderEvent.create(order=order, kind=str(kind), text=text, **stamps)
        booked = [("allocation", row.id)] if order == invoice.order_id else []
        chaining.link(order, *booked, ("order_event", event.id))


def book(who: Who, **columns: Any) -> Payment:
    """A row among payments, in the chain of its payer, who is locked."""
    row = Payment.create(made_by=who.login, **columns)
    chaining.link_payment(row.account_id, row.id)
    return row
