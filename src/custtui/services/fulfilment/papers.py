"""The papers of an order, whole: delivery note and invoice as booked, confirmation and pick ticket (F-34, X-17)."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from peewee import fn

from custtui.domain.early import Early, early, told_early
from custtui.domain.errors import refuse
from custtui.domain.fulfilment import Amounts, part_of
from custtui.domain.money import ZERO, rounded, shown
from custtui.domain.order import IN_FORCE, status_word
from custtui.domain.text import clean
from custtui.models.fulfilment import CreditCharge, Invoice, InvoiceLine, ShipmentLine
from custtui.models.order import OrderCharge, OrderPosition, OrderRevision
from custtui.services.lists import coded
from custtui.services.numbers import named
from custtui.services.orders.papers import deliver_to, invoice_to, seller_block
from custtui.services.orders.view import order
from custtui.services.standing import parts_of
from custtui.services.views import OrderLineView, OrderView
from custtui.services.views.fulfilment import PaperLine, PaperView

NAMES = {"credit": "credit note"}
"""What a paper is called, where that is not its word."""


def delivery_note(shipment_number: str) -> PaperView:
    """The delivery note of a shipment: to the site it went to, with the message; prices only if the order says so.

    Raises Refused where there is no such shipment.
    """
    paper = _paper(shipment_number, "shipment")
    rows = _rows(ShipmentLine, paper)
    view = _order(paper, rows)
    agreed = {line.position: line for line in view.lines}
    place = agreed[rows[0].position.position].own_ship_to or view.ship_to
    lines = tuple(_sent(agreed[row.position.position], row, view) for row in rows)
    return PaperView(
        **_head(paper, view),
        kind="DELIVERY",
        to=deliver_to(place),
        message=view.message,
        ship_via=paper.ship_via,
        terms="",
        payment_due=None,
        currency=view.currency,
        lines=lines,
        **_total(lines if view.prices_on_note else ()),
    )


def invoice_paper(invoice_number: str) -> PaperView:
    """An invoice: to the business that is billed, with its amounts and when to pay.

    Raises Refused where there is no such invoice.
    """
    return _billed(_paper(invoice_number, "invoice"))


def credit_paper(number: str) -> PaperView:
    """A credit note: to the business that was billed, with the invoices it takes back from (C-31).

    Raises Refused where there is no such credit note.
    """
    return _billed(_paper(number, "credit"))


def credit_told(number: str) -> str:
    """`Credit note CN-3: 62.50 USD of IN-41`: what was made, in a sentence."""
    paper = credit_paper(number)
    total = f"{shown(-(paper.gross or ZERO), paper.currency)} {paper.currency}"
    return f"Credit note {number}: {total} of {', '.join(paper.invoices)}"


def _billed(paper: Any) -> PaperView:
    rows = _rows(InvoiceLine, paper)
    view = _order(paper, rows)
    agreed = {line.position: line for line in view.lines}
    lines = tuple(_billed_line(agreed[row.position.position], row, view) for row in rows)
    return PaperView(
        **_head(paper, view),
        kind=paper.kind,
        to=invoice_to(view),
        message="",
        ship_via=view.ship_via,
        terms="" if paper.kind == "CREDIT" else view.payment_terms,
        payment_due=None if paper.kind == "CREDIT" else paper.payment_due,
        currency=paper.currency,
        lines=(*lines, *_credit_charges(paper), *_charges(paper, rows, view)),
        invoices=_taken_back(rows),
        reason=_reason(paper.reason),
        early=_early(paper),
        parts=parts_of([paper.id]).get(paper.id, ()),
        **Amounts(paper.net, paper.tax).columns,
    )


def _early(paper: Any) -> str:
    """As it was when the invoice was made, whatever was credited since."""
    if not paper.discount_rate:
        return ""
    return told_early(
        Early(early(paper.gross, paper.discount_rate, paper.currency), paper.discount_until), paper.currency
    )


def _billed_line(line: OrderLineView, row: Any, view: OrderView) -> PaperLine:
    """What was credited by amount has no quantity, and no price."""
    amounts = Amounts(row.net, row.tax)
    one = _paper_line(line, row.quantity or -(row.pieces or ZERO), amounts, view.currency)
    return one if one.quantity else replace(one, price=None, discount=ZERO)


def _taken_back(rows: list[Any]) -> tuple[str, ...]:
    """The numbers of the invoices a credit note takes back from."""
    ids = {row.credits_id for row in rows if row.credits_id}
    query = Invoice.select(Invoice.number).join(InvoiceLine).where(InvoiceLine.id.in_(ids)).distinct()
    return tuple(sorted(number for (number,) in query.order_by(Invoice.number).tuples())) if ids else ()


def _reason(code: str) -> str:
    return next((one.detail for one in coded.coded(coded.CREDIT) if one.key == code), code)


def _credit_charges(paper: Any) -> list[PaperLine]:
    names = {one.key: one.detail for one in coded.coded(coded.FEE)}
    rows = CreditCharge.select().where(CreditCharge.invoice == paper.id).order_by(CreditCharge.id)
    return [
        _charge(names.get(one.reason, one.reason) or "Freight", Amounts(one.net, one.tax), one.tax_rate)
        for one in rows
    ]


def confirmation(order_number: str) -> PaperView:
    """What was agreed of an order in force: to whom it is billed, with prices, taxes and the days it is wanted on.

    Raises Refused where there is no such order, or it is not accepted.
    """
    view = _in_force(order_number)
    whole = (_agreed(view, line, line.quantity, Amounts(line.net, line.tax)) for line in view.lines if line.quantity)
    return PaperView(
        **_of_order(view),
        kind="CONFIRMATION",
        to=invoice_to(view),
        terms=view.payment_terms,
        payment_due=view.payment_due,
        lines=(*whole, *_agreed_charges(view)),
        **Amounts(view.net, view.tax).columns,
    )


def pick_ticket(order_number: str) -> PaperView:
    """What of an order in force is still to ship, for those who take it from the shelves: no prices.

    Of goods made to order what is done (C-45). Raises Refused where there is no such order, or nothing to pick.
    """
    view = _in_force(order_number)
    lines = tuple(_agreed(view, line, line.ready, None) for line in view.lines if line.ready > 0)
    if not lines:
        what = "that is open is made yet" if any(line.open > 0 for line in view.lines) else "is left to ship"
        raise refuse("nothing", f"Nothing of {view.number} {what}")
    return PaperView(
        **_of_order(view),
        kind="PICK",
        to=deliver_to(view.ship_to),
        terms="",
        payment_due=None,
        lines=lines,
        **_total(()),
    )


def _in_force(number: str) -> OrderView:
    view = order(number)
    if view.status not in IN_FORCE:
        raise refuse("not_now", f"{view.number} is {status_word(view.status)}: no document of it goes out")
    return view


def _of_order(view: OrderView) -> dict[str, Any]:
    return {
        "number": view.number if view.revision == 1 else f"{view.number} revision {view.revision}",
        "order_number": "",
        "po_number": view.po_number,
        "day": view.order_date,
        "seller": seller_block(),
        "message": view.message,
        "ship_via": view.ship_via,
        "currency": view.currency,
        "wanted": view.wanted,
    }


def _agreed(view: OrderView, line: OrderLineView, quantity: Decimal, amounts: Amounts | None) -> PaperLine:
    """With the day and the place that are its own alone."""
    wanted = line.wanted if line.wanted != view.wanted else None
    place = ", ".join(deliver_to(line.own_ship_to)) if line.own_ship_to else ""
    return replace(_paper_line(line, quantity, amounts, view.currency), wanted=wanted, ship_to=place)


def _charge_rates(view: OrderView) -> list[Decimal | None]:
    """The tax rates of an order's charges, in their order."""
    revision = OrderRevision.select(OrderRevision.id).where(
        (OrderRevision.order == view.order_id) & (OrderRevision.revision == view.revision)
    )
    rows = OrderCharge.select(OrderCharge.tax_rate).where(OrderCharge.revision.in_(revision)).order_by(OrderCharge.id)
    return [rate for (rate,) in rows.tuples()]


