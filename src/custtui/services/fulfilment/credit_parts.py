"""What a credit note takes back of invoice lines: which, how much, and what that comes to (C-31, D-01 backwards)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from custtui.domain.errors import refuse
from custtui.domain.fulfilment import Amounts, part_of
from custtui.domain.money import ZERO
from custtui.domain.numbers import plain
from custtui.models.fulfilment import Invoice, InvoiceLine
from custtui.services.fulfilment.facts import Facts, StandingLine


@dataclass(slots=True)
class BilledLine:
    """A line of an invoice, and what of it no credit note took back yet."""

    id: int
    invoice: int
    number: str
    account: int
    day: date
    position: int
    quantity: Decimal
    rest: Amounts


@dataclass(frozen=True, slots=True)
class CreditPart:
    """A line of a credit note: below 0. A quantity of 0 is no share of the line: without goods, for `pieces`."""

    position: int
    of: BilledLine
    quantity: Decimal
    amounts: Amounts
    pieces: Decimal | None = None


def billed_lines(order: Facts) -> list[BilledLine]:
    """Of an order, the latest first: so they are taken back."""
    rows = InvoiceLine.select(InvoiceLine, Invoice).join(Invoice).where(Invoice.order == order.id)
    found, loose = dict[int, BilledLine](), list[Any]()
    for row in rows.order_by(InvoiceLine.id):
        if row.quantity > 0:
            found[row.id] = _billed(row)
        elif row.credits_id in found:
            _lower(found[row.credits_id], row.quantity, Amounts(row.net, row.tax))
        else:
            loose.append(row)
    latest = list(reversed(found.values()))
    for row in loose:
        _lower_any(latest, row)
    return latest


def _billed(row: Any) -> BilledLine:
    paper = row.invoice
    about = (row.id, paper.id, paper.number, paper.account_id, paper.day, row.position_id)
    return BilledLine(*about, row.quantity, Amounts(row.net, row.tax))


def _lower(one: BilledLine, quantity: Decimal, amounts: Amounts) -> None:
    one.quantity += quantity
    one.rest += amounts


def _lower_any(latest: Iterable[BilledLine], row: Any) -> None:
    """A credit note of before, or from a file, names no line: the latest ones of its position are lowered."""
    rest, money = row.quantity, Amounts(row.net, row.tax)
    for one in latest:
        if one.position != row.position_id:
            continue
        if not row.quantity:
            _lower(one, rest, money)
            return
        if rest < 0 < one.quantity:
            part = max(rest, -one.quantity)
            _lower(one, part, money if part == rest else Amounts())
            money, rest = (Amounts() if part == rest else money), rest - part


def of_invoice(billed: Iterable[BilledLine], invoice: str) -> list[BilledLine]:
    """Those of one invoice, by its number; all where none is named. Raises Refused where it has none of them."""
    found = [one for one in billed if invoice in ("", one.number)]
    if invoice and not found:
        raise refuse("invoice", f"{invoice} is not an invoice of this order", "invoice", listed=True)
    return found


def taken_back(
    order: Facts, line: StandingLine, quantity: Decimal, billed: Iterable[BilledLine], before: Amounts
) -> Iterator[CreditPart]:
    """What a quantity of a position comes to, line by line of its invoices, the latest first.

    Shares go backwards: what is invoiced after it is the share of what is left, to the cent. Never more than a line
    invoiced: what was credited of it without goods is taken off. Raises Refused where the lines have less.
    """
    whole, currency = Amounts(line.row.net, line.row.tax), order.revision.currency
    kept, rest, number = line.moved.invoiced - line.moved.credited, quantity, line.position.position
    for one in billed:
        if one.position != line.position_id or not (part := min(one.quantity, rest)):
            continue
        kept, rest = kept - part, rest - part
        amounts = part_of(whole, kept, line.moved.ordered, before, currency)
        before += amounts
        _lower(one, -part, amounts)
        yield CreditPart(number, one, -part, amounts)
        beyond = Amounts(min(one.rest.net, ZERO), min(one.rest.tax, ZERO))
        if beyond != Amounts():
            _lower(one, ZERO, Amounts() - beyond)
            yield CreditPart(number, one, ZERO, Amounts() - beyond)
    if rest:
        has, named = plain(quantity - rest), f"Line {number} {line.position.code}"
        raise refuse("quantity", f"{named}: only {has} of it are on that invoice", f"quantity:{number}", number)
