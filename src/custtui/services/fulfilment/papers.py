"""The papers of an order, whole: confirmation and pick ticket, and what all papers have in common (F-34, X-17)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from custtui.domain.errors import refuse
from custtui.domain.fulfilment import Amounts
from custtui.domain.instalments import DuePart
from custtui.domain.money import ZERO, rounded
from custtui.domain.naming import po_text
from custtui.domain.order import IN_FORCE, status_word
from custtui.domain.text import clean
from custtui.models.at_once import at_once, each_at_once
from custtui.models.fulfilment import ShipmentLine
from custtui.models.order import OrderPosition, OrderRevision, SalesOrder
from custtui.services.expected import expected_parts, terms_in_words
from custtui.services.numbers import id_named, with_order
from custtui.services.orders.papers import deliver_to, home, invoice_to, seller_block
from custtui.services.orders.view import order
from custtui.services.views import OrderLineView, OrderView
from custtui.services.views.fulfilment import PaperLine, PaperView

NAMES = {"credit": "credit note"}
"""What a paper is called, where that is not its word."""


def confirmation(order_number: str) -> PaperView:
    """What was agreed of an order in force: to whom it is billed, with prices, taxes and the days it is wanted on.

    Raises Refused where there is no such order, or it is not accepted.
    """
    return confirmation_of(_in_force(order_number))


def confirmation_of(view: OrderView) -> PaperView:
    """The same of an order in force that was read."""
    terms_told = partial(terms_in_words, view.payment_terms, view.order_date, view.payment_due)
    seller, here, parts, terms = at_once(seller_block, home, partial(_parts, view), terms_told)
    whole = (
        _agreed(view, line, line.quantity, Amounts(line.net, line.tax), here) for line in view.lines if line.quantity
    )
    return PaperView(
        **_of_order(view, seller),
        kind="CONFIRMATION",
        to=invoice_to(view, here),
        terms=terms,
        payment_due=view.payment_due,
        parts=parts,
        lines=(*whole, *agreed_charges(view)),
        **Amounts(view.net, view.tax).columns,
    )


def pick_ticket(order_number: str) -> PaperView:
    """What of an order in force is still to ship, for those who take it from the shelves: no prices, but the notes.

    It is the only paper with what is noted for the house: it stays there (X-21). Of goods made to order what is done
    (C-45). Raises Refused where there is no such order, or nothing to pick.
    """
    return pick_ticket_of(_in_force(order_number))


def pick_ticket_of(view: OrderView) -> PaperView:
    """The same of an order in force that was read."""
    ready = [line for line in view.lines if line.ready > 0]
    if not ready:
        what = "that is open is made yet" if any(line.open > 0 for line in view.lines) else "is left to ship"
        raise refuse("nothing", f"Nothing of {view.number} {what}")
    seller, here = at_once(seller_block, home)
    return PaperView(
        **_of_order(view, seller),
        kind="PICK",
        to=deliver_to(view.ship_to, here),
        terms="",
        payment_due=None,
        lines=tuple(_to_pick(view, line, here) for line in ready),
        note=view.internal_note,
        **total(()),
    )


def _to_pick(view: OrderView, line: OrderLineView, here: str) -> PaperLine:
    return replace(_agreed(view, line, line.ready, None, here), note=line.line_note)


def _in_force(number: str) -> OrderView:
    view = order(number)
    if view.status not in IN_FORCE:
        raise refuse("not_now", f"{view.number} is {status_word(view.status)}: no document of it goes out")
    return view


def _parts(view: OrderView) -> tuple[DuePart, ...]:
    return expected_parts(view.payment_terms, view.order_date, view.gross, view.currency)


def _of_order(view: OrderView, seller: tuple[str, ...]) -> dict[str, Any]:
    return {
        "number": view.number if view.revision == 1 else f"{view.number} revision {view.revision}",
        "order_number": "",
        "po_number": view.po_number,
        "day": view.order_date,
        "seller": seller,
        "message": view.message,
        "ship_via": view.ship_via,
        "currency": view.currency,
        "wanted": view.wanted,
    }


def _agreed(view: OrderView, line: OrderLineView, quantity: Decimal, amounts: Amounts | None, here: str) -> PaperLine:
    """With the day and the place that are its own alone."""
    wanted = line.wanted if line.wanted != view.wanted else None
    place = ", ".join(deliver_to(line.own_ship_to, here)) if line.own_ship_to else ""
    return replace(paper_line(line, quantity, amounts, view.currency), wanted=wanted, ship_to=place)


class StoredPaper(NamedTuple):
    """A paper as it is stored: its row with its order, its lines, what else of it was asked, and who sends it."""

    row: Any
    lines: list[Any]
    more: list[Any]
    seller: tuple[str, ...]
    here: str
    """The seller's country."""

    def head(self, view: OrderView) -> dict[str, Any]:
        row, seller = self.row, self.seller
        about = {"order_number": view.number, "po_number": view.po_number}
        return {"number": row.number, **about, "day": row.day, "seller": seller}