def _paper(number: str, what: str) -> Any:
    row = named(what, number).first()
    if row is None:
        raise refuse(what, f"There is no {NAMES.get(what, what)} {clean(number, 'number')}", "number")
    return row


def _rows(table: Any, paper: Any) -> list[Any]:
    """The lines of a paper by position, each with its position and the revision it was booked on."""
    rows = table.select(table, OrderPosition, OrderRevision).join(OrderPosition).switch(table).join(OrderRevision)
    mine = table.shipment if table is ShipmentLine else table.invoice
    return list(rows.where(mine == paper.id).order_by(OrderPosition.position, table.id))


def _order(paper: Any, rows: list[Any]) -> OrderView:
    """The revision a paper was booked on: whatever took over since, the paper says what was agreed then.

    A credit note that of the latest invoice it takes back from: it goes to who was billed (C-36).
    """
    taken = [row.credits_id for row in rows if getattr(row, "credits_id", None)]
    if taken:
        query = OrderRevision.select(fn.MAX(OrderRevision.revision)).join(InvoiceLine)
        return order(paper.order.number, query.where(InvoiceLine.id.in_(taken)).scalar())
    return order(paper.order.number, rows[0].booked_on.revision if rows else None)


def _head(paper: Any, view: OrderView) -> dict[str, Any]:
    return {
        "number": paper.number,
        "order_number": view.number,
        "po_number": view.po_number,
        "day": paper.day,
        "seller": seller_block(),
    }


