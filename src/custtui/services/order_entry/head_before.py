"""How the head of an order was where a change makes something else of it: who pays, where to, the header's fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from custtui.domain import payment
from custtui.domain.charge import told as told_charges
from custtui.domain.days import shown_day
from custtui.services.order_entry.charges import WorkedCharges, rows_of
from custtui.services.orders.parts import CONTRACTS

if TYPE_CHECKING:
    from custtui.services.order_entry.base import Base
    from custtui.services.order_entry.work import Work

NOTHING = "none"
"""What stood where nothing stood."""


def head_before(work: Work, base: Base) -> dict[str, str]:
    """By the names of the header's fields, `bill_to` and `ship_to`; what stays as it was is not there."""
    return {name: text or NOTHING for name, text in (*_roles(work, base), *_terms(work, base), *_texts(work, base))}


def _roles(work: Work, base: Base) -> Iterator[tuple[str, str]]:
    now, was = work.bill_to, base.bill_to
    if not work.roles.keeps_payer and now is not None:
        if now.account_id != was.account_id:
            yield "bill_to", f"{was.code} {was.name}"
        elif now.address != was.address:
            yield "bill_to", was.address.one_line
    if work.terms.code != base.row.payment_terms:
        yield "terms", base.row.payment_terms
    here = next((key for key, one in base.ship_tos.items() if one.header), None)
    if here is not None and work.ship_to is not None and work.ship_to.kept != here:
        place, goes = base.place(here), work.ship_to
        if (place.called, place.attention, place.address) != (goes.called, goes.attention, goes.address):
            yield "ship_to", f"{place.called}, {place.address.one_line}"


def _terms(work: Work, base: Base) -> Iterator[tuple[str, str]]:
    row, terms = base.row, work.terms
    if not terms.keeps_wanted and terms.wanted != row.wanted:
        yield "wanted", shown_day(row.wanted, work.roles.stored.today) if row.wanted else ""
    method = terms.method.code if terms.method else ""
    if not terms.keeps_method and method != row.payment_method:
        found = payment.find(terms.methods, row.payment_method)
        yield "payment_method", found.name if found else row.payment_method
    if work.head.contract != row.contract_id:
        yield "contract", dict(CONTRACTS({row.contract_id})).get(row.contract_id, "") if row.contract_id else ""
    charges = WorkedCharges(row.currency, [*rows_of(base)]).told
    if charges != work.charges.told:
        yield "charges", told_charges(charges, row.currency)


def _texts(work: Work, base: Base) -> Iterator[tuple[str, str]]:
    for name in ("po_number", "ship_via", "message", "internal_note"):
        before = getattr(base.row, name)
        if getattr(work.head, name).strip() != before:
            yield name, before
