"""Invoices and credit notes as papers: of one order, or grouped by the orders of several (F-34, C-31, C-42)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from peewee import fn

from custtui.domain.early import Early, early, told_early
from custtui.domain.fulfilment import Amounts
from custtui.domain.line_tax import LineTax, told_otherwise
from custtui.domain.money import ZERO, shown, tax_of
from custtui.models.at_once import at_once, each_at_once
from custtui.models.fulfilment import BilledCharge, BilledOrder, CreditCharge, Instalment, Invoice, InvoiceLine
from custtui.models.order import OrderPosition, OrderRevision, SalesOrder
from custtui.models.prepared import AskedAnew
from custtui.services.expected import terms_in_words
from custtui.services.fulfilment.papers import (
    agreed_charges,
    below_order,
    booked_order,
    charge_line,
    paper_line,
    paper_named,
)
from custtui.services.lists import coded
from custtui.services.orders.on_papers import by_number
from custtui.services.orders.papers import invoice_to
from custtui.services.standing import parts_of
from custtui.services.views import OrderLineView, OrderView
from custtui.services.views.fulfilment import PaperLine, PaperView


def invoice_paper(invoice_number: str, known: OrderView | None = None) -> PaperView:
    """An invoice: to the business that is billed, with its amounts and when to pay.

    `known` is an order that was read just now. Raises Refused where there is no such invoice.
    """
    return _billed(invoice_number, "invoice", known)


NO_FEES: Mapping[str, str] = {}


class InvoiceTold(NamedTuple):
    """What is said of an invoice that was made; `parts`: in how many it is paid, 0 where it is due whole."""

    gross: Decimal
    currency: str
    payment_due: date
    parts: int


TOLD = AskedAnew(
    lambda number: Invoice.select(
        Invoice.gross,
        Invoice.currency,
        Invoice.payment_due,
        Instalment.select(fn.COUNT(Instalment.id)).where(Instalment.invoice == Invoice.id),
    ).where(Invoice.number == number)
)


def invoice_told(number: str) -> InvoiceTold:
    """What is said of an invoice whose number was just given: one question (P-13)."""
    return InvoiceTold(*TOLD.first(number))


def credit_paper(number: str, known: OrderView | None = None) -> PaperView:
    """A credit note: to the business that was billed, with the invoices it takes back from (C-31).

    `known` is an order that was read just now. Raises Refused where there is no such credit note.
    """
    return _billed(number, "credit", known)


def credit_told(number: str) -> str:
    """`Credit note CN-3: 62.50 USD of IN-41`: what was made, in a sentence."""
    paper = credit_paper(number)
    total = f"{shown(-(paper.gross or ZERO), paper.currency)} {paper.currency}"
    return f"Credit note {number}: {total} of {', '.join(paper.invoices)}"


def _billed(number: str, what: str, known: OrderView | None) -> PaperView:
    about = (_taken_back, _latest, lambda of: coded.coded(coded.CREDIT)) if what == "credit" else ()
    stored = paper_named(number, what, InvoiceLine, _orders, _own_charges, parts_of, *about)
    paper, rows, (orders, own, parts, *credit) = stored.row, stored.lines, stored.more
    taken_back, latest, reasons = credit or ((), None, ())
    whole = paper.order.number, latest or _booked(rows, paper.order_id)
    several = [(one.order.number, _booked(rows, one.order_id)) for one in orders] if len(orders) > 1 else []
    views, terms, fees = at_once(
        partial(_views, [whole, *several], known), partial(_terms, paper, rows), partial(_fees, own)
    )
    view = views[whole]
    grouped = zip([views[one] for one in several], orders, strict=True) if several else ()
    lines = _grouped(rows, grouped) if several else _lines(paper, rows, view, own, fees)
    return PaperView(
        **{**stored.head(view), **({} if len(orders) < 2 else {"order_number": "", "po_number": ""})},
        kind=paper.kind,
        to=invoice_to(view, stored.here),
        message="",
        ship_via=view.ship_via if len(orders) < 2 else "",
        terms=terms,
        payment_due=None if paper.kind == "CREDIT" else paper.payment_due,
        currency=paper.currency,
        lines=tuple(lines),
        invoices=taken_back,
        reason=next((one.detail for one in reasons if one.key == paper.reason), paper.reason),
        early=_early(paper),
        parts=parts.get(paper.id, ()),
        **Amounts(paper.net, paper.tax).columns,
    )


def _orders(paper: Any) -> list[Any]:
    """What of it is which order's, by the orders' numbers."""
    query = BilledOrder.select(BilledOrder, SalesOrder).join(SalesOrder)
    return list(query.where(BilledOrder.invoice == paper).order_by(*by_number(SalesOrder)))


OrderAsBooked = tuple[str, int | None]
"""An order by its number, and the revision that something was booked on: whatever took over since, the paper says
what was agreed then."""


def _booked(rows: list[Any], order_id: int) -> int | None:
    return next((row.booked_on.revision for row in rows if row.position.order_id == order_id), None)


def _views(wanted: Iterable[OrderAsBooked], known: OrderView | None) -> dict[OrderAsBooked, OrderView]:
    each = list(dict.fromkeys(wanted))
    return dict(zip(each, each_at_once([partial(booked_order, *one, known) for one in each]), strict=True))


def _terms(paper: Any, rows: list[Any]) -> str:
    """Those of the revision that its order was booked on."""
    mine = (row.booked_on for row in rows if row.position.order_id == paper.order_id)
    agreed = next(mine, None) or paper.order.in_force
    if paper.kind == "CREDIT" or agreed is None:
        return ""
    return terms_in_words(agreed.payment_terms, paper.day, paper.payment_due)


def _latest(paper: Any) -> int | None:
    """The revision of the latest invoice a credit note takes back from: it goes to who was billed (C-36)."""
    query = OrderRevision.select(fn.MAX(OrderRevision.revision)).join(InvoiceLine)
    return query.where(InvoiceLine.id.in_(_credited(paper))).scalar()


def _credited(paper: Any) -> Any:
    line = InvoiceLine.alias()
    return line.select(line.credits).where((line.invoice == paper) & line.credits.is_null(False))


def _grouped(rows: list[Any], orders: Iterable[tuple[OrderView, Any]]) -> Iterator[PaperLine]:
    """The lines below the order they are of, with its PO: those of one PO follow each other (C-42)."""
    for view, one in sorted(orders, key=lambda each: each[0].po_number):
        mine = [row for row in rows if row.position.order_id == one.order_id]
        for line in _lines(one, mine, view):
            yield replace(line, under=below_order(view))


def _lines(
    whole: Any, rows: list[Any], view: OrderView, own: Sequence[Any] = (), fees: Mapping[str, str] = NO_FEES
) -> Iterator[PaperLine]:
    """The lines of an order, and its charges: what `whole` has beyond them."""
    agreed = {line.position: line for line in view.lines}
    for row, amounts in _in_one(rows):
        yield _billed_line(agreed[row.position.position], row, amounts, view)
    yield from _credit_charges(own, fees, view.currency)
    billed = Amounts(whole.net, whole.tax) - sum((Amounts(row.net, row.tax) for row in (*rows, *own)), Amounts())
    if billed != Amounts():
        yield from _charges(billed, _taxed_charges(whole), view)


def _own_charges(paper: Any) -> list[Any]:
    """What a credit note has beside its lines."""
    return list(CreditCharge.select().where(CreditCharge.invoice == paper).order_by(CreditCharge.id))


def _early(paper: Any) -> str:
    """As it was when the invoice was made, whatever was credited since."""
    if not paper.discount_rate:
        return ""
    return told_early(
        Early(early(paper.gross, paper.discount_rate, paper.currency), paper.discount_until), paper.currency
    )


def _in_one(rows: list[Any]) -> Iterator[tuple[Any, Amounts]]:
    """Each line with its amounts; the cent by which an invoice credited whole is no share of its line with it."""
    whole, cents = {row.credits_id for row in rows if row.credits_id and row.quantity}, dict[int, Amounts]()
    for row in rows:
        if not (row.quantity or row.net or row.pieces) and row.credits_id in whole:
            cents[row.credits_id] = cents.get(row.credits_id, Amounts()) + Amounts(row.net, row.tax)
    for row in rows:
        if row.quantity or row.net or row.pieces or row.credits_id not in cents:
            more = cents.get(row.credits_id, Amounts()) if row.quantity else Amounts()
            yield row, Amounts(row.net, row.tax) + more


def _billed_line(line: OrderLineView, row: Any, amounts: Amounts, view: OrderView) -> PaperLine:
    """What was credited by amount has no quantity, and no price."""
    one = _taxed(paper_line(line, row.quantity or -(row.pieces or ZERO), amounts, view.currency), row)
    return one if one.quantity else replace(one, price=None, discount=ZERO)


def _taxed(line: PaperLine, row: Any) -> PaperLine:
    """By the rate of the day of shipment; where that differs from the order, it says so (C-38)."""
    if row.tax_rate is None:
        return line
    agreed, own = LineTax(line.tax_rate or ZERO, line.tax_parts), LineTax(row.tax_rate, row.tax_parts)
    return replace(line, tax_rate=own.rate, tax_parts=own.parts, taxed=told_otherwise(own, agreed, row.tax_reason))


def _taken_back(paper: Any) -> tuple[str, ...]:
    """The numbers of the invoices a credit note takes back from."""
    query = Invoice.select(Invoice.number).join(InvoiceLine).where(InvoiceLine.id.in_(_credited(paper))).distinct()
    rows = (*query.order_by(Invoice.number).tuples(), *_billed_charges(paper).tuples())
    return tuple(sorted({number for (number,) in rows}))


def _billed_charges(paper: Any) -> Any:
    """The number of the invoice that billed the freight that a credit note takes back: the latest one before it that
    has more than its lines."""
    other = Invoice.alias()
    lines = InvoiceLine.select(fn.COALESCE(fn.SUM(InvoiceLine.gross), 0)).join(OrderPosition)
    lines = lines.where((InvoiceLine.invoice == Invoice.id) & (OrderPosition.order == BilledOrder.order))
    freight = (CreditCharge.invoice == paper) & (CreditCharge.kind == "FREIGHT")
    found = Invoice.select(Invoice.number).join(BilledOrder).where(Invoice.kind == "INVOICE")
    found = found.where(BilledOrder.order == other.select(other.order).where(other.id == paper))
    found = found.where((Invoice.id < paper) & fn.EXISTS(CreditCharge.select(CreditCharge.id).where(freight)))
    return found.where(BilledOrder.gross != lines).order_by(Invoice.id.desc()).limit(1)


def _fees(own: Sequence[Any]) -> Mapping[str, str]:
    """What fees are called, where it has any."""
    return {one.key: one.detail for one in coded.coded(coded.FEE)} if own else NO_FEES


def _credit_charges(own: Sequence[Any], names: Mapping[str, str], currency: str) -> list[PaperLine]:
    return [charge_line(_called(one, names), Amounts(one.net, one.tax), _rate(one, currency)) for one in own]


def _rate(one: Any, currency: str) -> Decimal | None:
    """None of charges of several rates that were credited as one: no rate of theirs gives that tax."""
    return one.tax_rate if tax_of(one.net, one.tax_rate, currency) == one.tax else None


def _called(one: Any, names: Mapping[str, str]) -> str:
    name = names.get(one.reason, one.reason) if one.kind == "FEE" else one.reason
    return name or one.kind.capitalize()


def _taxed_charges(whole: Any) -> dict[str, Any]:
    """How an invoice, or what of it is an order's, taxes charges otherwise than the order, by their names (C-38)."""
    mine = {"invoice": whole.invoice_id, "order": whole.order_id} if hasattr(whole, "invoice_id") else None
    rows = BilledCharge.select().filter(**(mine or {"invoice": whole.id}))
    return {one.charge: one for one in rows}


def _charges(billed: Amounts, taxed: Mapping[str, Any], view: OrderView) -> list[PaperLine]:
    """What stands on an invoice, or on the credit note that takes it back, beyond its lines: the order's charges by
    name, else their rest in one line."""
    named = agreed_charges(view)
    if billed.net < 0:
        named = [_back(one) for one in named]
    agreed = sum((Amounts(one.net or ZERO, one.tax or ZERO) for one in named), Amounts())
    shares = billed - Amounts(tax=sum((one.tax_difference for one in taxed.values()), ZERO))
    if shares != agreed:
        return [charge_line("Other charges", billed, None)]
    return [_charged(one, taxed[one.description]) if one.description in taxed else one for one in named]


def _back(line: PaperLine) -> PaperLine:
    return replace(line, **{name: -(getattr(line, name) or ZERO) for name in ("net", "tax", "gross")})


def _charged(line: PaperLine, row: Any) -> PaperLine:
    more = {name: (getattr(line, name) or ZERO) + row.tax_difference for name in ("tax", "gross")}
    return replace(_taxed(line, row), **more)
