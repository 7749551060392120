"""Writes invoices, of one order or of several of one payer, in parts that add up to each order (R-44, C-42)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple, Protocol

from peewee import fn

from custtui.domain.controls import Controls
from custtui.domain.crediting import BilledPosition
from custtui.domain.due import AT_ONCE, DueRule
from custtui.domain.early import NO_DISCOUNT, EarlyTerms
from custtui.domain.event import EventKind
from custtui.domain.fulfilment import Amounts
from custtui.domain.instalments import DuePart
from custtui.domain.line_tax import ChargeTaxed, Sent, TaxedPart, sum_charged, taxed_parts
from custtui.domain.money import ZERO, shown
from custtui.domain.notice import Notice
from custtui.domain.order import Quantities
from custtui.domain.who import Who
from custtui.models.ahead import kept
from custtui.models.at_once import at_once
from custtui.models.base import now
from custtui.models.chaining import MadeRow
from custtui.models.fulfilment import BilledCharge, BilledOrder, CreditCharge, Instalment, Invoice, InvoiceLine
from custtui.models.insert import Insert
from custtui.models.operator import PaymentTerms
from custtui.models.order import OrderPosition
from custtui.models.prepared import AskedAnew
from custtui.models.rows import record_of
from custtui.services.controls import read_controls
from custtui.services.expected import DUE_BY
from custtui.services.fulfilment.booked import told, write_paper
from custtui.services.fulfilment.charge_taxes import ChargeGoods, charges_taxed, goods_of_charges
from custtui.services.fulfilment.days import INVOICE_BEFORE, PaperBefore, check_invoice
from custtui.services.fulfilment.facts import Facts
from custtui.services.fulfilment.taxes_sent import agreed_tax, goods_of, taxes_sent
from custtui.services.notices import tell_paper
from custtui.services.numbers import next_invoice_number
from custtui.services.orders.ahead import ahead
from custtui.services.orders.history import Of, remember
from custtui.services.orders.view import charges
from custtui.services.views.fulfilment import Charge


@dataclass(frozen=True, slots=True)
class OrderBill:
    """An order as it comes onto an invoice: quantities and what they come to by position, charges not billed yet."""

    order: Facts
    asked: Mapping[int, Decimal]
    lines: Mapping[int, Sequence[TaxedPart]]
    """A part for each tax that a position was shipped at (C-38)."""
    charges: tuple[Charge, ...]
    taxed: tuple[ChargeTaxed, ...] = ()
    """Those of the charges that are taxed otherwise than the order has them (C-38)."""

    @property
    def total(self) -> Amounts:
        """What all of it comes to."""
        lines = sum((part.amounts for parts in self.lines.values() for part in parts), Amounts())
        return sum_charged(self.charges, self.taxed, lines)


def bill_of(
    order: Facts,
    asked: Mapping[int, Decimal],
    due: tuple[Charge, ...] | None = None,
    before: Mapping[int, Amounts] | None = None,
    rated: bool | None = None,
    charged: Sequence[ChargeGoods] | None = None,
) -> OrderBill:
    """What quantities of an order's lines come to by now, by position; none of them 0.

    `due` are its charges that no invoice has billed, `before` is what was billed, `rated` says whether the house has
    any tax rate, and `charged` are the charges as they are taxed, where they are known.
    """
    before = invoiced_so_far(order) if before is None else before
    due = charges_due(order) if due is None else due
    charged = goods_of_charges(order, due, charged)
    sent = taxes_sent(goods_of([order]), rated, charged)
    lines = {at: parts_of_line(order.lines[at], quantity, before, sent, order) for at, quantity in asked.items()}
    return OrderBill(order, asked, lines, due, charges_taxed(charged, sent, order.revision.currency))


class LineToBill(Protocol):
    """A line of the revision that stands, by its row, with what became of it."""

    @property
    def row(self) -> Any: ...
    @property
    def position_id(self) -> int: ...
    @property
    def moved(self) -> Quantities: ...


def parts_of_line(
    line: LineToBill,
    quantity: Decimal,
    before: Mapping[int, Amounts],
    sent: Mapping[int, Sequence[Sent]],
    order: Of,
) -> tuple[TaxedPart, ...]:
    """What a quantity of a line comes to: the rounded share of all invoiced so far, less what was before (D-01).

    Taxed as it was shipped (C-38). `before` is what was billed, `sent` what was shipped, by position id.
    """
    stands = billed_position(line, before, order)
    return taxed_parts(stands, quantity, agreed_tax(line.row), sent.get(line.position_id, ()))


def billed_position(line: LineToBill, before: Mapping[int, Amounts], order: Of) -> BilledPosition:
    """A line as it is billed: what all of it comes to, how much and what of it was billed (see `invoiced_so_far`)."""
    row, moved = line.row, line.moved
    return BilledPosition(
        *(Amounts(row.net, row.tax), moved.ordered, moved.invoiced - moved.credited),
        *(before.get(line.position_id, Amounts()), order.revision.currency),
    )


class InvoiceTerms(NamedTuple):
    """What an order's terms say of its invoices: due at once where it has none (F-75, R-33)."""

    rule: DueRule = AT_ONCE
    early: EarlyTerms = NO_DISCOUNT


