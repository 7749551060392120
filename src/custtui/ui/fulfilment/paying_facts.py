"""What is said of a payment: what is due, what it settles as it is typed, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from custtui.domain.early import told_early
from custtui.domain.instalments import told_parts
from custtui.domain.money import ZERO
from custtui.domain.naming import some
from custtui.services.fulfilment.taking import ReadPayment, discounts_of
from custtui.services.views.money import OwedInvoice, OwingView
from custtui.ui.kit import format as fmt
from custtui.ui.kit.facts import FactRow

NAMED = 2
"""So many invoices settled are named in the outcome."""


def due(stands: OwingView, chosen: OwedInvoice | None) -> list[FactRow]:
    """What is owed, overdue, and left of before; what there is to know of the invoice the cursor is in."""
    currency = stands.currency
    mine = [each for each in stands.invoices if each.currency == currency]
    owes, late = summed(each.left for each in mine), summed(each.overdue(stands.day) for each in mine)
    total, overdue = (fmt.amount(value, currency) for value in (owes, late))
    parts = [f"{total} {currency}" if owes else "nothing", f"{overdue} overdue" * bool(late)]
    credit = summed(-each.left for each in stands.credits if each.currency == currency)
    parts.append(f"{fmt.amount(credit, currency)} of credit notes" * bool(credit))
    parts.append(f"{fmt.amount(stands.surplus, currency)} left of before" * bool(stands.surplus))
    parts += _of(chosen, currency) if chosen else ()
    return [("Due", [text for text in parts if text], "strong")]


def _of(one: OwedInvoice, currency: str) -> Iterator[str]:
    if one.early:
        yield told_early(one.early, currency)
    if len(one.parts) > 1:
        yield f"{one.number} in parts: {told_parts(one.parts, currency)}"
    if len(one.orders) > 1:
        yield f"{one.number} for {one.all_orders}"


def settles(stands: OwingView, read: ReadPayment, late: Collection[str]) -> list[FactRow]:
    """What becomes of the money that is typed."""
    currency = stands.currency
    used = summed(part for part in read.parts.values() if part > 0)
    rest = read.amount + stands.surplus - summed(read.parts.values())
    if rest < 0:
        return [("Rest", [f"{fmt.amount(-rest, currency)} {currency} more than there is"], "mark")]
    settled = sum(part > 0 for part in read.parts.values())
    parts = [f"{fmt.amount(used, currency)} {currency} of {some(settled, 'invoice')}"] * bool(used)
    off = summed(discounts_of(read, stands, late).values())
    parts += [f"{fmt.amount(off, currency)} discount"] * bool(off)
    parts += [f"{fmt.amount(rest, currency)} saved for later"] * bool(rest)
    return [("Settles" if used else "Keeps", parts, "strong")]


def summed(amounts: Iterable[Decimal]) -> Decimal:
    """Their sum, exact; 0 of none."""
    return sum(amounts, ZERO)


def outcome(stands: OwingView, read: ReadPayment, rest: Decimal) -> str:
    """`Received 200.00 USD of Harbor Cafe: IN-41 62.50, IN-42 100.00; 37.50 saved for later`."""
    currency = stands.currency
    came = f"Received {fmt.amount(read.amount, currency)} {currency} of" if read.amount else "Settled for"
    parts = [f"{number} {fmt.amount(part, currency)}" for number, part in read.parts.items()]
    named = ", ".join(parts) if len(parts) <= NAMED else f"{', '.join(parts[:NAMED])} and {len(parts) - NAMED} more"
    kept = f"{fmt.amount(rest, currency)} saved for later" if rest else ""
    return f"{came} {stands.name}: {'; '.join(text for text in (named, kept) if text)}"
