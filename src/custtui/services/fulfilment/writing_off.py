"""What is left of an invoice is written off: settled without money, with a coded reason (C-37)."""

from decimal import Decimal
from typing import Any

from custtui.domain.approval import needed
from custtui.domain.errors import refuse
from custtui.domain.money import ZERO
from custtui.domain.money_back import Became, refund_fault
from custtui.domain.text import clean
from custtui.domain.who import Act, Who, hand
from custtui.models.database import locked, transaction
from custtui.models.fulfilment import Allocation, Invoice, Payment
from custtui.services.asks import allowed, another_hand, asks
from custtui.services.clock import today
from custtui.services.controls import read_controls
from custtui.services.fulfilment.allocating import allocate, book, lock_orders
from custtui.services.fulfilment.money_back import coded_reason, lock_payer
from custtui.services.fulfilment.surplus import stands
from custtui.services.lists.coded import WRITE_OFF
from custtui.services.numbers import named
from custtui.services.orders import paid_of


@asks(Act.PAYMENT)
def write_off(who: Who, number: str, amount: Decimal, reason: str) -> Decimal:
    """Write off what is left of an invoice, or a part of it; returns what is left then (C-37).

    A clerk may up to the control `small_difference`, a supervisor above it (or X-22); with four eyes then not who
    booked a payment of it. Raises Refused with fields `amount`, `reason`: never more than is left; Forbidden.
    """
    with transaction():
        invoice = _invoice(number)
        left = invoice.gross - paid_of([invoice.id]).get(invoice.id, ZERO)
        if why := refund_fault(amount, left, invoice.currency):
            raise refuse("amount", why, "amount")
        who = _may(who, amount, invoice)
        code = coded_reason(WRITE_OFF, reason, "written off")
        lock_orders([invoice])
        columns = {"day": today(), "currency": invoice.currency, "kind": str(Became.WRITE_OFF), "reason": code}
        made = book(who, account=invoice.account_id, amount=amount, **columns)
        allocate(who, made, invoice, amount)
        return left - amount


def _invoice(number: str) -> Any:
    found = named("invoice", number).first()
    if found is None or found.kind != "INVOICE":
        raise refuse("invoice", f"There is no invoice {clean(number, 'number')}")
    lock_payer(found.account_id)
    return locked(Invoice.select().where(Invoice.id == found.id)).get()


def _may(who: Who, amount: Decimal, invoice: Any) -> Who:
    """A small difference is anybody's who takes payments; one already written off of this invoice counts in."""
    controls = read_controls()
    if amount + _written_off(invoice) <= controls.small_difference:
        return who
    act = needed(Act.REVERSE, amount, (), controls)
    who = allowed(who, act)
    if controls.four_eyes and (by := hand(who, act)) in (booked := _booked(invoice)):
        raise another_hand(act, f"{by} booked a payment of {invoice.number}, so somebody else does it", booked)
    return who


def _written_off(invoice: Any) -> Decimal:
    rows = Allocation.select(Allocation.amount).join(Payment).where(_of(invoice) & (Payment.kind == Became.WRITE_OFF))
    return sum((amount for (amount,) in rows.tuples()), ZERO)


def _booked(invoice: Any) -> set[str]:
    rows = Payment.select(Payment.made_by).join(Allocation).where(_of(invoice) & (Payment.kind == ""))
    return {login for (login,) in rows.tuples()}


def _of(invoice: Any) -> Any:
    return (Allocation.invoice == invoice.id) & stands()
