"""The tax of a line on a day, and why: on the order as expected, on the invoice as shipped (C-38)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from custtui.domain.address import Address
from custtui.domain.crediting import BilledPosition
from custtui.domain.days import dated
from custtui.domain.fulfilment import Amounts, part_of
from custtui.domain.money import ZERO, minor_unit, share, tax_of
from custtui.domain.numbers import plain
from custtui.domain.tax import (
    Exemption,
    Rate,
    exemption_of,
    parts_fault,
    parts_of_rows,
    rows_for,
    shown_parts,
    total_rate,
)
from custtui.domain.tax_places import NO_REGISTRATION, UNTAXED, TaxPlace, taxes_there, told_untaxed
from custtui.domain.text import shortened

CODES = 40
"""So much of the postal codes of a rate is told."""


class LineTax(NamedTuple):
    """A rate as a fraction, its taxes by their names, and why it is that; `unknown`: no rate is known there."""

    rate: Decimal = ZERO
    parts: str = ""
    reason: str = ""
    unknown: bool = False

    @property
    def columns(self) -> dict[str, Any]:
        """As lines of invoices keep it."""
        return {"tax_rate": self.rate, "tax_parts": self.parts, "tax_reason": self.reason}

    @property
    def told(self) -> str:
        """`tax 8.875%`, `GST 5% + QST 9.975%`, `not taxed`."""
        return shown_parts(self.parts) or (f"tax {plain(self.rate * 100)}%" if self.rate else UNTAXED)

    @property
    def words(self) -> str:
        """`tax 8.875%: standard in NJ, US from 1 Jan`, with why; a reason that says it already says it once."""
        return self.reason if self.reason.startswith(self.told) else f"{self.told}: {self.reason}"


NOT_TAXED = LineTax()


@dataclass(frozen=True, slots=True)
class TaxFacts:
    """What the tax of a customer's lines hangs on; `places` None where the house has no tax rate at all (C-38)."""

    rates: Sequence[Rate]
    exemptions: Sequence[Exemption]
    places: Sequence[TaxPlace] | None
    home: str = ""
    """The country of the seller."""


def line_tax(facts: TaxFacts, category: str, place: Address, day: date) -> LineTax:
    """The tax of a category where a line goes to, on a day. `place` names its country."""
    if facts.places is None:
        return LineTax()
    if one := exemption_of(facts.exemptions, place.country, place.state, day, facts.home):
        return LineTax(reason=_exempt(one))
    if rows := rows_for(facts.rates, category, place, day):
        return LineTax(total_rate(rows), parts_of_rows(rows), "; ".join(map(_because, rows)))
    if taxes_there(facts.places, place.country, place.state):
        return LineTax(reason=told_untaxed(category, place.country, place.state), unknown=True)
    return LineTax(reason=NO_REGISTRATION)


def shipped_tax(facts: TaxFacts, category: str, place: Address, day: date, agreed: LineTax) -> LineTax:
    """The tax of goods shipped on a day; as the order has it where nothing is known of it then (C-38)."""
    if facts.places is None:
        return agreed
    found = line_tax(facts, category, place, day)
    return agreed if found.unknown else found


def _exempt(one: Exemption) -> str:
    where = f"tax exempt in {one.state}" if one.state else "tax exempt"
    certificate = f", certificate {one.certificate}" if one.certificate else ""
    return where + certificate + (f" until {dated(one.last_day)}" if one.last_day else "")


def _because(one: Rate) -> str:
    """`standard in NY, US from 1 Jan 2026`, `GST: standard in CA from 1 Jan 2026 until 31 Mar 2026`."""
    where = ", ".join(
        filter(None, (shortened(one.postal_codes, CODES), one.city, one.county, one.state, one.country))
    )
    until = f" until {dated(one.last_day)}" if one.last_day else ""
    name = f"{one.component}: " if one.component else ""
    return f"{name}{one.category} in {where} from {dated(one.first_day)}{until}"


@dataclass(frozen=True, slots=True)
class TaxedPart:
    """A part of what is billed of a line: how much, its tax on the day it was shipped, what that comes to."""

    quantity: Decimal
    tax: LineTax
    amounts: Amounts


Sent = tuple[Decimal, LineTax]
"""How much of a line was shipped at once, and its tax that day."""


