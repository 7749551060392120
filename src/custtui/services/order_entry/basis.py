"""What the lines of a draft stand on: products, prices, tax and ship-tos, read at once for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from custtui.domain import bounds
from custtui.domain.address import Address, land_of
from custtui.domain.line_tax import LineTax, TaxFacts, line_tax
from custtui.models.operator import Reason
from custtui.models.prepared import Prepared
from custtui.services.customer.checks import seller
from custtui.services.order_entry.goods import Goods, GoodsFacts, Payable, goods_of
from custtui.services.order_entry.rows import LineRow
from custtui.services.order_entry.slots import Roles, line_ship_to, ship_to
from custtui.services.order_entry.terms import Terms
from custtui.services.order_entry.views import Slot
from custtui.services.taxes import tax_facts

REASONS = Prepared(lambda: Reason.select(Reason.kind, Reason.code))


@dataclass
class Basis:
    """What the lines of a draft stand on: read at once for all of them."""

    terms: Terms
    products: dict[str, Goods]
    facts: dict[int, GoodsFacts]
    bought_since: date | None
    """The first day from which on what was bought is told (F-59)."""
    header_ship_to: Slot | None
    ship_tos: dict[int, Slot]
    taxes: TaxFacts
    reasons: dict[tuple[str, str], str]
    home: str
    """The seller's country; '' where every address names its own."""
    taxed: dict[tuple[str, Address], LineTax] = field(default_factory=dict[tuple[str, Address], LineTax])
    """What was worked out by now: lines of one category that go to one place are taxed alike."""

    @property
    def roles(self) -> Roles:
        """Who is who."""
        return self.terms.roles

    def tax_of(self, category: str, place: Address) -> LineTax:
        """The tax of a category where something goes to, today (C-38)."""
        key = category, place
        if key not in self.taxed:
            there = replace(place, country=land_of(place.country, self.home))
            self.taxed[key] = line_tax(self.taxes, category, there, self.roles.stored.today)
        return self.taxed[key]


def basis_of(terms: Terms, rows: Iterable[LineRow]) -> Basis:
    """Read what these lines need: a handful of queries, however many lines."""
    roles, lines = terms.roles, list(rows)
    head, sold_to = roles.stored.head, roles.sold_to
    priced = Payable(sold_to.id, head.contract, sold_to.price_list, sold_to.currency)
    products, facts = goods_of({line.item for line in lines}, terms.controls.scanner_prefix, priced)
    since = roles.stored.today - timedelta(days=min(max(terms.controls.repeat_days, 0), bounds.MOST_DAYS))
    header = ship_to(roles)
    own = {line.position: slot for line in lines if (slot := line_ship_to(roles, line)) is not None}
    named = {slot.address.country for slot in (header, *own.values()) if slot is not None}
    home = seller()[1] if any(not one.strip() for one in named) else ""
    taxes = tax_facts({land_of(one, home) for one in named}, sold_to.id, terms.controls.tax_places)
    typed = any(line.price or line.discount for line in lines)
    reasons = {(kind, code.casefold()): code for kind, code in REASONS()} if typed else {}
    told = since if terms.controls.repeat_days else None
    return Basis(terms, products, facts, told, header, own, taxes, reasons, home)
