"""What a credit note takes back of invoice lines: which, how much, and what that comes to (C-31, D-01 backwards)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from custtui.domain import crediting
from custtui.domain.crediting import BilledLine, BilledPosition
from custtui.domain.errors import refuse
from custtui.domain.fulfilment import Amounts
from custtui.domain.money import ZERO
from custtui.domain.numbers import grouped
from custtui.models.fulfilment import Invoice, InvoiceLine
from custtui.services.fulfilment.facts import Facts, StandingLine


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
            found[row.credits_id] = found[row.credits_id].less(row.quantity, Amounts(row.net, row.tax))
        else:
            loose.append(row)
    for row in loose:
        _lower_any(found, row)
    return list(reversed(found.values()))


def _billed(row: Any) -> BilledLine:
    paper = row.invoice
    about = (row.id, paper.id, paper.number, paper.account_id, paper.day, row.position_id)
    return BilledLine(*about, row.quantity, Amounts(row.net, row.tax))


def _lower_any(found: dict[int, BilledLine], row: Any) -> None:
    """A credit note of before names no line: the latest ones of its position are lowered."""
    rest, money = row.quantity, Amounts(row.net, row.tax)
    for one in [line for line in reversed(found.values()) if line.position == row.position_id]:
        if not row.quantity:
            found[one.id] = one.less(ZERO, money)
            return
        if rest < 0 < one.quantity:
            part = max(rest, -one.quantity)
            found[one.id] = one.less(part, money if part == rest else Amounts())
            money, rest = (Amounts() if part == rest else money), rest - part


def of_invoice(billed: Iterable[BilledLine], invoice: str) -> list[BilledLine]:
    """Those of one invoice, by its number; all where none is named. Raises Refused where it has none of them."""
    found = [one for one in billed if invoice in ("", one.number)]
    if invoice and not found:
        raise refuse("invoice", f"{invoice} is not an invoice of this order", "invoice", listed=True)
    return found


def standing(order: Facts, line: StandingLine, before: Amounts) -> BilledPosition:
    """A position as it is to be credited; `before` is what invoices, less credit notes, billed of it."""
    row, moved = line.row, line.moved
    billed = moved.invoiced - moved.credited
    return BilledPosition(Amounts(row.net, row.tax), moved.ordered, billed, before, order.revision.currency)


def taken_back(
    order: Facts, line: StandingLine, quantity: Decimal, billed: Iterable[BilledLine], before: Amounts
) -> Iterator[CreditPart]:
    """What a quantity of a position comes to, line by line of its invoices, in their order (see `domain.crediting`).

    Raises Refused where the lines have less.
    """
    number, rest = line.position.position, quantity
    mine = [one for one in billed if one.position == line.position_id]
    for one, part, amounts in crediting.taken_back(standing(order, line, before), quantity, mine):
        rest += part
        yield CreditPart(number, one, part, amounts)
    if rest:
        has, named = grouped(quantity - rest), f"Line {number} {line.position.code}"
        raise refuse("quantity", f"{named}: only {has} of it are on that invoice", f"quantity:{number}", number)
