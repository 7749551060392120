"""What the lines of a draft stand on: products, prices, tax and ship-tos, read at once for all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from custtui.domain import bounds, tax, tax_places
from custtui.domain.address import land_of
from custtui.models.account import TaxStatus
from custtui.models.operator import Reason, TaxRate
from custtui.models.prepared import Prepared
from custtui.services.customer.checks import seller
from custtui.services.order_entry.goods import Goods, GoodsFacts, Payable, goods_of
from custtui.services.order_entry.rows import LineRow
from custtui.services.order_entry.slots import Roles, line_ship_to, ship_to
from custtui.services.order_entry.terms import Terms
from custtui.services.order_entry.views import Slot

RATES = Prepared(
    lambda countries: TaxRate.select(
        *(TaxRate.category, TaxRate.country, TaxRate.state, TaxRate.rate, TaxRate.first_day, TaxRate.last_day),
        *(TaxRate.county, TaxRate.city, TaxRate.postal_codes, TaxRate.component),
    ).where(TaxRate.country.in_(countries))
)
ANY_RATE = Prepared(lambda: TaxRate.select(TaxRate.id).limit(1))
EXEMPTIONS = Prepared(
    lambda account: TaxStatus.select(TaxStatus.state, TaxStatus.first_day, TaxStatus.last_day).where(
        TaxStatus.account == account
    )
)
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
    rates: list[tax.Rate]
    exemptions: list[tax.Exemption]
    reasons: dict[tuple[str, str], str]
    tax_places: Sequence[tax_places.TaxPlace] | None
    """Where the seller taxes; None where the house has no tax rate at all (C-38)."""
    home: str
    """The seller's country; '' where every address names its own."""

    @property
    def roles(self) -> Roles:
        """Who is who."""
        return self.terms.roles


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
    rates = [tax.Rate(*row) for row in RATES(sorted({land_of(one, home) for one in named}))]
    places = _tax_places(terms.controls.tax_places, rates)
    exemptions = [] if places is None else [tax.Exemption(*row) for row in EXEMPTIONS(sold_to.id)]
    typed = any(line.price or line.discount for line in lines)
    reasons = {(kind, code.casefold()): code for kind, code in REASONS()} if typed else {}
    told = since if terms.controls.repeat_days else None
    return Basis(terms, products, facts, told, header, own, rates, exemptions, reasons, places, home)


def _tax_places(control: str, rates: list[tax.Rate]) -> Sequence[tax_places.TaxPlace] | None:
    """`rates` are those of the countries the lines go to: whether there are any elsewhere is asked without them."""
    if not rates and ANY_RATE.first() is None:
        return None
    return tax_places.read_places(control) or [(one.country, one.state) for one in rates]
