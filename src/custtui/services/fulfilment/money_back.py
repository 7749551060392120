"""Money is taken back, an allocation is, or what is left is paid back: rows are added, never changed (C-37)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from peewee import fn

from custtui.domain.approval import needed
from custtui.domain.coded import completed, no_reason
from custtui.domain.days import dated
from custtui.domain.errors import refuse
from custtui.domain.money import ZERO
from custtui.domain.money_back import NO_MONEY, Became, became_word, refund_fault, reversal_fault
from custtui.domain.text import clean
from custtui.domain.who import Act, Who, hand
from custtui.models.account import CustomerAccount
from custtui.models.database import locked, transaction
from custtui.models.fulfilment import Allocation, Invoice, Payment
from custtui.services.asks import allowed, another_hand, asks
from custtui.services.clock import today
from custtui.services.controls import read_controls
from custtui.services.fulfilment.allocating import allocate, book, lock_orders, unallocate
from custtui.services.fulfilment.surplus import rest, stands
from custtui.services.lists.coded import REFUND, REVERSAL, codes
from custtui.services.notices import tell_refund, tell_reversal
from custtui.services.numbers import named
from custtui.services.orders import paid_of


def check_reverse(payment_id: int) -> Mapping[str, Decimal]:
    """What is taken back with a payment, by its word (`discount`): what was given beside it, without money.

    Raises Refused where `reverse` would, whatever the reason: nobody looks for one in vain.
    """
    _check_came_in(payment_id, payment := _seen(payment_id))
    _check_whole(payment)
    return _without_money(_standing(payment))


def check_take_back(allocation_id: int) -> Mapping[str, Decimal]:
    """The same of `take_back`."""
    payment = _seen(_payment_of(allocation_id))
    return _without_money(_given_with(payment, _standing_one(allocation_id, payment)))


def _without_money(rows: Iterable[Any]) -> Mapping[str, Decimal]:
    found = dict[str, Decimal]()
    for row in rows:
        if row.payment.kind in NO_MONEY:
            word = became_word(row.payment.kind)
            found[word] = found.get(word, ZERO) + row.amount
    return found


@asks(Act.PAYMENT)
def reverse(who: Who, payment_id: int, reason: str) -> dict[str, Decimal]:
    """Take a payment back whole: what it settled is open again at its old due dates, by number of invoice (C-37).

    A supervisor's act, or X-22; with four eyes never by who booked it. Raises Refused with field `reason`, or where
    it was taken back before or partly paid back; Forbidden naming who may.
    """
    with transaction():
        payment = _payment(payment_id)
        _check_came_in(payment_id, payment)
        who = _may(who, payment.amount, payment)
        code = coded_reason(REVERSAL, reason, "taken back")
        _check_whole(payment)
        opened = _take_all_back(who, payment, code)
        _book_back(who, payment, Became.REVERSAL, payment.amount, code)
        tell_reversal(who, payment, opened, code)
        return opened


def _check_came_in(payment_id: int, payment: Any) -> None:
    """What was given beside a payment hangs on an invoice: to take that back is no reason to take back the money."""
    if payment_id != payment.id and (kind := _kind(payment_id)) in NO_MONEY:
        stands_still = any(row.payment_id == payment_id for row in _standing(payment))
        why = "is taken back alone, by what it settles" if stands_still else "was taken back already"
        raise refuse("payment", f"It {why}: {became_word(kind)}")
    if payment.kind != Became.RECEIVED:
        text = f"It was {became_word(payment.kind)}: what it settles is taken back, if at all"
        raise refuse("payment", text)


def _kind(payment_id: int) -> str:
    return Payment.select(Payment.kind).where(Payment.id == payment_id).scalar() or ""


def _check_whole(payment: Any) -> None:
    if why := reversal_fault(payment.amount, *_became(payment), payment.currency):
        raise refuse("payment", why)


@asks(Act.PAYMENT)
def take_back(who: Who, allocation_id: int, reason: str) -> Decimal:
    """Take one allocation back: its money settles nothing again, and may settle another invoice; returns the amount.

    As `reverse`; a credit note that was used comes back only once what it settled was taken back.
    """
    with transaction():
        payment = _payment(_payment_of(allocation_id))
        row = _standing_one(allocation_id, payment)
        who = _may(who, abs(row.amount), payment)
        code = coded_reason(REVERSAL, reason, "taken back")
        _open_again(who, payment, [row, *_given_with(payment, row)], code)
        return row.amount


def _payment_of(allocation_id: int) -> int:
    found = Allocation.select(Allocation.payment).where(Allocation.id == allocation_id).scalar()
    if found is None:
        raise refuse("allocation", "There is no such allocation")
    return found


def _standing_one(allocation_id: int, payment: Any) -> Any:
    """The allocation, where it may be taken back."""
    row = next((one for one in _standing(payment) if one.id == allocation_id), None)
    if row is None:
        raise refuse("allocation", "It was taken back already")
    if why := _stays(payment, row):
        raise refuse("allocation", why)
    return row


def _given_with(payment: Any, row: Any) -> list[Any]:
    """The discount that was given because the rest of the invoice was paid."""
    of = (one for one in _standing(payment) if one.invoice_id == row.invoice_id and one.id != row.id)
    return [one for one in of if one.payment.kind == Became.DISCOUNT]


def _stays(payment: Any, row: Any) -> str:
    """Why an allocation cannot be taken back, '' where it can."""
    if row.payment.kind == Became.REFUND:
        return f"{row.invoice.number} was paid back to the customer"
    short = row.amount < 0 and payment.rest + row.amount < 0
    return f"Take back first what {row.invoice.number} settled" if short else ""


@asks(Act.PAYMENT)
def refund(who: Who, payment_id: int, amount: Decimal, reason: str) -> Decimal:
    """Pay back what is left of a payment, or a part of it; returns what is left then.

    As `reverse`. Raises Refused with fields `amount`, `reason`: never more than is left (C-37).
    """
    with transaction():
        payment = _payment(payment_id)
        who = _may(who, amount, payment)
        code = coded_reason(REFUND, reason, "paid back")
        if why := refund_fault(amount, payment.rest, payment.currency):
            raise refuse("amount", why, "amount")
        made = _book_back(who, payment, Became.REFUND, amount, code)
        tell_refund(who, made, f"your payment of {dated(payment.day)}", code)
        return payment.rest - amount


@asks(Act.PAYMENT)
def refund_credit(who: Who, number: str, amount: Decimal, reason: str) -> Decimal:
    """Pay back what is left of a credit note, or a part of it; returns what is left then. As `refund`."""
    with transaction():
        credit = _credit(number)
        who = _may(who, amount)
        code = coded_reason(REFUND, reason, "paid back")
        left = paid_of([credit.id]).get(credit.id, ZERO) - credit.gross
        if why := refund_fault(amount, left, credit.currency):
            raise refuse("amount", why, "amount")
        lock_orders([credit])
        columns = {"day": today(), "currency": credit.currency, "kind": str(Became.REFUND), "reason": code}
        made = book(who, account=credit.account_id, amount=-amount, **columns)
        allocate(who, made, credit, -amount)
        tell_refund(who, made, f"credit note {credit.number}", code)
        return left - amount


def _payment(payment_id: int) -> Any:
    """A payment (the one that came in) with what is left of it (`rest`); its payer is locked, whose chain goes on."""
    lock_payer(_seen(payment_id).account_id)
    return _seen(payment_id)


def _seen(payment_id: int) -> Any:
    """The same, not locked."""
    of = Payment.select(fn.COALESCE(Payment.of, Payment.id)).where(Payment.id == payment_id).scalar()
    row = Payment.select(Payment, rest().alias("rest")).where(Payment.id == of).first()
    if row is None:
        raise refuse("payment", "There is no such payment")
    return row


def lock_payer(account: int) -> None:
    """The payer, whose chain of payments goes on, until the transaction ends."""
    list(locked(CustomerAccount.select(CustomerAccount.id).where(CustomerAccount.id == account)))


def _credit(number: str) -> Any:
    found = named("credit", number).first()
    if found is None:
        raise refuse("credit", f"There is no credit note {clean(number, 'number')}")
    lock_payer(found.account_id)
    return locked(Invoice.select().where(Invoice.id == found.id)).get()


def _may(who: Who, amount: Decimal, payment: Any = None) -> Who:
    """Who may, by role and amount (S-7); where the house wants four eyes, not who booked the payment."""
    controls = read_controls()
    act = needed(Act.REVERSE, amount, (), controls)
    who = allowed(who, act)
    if controls.four_eyes and payment is not None and payment.made_by == (by := hand(who, act)):
        raise another_hand(act, f"{by} booked this payment, so somebody else does it", [by])
    return who


def coded_reason(kind: str, typed: str, what: str) -> str:
    """The code of a reason of a kind, as typed. Raises Refused with field `reason` where it is none."""
    known = codes(kind)
    if why := no_reason(clean(typed, "reason"), known, what):
        raise refuse("reason", why, "reason", listed=True)
    return completed(typed, known)


def _became(payment: Any) -> tuple[Decimal, str]:
    """What of it was paid back, and who took it back."""
    rows = list(Payment.select().where(Payment.of == payment.id))
    paid_back = -sum((row.amount for row in rows if row.kind == Became.REFUND), ZERO)
    return paid_back, next((row.made_by for row in rows if row.kind == Became.REVERSAL), "")


def _standing(payment: Any) -> list[Any]:
    """The allocations of a payment, and of what was given with it, that were not taken back; with both their ends."""
    mine = (Payment.id == payment.id) | (Payment.of == payment.id)
    query = Allocation.select(Allocation, Payment, Invoice).join(Payment).switch(Allocation).join(Invoice)
    return list(query.where(mine & stands()).order_by(Allocation.id))


def _take_all_back(who: Who, payment: Any, reason: str) -> dict[str, Decimal]:
    """What is open again, by number of invoice; below 0 of a credit note that was used."""
    opened, rows = dict[str, Decimal](), _standing(payment)
    _open_again(who, payment, rows, reason)
    for row in rows:
        opened[row.invoice.number] = opened.get(row.invoice.number, ZERO) + row.amount
    return opened


def _open_again(who: Who, payment: Any, rows: Iterable[Any], reason: str) -> None:
    """Invoices are locked before their orders, as whoever pays does."""
    found = list(rows)
    list(locked(Invoice.select().where(Invoice.id.in_({row.invoice_id for row in found})).order_by(Invoice.id)))
    lock_orders(row.invoice for row in found)
    for row in found:
        unallocate(who, row, reason)
        if row.payment.kind in NO_MONEY:
            _book_back(who, payment, Became(row.payment.kind), row.amount, reason)


def _book_back(who: Who, payment: Any, kind: Became, amount: Decimal, reason: str) -> Payment:
    same = {name: getattr(payment, name) for name in ("account", "currency", "method", "reference")}
    return book(who, **same, day=today(), amount=-amount, kind=str(kind), of=payment.id, reason=reason)
