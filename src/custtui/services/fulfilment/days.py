"""Days of shipments and invoices: not before the order, nor before the invoice before; who may all the same (C-43).

Only a clock that is wrong, or a day that somebody typed, comes to such a day: both days are told.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from custtui.domain.bounds import before_order_fault, closed_fault, series_fault
from custtui.domain.errors import Confirm, Fault, Forbidden
from custtui.domain.event import EventKind
from custtui.domain.who import Act, Who, may
from custtui.domain.written_number import PREFIX
from custtui.models.fulfilment import Invoice
from custtui.models.prepared import AskedAnew
from custtui.services.asks import forbidden
from custtui.services.controls import read_controls
from custtui.services.fulfilment.facts import Facts
from custtui.services.orders.history import remember


def _before(number: Any, paper: str, kind: str) -> Any:
    """Number and day of the last paper of a series but this one."""
    series = Invoice.number.startswith(PREFIX[paper]) & (Invoice.number != number) & (Invoice.kind == kind)
    return Invoice.select(Invoice.number, Invoice.day).where(series).order_by(Invoice.id.desc()).limit(1)


PaperBefore = Sequence[tuple[str, date]]
"""Number and day of a paper, or nothing."""
INVOICE_BEFORE = AskedAnew(lambda number: _before(number, "invoice", "INVOICE"))
CREDIT_BEFORE = AskedAnew(lambda number: _before(number, "credit", "CREDIT"))


def check_shipment(who: Who, order: Facts, day: date, confirmed: Collection[str], closed: date | None) -> None:
    """Raises Refused for a day that none can have; Confirm for an administrator, whose yes stands in the history.

    `closed` is the day until which the books are.
    """
    _check(who, order, "Shipment", _of_order(order, day, closed), confirmed)


def check_invoice(
    who: Who,
    orders: Iterable[Facts],
    number: str,
    day: date,
    confirmed: Collection[str],
    closed: date | None,
    before: PaperBefore | None = None,
) -> None:
    """The same for an invoice of orders whose number is taken: no other comes between it and the one before.

    `before`: number and day of that one, where they are known.
    """
    stands: PaperBefore = INVOICE_BEFORE(number) if before is None else before
    series = next((series_fault(day, other, dated) for other, dated in stands), "")
    for order in orders:
        _check(who, order, "Invoice", _of_order(order, day, closed) or series, confirmed)


def check_credit(who: Who, order: Facts, number: str, day: date, invoiced: date, confirmed: Collection[str]) -> None:
    """The same for a credit note, whose series is its own; not before the invoice it takes back from (C-31)."""
    why = _of_order(order, day, read_controls().closed_until) or series_fault(day, "the invoice", invoiced)
    before = CREDIT_BEFORE.first(number)
    if before and not why:
        why = series_fault(day, *before)
    _check(who, order, "Credit note", why, confirmed)


def _of_order(order: Facts, day: date, closed: date | None) -> str:
    """What shipments and invoices of an order have in common."""
    return before_order_fault(day, order.revision.order_date) or closed_fault(day, closed)


def _check(who: Who, order: Facts, what: str, why: str, confirmed: Collection[str]) -> None:
    if not why:
        return
    if not may(who, Act.DATES):
        raise Forbidden([Fault(EventKind.DATES, "", f"{what}: {why}. {forbidden(Act.DATES)}")], Act.DATES)
    if EventKind.DATES not in confirmed:
        raise Confirm(EventKind.DATES, f"{what}: {why}. Do it all the same?")
    remember(who, order, EventKind.DATES, f"{what.lower()}: {why}")
