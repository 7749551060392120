"""What happened to orders of the past, in bulk: shipments, invoices, payments, what was given up or came back."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from custtui.domain import fulfilment
from custtui.domain.due import DueRule
from custtui.domain.early import NO_DISCOUNT
from custtui.domain.errors import refuse
from custtui.domain.fulfilment import Amounts
from custtui.domain.line_tax import LineTax
from custtui.domain.money import ZERO
from custtui.domain.order import Quantities
from custtui.models.fields import utc_text
from custtui.models.fulfilment import (
    Allocation,
    BilledCharge,
    BilledOrder,
    CreditCharge,
    Forfeit,
    Instalment,
    Invoice,
    InvoiceLine,
    Payment,
    Return,
    Shipment,
    ShipmentLine,
)
from custtui.services.bulk.codes import Numbers, paper_numbers
from custtui.services.bulk.order_bills import (
    CHARGES,
    FEE,
    FREIGHT,
    Bill,
    NotShared,
    bills_of,
    kind_of,
    not_shared,
    overpaid,
    shares,
    told_as_shared,
)
from custtui.services.bulk.shared_payments import SharedPayments
from custtui.services.bulk.tables import Bulk
from custtui.services.bulk.values import Movement, NewLine, NewOrder
from custtui.services.clock import noon_of, zone

MOVES = (
    *(Shipment, ShipmentLine, Forfeit, Return, Invoice, BilledOrder, InvoiceLine, Instalment, CreditCharge),
    *(BilledCharge, Payment, Allocation),
)
"""The tables these functions fill."""


BilledAt = tuple[str, int, tuple[Decimal, str] | None]


class WrittenOrder:
    """An order just written: its ids, and of each line its position and amounts."""

    __slots__ = ("charges", "currency", "early", "id", "lines", "payer", "revision", "rule")

    def __init__(self, id: int, revision: int, payer: int, currency: str, rule: DueRule) -> None:
        self.id, self.revision, self.payer = id, revision, payer
        self.currency, self.rule, self.charges = currency, rule, Amounts()
        self.early = NO_DISCOUNT
        self.lines = list[tuple[NewLine, int, Amounts, int]]()
        """The line, its position (id), what it comes to, and its ship-to (id)."""


def shipments_of(order: NewOrder, line: NewLine) -> tuple[Movement, ...]:
    """What was shipped of a line; the order's `shipped_day` is one full shipment of every line that names none."""
    if line.shipments or order.shipped_day is None:
        return line.shipments
    rest = line.quantity - _sum(line.forfeits)
    return (Movement(order.shipped_day, rest),) if rest > 0 else ()


def is_finished(order: NewOrder) -> bool:
    """Nothing is open any more, and something was ordered (F-70); what no shipment names left on the order's day."""
    if order.shipped_day is not None and not any(line.shipments for line in order.lines):
        return any(line.quantity for line in order.lines)
    return fulfilment.is_finished(
        Quantities(line.quantity, shipped=_sum(shipments_of(order, line)), forfeited=_sum(line.forfeits))
        for line in order.lines
    )


def _sum(moves: Collection[Movement]) -> Decimal:
    return sum((one.quantity for one in moves), ZERO) if moves else ZERO


