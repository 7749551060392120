"""What may be taken off invoices for early payment, and how it is booked (C-37)."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from peewee import Select

from custtui.domain.early import Early, early
from custtui.domain.money import ZERO
from custtui.domain.money_back import Became
from custtui.domain.who import Who
from custtui.models.among import among
from custtui.models.at_once import at_once
from custtui.models.fulfilment import Allocation, Invoice, InvoiceLine, Payment
from custtui.services.fulfilment.allocating import allocate, book
from custtui.services.fulfilment.surplus import stands

Discounts = Mapping[str, tuple[Invoice, Decimal]]
"""By number the invoice and what is taken off it."""


def offered(invoices: Iterable[Any], off: "LessByNow | None" = None) -> dict[int, Early]:
    """By invoice (id) what its terms take off; those that give none, or had theirs, are left out.

    `off` is what was taken off them already, where that is known.
    """
    rows = {row.id: row for row in invoices if row.discount_rate and row.kind == "INVOICE"}
    if not rows:
        return {}
    credited, had = off or taken_off(rows)
    return {
        id: Early(early(row.gross - credited.get(id, ZERO), row.discount_rate, row.currency), row.discount_until)
        for id, row in rows.items()
        if id not in had
    }


class LessByNow(NamedTuple):
    """What credit notes took off invoices (ids), and those that had their discount for early payment."""

    credited: Mapping[int, Decimal]
    had: Collection[int]


def taken_off(invoices: Collection[int] | Select) -> LessByNow:
    """Of these invoices, by their ids or a query of them."""
    return LessByNow(*at_once(partial(_credited, invoices), partial(_had, invoices)))


def _had(invoices: Collection[int] | Select) -> set[int]:
    rows = Allocation.select(Allocation.invoice).join(Payment)
    rows = rows.where(among(Allocation.invoice, invoices) & (Payment.kind == Became.DISCOUNT) & stands())
    return {one for (one,) in rows.tuples()}


def _credited(invoices: Collection[int] | Select) -> dict[int, Decimal]:
    """What credit notes took off each: whole, freight too, where they name no other invoice, else by its lines."""
    line, named = InvoiceLine.alias(), dict[int, list[tuple[int, Decimal, Decimal]]]()
    rows = InvoiceLine.select(InvoiceLine.invoice, Invoice.gross, line.invoice, InvoiceLine.gross)
    rows = rows.join(line, on=InvoiceLine.credits == line.id).switch(InvoiceLine).join(Invoice)
    mine, taking = InvoiceLine.alias(), InvoiceLine.alias()
    of = mine.select(mine.id).where(among(mine.invoice, invoices))
    notes = taking.select(taking.invoice).where(taking.credits.in_(of))
    for note, whole, invoice, part in rows.where(InvoiceLine.invoice.in_(notes)).tuples():
        named.setdefault(note, []).append((invoice, -part, -whole))
    found = dict[int, Decimal]()
    for parts in named.values():
        alone = len({invoice for invoice, *_ in parts}) == 1
        for invoice, part, whole in parts[:1] if alone else parts:
            found[invoice] = found.get(invoice, ZERO) + (whole if alone else part)
    return found


def take_off(who: Who, account: Any, of: Payment | None, discounts: Discounts, **columns: Any) -> None:
    """Book what is taken off beside the payment that came in; the payer and the invoices are locked."""
    for invoice, amount in discounts.values():
        about = {"kind": str(Became.DISCOUNT), "of": of, "currency": invoice.currency}
        made = book(who, account=account, amount=amount, **about, **columns)
        allocate(who, made, invoice, amount)
