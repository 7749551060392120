"""Freight and other charges of a draft, worked out: what each comes to where the order goes (C-41)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from custtui.domain import charge, tax
from custtui.domain.card import holds_card_number
from custtui.domain.charge import BETWEEN, TypedCharge
from custtui.domain.choice import Choice
from custtui.domain.errors import Fault
from custtui.domain.line_tax import LineTax
from custtui.domain.money import ZERO, rounded, tax_of
from custtui.domain.naming import told_short
from custtui.domain.numbers import Unreadable
from custtui.models.order import OrderCharge, OrderRevision
from custtui.models.product import Product
from custtui.services.orders.money import Billed
from custtui.services.tax_categories import categories_known
from custtui.services.views.fulfilment import Charge

if TYPE_CHECKING:
    from custtui.services.order_entry.base import Base
    from custtui.services.order_entry.basis import Basis

ChargeColumns = Mapping[str, Any]
TAXED = ("tax_rate", "tax_parts", "tax_reason")
"""As LineTax has them."""
COLUMNS = ("kind", "text", "tax_category", "tax_rate", "tax_parts", "tax_reason", "net", "tax")
USUAL: str = Product.tax_category.default
"""How a charge is taxed that says nothing of it: as products are."""


@dataclass
class WorkedCharges:
    """The charges as rows of a revision; what is wrong with them, and which have no tax rate where there is tax.

    `moved`: those that are taxed otherwise where a change goes to, told before it is placed.
    """

    currency: str
    rows: list[ChargeColumns] = field(default_factory=list[ChargeColumns])
    faults: list[Fault] = field(default_factory=list[Fault])
    untaxed: list[str] = field(default_factory=list[str])
    moved: list[str] = field(default_factory=list[str])

    def sum_of(self, column: str) -> Decimal:
        """Of net or tax, rounded each (D-01)."""
        return sum((rounded(one[column], self.currency) for one in self.rows), ZERO)

    @property
    def told(self) -> tuple[Charge, ...]:
        """As views have them."""
        return tuple((_name(one), one["net"], one["tax"]) for one in self.rows)

    @property
    def nets(self) -> list[tuple[str, Decimal]]:
        """Name and net of each."""
        return [(name, net) for name, net, _ in self.told]


def rows_of(base: Base) -> list[ChargeColumns]:
    """Those of the revision that is changed."""
    return [{name: getattr(one, name) for name in COLUMNS} for one in base.charges]


def charges_keyed(revision: int) -> str:
    """Those of a revision as a draft keeps them."""
    query = OrderCharge.select(OrderRevision.currency, *(getattr(OrderCharge, name) for name in COLUMNS))
    query = query.join(OrderRevision, on=OrderCharge.revision == OrderRevision.id)
    found = query.where(OrderCharge.revision == revision).order_by(OrderCharge.id).dicts()
    return BETWEEN.join(_typed(one, one["currency"]) for one in found)


def _name(one: ChargeColumns) -> str:
    return one["text"] or one["kind"]


def _typed(one: ChargeColumns, currency: str) -> str:
    """As it would be typed: taxed as usual, or by a rate that came without a category, says nothing of it."""
    category = "" if one["tax_category"] == USUAL else one["tax_category"]
    return charge.as_typed(_name(one), one["net"], category, currency)


def worked_charges(basis: Basis, base: Base | None) -> WorkedCharges:
    """What the header says of charges; those that stand in the order that is changed stay as they were.

    Where the order goes elsewhere they are taxed anew, as its lines are (C-38). Once some of them, or of the lines,
    are billed they are not changed any more: they came with the first invoice. Of a text that holds a card number
    nothing is read.
    """
    text, found = basis.roles.stored.head.charges, WorkedCharges(basis.roles.sold_to.currency)
    if holds_card_number(text):
        return found
    stood = rows_of(base) if base else []
    work = _Working(found, basis, stood, anew=base is not None and bool(stood) and _moves(basis, base))
    for part in charge.parts_of(text):
        work.add(part)
    why = charge.twice_fault(name for name, *_ in found.told) or _why_fixed(found, stood, base)
    found.faults += [_fault(why)] * bool(why)
    return found


def _moves(basis: Basis, base: Base) -> bool:
    """Does the order go elsewhere than what it changes, and are its charges still to be billed?"""
    place = basis.header_ship_to
    before = next((key for key, one in base.ship_tos.items() if one.header), None)
    return place is not None and place.kept != before and not are_billed(base.billed)


def _fault(text: str) -> Fault:
    return Fault("charges", "charges", f"Charges: {text}")


def are_billed(billed: Billed) -> bool:
    """Was a first invoice made, which charges come with, and is it not credited whole?"""
    return bool(billed.charges) or billed.invoiced != billed.credited


def _why_fixed(found: WorkedCharges, stood: list[ChargeColumns], base: Base | None) -> str:
    if base is None or (found.rows == stood and not found.faults):
        return ""
    if not are_billed(base.billed):
        return ""
    if base.billed.charges:
        return "they were billed with the first invoice and stay as they are; a credit note takes them back"
    return "they come with the first invoice, which was made: none are added, changed or taken off any more"


def _same_category(typed: str, stood: str) -> bool:
    return typed == stood or (not typed and stood == USUAL)


@dataclass
class _Working:
    """Charges on the way from what is typed to rows; `anew`: those that stand are taxed where the order goes now."""

    found: WorkedCharges
    basis: Basis
    stood: list[ChargeColumns]
    anew: bool

    def add(self, part: str) -> None:
        """One as typed: it stands already, or it is read."""
        stands = next((one for one in self.stood if _typed(one, self.found.currency) == part), None)
        try:
            self.found.rows.append(self._read(part) if stands is None else self._standing(stands, stands["net"]))
        except Unreadable as error:
            self.found.faults.append(_fault(str(error)))

    def _read(self, part: str) -> ChargeColumns:
        """A charge that stands keeps its rate, another amount or not, while it is of the same category (C-38)."""
        typed = charge.read_charge(part, self.found.currency)
        before = next((one for one in self.stood if tax.category_of(_name(one)) == tax.category_of(typed.kind)), None)
        if before and _same_category(typed.category, before["tax_category"]):
            return self._standing(before, typed.net)
        return self._row({"kind": typed.kind, "text": ""}, typed.net, typed.category or USUAL, self._taxed(typed))

    def _standing(self, before: ChargeColumns, net: Decimal) -> ChargeColumns:
        names, was = {name: before[name] for name in ("kind", "text")}, LineTax(*(before[name] for name in TAXED))
        category, taxed = before["tax_category"], was
        if self.anew:
            category = category or USUAL
            taxed = self._tax(_name(before), category)
            if taxed.told != was.told:
                self.found.moved.append(f"{_name(before)}: {taxed.told} (was {was.told})")
        return before if (net, taxed) == (before["net"], was) else self._row(names, net, category, taxed)

    def _row(self, names: ChargeColumns, net: Decimal, category: str, taxed: LineTax) -> ChargeColumns:
        amounts = {"net": net, "tax": tax_of(net, taxed.rate, self.found.currency)}
        return {**names, "tax_category": category, **taxed.columns, **amounts}

    def _taxed(self, typed: TypedCharge) -> LineTax:
        """Raises Unreadable for a category that the house has not."""
        known = categories_known() if typed.category else set[str]()
        if known and typed.category not in known:
            raise Unreadable(f'"{told_short(typed.category)}" is not a tax category')
        return self._tax(typed.kind, typed.category or USUAL)

    def _tax(self, kind: str, category: str) -> LineTax:
        """That of its category where the order goes to, none for who is exempt there (C-38)."""
        goes_to = self.basis.header_ship_to
        if goes_to is None or self.basis.taxes.places is None:
            return LineTax()
        taxed = self.basis.tax_of(category, goes_to.address)
        if taxed.unknown:
            self.found.untaxed.append(f"{taxed.reason} ({kind})")
        return taxed


def tax_choices(typed: str) -> list[Choice]:
    """How the last charge typed may be taxed: the whole text with each category (F4)."""
    parts = charge.parts_of(typed)
    usual = tax.category_of(USUAL)
    return [
        Choice(_with_tax(parts, one), one, "as products are" if one == usual else "")
        for one in sorted(categories_known())
    ]


def _with_tax(parts: list[str], category: str) -> str:
    return BETWEEN.join([*parts[:-1], charge.taxed_as(parts[-1], category)]) if parts else ""
