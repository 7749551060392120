"""Invoices what was shipped, in parts that add up to the order to the cent (F-68, R-30, R-33, R-44)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from custtui.domain.days import shown_day
from custtui.domain.errors import CHANGED, Fault, Refused
from custtui.domain.fulfilment import Amounts, why_not_bill
from custtui.domain.line_tax import ChargeTaxed, Sent, TaxedPart, taxed_parts
from custtui.domain.money import ZERO
from custtui.domain.numbers import grouped
from custtui.domain.who import Act, Who
from custtui.models.at_once import if_far
from custtui.models.database import transaction
from custtui.services.asks import asks
from custtui.services.controls import read_controls
from custtui.services.fulfilment.billing import (
    InvoiceTerms,
    OrderBill,
    bill_of,
    billed_position,
    charges_due,
    invoice_ahead,
    invoiced_so_far,
    terms_of,
    write_invoice,
)
from custtui.services.fulfilment.charge_taxes import charge_goods, charges_taxed, goods_of_charges
from custtui.services.fulfilment.facts import Facts, StandingLine, read_with, take_with
from custtui.services.fulfilment.meanwhile import check_seen, last_event
from custtui.services.fulfilment.people import told_of
from custtui.services.fulfilment.taxes_sent import agreed_tax, goods_of, is_rated, taxes_sent
from custtui.services.orders.papers import billed_to, home
from custtui.services.views.fulfilment import BillableLine, Charge, InvoicingView


def invoicing(number: str, day: date | None = None) -> InvoicingView:
    """What can be invoiced of an order, to whom, and by when it is to be paid; `why_not` is '' where it can be.

    Every line of which something was shipped is there, those invoiced whole too. `day` is the invoice date, today
    unless given. Raises Refused for an unknown order.
    """
    order, (before, terms, country, tell, event, charges, rated, goods) = read_with(
        number,
        invoiced_so_far,
        terms_of,
        lambda of: home(),
        lambda of: told_of(of.revision),
        lambda of: last_event(of.id),
        charges_due,
        lambda of: is_rated(),
        lambda of: if_far(partial(charge_goods, of.revision.id)),
    )
    day, revision = day or order.today, order.revision
    goods = goods_of_charges(order, charges, goods)
    sent = taxes_sent(goods_of([order]), rated, goods)
    lines = tuple(_line(order, line, before, sent) for line in order.lines.values() if line.moved.shipped)
    nothing = "" if any(line.billable for line in lines) else _nothing(order)
    return InvoicingView(
        number=order.number,
        customer=revision.sold_to_name,
        account_code=revision.sold_to_code,
        currency=revision.currency,
        why_not=why_not_bill(order.standing) or nothing,
        invoice_to=billed_to(revision, country),
        tell=tuple(tell),
        terms=revision.payment_terms,
        day=day,
        payment_due=terms.rule.due(day),
        due_after=terms.rule,
        early=terms.early,
        lines=lines,
        revision=revision.revision,
        event=event,
        stood=order.stood,
        charges=charges,
        charges_taxed=charges_taxed(goods, sent, revision.currency),
    )


def _nothing(order: Facts) -> str:
    """Why nothing is left to invoice (R-30)."""
    if any(line.moved.adjusted for line in order.lines.values()):
        return f"{order.number} came in finished from a file and was invoiced elsewhere"
    return f"Nothing of {order.number} is shipped and not yet invoiced"


def _line(
    order: Facts, line: StandingLine, before: Mapping[int, Amounts], sent: Mapping[int, Sequence[Sent]]
) -> BillableLine:
    row, moved = line.row, line.moved
    stands, taxes = billed_position(line, before, order), tuple(sent.get(line.position_id, ()))
    billable, agreed = max(moved.billable, ZERO), agreed_tax(row)
    parts = taxed_parts(stands, billable, agreed, taxes)
    return BillableLine(
        position=line.position.position,
        code=row.product_code,
        description=row.description,
        unit=row.unit,
        shipped=moved.shipped,
        invoiced=moved.invoiced - moved.credited,
        billable=billable,
        **sum((part.amounts for part in parts), Amounts()).columns,
        stands=stands,
        agreed=agreed,
        sent=taxes,
    )


@asks(Act.INVOICE)
def invoice(
    who: Who,
    number: str,
    quantities: Mapping[int, Decimal],
    *,
    day: date | None = None,
    seen: InvoicingView | None = None,
    confirmed: Collection[str] = (),
) -> str:
    """Invoice quantities of lines, by position; returns the number of the invoice (D-02: without gaps).

    Never more than was shipped (R-30); a finished order and one with a change waiting are invoiced too (C-13, C-26).
    Charges that no invoice has billed come with it. To be paid by `day` plus the terms (R-33). `seen` is what the
    clerk saw: what differs is told first (`CHANGED`). Raises Refused with every fault (field `quantity:<position>`),
    and for a day before the order's or that of the invoice before, which an administrator is asked to confirm (C-43);
    nothing is stored then.
    """
    with transaction():
        order, (terms, charges, before, controls, rated, goods, series) = take_with(
            *(number, terms_of, charges_due, invoiced_so_far, lambda of: read_controls(), lambda of: is_rated()),
            lambda of: if_far(partial(charge_goods, of.revision.id)),
            lambda of: invoice_ahead(of, len(quantities)),
        )
        check_seen("invoice", order, seen, quantities, partial(_terms_otherwise, order.today, terms, charges))
        order.check_billable()
        bill = bill_of(order, order.check("invoice", quantities), charges, before, rated, goods)
        _check_taxes(bill, seen)
        return write_invoice(who, [bill], day or order.today, confirmed, terms, controls, series)


def _terms_otherwise(day: date, terms: InvoiceTerms, charges: tuple[Charge, ...], seen: InvoicingView) -> list[str]:
    """What the invoice would say otherwise than was seen, besides its lines."""
    told = (
        ("dated", seen.day, day),
        ("pay by", seen.payment_due, terms.rule.due(day)),
    )
    found = [f"{name} {shown_day(old, day)} -> {shown_day(new, day)}" for name, old, new in told if old != new]
    words = ((seen.due_after.words, terms.rule.words), (seen.early.words, terms.early.words))
    found += [f"terms {seen.terms}: {old} -> {new}" for old, new in words if old != new]
    return found + ([] if seen.charges == charges else ["the charges were billed"])


def _check_taxes(bill: OrderBill, seen: InvoicingView | None) -> None:
    """Raises Refused where rates or certificates edited since it was seen tax a line otherwise (C-38)."""
    lines = {one.position: one for one in seen.lines} if seen else {}
    told = list[str]()
    for at, parts in bill.lines.items():
        if at in lines and (old := _taxes(lines[at].parts(bill.asked[at]))) != (new := _taxes(parts)):
            told.append(f"Line {at} {lines[at].code}: {old} -> {new}")
    if seen and seen.charges_taxed != bill.taxed:
        told.append(f"Charges: {_charged(seen.charges_taxed)} -> {_charged(bill.taxed)}")
    if told:
        raise Refused([Fault(CHANGED, "", text) for text in told])


def _charged(taxed: Iterable[ChargeTaxed]) -> str:
    return ", ".join(f"{one.name} {one.tax.told}" for one in taxed) or "taxed as ordered"


def _taxes(parts: Iterable[TaxedPart]) -> str:
    """`tax 7%`; of goods shipped at two rates `3 tax 6.625%, 2 tax 7%`."""
    found = [*parts]
    return ", ".join(f"{grouped(one.quantity)} {one.tax.told}" if len(found) > 1 else one.tax.told for one in found)
