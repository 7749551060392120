"""Credits what came back, what was wrong without coming back, and whole invoices that are made again (C-31)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from custtui.domain.coded import completed, no_reason
from custtui.domain.crediting import BilledLine, allowed, allowed_net, pieces_fault
from custtui.domain.errors import Fault, Refused, refuse
from custtui.domain.fulfilment import Amounts
from custtui.domain.money import ZERO, rounded, shown
from custtui.domain.quantity import decimals_fault
from custtui.domain.text import clean
from custtui.domain.who import Act, Who
from custtui.models.database import transaction
from custtui.services.asks import asks
from custtui.services.fulfilment.billing import invoiced_so_far
from custtui.services.fulfilment.credit_charges import fee_of, freight_of, rest_of_charges, taxed_back
from custtui.services.fulfilment.credit_notes import CreditDraft, write_credit
from custtui.services.fulfilment.credit_parts import CreditPart, of_invoice, taken_back
from custtui.services.fulfilment.facts import Facts, StandingLine, read, take
from custtui.services.fulfilment.meanwhile import check_seen
from custtui.services.lists.coded import CREDIT, codes
from custtui.services.orders.billed_lines import billed_lines
from custtui.services.views.fulfilment import CreditingView


@dataclass(frozen=True, slots=True)
class CreditTerms:
    """What comes with the lines of a credit: one invoice alone ('' the latest), its freight, a fee that is kept."""

    invoice: str = ""
    freight: bool = False
    fee: Decimal = ZERO
    fee_reason: str = ""


PLAIN = CreditTerms()


@asks(Act.RETURN)
def credit(
    who: Who,
    number: str,
    quantities: Mapping[int, Decimal],
    beside: CreditTerms = PLAIN,
    *,
    day: date | None = None,
    seen: CreditingView | None = None,
    confirmed: Collection[str] = (),
) -> tuple[str, ...]:
    """Credit quantities of lines that came back, by position; returns the numbers of the credit notes, one a payer.

    With the prices, discounts, tax rates of the invoices, whose payers keep the credit (C-36). A supervisor's act.
    `seen` is what the operator saw: what differs is told first (`CHANGED`). Raises Refused with every fault (fields
    `quantity:<position>`, `invoice`, `fee`, `fee_reason`), Forbidden naming who may; and for its day as invoices do.
    """
    with transaction():
        order = take(number)
        check_seen("credit", order, seen, quantities)
        order.check_billable()
        asked = order.check("credit", quantities)
        billed, before = of_invoice(billed_lines(order.id), beside.invoice), invoiced_so_far(order)
        parts = [part for at, one in asked.items() for part in _back(order, order.lines[at], one, billed, before)]
        extras = [*freight_of(order, parts, beside.freight), *fee_of(order, parts, beside.fee, beside.fee_reason)]
        return write_credit(who, order, CreditDraft(parts, extras, day=day), confirmed)


def _back(
    order: Facts, line: StandingLine, quantity: Decimal, billed: list[BilledLine], before: Mapping[int, Amounts]
) -> list[CreditPart]:
    return list(taken_back(order, line, quantity, billed, before.get(line.position_id, Amounts())))


@asks(Act.RETURN)
def allow(
    who: Who,
    number: str,
    position: int,
    reason: str,
    *,
    pieces: Decimal = ZERO,
    net: Decimal = ZERO,
    invoice: str = "",
    day: date | None = None,
    confirmed: Collection[str] = (),
) -> tuple[str, ...]:
    """Credit a line without goods: so many `pieces` of it (short delivery), or an amount `net` (wrong price).

    Of one invoice, the latest unless named, never more than it has left of the line. `reason` is a code of the
    house's. It is not invoiced again (X-07). Raises Refused with every fault: fields `position`, `pieces`, `net`,
    `reason`; Forbidden as `credit` does.
    """
    known = codes(CREDIT)
    with transaction():
        order = take(number)
        order.check_billable()
        if found := list(_allow_faults(order, position, reason, pieces, net, known)):
            raise Refused(found)
        line = order.lines[position]
        one = _latest(of_invoice(billed_lines(order.id), invoice), line)
        part = _allowance(order, line, one, pieces, net)
        return write_credit(who, order, CreditDraft([part], reason=completed(reason, known), day=day), confirmed)


def check_allow(number: str, position: int) -> None:
    """Raises Refused where `allow` would, whatever is credited of the line, and why."""
    order = read(number)
    order.check_billable()
    _latest(of_invoice(billed_lines(order.id), ""), order.lines[position])


def _allow_faults(
    order: Facts, position: int, reason: str, pieces: Decimal, net: Decimal, known: tuple[str, ...]
) -> list[Fault]:
    told = (
        ("position", "" if position in order.lines else f"The order has no line {position}"),
        ("pieces", _pieces_fault(pieces, net)),
        ("reason", no_reason(clean(reason, "reason"), known, "credited")),
    )
    return [Fault(field, field, why, listed=field == "reason") for field, why in told if why]


def _pieces_fault(pieces: Decimal, net: Decimal) -> str:
    one = (pieces > 0) != (net > 0) and min(pieces, net) >= 0
    return decimals_fault(pieces) if one else "Type a quantity or an amount"


def _latest(billed: list[BilledLine], line: StandingLine) -> BilledLine:
    mine = [one for one in billed if one.position == line.position_id and one.rest.net > 0]
    if not mine:
        raise refuse("nothing", f"Nothing of line {line.position.position} is invoiced and not credited")
    return mine[0]


def _allowance(order: Facts, line: StandingLine, one: BilledLine, pieces: Decimal, net: Decimal) -> CreditPart:
    """Never more than the invoice has left of the line; taxed by its rate."""
    currency, whole = order.revision.currency, Amounts(line.row.net, line.row.tax)
    if pieces:
        net = allowed_net(whole, line.moved.ordered, one, pieces, currency)
        if why := pieces_fault(pieces, one, net):
            raise refuse("pieces", why, "pieces")
    if net != rounded(net, currency) or net > one.rest.net:
        left = f"{one.number} has {shown(one.rest.net, currency)} of line {line.position.position} left"
        raise refuse("net", f"{left}: no more, and no smaller fractions, are credited", "net")
    rate = one.taxed[0] if one.taxed else line.row.tax_rate
    amounts = allowed(net, one.rest, rate, currency)
    return CreditPart(line.position.position, one, ZERO, Amounts() - amounts, pieces or None)


@asks(Act.RETURN)
def credit_whole(who: Who, number: str, invoice: str, *, confirmed: Collection[str] = ()) -> tuple[str, ...]:
    """Credit all an invoice of an order has left, its charges too: it can be invoiced again at once.

    Raises Refused where nothing of it is left, Forbidden as `credit` does.
    """
    with transaction():
        order = take(number)
        parts = _all_left(order, invoice)
        of = parts[0].of.invoice
        rest = rest_of_charges(order, of)
        draft = CreditDraft(parts, charges=Amounts() - rest, taxed=taxed_back(order, of, rest))
        return write_credit(who, order, draft, confirmed)


def check_credit_whole(number: str, invoice: str) -> None:
    """Raises Refused where `credit_whole` would: nobody is asked for what cannot be done."""
    _all_left(read(number), invoice)


def _all_left(order: Facts, invoice: str) -> list[CreditPart]:
    billed, before = of_invoice(billed_lines(order.id), invoice), invoiced_so_far(order)
    left = {at: _left(line, billed) for at, line in order.lines.items()}
    parts = [p for at, one in left.items() if one for p in _back(order, order.lines[at], one, billed, before)]
    if not parts:
        raise refuse("nothing", f"All of {invoice} is credited")
    return parts


def _left(line: StandingLine, billed: list[BilledLine]) -> Decimal:
    return sum((one.quantity for one in billed if one.position == line.position_id), ZERO)
