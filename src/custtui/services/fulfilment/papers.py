"""The papers that go out, whole, as they were booked: delivery note and invoice (F-34, X-17)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from peewee import fn

from custtui.domain.errors import refuse
from custtui.domain.fulfilment import Amounts, part_of
from custtui.domain.money import ZERO
from custtui.domain.text import clean
from custtui.models.fulfilment import InvoiceLine, ShipmentLine
from custtui.models.order import OrderPosition, OrderRevision
from custtui.services.numbers import named
from custtui.services.orders.papers import deliver_to, invoice_to, seller_block
from custtui.services.orders.view import order
from custtui.services.views import OrderLineView, OrderView
from custtui.services.views.fulfilment import PaperLine, PaperView


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
    paper = _paper(invoice_number, "invoice")
    rows = _rows(InvoiceLine, paper)
    view = _order(paper, rows)
    agreed = {line.position: line for line in view.lines}
    lines = tuple(_paper_line(agreed[row.position.position], row.quantity, Amounts(row.net, row.tax)) for row in rows)
    return PaperView(
        **_head(paper, view),
        kind=paper.kind,
        to=invoice_to(view),
        message="",
        ship_via=view.ship_via,
        terms=view.payment_terms,
        payment_due=paper.payment_due,
        currency=paper.currency,
        lines=(*lines, *_charges(paper, rows, view)),
        **Amounts(paper.net, paper.tax).columns,
    )


def _paper(number: str, what: str) -> Any:
    row = named(what, number).first()
    if row is None:
        raise refuse(what, f"There is no {what} {clean(number, 'number')}", "number")
    return row


def _rows(table: Any, paper: Any) -> list[Any]:
    """The lines of a paper by position, each with its position and the revision it was booked on."""
    rows = table.select(table, OrderPosition, OrderRevision).join(OrderPosition).switch(table).join(OrderRevision)
    mine = table.shipment if table is ShipmentLine else table.invoice
    return list(rows.where(mine == paper.id).order_by(OrderPosition.position, table.id))


def _order(paper: Any, rows: list[Any]) -> OrderView:
    """The revision a paper was booked on: whatever took over since, the paper says what was agreed then."""
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
        return _paper_line(line, row.quantity, None)
    whole, before = Amounts(line.net, line.tax), _sent_before(row)
    already = part_of(whole, before, line.quantity, Amounts(), view.currency)
    return _paper_line(
        line, row.quantity, part_of(whole, before + row.quantity, line.quantity, already, view.currency)
    )


def _sent_before(row: Any) -> Decimal:
    total = fn.SUM(ShipmentLine.quantity).converter(ShipmentLine.quantity.python_value)
    earlier = (ShipmentLine.position == row.position_id) & (ShipmentLine.id < row.id)
    return ShipmentLine.select(total).where(earlier).scalar() or ZERO


def _paper_line(line: OrderLineView, quantity: Decimal, amounts: Amounts | None) -> PaperLine:
    about = (line.position, line.product, line.description, line.unit, quantity)
    if amounts is None:
        return PaperLine(*about, None, None, None, None)
    return PaperLine(*about, line.price, amounts.net, amounts.tax, amounts.gross)


def _charges(paper: Any, rows: list[Any], view: OrderView) -> list[PaperLine]:
    """What stands on an invoice beyond its lines: the order's charges by name, else their rest in one line."""
    billed = Amounts(paper.net, paper.tax) - sum((Amounts(row.net, row.tax) for row in rows), Amounts())
    if billed == Amounts():
        return []
    named = [(text, Amounts(net, tax)) for text, net, tax in view.charges]
    if billed != sum((amounts for _, amounts in named), Amounts()):
        named = [("Other charges", billed)]
    one = Decimal(1)
    return [PaperLine(0, "", text, "", one, None, it.net, it.tax, it.gross) for text, it in named]


def _total(lines: Iterable[PaperLine]) -> dict[str, Any]:
    shown = list(lines)
    if not shown:
        return {"net": None, "tax": None, "gross": None}
    return {name: sum((getattr(line, name) for line in shown), ZERO) for name in ("net", "tax", "gross")}
