"""What a credit note takes back of invoice lines: which, how much, and what that comes to (C-31, D-01 backwards)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from custtui.domain import crediting
from custtui.domain.crediting import BilledLine, BilledPosition
from custtui.domain.errors import refuse
from custtui.domain.fulfilment import Amounts
from custtui.domain.numbers import grouped
from custtui.services.fulfilment.facts import Facts, StandingLine


@dataclass(frozen=True, slots=True)
class CreditPart:
    """A line of a credit note: below 0. A quantity of 0 is no share of the line: without goods, for `pieces`."""

    position: int
    of: BilledLine
    quantity: Decimal
    amounts: Amounts
    pieces: Decimal | None = None


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