class Moves:
    """Writes the movements of many orders; papers without a number are given one."""

    def __init__(self, bulk: Bulk, wholes: Mapping[str, Amounts]) -> None:
        """`wholes`: what invoices come to that several orders have lines on (see `wholes_shared`)."""
        self.bulk, self._zone, self.wholes = bulk, zone(), wholes
        self.shipments, self.invoices = paper_numbers("shipment"), paper_numbers("invoice")
        self.credits = paper_numbers("credit")
        bulk.numbered(Shipment, "number", self.shipments)
        bulk.numbered(Invoice, "number", self.invoices)

        self.shipment = bulk.adder(Shipment, "number", "order", "day", "ship_via")
        self.sent = bulk.adder(ShipmentLine, "position", "booked_on", "quantity", "shipment")
        columns = "position", "booked_on", "quantity", "invoice", "net", "tax", "gross", "credits"
        self.billed = bulk.adder(InvoiceLine, *columns)
        self.billed_order = bulk.adder(BilledOrder, "invoice", "order", "net", "tax", "gross", "tax_difference")
        self.paid = bulk.adder(Payment, "account", "day", "method", "currency", "amount", "kind", "reason")
        self.rows = dict[BilledAt, int]()
        """The lines of the invoices of an order, by number, position and tax: credit notes name them."""
        self.settled = bulk.adder(Allocation, "payment", "invoice", "amount")
        self.shared_payments = SharedPayments()
        self.shared = dict[str, int]()
        """Papers that several orders of a file have lines on (C-42, C-48), as they are told of them."""

    def write(self, order: NewOrder, placed: WrittenOrder) -> None:
        """All movements of one order."""
        self._write_shipments(order, placed)
        self._write_rest(placed)
        self._write_invoices(order, placed)

    def keep(self) -> None:
        """Write how far the counters got."""
        self.shipments.keep()
        self.invoices.keep()
        self.credits.keep()

    def _write_shipments(self, order: NewOrder, placed: WrittenOrder) -> None:
        papers = dict[Any, int]()
        for line, position, _, ship_to in placed.lines:
            for move in shipments_of(order, line):
                key = move.number or (move.day, ship_to)  # a shipment never mixes ship-tos (F-78)
                if key not in papers:
                    papers[key] = self._shipment(order, placed, move)
                self.sent(position, placed.revision, move.quantity, papers[key])

    def _shipment(self, order: NewOrder, placed: WrittenOrder, move: Movement) -> int:
        """It stands in the chain of the first order that has lines on it."""
        if (one := told_as_shared("shipment", move.number)) in self.shared:
            return self.shared[one]
        made = self.shipment(_number(self.shipments, move), placed.id, move.day, order.ship_via)
        if shares(order, "shipment", move.number):
            self.shared[one] = made
        return made

    def _write_rest(self, placed: WrittenOrder) -> None:
        for line, position, *_ in placed.lines:
            for move in line.forfeits:
                self._book(Forfeit, placed, position, move, reason=move.number, made_at=self._noon(move.day))
            for move in line.returns:
                told = {"reason": move.number, "condition": move.more, "to_credit": move.first}
                self._book(Return, placed, position, move, made_at=self._noon(move.day), **told)

    def _noon(self, day: date) -> str:
        return utc_text(noon_of(day, self._zone))

    def _book(self, model: Any, placed: WrittenOrder, position: int, move: Movement, **more: Any) -> None:
        self.bulk.add(model, position=position, booked_on=placed.revision, quantity=move.quantity, **more)

    def _write_invoices(self, order: NewOrder, placed: WrittenOrder) -> None:
        billed = dict[str, tuple[int, Decimal]]()
        self.rows = dict[BilledAt, int]()
        for bill in bills_of([line[:3] for line in placed.lines], placed.charges, placed.currency):
            billed[bill.number] = self._write_invoice(order, placed, bill)
        self._write_payments(order, placed, billed)

    def _write_invoice(self, order: NewOrder, placed: WrittenOrder, bill: Bill) -> tuple[int, Decimal]:
        whole = bill.whole
        invoice = self._invoice(order, placed, bill)
        if shares(order, "invoice", bill.number):
            self.shared_payments.next_order(invoice, whole.gross)
        self.billed_order(invoice, placed.id, whole.net, whole.tax, whole.gross, whole.differs or None)
        for position, move, amounts in bill.rows:
            net, tax = amounts.net, amounts.tax
            taxed, of = move.taxed, self.rows.get(_billed_at(move.of, position, move)) if move.of else None
            if beside := not_shared(move.more):
                self._write_beside(placed, invoice, position, beside, of, _taxed(move, amounts))
                continue
            if taxed is None:
                row = self.billed(position, placed.revision, move.quantity, invoice, net, tax, net + tax, of)
            else:
                about = {"position": position, "booked_on": placed.revision, "quantity": move.quantity, "credits": of}
                more = {**amounts.columns, **_taxed(move, amounts)}
                row = self.bulk.add(InvoiceLine, invoice=invoice, **about, **more)
            self.rows.setdefault(_billed_at(move.number, position, move), row)
        if order.paid_day:
            self._write_payment(order, placed, invoice, whole.gross, order.paid_day)
        return invoice, whole.gross

    def _invoice(self, order: NewOrder, placed: WrittenOrder, bill: Bill) -> int:
        """It stands in the chain of the first order that has lines on it, with all that it comes to (C-42)."""
        first, shared = bill.rows[0][1], shares(order, "invoice", bill.number)
        one = told_as_shared("invoice", bill.number)
        if shared and one in self.shared:
            return self.shared[one]
        whole = self.wholes[first.number.casefold()] if shared else bill.whole
        made = self._add_invoice(placed, bill, whole)
        if shared:
            self.shared[one] = made
        for at, part in enumerate(placed.rule.parts_of(whole.gross, first.day, placed.currency), 1):
            self.bulk.add(Instalment, invoice=made, number=at, due=part.due, amount=part.amount)
        return made

    def _add_invoice(self, placed: WrittenOrder, bill: Bill, whole: Amounts) -> int:
        first = bill.rows[0][1]
        self.credits.brought(first.number)
        return self.bulk.add(
            Invoice,
            number=_number(self.invoices, first),
            order=placed.id,
            account=placed.payer,
            kind="CREDIT" if all(move.quantity <= 0 for _, move, _ in bill.rows) else "INVOICE",
            reason=bill.reason,
            day=first.day,
            payment_due=placed.rule.due(first.day),
            currency=placed.currency,
            **whole.columns,
            **(placed.early.columns(first.day) if whole.gross > 0 else {}),
        )

    def _write_beside(
        self, placed: WrittenOrder, invoice: int, at: int, one: NotShared, of: int | None, taxed: Mapping[str, Any]
    ) -> None:
        """What is no share of a line: credited without goods, or freight or a fee of a credit note (C-31)."""
        kind, _, reason = one.word.partition(" ")
        sums: dict[str, Any] = {"net": one.amounts.net, "tax": one.amounts.tax}
        if kind in (FREIGHT, FEE):
            sums["tax_difference"] = taxed.get("tax_difference")
            sums |= {"kind": kind, "reason": reason, "tax_rate": one.number or ZERO}
            self.bulk.add(CreditCharge, invoice=invoice, **sums)
        elif kind == CHARGES and taxed:
            told = {**taxed, "tax_difference": one.amounts.tax}
            self.bulk.add(BilledCharge, invoice=invoice, order=placed.id, charge=reason, **told)
        elif kind != CHARGES:
            about = {"position": at, "booked_on": placed.revision, "quantity": ZERO, "pieces": one.number}
            self.bulk.add(InvoiceLine, invoice=invoice, credits=of, **about, **one.amounts.columns, **taxed)

    def _write_payments(self, order: NewOrder, placed: WrittenOrder, billed: dict[str, tuple[int, Decimal]]) -> None:
        """Raises Refused where more is paid of an invoice than is due: the customer's currency may have changed."""
        for text in overpaid(order, {number: gross for number, (_, gross) in billed.items()}):
            raise refuse("payments", text, "payments", order.line)
        for one in order.payments:
            self._write_payment(order, placed, billed[one.number][0], one.quantity, one.day, *kind_of(one))

    def _write_payment(
        self,
        order: NewOrder,
        placed: WrittenOrder,
        invoice: int,
        amount: Decimal,
        day: date,
        kind: str = "",
        reason: str = "",
    ) -> None:
        how = placed.payer, day, order.payment_method, placed.currency
        if self.shared_payments.takes(invoice):
            self.shared_payments.pay(invoice, (*how, kind, reason), amount)
        else:
            self.settled(self.paid(*how, amount, kind, reason), invoice, amount)

    def pay_shared(self) -> None:
        """All orders are written: what is paid of invoices that several of them have lines on."""
        for invoice, (*how, kind, reason), amount in self.shared_payments.all():
            self.settled(self.paid(*how, amount, kind, reason), invoice, amount)


def _billed_at(number: str, position: int, move: Movement) -> BilledAt:
    """What a line of an invoice is found by: one of a position that was shipped at two taxes has two (C-38)."""
    return number, position, move.taxed and (move.taxed.rate, move.taxed.parts)


def _taxed(move: Movement, amounts: Amounts) -> dict[str, Any]:
    """The columns of a tax of its own; none of the order's."""
    if (one := move.taxed) is None:
        return {}
    return {**LineTax(one.rate, one.parts, one.reason).columns, "tax_difference": amounts.differs or None}


def _number(numbers: Numbers, move: Movement) -> str:
    numbers.brought(move.number)
    return move.number or numbers.take()
