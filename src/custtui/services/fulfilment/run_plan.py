"""What an invoice run would make: all that is billable, by payer, up to a cut-off; a few questions for all (C-42)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from peewee import fn

from custtui.domain.collecting import collects, last_day
from custtui.domain.fulfilment import Amounts
from custtui.domain.line_tax import ChargeTaxed, Sent, TaxedPart, sum_charged
from custtui.domain.money import ZERO
from custtui.domain.order import Quantities
from custtui.models.account import CustomerAccount
from custtui.models.among import among
from custtui.models.at_once import at_once, each_at_once, if_far
from custtui.models.families import survivors
from custtui.models.fulfilment import Shipment, ShipmentLine
from custtui.models.order import OrderLine, OrderPosition
from custtui.services.clock import today
from custtui.services.fulfilment.billing import (
    InvoiceTerms,
    charges_due,
    parts_of_line,
    terms_of,
)
from custtui.services.fulfilment.charge_taxes import charges_taxed, goods_of_charges
from custtui.services.fulfilment.people import told_of
from custtui.services.fulfilment.taxes_sent import goods, is_rated, taxes_sent
from custtui.services.orders.money import Billed, billed, charges_of
from custtui.services.orders.open_work import billable_orders
from custtui.services.orders.quantities import quantities
from custtui.services.views.fulfilment import Charge
from custtui.services.views.invoice_run import InvoiceInRun, InvoiceRun, OrderInRun

SentOn = Mapping[int, tuple[tuple[date, Decimal], ...]]
"""When how much of each position was shipped, by its id."""
TOGETHER = (
    *("bill_to_id", "bill_to_site_id", "currency", "payment_terms", "payment_method"),
    *("bill_to_name", "bill_to_street", "bill_to_city", "bill_to_state", "bill_to_postal_code", "bill_to_country"),
)
"""What revisions have in common that come onto one invoice, as it is printed; beside it whether they are taxed."""


OF_LINE = (
    *("id", "revision", "position", "net", "tax"),
    *("tax_rate", "tax_parts", "tax_reason", "tax_category", "ship_to"),
)
"""What a run reads of the lines of orders."""


class _Line(NamedTuple):
    """A line in force with what became of it."""

    row: Any
    number: int
    moved: Quantities

    @property
    def position_id(self) -> int:
        """The row of its position."""
        return self.row.position_id

    @property
    def billable(self) -> bool:
        """Something of it is shipped and not invoiced."""
        return self.moved.billable > 0


class _Billable(NamedTuple):
    """An order in force with something to invoice; `id` is its row."""

    id: int
    number: str
    revision: Any
    lines: tuple[_Line, ...]


def invoice_run(cut_off: date | None = None) -> InvoiceRun:
    """What a run would make today of goods shipped up to a day, today unless given; by payer, then by order.

    Of payers whose invoices are collected by week or month, goods up to the end of the last one that is over.
    """
    day, rows, rated = at_once(today, lambda: list(billable_orders()), partial(if_far, is_rated))
    cut_off, known = min(cut_off or day, day), _Known()
    (orders, sent, taxes), terms, (paid, with_charges), _ = at_once(
        partial(_goods_of, rows, rated),
        partial(_terms_of_payers, [row.bill_to_id for row in rows]),
        partial(_money_of, rows),
        partial(if_far, partial(known.ahead, rows)),
    )
    plan = dict[tuple[object, ...], list[tuple[_Billable, OrderInRun]]]()
    for one in orders:
        term = terms[one.revision.bill_to_id]
        through, before = last_day(term, cut_off), paid[one.id].lines if one.id in paid else {}
        asked = {line: rest for line in one.lines if (rest := _rest(line, sent, through)) > 0}
        if asked:
            charged = charges_due(one) if one.revision.id in with_charges else ()
            parts = _parts(one, asked, before, taxes)
            worth = sum((part.amounts for part in parts), Amounts())
            order = _in_run(one, asked, sum_charged(charged, _taxed(one, charged, rated), worth))
            key = together(one.revision, parts, 0 if collects(term) else one.id)
            plan.setdefault(key, []).append((one, order))
    found = (_invoice(key, rows, terms, cut_off, day, known) for key, rows in plan.items())
    return InvoiceRun(cut_off, day, tuple(sorted(found, key=lambda one: (one.payer, one.code, one.orders[0].number))))


def _goods_of(rows: list[Any], rated: bool | None) -> tuple[list[_Billable], SentOn, Mapping[int, Sequence[Sent]]]:
    """The orders with their lines, when what of them was shipped, and how that is taxed."""
    orders = _orders(rows)
    billable = [goods(line.row, one.revision) for one in orders for line in one.lines if line.billable]
    return (orders, *at_once(partial(_sent, orders), partial(taxes_sent, billable, rated)))


def _money_of(rows: list[Any]) -> tuple[Mapping[int, Billed], Mapping[int, tuple[Charge, ...]]]:
    """What was billed of the orders, and the charges they have."""
    return at_once(partial(billed, [row.order_id for row in rows]), partial(charges_of, [row.id for row in rows]))


def _orders(rows: list[Any]) -> list[_Billable]:
    ids, lines = [row.id for row in rows], dict[int, list[_Line]]()
    query = OrderLine.select(OrderPosition.position, *(getattr(OrderLine, name) for name in OF_LINE))
    query = query.join(OrderPosition).where(among(OrderLine.revision, ids)).order_by(OrderPosition.position)
    moved, told_of_lines = at_once(partial(quantities, ids), lambda: list(query.tuples()))
    for number, *told in told_of_lines:
        row = OrderLine(**dict(zip(OF_LINE, told, strict=True)))
        one = _Line(row, number, moved[row.revision_id][row.position_id])
        lines.setdefault(row.revision_id, []).append(one)
    return [_Billable(row.order_id, row.order.number, row, tuple(lines.get(row.id, ()))) for row in rows]


def _terms_of_payers(accounts: Iterable[int]) -> Mapping[int, str]:
    """How the invoices of each are collected; of one that was merged as where it lives on."""
    into = survivors(accounts)
    rows = CustomerAccount.select(CustomerAccount.id, CustomerAccount.collect)
    terms = dict(rows.where(among(CustomerAccount.id, set(into.values()))).tuples())
    return {account: terms[last] for account, last in into.items()}


def _sent(orders: Iterable[_Billable]) -> SentOn:
    """When how much of each position was shipped."""
    positions = [line.position_id for one in orders for line in one.lines if line.billable]
    quantity = fn.SUM(ShipmentLine.quantity).converter(ShipmentLine.quantity.python_value)
    query = ShipmentLine.select(ShipmentLine.position, Shipment.day, quantity).join(Shipment)
    query = query.where(among(ShipmentLine.position, positions)).group_by(ShipmentLine.position, Shipment.day)
    found = dict[int, tuple[tuple[date, Decimal], ...]]()
    for position, *sent in query.tuples():
        found[position] = (*found.get(position, ()), (sent[0], sent[1]))
    return found


def _rest(line: _Line, sent: Mapping[int, Iterable[tuple[date, Decimal]]], through: date) -> Decimal:
    """What of a line is billable and was shipped by a day: what was sent last is invoiced last."""
    later = (quantity for day, quantity in sent.get(line.position_id, ()) if day > through)
    return line.moved.billable - sum(later, ZERO)


def _parts(
    one: _Billable,
    asked: Mapping[_Line, Decimal],
    before: Mapping[int, Amounts],
    taxes: Mapping[int, Sequence[Sent]],
) -> list[TaxedPart]:
    found = (parts_of_line(line, quantity, before, taxes, one) for line, quantity in asked.items())
    return [part for parts in found for part in parts]


def _taxed(one: _Billable, charged: tuple[Charge, ...], rated: bool | None) -> tuple[ChargeTaxed, ...]:
    """Those of its charges that are taxed otherwise by now."""
    goods = goods_of_charges(one, charged)
    return charges_taxed(goods, taxes_sent((), rated, goods), one.revision.currency)


def _in_run(one: _Billable, asked: Mapping[_Line, Decimal], worth: Amounts) -> OrderInRun:
    asks = tuple((line.number, quantity) for line, quantity in asked.items())
    return OrderInRun(one.number, one.revision.sold_to_name, one.revision.po_number, asks, worth)


def together(revision: Any, parts: Iterable[TaxedPart], alone: int) -> tuple[object, ...]:
    """What an order has in common with others on its invoice: of its revision that stands, and whether it is taxed.

    Taxed as it was shipped: that is how the invoice is (C-38). `alone` is the order where it shares its invoice with
    none, as one of a payer with an invoice each (C-42).
    """
    return (*(getattr(revision, name) for name in TOGETHER), any(part.tax.rate for part in parts), alone)


def _invoice(
    key: tuple[object, ...],
    rows: list[tuple[_Billable, OrderInRun]],
    terms: Mapping[int, str],
    cut_off: date,
    day: date,
    known: "_Known",
) -> InvoiceInRun:
    rows.sort(key=lambda row: (row[1].po_number, row[0].id))
    first = rows[0][0]
    term = terms[first.revision.bill_to_id]
    return InvoiceInRun(
        *(key, first.revision.bill_to_code, first.revision.bill_to_name, term, last_day(term, cut_off)),
        *(first.revision.currency, first.revision.payment_terms, known.terms(first).rule.due(day)),
        *(tuple(order for _, order in rows), known.people(first)),
    )


class _Known:
    """What was asked already of terms, and of payers at a site."""

    def __init__(self) -> None:
        self._terms = dict[str, InvoiceTerms]()
        self._people = dict[tuple[int, int | None], tuple[str, ...]]()

    def ahead(self, revisions: Iterable[Any]) -> None:
        """Ask for all that invoices of these may say."""
        orders = [_Billable(0, "", one, ()) for one in revisions]
        by_terms = {one.revision.payment_terms: one for one in orders}
        by_place = {_billed_at(one): one for one in orders}
        calls: list[Callable[[], Any]] = [partial(self.terms, one) for one in by_terms.values()]
        each_at_once(calls + [partial(self.people, one) for one in by_place.values()])

    def terms(self, one: _Billable) -> InvoiceTerms:
        """Those of an order."""
        code = one.revision.payment_terms
        if code not in self._terms:
            self._terms[code] = terms_of(one)
        return self._terms[code]

    def people(self, one: _Billable) -> tuple[str, ...]:
        """Whom an invoice of it is announced to."""
        at = _billed_at(one)
        if at not in self._people:
            self._people[at] = tuple(each.name for each in told_of(one.revision))
        return self._people[at]


def _billed_at(one: _Billable) -> tuple[int, int | None]:
    return one.revision.bill_to_id, one.revision.bill_to_site_id
