"""A payment as it is keyed: read, looked at while it is typed, and taken (C-37)."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from custtui.domain.errors import Fault, Refused
from custtui.domain.money import ZERO
from custtui.domain.numbers import Unreadable
from custtui.domain.records.reading import Ways, read_amount, read_record
from custtui.domain.records.received import PaymentFields
from custtui.domain.who import Who
from custtui.services.clock import today
from custtui.services.fulfilment.payments import PART, method_code, receive
from custtui.services.views.money import OwingView


@dataclass(slots=True)
class ReadPayment:
    """What was typed, read; what cannot be is among the faults, by field."""

    amount: Decimal = ZERO
    day: date | None = None
    method: str = ""
    reference: str = ""
    parts: dict[str, Decimal] = field(default_factory=dict[str, Decimal])
    faults: list[Fault] = field(default_factory=list[Fault])


def read_payment(
    typed: PaymentFields, parts: Mapping[str, str], currency: str, credits: Container[str] = (), *, day: date
) -> ReadPayment:
    """`parts` are what goes to each invoice, by its number; blank is nothing. What `credits` give is below 0.

    `day` is the business date: no question is asked for it, screens read so what is typed.
    """
    ways = Ways(currency=currency, today=day)
    values = read_record(PaymentFields, typed, ways)
    texts = (values.get("method") or "", values.get("reference") or "")
    read = ReadPayment(values.get("amount") or ZERO, values.get("day"), *texts, faults=ways.faults)
    for number, text in parts.items():
        try:
            if part := read_amount(text, currency):
                read.parts[number] = -abs(part) if number in credits else part
        except Unreadable as error:
            read.faults.append(Fault("amount", f"{PART}{number}", f"{number}: {error}"))
    return read


def faults_of(read: ReadPayment) -> list[Fault]:
    """What cannot be kept, each at its field; the method is looked for in its list."""
    found = [one for one in read.faults if one.field]
    try:
        method_code(read.method)
    except Refused as refused:
        found += refused.faults
    return found


def discounts_of(read: ReadPayment, stands: OwingView, late: Container[str] = ()) -> dict[str, Decimal]:
    """What is taken off for early payment: of each invoice whose rest, less its discount, is paid (C-37).

    `late` are the numbers of those that get it after its day too.
    """
    day, found = read.day or stands.day, dict[str, Decimal]()
    for one in stands.invoices:
        off = one.off(day, one.number in late)
        if off and read.parts.get(one.number) == one.left - off:
            found[one.number] = off
    return found


def take(
    who: Who, stands: OwingView, typed: PaymentFields, parts: Mapping[str, str], late: Container[str] = ()
) -> Decimal:
    """Take a payment as it was typed; returns what stays unallocated of all. Raises Refused as `receive` does."""
    read = read_payment(typed, parts, stands.currency, {one.number for one in stands.credits}, day=today())
    if read.faults:
        raise Refused(read.faults)
    texts = {"method": read.method, "reference": read.reference}
    off = discounts_of(read, stands, late)
    return receive(who, stands.code, read.amount, read.parts, day=read.day, discounts=off, **texts)
