"""What the tax of a customer's lines hangs on: rates, its certificates, where the seller taxes (C-38)."""

from collections.abc import Iterable, Sequence

from custtui.domain.line_tax import TaxFacts
from custtui.domain.tax import Exemption, Rate
from custtui.domain.tax_places import TaxPlace, read_places
from custtui.models.account import TaxStatus
from custtui.models.operator import TaxRate
from custtui.models.prepared import Prepared
from custtui.services.customer.checks import seller

RATES = Prepared(
    lambda countries: TaxRate.select(
        *(TaxRate.category, TaxRate.country, TaxRate.state, TaxRate.rate, TaxRate.first_day, TaxRate.last_day),
        *(TaxRate.county, TaxRate.city, TaxRate.postal_codes, TaxRate.component),
    ).where(TaxRate.country.in_(countries))
)
ANY_RATE = Prepared(lambda: TaxRate.select(TaxRate.id).limit(1))
EXEMPTIONS = Prepared(
    lambda account: TaxStatus.select(
        TaxStatus.state, TaxStatus.first_day, TaxStatus.last_day, TaxStatus.certificate
    ).where(TaxStatus.account == account)
)


def tax_facts(countries: Iterable[str], account: int, control: str) -> TaxFacts:
    """Of an account's lines that go to these countries; `control` is where the seller taxes, as it is set up."""
    rates = [Rate(*row) for row in RATES(sorted(countries))]
    places = _places(control, rates)
    exemptions = [] if places is None else [Exemption(*row) for row in EXEMPTIONS(account)]
    home = seller()[1] if any(one.state for one in exemptions) else ""
    return TaxFacts(rates, exemptions, places, home)


def _places(control: str, rates: list[Rate]) -> Sequence[TaxPlace] | None:
    """`rates` are those of the countries the lines go to: whether there are any elsewhere is asked without them."""
    if not rates and ANY_RATE.first() is None:
        return None
    return read_places(control) or [(one.country, one.state) for one in rates]