def write_invoice(
    who: Who,
    bills: Sequence[OrderBill],
    day: date,
    confirmed: Collection[str],
    terms: InvoiceTerms | None = None,
    controls: Controls | None = None,
    before: PaperBefore | None = None,
) -> str:
    """The invoice of orders that are locked; it stands in the chain of the first, in the history of each. Its number.

    `terms` are those of the first, `before` is the invoice before, where they and the `controls` are known.
    Raises Refused for its day (C-43).
    """
    first, whole = bills[0].order, sum((one.total for one in bills), Amounts())
    terms, controls, number = terms or terms_of(first), controls or read_controls(), next_invoice_number()
    check_invoice(who, [one.order for one in bills], number, day, confirmed, controls.closed_until, before)
    row = {**_row(who, first, number, day), **whole.columns}
    row |= {"payment_due": terms.rule.due(day), **terms.early.columns(day)}
    made = write_paper(INVOICE, row, INVOICE_LINE, "invoice", _line_rows(bills))
    orders = _write_orders(made[1], bills)
    taxed = _write_charges(made[1], bills)
    parts = _write_parts(made[1], terms.rule.parts_of(whole.gross, day, row["currency"]))
    for bill, of in zip(bills, orders, strict=True):
        text = f"{told(bill.order, bill.asked)} ({number}) {shown(bill.total.gross, row['currency'])}"
        text += told_otherwise(bill.total.differs, row["currency"])
        remember(
            who, bill.order, EventKind.INVOICED, text, *((made, *taxed, *parts) if bill.order is first else (of,))
        )
    if controls.email_notices:
        tell_paper(who, Notice.INVOICED, first.revision, AS_INVOICE(WRITTEN.first(made[1])), on=True)
    return number


def invoice_ahead(order: Of, lines: int) -> PaperBefore | None:
    """What an invoice of one order with so many lines will write, and the invoice before it, whose number is taken.

    None on a file: there it is asked when it is wanted. A line that is taxed otherwise in part waits for its ids.
    """
    if kept() is None:
        return None
    rows = {INVOICE: 1, INVOICE_LINE: lines, BILLED_ORDER: 1}
    return at_once(partial(ahead, order, rows, "invoice"), partial(INVOICE_BEFORE, ""))[1]


def _row(who: Who, first: Facts, number: str, day: date) -> dict[str, Any]:
    return {
        "number": number,
        "order": first.id,
        "account": first.revision.bill_to_id,
        "day": day,
        "currency": first.revision.currency,
        "made_by": who.login,
        "made_at": now(),
    }


