"""Checks the parts of invoices against what they come to, and the days of terms (C-37)."""

from collections.abc import Iterator
from typing import Any

from custtui.domain.instalments import days_of_parts_fault, read_days, shares
from custtui.models.among import among
from custtui.models.fulfilment import Instalment, Invoice
from custtui.models.operator import PaymentTerms

AT_ONCE = 500


def instalment_faults() -> Iterator[str]:
    """The parts of an invoice are its equal shares, to the cent, each due after the one before."""
    last = 0
    numbered = Instalment.select(Instalment.invoice).distinct().order_by(Instalment.invoice).limit(AT_ONCE)
    while ids := [one for (one,) in numbered.where(Instalment.invoice > last).tuples()]:
        yield from _page(ids)
        last = ids[-1]


def _page(ids: list[int]) -> Iterator[str]:
    parts = dict[int, list[Any]]()
    for row in Instalment.select().where(among(Instalment.invoice, ids)).order_by(Instalment.number):
        parts.setdefault(row.invoice_id, []).append(row)
    for invoice in Invoice.select().where(among(Invoice.id, ids)).order_by(Invoice.id):
        if why := _fault(invoice, parts[invoice.id]):
            yield f"invoice {invoice.number}: {why} (C-37)"


def _fault(invoice: Any, parts: list[Any]) -> str:
    amounts, due = [row.amount for row in parts], [row.due for row in parts]
    if [row.number for row in parts] != [*range(1, len(parts) + 1)] or len(parts) < 2:
        return f"its parts are numbered {', '.join(str(row.number) for row in parts)}"
    if amounts != [*shares(invoice.gross, len(parts), invoice.currency)]:
        told = " + ".join(f"{one:f}" for one in amounts)
        return f"its parts are {told}, not equal shares of {invoice.gross:f}"
    if due != sorted(due) or due[0] != invoice.payment_due:
        return f"its parts are due on {', '.join(map(str, due))}, and it on {invoice.payment_due}"
    return "" if invoice.kind == "INVOICE" else "a credit note has no parts"


def terms_in_parts_faults() -> Iterator[str]:
    """Days of parts that no file brings in."""
    for row in PaymentTerms.select().where(PaymentTerms.instalments != ""):
        if why := _terms_fault(row):
            yield f"terms {row.code}: instalments: {why}"


def _terms_fault(row: Any) -> str:
    try:
        return days_of_parts_fault(read_days(row.instalments), row.days)
    except ValueError as error:
        return str(error)
