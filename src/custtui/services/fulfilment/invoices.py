"""Invoices what was shipped, in parts that add up to the order to the cent (F-68, R-30, R-33, R-44)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from peewee import fn

from custtui.domain.days import shown_day
from custtui.domain.early import EarlyTerms
from custtui.domain.event import EventKind
from custtui.domain.fulfilment import Amounts, part_of, why_not_bill
from custtui.domain.instalments import DuePart, days_of, parts_of
from custtui.domain.money import ZERO, shown
from custtui.domain.notice import Notice
from custtui.domain.payment import due
from custtui.domain.who import Act, Who
from custtui.models.base import now
from custtui.models.chaining import MadeRow
from custtui.models.database import transaction
from custtui.models.fulfilment import BilledOrder, CreditCharge, Instalment, Invoice, InvoiceLine
from custtui.models.insert import Insert
from custtui.models.operator import PaymentTerms
from custtui.models.order import OrderPosition
from custtui.models.prepared import AskedAnew
from custtui.models.rows import record_of
from custtui.services.asks import asks
from custtui.services.clock import today
from custtui.services.fulfilment.booked import told, write_paper
from custtui.services.fulfilment.days import check_invoice
from custtui.services.fulfilment.facts import Facts, StandingLine, read, take
from custtui.services.fulfilment.meanwhile import check_seen, last_event
from custtui.services.fulfilment.people import told_of
from custtui.services.notices import tell_paper
from custtui.services.numbers import next_invoice_number
from custtui.services.orders.history import remember
from custtui.services.orders.papers import invoice_to
from custtui.services.orders.view import charges
from custtui.services.orders.view import order as order_view
from custtui.services.views.fulfilment import BillableLine, Charge, InvoicingView


def invoicing(number: str, day: date | None = None) -> InvoicingView:
    """What can be invoiced of an order, to whom, and by when it is to be paid; `why_not` is '' where it can be.

    Every line of which something was shipped is there, those invoiced whole too. `day` is the invoice date, today
    unless given. Raises Refused for an unknown order.
    """
    order, day = read(number), day or today()
    revision, before, terms = order.revision, invoiced_so_far(order), _terms(order)
    lines = tuple(_line(order, line, before) for line in order.lines.values() if line.moved.shipped)
    nothing = "" if any(line.billable for line in lines) else _nothing(order)
    return InvoicingView(
        number=order.number,
        customer=revision.sold_to_name,
        account_code=revision.sold_to_code,
        currency=revision.currency,
        why_not=why_not_bill(order.standing) or nothing,
        invoice_to=invoice_to(order_view(number, revision.revision)),
        tell=tuple(told_of(revision)),
        terms=revision.payment_terms,
        day=day,
        payment_due=terms.due(day),
        due_after=terms.parts,
        lines=lines,
        revision=revision.revision,
        event=last_event(order.id),
        stood=order.stood,
        charges=_charges_due(order),
    )


def _nothing(order: Facts) -> str:
    """Why nothing is left to invoice (R-30)."""
    if any(line.moved.adjusted for line in order.lines.values()):
        return f"{order.number} came in finished from a file and was invoiced elsewhere"
    return f"Nothing of {order.number} is shipped and not yet invoiced"


def _line(order: Facts, line: StandingLine, before: Mapping[int, Amounts]) -> BillableLine:
    row, moved = line.row, line.moved
    billable = max(moved.billable, ZERO)
    amounts = _amounts(order, line, billable, before)
    return BillableLine(
        position=line.position.position,
        code=row.product_code,
        description=row.description,
        unit=row.unit,
        shipped=moved.shipped,
        invoiced=moved.invoiced - moved.credited,
        billable=billable,
        **amounts.columns,
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
        order = take(number)
        check_seen("invoice", order, seen, quantities, partial(_terms_otherwise, order))
        order.check_billable()
        asked = order.check("invoice", quantities)
        before = invoiced_so_far(order)
        lines = {at: _amounts(order, order.lines[at], quantity, before) for at, quantity in asked.items()}
        terms = _terms(order)
        row = _row(who, order, _total(lines.values(), _charges_due(order)), day or today(), confirmed)
        row |= {"payment_due": terms.due(row["day"]), **terms.early.columns(row["day"])}
        made = write_paper(INVOICE, row, INVOICE_LINE, "invoice", _line_rows(order, asked, lines))
        BILLED_ORDER.one(invoice=made[1], order=order.id, **{name: row[name] for name in ("net", "tax", "gross")})
        parts = _write_parts(made[1], parts_of(row["gross"], row["day"], terms.parts, row["currency"]))
        paper = AS_INVOICE(WRITTEN.first(made[1]))
        text = f"{told(order, asked)} ({paper.number}) {shown(paper.gross, paper.currency)}"
        remember(who, order, EventKind.INVOICED, text, made, *parts)
        tell_paper(who, Notice.INVOICED, order.revision, paper)
    return paper.number


def _terms_otherwise(order: Facts, seen: InvoicingView) -> list[str]:
    """What the invoice would say otherwise than was seen, besides its lines."""
    day = today()
    told = (
        ("dated", seen.day, day),
        ("pay by", seen.payment_due, _terms(order).due(day)),
    )
    found = [f"{name} {shown_day(old, day)} -> {shown_day(new, day)}" for name, old, new in told if old != new]
    return found + ([] if seen.charges == _charges_due(order) else ["the charges were billed"])


def _amounts(order: Facts, line: StandingLine, quantity: Decimal, before: Mapping[int, Amounts]) -> Amounts:
    """The rounded share of all invoiced so far, less what was invoiced before (D-01)."""
    if not quantity:
        return Amounts()
    whole, moved = Amounts(line.row.net, line.row.tax), line.moved
    part = moved.invoiced - moved.credited + quantity
    return part_of(whole, part, moved.ordered, before.get(line.position_id, Amounts()), order.revision.currency)


def _total(lines: Iterable[Amounts], extra: Iterable[Charge]) -> Amounts:
    return sum((Amounts(net, tax) for _, net, tax in extra), sum(lines, Amounts()))


def _row(who: Who, order: Facts, total: Amounts, day: date, confirmed: Collection[str]) -> dict[str, Any]:
    number = next_invoice_number()
    check_invoice(who, order, number, day, confirmed)
    return {
        "number": number,
        "order": order.id,
        "account": order.revision.bill_to_id,
        "day": day,
        "currency": order.revision.currency,
        "made_by": who.login,
        "made_at": now(),
        **total.columns,
    }


def _line_rows(order: Facts, asked: Mapping[int, Decimal], lines: Mapping[int, Amounts]) -> Iterator[dict[str, Any]]:
    for position, amounts in lines.items():
        yield {
            "position": order.lines[position].position_id,
            "booked_on": order.revision.id,
            "quantity": asked[position],
            **amounts.columns,
        }


def _write_parts(invoice: int, parts: Iterable[DuePart]) -> list[MadeRow]:
    """A row for each part that is due on a day of its own (C-37)."""
    rows = [{"invoice": invoice, "number": at, **part._asdict()} for at, part in enumerate(parts, 1)]
    return [INSTALMENT.made(*one) for one in zip(INSTALMENT(rows), rows, strict=True)]


INVOICE, INVOICE_LINE, INSTALMENT = Insert(Invoice), Insert(InvoiceLine), Insert(Instalment)
BILLED_ORDER = Insert(BilledOrder)
WRITTEN = AskedAnew(lambda invoice: Invoice.select().where(Invoice.id == invoice))
AS_INVOICE = record_of(Invoice)
_SAY = (PaymentTerms.days, PaymentTerms.discount_days, PaymentTerms.discount_rate, PaymentTerms.instalments)
OF_TERMS = AskedAnew(lambda code: PaymentTerms.select(*_SAY).where(PaymentTerms.code == code))


class InvoiceTerms(NamedTuple):
    """What an order's terms say of its invoices: due at once where it has none (F-75, R-33)."""

    days: int = 0
    early: EarlyTerms = EarlyTerms()
    parts: tuple[int, ...] = ()

    def due(self, day: date) -> date:
        """When an invoice of a day is to be paid, the first part of it where it has parts."""
        return due(day, self.days)