def _line_rows(bills: Iterable[OrderBill]) -> Iterator[dict[str, Any]]:
    for bill in bills:
        for position, parts in bill.lines.items():
            about = {"position": bill.order.lines[position].position_id, "booked_on": bill.order.revision.id}
            for part in parts:
                yield {**about, "quantity": part.quantity, **part.amounts.billed_columns, **part.tax.columns}


def told_otherwise(differs: Decimal, currency: str) -> str:
    """`, tax 0.37 more than ordered`: what the order's history tells of another tax on the day of shipment (C-38)."""
    if not differs:
        return ""
    return f", tax {shown(abs(differs), currency)} {'more' if differs > 0 else 'less'} than ordered"


def _write_orders(invoice: int, bills: Iterable[OrderBill]) -> list[MadeRow]:
    """A row for each order, with what of the invoice is its."""
    rows = [{"invoice": invoice, "order": one.order.id, **one.total.billed_columns} for one in bills]
    return [BILLED_ORDER.made(*one) for one in zip(BILLED_ORDER(rows), rows, strict=True)]


def _write_charges(invoice: int, bills: Iterable[OrderBill]) -> list[MadeRow]:
    """A row for each charge that is taxed otherwise than its order has it (C-38)."""
    rows = [
        {
            "invoice": invoice,
            "order": bill.order.id,
            "charge": one.name,
            **one.tax.columns,
            "tax_difference": one.differs,
        }
        for bill in bills
        for one in bill.taxed
    ]
    return [BILLED_CHARGE.made(*one) for one in zip(BILLED_CHARGE(rows), rows, strict=True)]


def _write_parts(invoice: int, parts: Iterable[DuePart]) -> list[MadeRow]:
    """A row for each part that is due on a day of its own (C-37)."""
    rows = [{"invoice": invoice, "number": at, **part._asdict()} for at, part in enumerate(parts, 1)]
    return [INSTALMENT.made(*one) for one in zip(INSTALMENT(rows), rows, strict=True)]


INVOICE, INVOICE_LINE, INSTALMENT = Insert(Invoice), Insert(InvoiceLine), Insert(Instalment)
BILLED_ORDER, BILLED_CHARGE = Insert(BilledOrder), Insert(BilledCharge)
WRITTEN = AskedAnew(lambda invoice: Invoice.select().where(Invoice.id == invoice))
AS_INVOICE = record_of(Invoice)
_EARLY = (PaymentTerms.discount_days, PaymentTerms.discount_rate)
OF_TERMS = AskedAnew(lambda code: PaymentTerms.select(*DUE_BY, *_EARLY).where(PaymentTerms.code == code))


def terms_of(order: Of) -> InvoiceTerms:
    """What its terms say of its invoices."""
    found = OF_TERMS.first(order.revision.payment_terms)
    return InvoiceTerms(DueRule.of(*found[:3]), EarlyTerms(*found[3:])) if found else InvoiceTerms()


def invoiced_so_far(order: Of) -> dict[int, Amounts]:
    """The shares of its order that invoices, less credit notes, billed of each position, by position id.

    See `credited_beside`; what the tax of a day of shipment is beside them is left out (C-38).
    """
    return {position: Amounts(net, tax) for position, net, tax in BILLED(order.id)}


def credited_beside(order: Of) -> Amounts:
    """What credit notes took off beside shares of lines: without goods, freight, less fees; not billed again (C-31).

    Below 0, as they have it.
    """
    rows = (*BESIDE(order.id), *CHARGED(order.id))
    return sum((Amounts(net or ZERO, tax or ZERO) for net, tax in rows), Amounts())


def _sums(table: Any) -> list[Any]:
    agreed = table.tax - fn.COALESCE(table.tax_difference, 0)
    return [fn.SUM(column).converter(table.net.python_value) for column in (table.net, agreed)]


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


def charges_due(order: Of) -> tuple[Charge, ...]:
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
