"""Money received: booked once, and allocated to the invoices it settles (R-16, R-27)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from custtui.domain.approval import needed
from custtui.domain.bounds import past_fault
from custtui.domain.early import early_fault
from custtui.domain.errors import Fault, Refused, refuse
from custtui.domain.money import ZERO, rounded, shown
from custtui.domain.numbers import plain
from custtui.domain.payment import Method, find, received_fault
from custtui.domain.text import clean
from custtui.domain.who import Act, Who
from custtui.models.account import CustomerAccount
from custtui.models.database import locked, transaction
from custtui.models.families import survivor
from custtui.models.fulfilment import Invoice, Payment
from custtui.models.operator import PaymentMethod
from custtui.services.accounts import known_account
from custtui.services.asks import allowed, asks
from custtui.services.clock import today
from custtui.services.controls import read_controls
from custtui.services.fulfilment.allocating import allocate, book, lock_orders
from custtui.services.fulfilment.early import Discounts, offered, take_off
from custtui.services.fulfilment.surplus import surplus_of, total
from custtui.services.notices import tell_payment
from custtui.services.numbers import stored_numbers
from custtui.services.orders import paid_of
from custtui.services.payers.settling import may_settle

NO_DISCOUNTS: Mapping[str, Decimal] = {}
PART = "allocation:"
"""Begins the field of what goes to an invoice, before its number."""


@asks(Act.PAYMENT)
def receive(
    who: Who,
    account_code: str,
    amount: Decimal,
    allocations: Mapping[str, Decimal],
    *,
    day: date | None = None,
    method: str = "",
    reference: str = "",
    discounts: Mapping[str, Decimal] = NO_DISCOUNTS,
) -> Decimal:
    """Book a payment of an account and allocate it to invoices, by number; returns what stays unallocated of all.

    What its own credit notes give stands below 0 among them: they settle invoices as money does, with it or alone,
    as a payment of 0 then (C-31). Never more than they settle.

    Its own invoices, and those of accounts it is related with by the pay flag (R-16); never more than is due. What
    it paid before and settles nothing yet is used where the amount is not enough; alone where that is 0 (C-37).
    `discounts` are taken off the invoices they name for early payment, to the cent of their terms; after their day
    by a supervisor, or X-22. Raises Refused with every fault: fields `account`, `amount`, `day`, `method`,
    `reference`, PART and the invoice.
    """
    with transaction():
        payer = _payer(account_code)
        parts = _parts(allocations)
        invoices = _take(parts)
        currency = next((one.currency for one in invoices.values()), payer.currency)
        money = surplus_of(payer.id, currency)
        _check(payer, amount, parts, invoices, currency, money, day)
        off = _discounts(who, discounts, parts, invoices, day or today())
        columns = {"day": day or today(), "method": method_code(method), "reference": clean(reference, "reference")}
        given = [(invoices[number], part) for number, part in parts.items() if part < 0]
        used = -sum((part for _, part in given), ZERO)
        payment = None
        if amount or used:
            payment = book(who, account=payer, currency=currency, amount=amount, **columns)
            for credit, part in given:
                allocate(who, payment, credit, part)
            money.insert(0, (payment, amount + used))
        take_off(who, payer, payment, off, **columns)
        _settle(who, money, [(invoices[number], part) for number, part in parts.items() if part > 0])
        left = total(money) - sum(parts.values(), used)
        if payment and amount:
            tell_payment(who, payment, parts, left, {number: amount for number, (_, amount) in off.items()})
        return left


def _discounts(
    who: Who,
    discounts: Mapping[str, Decimal],
    parts: Mapping[str, Decimal],
    invoices: Mapping[str, Invoice],
    day: date,
) -> Discounts:
    """Raises Refused for what their terms do not give, Forbidden for what comes too late and who may not."""
    found = {number: amount for number, amount in _parts(discounts).items() if number in invoices}
    rows = [invoices[number] for number in found]
    offers, paid, faults = offered(rows), paid_of(row.id for row in rows), list[Fault]()
    for row in rows:
        left, part = row.gross - paid.get(row.id, ZERO), parts.get(row.number, ZERO)
        off = offers.get(row.id)
        if why := early_fault(row.number, found[row.number], part, left, off, row.currency):
            faults.append(Fault("allocation", f"{PART}{row.number}", why))
    if faults:
        raise Refused(faults)
    if late := sum((found[row.number] for row in rows if not offers[row.id].in_time(day)), ZERO):
        allowed(who, needed(Act.REVERSE, late, (), read_controls()))
    return {row.number: (row, found[row.number]) for row in rows}


def _payer(code: str) -> CustomerAccount:
    """The account of a code; of a merged one that it lives on in (F-28). Locked: its chain of payments goes on."""
    return locked(CustomerAccount.select().where(CustomerAccount.id == survivor(known_account(code)))).get()


def _parts(allocations: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """What goes to which invoice, by its number as it stands."""
    stands, found = stored_numbers("invoice", allocations), dict[str, Decimal]()
    for number, part in allocations.items():
        if part:
            found[stands[number]] = found.get(stands[number], ZERO) + part
    return found


def _take(parts: Mapping[str, Decimal]) -> dict[str, Invoice]:
    """The invoices named, locked until the transaction ends: two payments never settle the same rest.

    So are their orders, whose chains go on by it.
    """
    query = Invoice.select().where(Invoice.number.in_(list(parts))).order_by(Invoice.id)
    found = {row.number: row for row in locked(query)}
    lock_orders(found.values())
    return found


def _check(
    payer: CustomerAccount,
    amount: Decimal,
    parts: Mapping[str, Decimal],
    invoices: Mapping[str, Invoice],
    currency: str,
    money: Sequence[tuple[Payment, Decimal]],
    day: date | None,
) -> None:
    before = total(money)
    found = list(_amount_faults(amount, parts, before, currency))
    if day and (why := past_fault(day, today())):
        found.append(Fault("day", "day", why))
    paid = paid_of(one.id for one in invoices.values())
    for number, part in parts.items():
        row = invoices.get(number)
        if row is None:
            text = f"There is no invoice {clean(number, 'invoice')}"
        else:
            text = _may_not(payer, row) or _too_much(row, part, paid.get(row.id, ZERO), currency)
        if text:
            found.append(Fault("allocation", f"{PART}{number}", text))
    if found:
        raise Refused(found)


def _amount_faults(amount: Decimal, parts: Mapping[str, Decimal], before: Decimal, currency: str) -> Iterator[Fault]:
    """What was received before and settles nothing yet may settle it too, and alone; so may credit notes."""
    allocated = sum(parts.values(), ZERO)
    used = -sum((part for part in parts.values() if part < 0), ZERO)
    if (amount or not (before + used and allocated + used)) and (why := received_fault(amount, currency)):
        yield Fault("amount", "amount", why)
    elif allocated < 0:
        one = next(number for number, part in parts.items() if part < 0)
        text = f"{shown(used, currency)} of credit notes are used, more than the {shown(allocated + used, currency)}"
        yield Fault("allocation", f"{PART}{one}", f"{text} they settle")
    elif allocated > amount + before:
        more = f" and the {shown(before, currency)} of before" if before else ""
        text = f"{shown(allocated, currency)} are allocated, more than the {shown(amount, currency)} received{more}"
        yield Fault("amount", "amount", text)


def _may_not(payer: CustomerAccount, row: Invoice) -> str:
    """Why a payment of this account may not go to an invoice at all, '' where it may (R-16)."""
    if row.kind != "INVOICE":
        mine = survivor(row.account_id) == payer.id
        return "" if mine else f"{row.number} is a credit of {row.account.code}: no one else may use it"
    if not may_settle(survivor(row.account_id), payer.id):
        return f"{payer.code} may not pay {row.number} of {row.account.code}: that needs a relationship with Pay"
    return ""


def _too_much(row: Invoice, part: Decimal, paid: Decimal, currency: str) -> str:
    """Why this part cannot settle the invoice, '' where it can."""
    if row.currency != currency:
        return f"{row.number} is in {row.currency}, the payment in {currency}"
    if row.kind != "INVOICE":
        return _too_much_credit(row, -part, paid - row.gross, currency)
    if part < 0:
        return f"{row.number}: less than nothing cannot be paid"
    if part != rounded(part, currency):
        return f"{row.number}: {plain(part)} has more decimals than {currency}"
    if part > (left := row.gross - paid):
        return f"{row.number}: {shown(part, currency)} is more than the {shown(left, currency)} due"
    return ""


def _too_much_credit(row: Invoice, part: Decimal, left: Decimal, currency: str) -> str:
    if part < 0:
        return f"{row.number} is a credit note: nothing is due on it"
    if part != rounded(part, currency):
        return f"{row.number}: {plain(part)} has more decimals than {currency}"
    return (
        f"{row.number}: {shown(part, currency)} is more than the {shown(left, currency)} left" if part > left else ""
    )


def method_code(text: str) -> str:
    """The code of the payment method typed, '' for none. Raises Refused for one by which no money comes in."""
    if not (typed := clean(text, "method")):
        return ""
    known = find(
        (
            _as_method(row)
            for row in PaymentMethod.select().where(~PaymentMethod.needs_terms).order_by(PaymentMethod.id)
        ),
        typed,
    )
    if known is None:
        raise refuse("method", f'"{typed}" is not a payment method', "method", listed=True)
    return known.code


def _as_method(row: PaymentMethod) -> Method:
    return Method(row.code, row.name, row.when_sold_to_pays, row.when_other_pays, row.needs_terms)


def _settle(who: Who, money: Sequence[tuple[Payment, Decimal]], owed: Iterable[tuple[Invoice, Decimal]]) -> None:
    """Each payment settles what it can, in turn: an invoice may be paid by several."""
    queue = [*money]
    for invoice, part in owed:
        while part:
            payment, rest = queue.pop(0)
            allocate(who, payment, invoice, paid := min(part, rest))
            part -= paid
            if rest > paid:
                queue.insert(0, (payment, rest - paid))