def taxed_parts(
    stands: BilledPosition, quantity: Decimal, agreed: LineTax, sent: Iterable[Sent]
) -> tuple[TaxedPart, ...]:
    """What a quantity of a line comes to, a part for each tax that it was shipped at (C-38, D-01).

    What was sent first is billed first; what came back unbilled was sent last. All that no shipment tells of is taxed
    as the order has it. Parts of one tax that follow each other are one.
    """
    found, billed, before = list[TaxedPart](), stands.billed, stands.before
    for part, tax in _grouped(sent, stands.billed, quantity, agreed):
        amounts = _amounts(stands, billed, before, part, tax, agreed)
        found.append(TaxedPart(part, tax, amounts))
        billed, before = billed + part, before + amounts.shared
    return tuple(found)


def _grouped(sent: Iterable[Sent], skip: Decimal, quantity: Decimal, agreed: LineTax) -> list[Sent]:
    found, left = list[Sent](), quantity
    for part, tax in sent:
        gone = min(part, max(skip, ZERO))
        skip -= gone
        taken = min(part - gone, left)
        left -= taken
        if taken > 0:
            _add(found, taken, tax)
    if left > 0:
        _add(found, left, agreed)
    return found


def _add(found: list[Sent], quantity: Decimal, tax: LineTax) -> None:
    if found and found[-1][1][:2] == tax[:2]:
        before, tax = found.pop()
        quantity += before
    found.append((quantity, tax))


def _amounts(
    stands: BilledPosition, billed: Decimal, before: Amounts, quantity: Decimal, tax: LineTax, agreed: LineTax
) -> Amounts:
    """The share of what was agreed, and what the tax of that day is beside it."""
    own = part_of(stands.whole, billed + quantity, stands.ordered, before, stands.currency)
    if tax.rate == agreed.rate:
        return own
    whole = tax_of(stands.whole.net, tax.rate, stands.currency)
    since = share(whole, billed, stands.ordered, ZERO, stands.currency)
    return own.otherwise(share(whole, billed + quantity, stands.ordered, since, stands.currency) - own.tax)


class ChargeTaxed(NamedTuple):
    """A charge that an invoice taxes otherwise than its order: how, and what that comes to beside it (C-38)."""

    name: str
    tax: LineTax
    agreed: LineTax
    differs: Decimal

    @property
    def told(self) -> str:
        """`freight: tax 7% when shipped (ordered: tax 6.625%), standard in NJ, US from 1 Jan 2026`."""
        return f"{self.name}: {told_otherwise(self.tax, self.agreed, self.tax.reason)}"


def charge_taxed(name: str, amounts: Amounts, tax: LineTax, agreed: LineTax, currency: str) -> ChargeTaxed | None:
    """How a charge is taxed on the day of shipment; None where that is as its order has it."""
    if tax[:2] == agreed[:2]:
        return None
    whole = amounts.tax if tax.rate == agreed.rate else tax_of(amounts.net, tax.rate, currency)
    return ChargeTaxed(name, tax, agreed, whole - amounts.tax)


def sum_charged(
    charges: Iterable[tuple[str, Decimal, Decimal]], taxed: Iterable[ChargeTaxed], lines: Amounts
) -> Amounts:
    """What lines and charges (name, net, tax) come to, with what of these is taxed otherwise (C-38)."""
    agreed = sum((Amounts(net, tax) for _, net, tax in charges), lines)
    return agreed.otherwise(sum((one.differs for one in taxed), ZERO))


def told_otherwise(own: LineTax, agreed: LineTax, reason: str = "") -> str:
    """`tax 7% when shipped (ordered: tax 6.625%), standard in NJ, US from 1 Jan 2026`; '' where they are the same."""
    if own[:2] == agreed[:2]:
        return ""
    return f"{own.told} when shipped (ordered: {agreed.told})" + (f", {reason}" if reason else "")


def taxed_fault(amounts: Amounts, tax: LineTax, currency: str) -> str:
    """Why an amount that is billed cannot be taxed at a rate, '' where it can: shares are rounded twice (D-01)."""
    if why := parts_fault(tax.parts, tax.rate):
        return why
    off = abs(amounts.tax - amounts.net * tax.rate)
    if off <= 3 * minor_unit(currency):
        return ""
    return f"{plain(amounts.tax)} is not the tax of {plain(amounts.net)} at {plain(tax.rate * 100)}%"