def paper_named(number: str, what: str, table: Any, *more: Callable[[Any], Any]) -> StoredPaper:
    """A paper by its number, its lines those of `table`; `more` are asked of its id: all at once (P-13).

    Raises Refused where there is none.
    """
    of = id_named(what, number)
    (row, lines), seller, here, others = at_once(
        lambda: at_once(lambda: with_order(what, number), partial(_rows_of, table, of)),
        seller_block,
        home,
        lambda: each_at_once([partial(one, of) for one in more]),
    )
    if row is None:
        raise refuse(what, f"There is no {NAMES.get(what, what)} {clean(number, 'number')}", "number")
    return StoredPaper(row, lines, others, seller, here)


def _rows_of(table: Any, paper: Any) -> list[Any]:
    """The lines of a paper by position, each with its position, its order and the revision it was booked on."""
    rows = table.select(table, OrderPosition, SalesOrder, OrderRevision).join(OrderPosition).join(SalesOrder)
    mine = table.shipment if table is ShipmentLine else table.invoice
    rows = rows.switch(table).join(OrderRevision).where(mine == paper)
    return list(rows.order_by(OrderPosition.position, table.id))


def booked_order(number: str, revision: int | None, known: OrderView | None) -> OrderView:
    """An order in the revision that something was booked on, in the one that stands where it is None; `known` where
    it is that one."""
    same = known is not None and known.number == number and revision in (None, known.revision)
    return known if known is not None and same else order(number, revision)


def below_order(view: OrderView) -> str:
    """`Order SO-1, PO 4711`: what its lines stand below on a paper of several (C-42, C-48)."""
    return ", ".join(filter(None, (f"Order {view.number}", view.po_number and po_text(view.po_number))))


def paper_line(line: OrderLineView, quantity: Decimal, amounts: Amounts | None, currency: str) -> PaperLine:
    about = (line.position, line.product, line.description, line.unit, quantity)
    if amounts is None:
        return PaperLine(*about, None, None, None, None)
    off = rounded(quantity * line.price, currency) - amounts.net if line.discount or line.discount_rate else ZERO
    sums = (amounts.net, amounts.tax, amounts.gross)
    return PaperLine(*about, line.price, *sums, discount=off, tax_rate=line.tax_rate, tax_parts=line.tax_parts)


def agreed_charges(view: OrderView) -> list[PaperLine]:
    taxed = zip(view.charges, view.charge_taxes, strict=True)
    return [charge_line(text, Amounts(net, tax), own.rate, own.parts) for (text, net, tax), own in taxed]


def charge_line(text: str, it: Amounts, rate: Decimal | None, parts: str = "") -> PaperLine:
    sums = (it.net, it.tax, it.gross)
    return PaperLine(0, "", text, "", Decimal(1), None, *sums, tax_rate=rate, tax_parts=parts)


def total(lines: Iterable[PaperLine]) -> dict[str, Any]:
    """Net, tax and gross of lines with amounts; None of none."""
    shown = list(lines)
    if not shown:
        return {"net": None, "tax": None, "gross": None}
    return {name: sum((getattr(line, name) for line in shown), ZERO) for name in ("net", "tax", "gross")}
