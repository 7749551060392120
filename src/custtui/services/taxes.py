"""What the tax of a customer's lines hangs on: rates, its certificates, where the seller taxes (C-38)."""

from collections.abc import Iterable, Sequence
from functools import partial

from custtui.domain.line_tax import TaxFacts
from custtui.domain.tax import Exemption, Rate
from custtui.domain.tax_places import TaxPlace, read_places
from custtui.models.account import TaxStatus
from custtui.models.at_once import at_once, if_far
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
    found, ahead = at_once(partial(RATES, sorted(countries)), partial(if_far, partial(EXEMPTIONS, account)))
    rates = [Rate(*row) for row in found]
    places = _places(control, rates)
    exempt = [] if places is None else EXEMPTIONS(account) if ahead is None else ahead
    exemptions = [Exemption(*row) for row in exempt]
    home = seller()[1] if any(one.state for one in exemptions) else ""
    return TaxFacts(rates, exemptions, places, home)


def _places(control: str, rates: list[Rate]) -> Sequence[TaxPlace] | None:
    """`rates` are those of the countries the lines go to: whether there are any elsewhere is asked without them."""
    if not rates and ANY_RATE.first() is None:
        return None
    return read_places(control) or [(one.country, one.state) for one in rates]
