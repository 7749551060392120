"""Where a customer stands: overdue invoices, who shares a credit limit (R-27). Derived, never stored."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from peewee import fn

from custtui.models.account import CustomerAccount
from custtui.models.families import families
from custtui.models.fulfilment import Allocation, Invoice
from custtui.models.party import Party
from custtui.models.prepared import Prepared


def left() -> Any:
    """What of an invoice nobody paid yet, as a column; below zero of a credit note."""
    paid = Allocation.select(fn.COALESCE(fn.SUM(Allocation.amount), 0)).where(Allocation.invoice == Invoice.id)
    return (Invoice.gross - paid).converter(Invoice.gross.python_value)


def overdue(today: Any) -> Any:
    """The condition that an invoice is past its day and not paid (R-27)."""
    return (Invoice.payment_due < today) & (Invoice.kind == "INVOICE") & (left() > 0)


OVERDUE = Prepared(
    lambda accounts, today: (
        Invoice.select(Invoice.number)
        .where(Invoice.account.in_(accounts) & overdue(today))
        .order_by(Invoice.payment_due)
        .limit(1)
    )
)


def _shares() -> Any:
    return CustomerAccount.credit_limit.is_null() | (CustomerAccount.credit_limit <= Party.credit_limit)


SHARING = Prepared(
    lambda party: (
        CustomerAccount.select(CustomerAccount.id)
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