def _sent(line: OrderLineView, row: Any, view: OrderView) -> PaperLine:
    """A line of a delivery note, with its share of the line's amounts where prices are shown (X-17)."""
    if not view.prices_on_note:
        return _paper_line(line, row.quantity, None, view.currency)
    whole, before = Amounts(line.net, line.tax), _sent_before(row)
    already = part_of(whole, before, line.quantity, Amounts(), view.currency)
    part = part_of(whole, before + row.quantity, line.quantity, already, view.currency)
    return _paper_line(line, row.quantity, part, view.currency)


def _sent_before(row: Any) -> Decimal:
    total = fn.SUM(ShipmentLine.quantity).converter(ShipmentLine.quantity.python_value)
    earlier = (ShipmentLine.position == row.position_id) & (ShipmentLine.id < row.id)
    return ShipmentLine.select(total).where(earlier).scalar() or ZERO


def _paper_line(line: OrderLineView, quantity: Decimal, amounts: Amounts | None, currency: str) -> PaperLine:
    about = (line.position, line.product, line.description, line.unit, quantity)
    if amounts is None:
        return PaperLine(*about, None, None, None, None)
    off = rounded(quantity * line.price, currency) - amounts.net if line.discount or line.discount_rate else ZERO
    sums = (amounts.net, amounts.tax, amounts.gross)
    return PaperLine(*about, line.price, *sums, discount=off, tax_rate=line.tax_rate)


def _charges(paper: Any, rows: list[Any], view: OrderView) -> list[PaperLine]:
    """What stands on an invoice beyond its lines: the order's charges by name, else their rest in one line."""
    own = (*rows, *CreditCharge.select().where(CreditCharge.invoice == paper.id))
    billed = Amounts(paper.net, paper.tax) - sum((Amounts(row.net, row.tax) for row in own), Amounts())
    if billed == Amounts():
        return []
    named = _agreed_charges(view)
    whole = sum((Amounts(one.net or ZERO, one.tax or ZERO) for one in named), Amounts())
    return named if billed == whole else [_charge("Other charges", billed, None)]


def _agreed_charges(view: OrderView) -> list[PaperLine]:
    rates = zip(view.charges, _charge_rates(view), strict=True)
    return [_charge(text, Amounts(net, tax), rate) for (text, net, tax), rate in rates]


def _charge(text: str, it: Amounts, rate: Decimal | None) -> PaperLine:
    return PaperLine(0, "", text, "", Decimal(1), None, it.net, it.tax, it.gross, tax_rate=rate)


def _total(lines: Iterable[PaperLine]) -> dict[str, Any]:
    shown = list(lines)
    if not shown:
        return {"net": None, "tax": None, "gross": None}
    return {name: sum((getattr(line, name) for line in shown), ZERO) for name in ("net", "tax", "gross")}
