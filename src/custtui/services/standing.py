"""Where a customer stands: overdue invoices, who shares a credit limit (R-27). Derived, never stored."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from peewee import Select, fn

from custtui.domain.instalments import DuePart
from custtui.domain.shared_limit import limit_currency
from custtui.models.account import CustomerAccount
from custtui.models.among import among
from custtui.models.families import families
from custtui.models.fulfilment import Allocation, Instalment, Invoice
from custtui.models.party import Party
from custtui.models.prepared import Prepared


def left() -> Any:
    """What of an invoice nobody paid yet, as a column; below zero of a credit note."""
    return (Invoice.gross - _paid()).converter(Invoice.gross.python_value)


def _paid() -> Any:
    return Allocation.select(fn.COALESCE(fn.SUM(Allocation.amount), 0)).where(Allocation.invoice == Invoice.id)


def late(today: Any) -> Any:
    """What of an invoice is past due and not paid, as a column: its parts to come count out; 0 or less: nothing."""
    to_come = Instalment.select(fn.SUM(Instalment.amount)).where(OF_IT & (Instalment.due >= today))
    return (left() - fn.COALESCE(to_come, 0)).converter(Invoice.gross.python_value)


def unpaid() -> Any:
    """The condition that an invoice is not paid, at least in part; no credit note is one."""
    return (Invoice.kind == "INVOICE") & (left() > 0)


def overdue(today: Any) -> Any:
    """The condition that a part of an invoice is past its day and not paid (R-27, C-37)."""
    return (Invoice.payment_due < today) & (Invoice.kind == "INVOICE") & (late(today) > 0)


def next_due() -> Any:
    """The day by which the oldest part of an invoice that is not paid is due, as a column (C-37)."""
    before, paid = Instalment.alias(), _paid()
    so_far = before.select(fn.SUM(before.amount))
    so_far = so_far.where((before.invoice == Instalment.invoice) & (before.number <= Instalment.number))
    return _day(Instalment.select(fn.MIN(Instalment.due)).where(OF_IT & (so_far > paid)))


def last_due(today: Any) -> Any:
    """Of an overdue invoice the day of its last part that is past due, as a column."""
    return _day(Instalment.select(fn.MAX(Instalment.due)).where(OF_IT & (Instalment.due < today)))


def _day(of_parts: Any) -> Any:
    return fn.COALESCE(of_parts, Invoice.payment_due).converter(Invoice.payment_due.python_value)


OF_IT = Instalment.invoice == Invoice.id


def parts_of(invoices: Iterable[int] | Select) -> dict[int, tuple[DuePart, ...]]:
    """The parts of each of these invoices, by their ids or a query of them; those that are due whole are left out."""
    columns = (Instalment.invoice, Instalment.due, Instalment.amount)
    rows = Instalment.select(*columns).where(among(Instalment.invoice, invoices))
    found = dict[int, tuple[DuePart, ...]]()
    for invoice, *part in rows.order_by(Instalment.invoice, Instalment.number).tuples():
        found[invoice] = (*found.get(invoice, ()), DuePart(*part))
    return found


OVERDUE = Prepared(
    lambda accounts, today: (
        Invoice.select(Invoice.number)
        .where(Invoice.account.in_(accounts) & overdue(today))
        .order_by(next_due())
        .limit(1)
    )
)


def _shares() -> Any:
    return CustomerAccount.credit_limit.is_null() | (CustomerAccount.credit_limit <= Party.credit_limit)


SHARING = Prepared(
    lambda party: (
        CustomerAccount.select(CustomerAccount.id, CustomerAccount.currency)
        .join(Party)
        .where((Party.id == party) & _shares())
        .order_by(CustomerAccount.id)
    )
)


def overdue_invoice(accounts: Sequence[int], today: date) -> str:
    """The number of the invoice longest overdue and unpaid, '' where there is none."""
    row = OVERDUE.first([*families(accounts)], today)
    return row[0] if row else ""


def sharing_accounts(party: int) -> list[int]:
    """The accounts of a party that share its credit limit: all but those with a larger one of their own (C-25)."""
    return [row[0] for row in SHARING(party)]


def shared_currency(party: int, otherwise: str) -> str:
    """The currency in which the limit stands that its accounts share; `otherwise` where none does."""
    return limit_currency((row[1] for row in SHARING(party)), otherwise)