def _terms(order: Facts) -> InvoiceTerms:
    found = OF_TERMS.first(order.revision.payment_terms)
    return InvoiceTerms(found[0], EarlyTerms(*found[1:3]), days_of(found[3])) if found else InvoiceTerms()


def invoiced_so_far(order: Facts) -> dict[int, Amounts]:
    """What invoices, less credit notes, billed of each position so far, by position id; see `credited_beside`."""
    return {position: Amounts(net, tax) for position, net, tax in BILLED(order.id)}


def credited_beside(order: Facts) -> Amounts:
    """What credit notes took off beside shares of lines: without goods, freight, less fees; not billed again (C-31).

    Below 0, as they have it.
    """
    rows = (*BESIDE(order.id), *CHARGED(order.id))
    return sum((Amounts(net or ZERO, tax or ZERO) for net, tax in rows), Amounts())


def _sums(table: Any) -> list[Any]:
    return [fn.SUM(column).converter(column.python_value) for column in (table.net, table.tax)]


BILLED = AskedAnew(
    lambda order: (
        InvoiceLine.select(InvoiceLine.position, *_sums(InvoiceLine))
        .join(OrderPosition)
        .where((OrderPosition.order == order) & (InvoiceLine.quantity != 0))
        .group_by(InvoiceLine.position)
    )
)
BESIDE = AskedAnew(
    lambda order: (
        InvoiceLine.select(*_sums(InvoiceLine))
        .join(OrderPosition)
        .where((OrderPosition.order == order) & (InvoiceLine.quantity == 0))
    )
)
CHARGED = AskedAnew(
    lambda order: CreditCharge.select(*_sums(CreditCharge)).join(Invoice).where(Invoice.order == order)
)
WHOLE = AskedAnew(lambda order: BilledOrder.select(*_sums(BilledOrder)).where(BilledOrder.order == order))


def _charges_due(order: Facts) -> tuple[Charge, ...]:
    """The order's charges that no invoice has billed: what stands on its invoices beyond their lines is charges."""
    agreed = charges(order.revision.id)
    if not agreed:
        return ()
    ((net, tax),) = WHOLE(order.id)
    billed = Amounts(net or ZERO, tax or ZERO) - sum(invoiced_so_far(order).values(), credited_beside(order))
    if billed == Amounts():
        return agreed
    rest = sum((Amounts(net, tax) for _, net, tax in agreed), Amounts()) - billed
    return () if rest == Amounts() else (("Other charges", rest.net, rest.tax),)
