"""Freight and other charges of a draft, worked out: what each comes to where the order goes (C-41)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from custtui.domain import charge, tax
from custtui.domain.address import land_of
from custtui.domain.charge import BETWEEN, TypedCharge
from custtui.domain.choice import Choice
from custtui.domain.errors import Fault
from custtui.domain.line_tax import line_tax
from custtui.domain.money import ZERO, rounded, tax_of
from custtui.domain.numbers import Unreadable
from custtui.models.order import OrderCharge
from custtui.models.product import Product
from custtui.services.orders.money import Billed
from custtui.services.tax_categories import categories_known
from custtui.services.views.fulfilment import Charge

if TYPE_CHECKING:
    from custtui.services.order_entry.base import Base
    from custtui.services.order_entry.basis import Basis

ChargeColumns = Mapping[str, Any]
COLUMNS = ("kind", "text", "tax_rate", "net", "tax")
USUAL: str = Product.tax_category.default
"""How a charge is taxed that says nothing of it: as products are."""


@dataclass
class WorkedCharges:
    """The charges as rows of a revision; what is wrong with them, and which have no tax rate where there is tax."""

    currency: str
    rows: list[ChargeColumns] = field(default_factory=list[ChargeColumns])
    faults: list[Fault] = field(default_factory=list[Fault])
    untaxed: list[str] = field(default_factory=list[str])

    def sum_of(self, column: str) -> Decimal:
        """Of net or tax, rounded each (D-01)."""
        return sum((rounded(one[column], self.currency) for one in self.rows), ZERO)

    @property
    def told(self) -> tuple[Charge, ...]:
        """As views have them."""
        return tuple((one["text"] or one["kind"], one["net"], one["tax"]) for one in self.rows)

    @property
    def nets(self) -> list[tuple[str, Decimal]]:
        """Name and net of each."""
        return [(name, net) for name, net, _ in self.told]


def rows_of(base: Base) -> list[ChargeColumns]:
    """Those of the revision that is changed."""
    return [{name: getattr(one, name) for name in COLUMNS} for one in base.charges]


def charges_keyed(revision: int) -> str:
    """Those of a revision as a draft keeps them."""
    query = OrderCharge.select(*(getattr(OrderCharge, name) for name in COLUMNS))
    return BETWEEN.join(map(_typed, query.where(OrderCharge.revision == revision).order_by(OrderCharge.id).dicts()))


def _typed(one: ChargeColumns) -> str:
    return charge.as_typed(one["text"] or one["kind"], one["net"], one["tax_rate"])


def worked_charges(basis: Basis, base: Base | None) -> WorkedCharges:
    """What the header says of charges; those that stand in the order that is changed stay as they were.

    Once some of them, or of the lines, are billed they are not changed any more: they came with the first invoice.
    """
    roles = basis.roles
    found = WorkedCharges(roles.sold_to.currency)
    stood = rows_of(base) if base else []
    kept = {_typed(one): one for one in stood}
    for part in charge.parts_of(roles.stored.head.charges):
        if part in kept:
            found.rows.append(kept[part])
        else:
            _add(found, part, basis)
    why = charge.twice_fault(name for name, *_ in found.told) or _why_fixed(found, stood, base)
    found.faults += [_fault(why)] * bool(why)
    return found


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


def _add(found: WorkedCharges, part: str, basis: Basis) -> None:
    try:
        typed = charge.read_charge(part, found.currency)
        rate = _rate(found, typed, basis)
    except Unreadable as error:
        found.faults.append(_fault(str(error)))
        return
    row = {"kind": typed.kind, "text": "", "tax_rate": rate, "net": typed.net}
    found.rows.append({**row, "tax": tax_of(typed.net, rate, found.currency)})


def _rate(found: WorkedCharges, typed: TypedCharge, basis: Basis) -> Decimal:
    """The rate typed, else that of its category where the order goes to, none for who is exempt there (C-38)."""
    rate, category = charge.typed_rate(typed.tax), typed.tax or USUAL
    if rate is not None:
        return rate
    known = categories_known() if typed.tax else set[str]()
    if known and tax.category_of(category) not in known:
        raise Unreadable(f'"{category[:40]}" is not a tax category')
    goes_to, today = basis.header_ship_to, basis.roles.stored.today
    if goes_to is None or basis.taxes.places is None:
        return ZERO
    place = replace(goes_to.address, country=land_of(goes_to.address.country, basis.home))
    taxed = line_tax(basis.taxes, category, place, today)
    if taxed.unknown:
        found.untaxed.append(f"{taxed.reason} ({typed.kind})")
    return taxed.rate


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
