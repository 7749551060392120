"""What a message tells of an order, a document or a payment: read when one is written, and only then."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from custtui.domain.address import Address
from custtui.domain.days import dated
from custtui.domain.instalments import told_parts
from custtui.domain.money import ZERO, shown, shown_price
from custtui.domain.naming import unit_of
from custtui.domain.notice import Particulars
from custtui.domain.numbers import grouped
from custtui.domain.paper import delivery_name
from custtui.models.at_once import at_once
from custtui.models.fulfilment import CreditCharge, InvoiceLine
from custtui.models.order import OrderCharge, OrderLine, OrderPosition, OrderRevision, OrderShipTo, SalesOrder
from custtui.services.clock import today
from custtui.services.expected import expected_parts
from custtui.services.standing import parts_of


def of_order(
    revision: OrderRevision,
    moved: Mapping[int, Decimal] | None = None,
    paper: str = "",
    more: Sequence[tuple[str, str]] = (),
) -> Particulars:
    """All that was agreed, with its prices; or what `moved` of it, by position: quantities alone."""
    currency, whole = revision.currency, moved is None
    rows, charges, number, (day, paid) = at_once(
        partial(_lines, revision.id),
        partial(_charges, revision.id, currency) if whole else list[str],
        partial(_number, revision),
        lambda: at_once(partial(_day, revision, paper), lambda: [*_to_be_paid(revision)] if whole else []),
    )
    if moved is None:
        lines = [_priced(one, one.quantity, one.net, currency) for one in rows if one.quantity]
        lines += charges
    else:
        lines = [_counted(one, moved[one.number]) for one in rows if one.number in moved]
    return Particulars(
        number=number,
        paper=paper,
        day=day,
        total=_sum(revision.gross, currency),
        tax=_sum(revision.tax, currency),
        facts=(("PO number", revision.po_number), *more, *paid),
        lines=tuple(lines),
    )


def _day(revision: OrderRevision, paper: str) -> str:
    return dated(today() if paper else revision.order_date)


def _to_be_paid(revision: OrderRevision) -> Iterator[tuple[str, str]]:
    """Every part of it, where it has parts."""
    currency = revision.currency
    if parts := expected_parts(revision.payment_terms, revision.order_date, revision.gross, currency):
        yield "To be paid", told_parts(parts, currency)


def of_paper(paper: Any) -> Particulars:
    """What stands on an invoice or a credit note; of the latter amounts as they are given back."""
    sign = -1 if paper.kind == "CREDIT" else 1
    (numbers, references), due, lines = at_once(
        partial(_orders, paper), partial(_due, paper), lambda: [*_billed(paper, sign)]
    )
    return Particulars(
        number=", ".join(numbers),
        paper=paper.number,
        day=dated(paper.day),
        due=due,
        total=_sum(sign * paper.gross, paper.currency),
        tax=_sum(sign * paper.tax, paper.currency),
        facts=(("PO number", ", ".join(filter(None, references))),),
        lines=tuple(lines),
    )


def _orders(paper: Any) -> tuple[list[str], list[str]]:
    """The numbers of its orders and their PO numbers, each once, as its lines stand on it."""
    rows = InvoiceLine.select(SalesOrder.number, OrderRevision.po_number).join(OrderRevision)
    rows = rows.join(SalesOrder, on=OrderRevision.order == SalesOrder.id).where(InvoiceLine.invoice == paper.id)
    found = list(rows.order_by(InvoiceLine.id).tuples())
    return list(dict.fromkeys(number for number, _ in found)), list(dict.fromkeys(po for _, po in found))


def _due(paper: Any) -> str:
    """`by 8 Dec 2026`; of one in parts `33.33 by 8 Dec 2026, 33.34 by 7 Jan 2027`."""
    parts = parts_of([paper.id]).get(paper.id, ())
    return told_parts(parts, paper.currency) or f"by {dated(paper.payment_due)}"


def of_payment(payment: Any, parts: Mapping[str, Decimal], left: Decimal, off: Mapping[str, Decimal]) -> Particulars:
    """What came in, what of it settles which invoice, and what was taken off for early payment."""
    currency = payment.currency
    lines = [f"Invoice {number}: {_sum(part, currency)}" for number, part in parts.items() if part > 0]
    lines += [f"Credit note {number} used: {_sum(-part, currency)}" for number, part in parts.items() if part < 0]
    lines += [f"Discount on invoice {number}: {_sum(part, currency)}" for number, part in off.items()]
    facts = (("Paid by", payment.method), ("Reference", payment.reference))
    more = (("Left on your account", _sum(left, currency) if left > 0 else ""),)
    return Particulars(
        day=dated(payment.day), total=_sum(payment.amount, currency), facts=(*facts, *more), lines=tuple(lines)
    )


def of_reversal(payment: Any, opened: Mapping[str, Decimal], reason: str) -> Particulars:
    """What was taken back, why, and what of which invoice is open again."""
    currency = payment.currency
    lines = (f"Invoice {number}: {_sum(part, currency)} open again" for number, part in opened.items() if part > 0)
    facts = (("Paid by", payment.method), ("Reference", payment.reference), ("Reason", reason))
    return Particulars(day=dated(payment.day), total=_sum(payment.amount, currency), facts=facts, lines=tuple(lines))


def of_refund(payment: Any, what: str, reason: str) -> Particulars:
    """What was paid back, of which payment or credit note."""
    total = _sum(-payment.amount, payment.currency)
    return Particulars(day=dated(payment.day), total=total, facts=(("Of", what), ("Reason", reason)))


def of_overdue(invoices: Iterable[Any]) -> Particulars:
    """What is past due of invoices (`late`), since when; sums by currency."""
    rows, sums = list(invoices), dict[str, Decimal]()
    for one in rows:
        sums[one.currency] = sums.get(one.currency, ZERO) + one.late
    lines = (
        f"Invoice {one.number} of {dated(one.day)}, due {dated(one.since)}: {_sum(one.late, one.currency)}"
        for one in rows
    )
    return Particulars(total=" and ".join(_sum(amount, one) for one, amount in sums.items()), lines=tuple(lines))


def ships(place: OrderShipTo, via: str) -> list[tuple[str, str]]:
    """Where a shipment goes, and how."""
    name = delivery_name(place.alias, place.name)
    return [("Ship to", ", ".join(filter(None, (name, Address.of(place).one_line)))), ("Ship via", via)]


def _number(revision: OrderRevision) -> str:
    return SalesOrder.select(SalesOrder.number).where(SalesOrder.id == revision.order_id).scalar()


def _sum(amount: Decimal, currency: str) -> str:
    return f"{shown(amount, currency)} {currency}"


def _lines(revision: int) -> list[Any]:
    columns = (OrderLine.product_code, OrderLine.description, OrderLine.unit, OrderLine.quantity)
    query = OrderLine.select(*columns, OrderLine.price, OrderLine.net, OrderPosition.position.alias("number"))
    query = query.join(OrderPosition).where(OrderLine.revision == revision)
    return list(query.order_by(OrderPosition.position).namedtuples())


def _counted(one: Any, quantity: Decimal) -> str:
    """`5 cases ITEM1 House lemonade`."""
    return f"{grouped(quantity)} {unit_of(one.unit, quantity)} {one.product_code} {one.description}"


def _priced(one: Any, quantity: Decimal, net: Decimal, currency: str) -> str:
    return f"{_counted(one, quantity)} at {shown_price(one.price)}: {_sum(net, currency)}"


def _charges(revision: int, currency: str) -> list[str]:
    rows = OrderCharge.select().where(OrderCharge.revision == revision).order_by(OrderCharge.id)
    return [f"{one.text or one.kind.capitalize()}: {_sum(one.net, currency)}" for one in rows]


def _charge(one: CreditCharge) -> str:
    return one.reason.capitalize() if one.kind == "FREIGHT" and one.reason else one.kind.capitalize()


def _billed(paper: Any, sign: int) -> Iterator[str]:
    columns = (OrderLine.product_code, OrderLine.description, OrderLine.unit, OrderLine.price)
    query = InvoiceLine.select(InvoiceLine.quantity, InvoiceLine.net, InvoiceLine.pieces, *columns)
    query = query.join(OrderPosition).switch(InvoiceLine)
    same = (OrderLine.position == InvoiceLine.position) & (OrderLine.revision == InvoiceLine.booked_on)
    rows = query.join(OrderLine, on=same).where(InvoiceLine.invoice == paper.id)
    rows = rows.order_by(OrderPosition.order, OrderPosition.position)
    net, charges = ZERO, CreditCharge.select().where(CreditCharge.invoice == paper.id).order_by(CreditCharge.id)
    lines, beside = at_once(lambda: list(rows.namedtuples()), partial(list[Any], charges))
    for one in lines:
        net += one.net
        quantity = sign * one.quantity or one.pieces
        if quantity:
            yield _priced(one, quantity, sign * one.net, paper.currency)
        else:
            yield f"{one.product_code} {one.description}: {_sum(sign * one.net, paper.currency)}"
    for one in beside:
        net += one.net
        yield f"{_charge(one)}: {_sum(sign * one.net, paper.currency)}"
    if paper.net != net:
        yield f"Charges: {_sum(sign * (paper.net - net), paper.currency)}"
