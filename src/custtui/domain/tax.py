"""Tax of a line: the rate where it goes to, unless the customer is exempt (F-20, R-35)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from custtui.domain.days import includes, shown_day
from custtui.domain.postal import state_code


@dataclass(frozen=True, slots=True)
class Rate:
    """The rate of a category in a country, or in one state of it; days inclusive."""

    category: str
    country: str
    state: str
    rate: Decimal
    first_day: date
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Exemption:
    """A customer's certificate: everywhere (state ''), or for one state; days inclusive."""

    state: str
    first_day: date | None
    last_day: date | None

    def open_on(self, day: date) -> bool:
        """First and last day are both included."""
        return includes(self.first_day, self.last_day, day)

    def expired(self, day: date) -> bool:
        """The certificate's last day has passed."""
        return self.last_day is not None and self.last_day < day


def exempt(exemptions: Iterable[Exemption], country: str, state: str, day: date) -> bool:
    """Is the customer exempt in a state of a country, called by its code or its name?

    A customer-level certificate that has expired wins (R-35).
    """
    known, place = list(exemptions), state_code(country, state)
    general = next((one for one in known if not one.state), None)
    if general is not None and general.expired(day):
        return False
    return any(one.open_on(day) and (not one.state or state_code(country, one.state) == place) for one in known)


def words(exemptions: Iterable[Exemption], day: date) -> str:
    """`taxable`, `tax exempt until 31 Dec 2026`, `tax exempt in NJ, NY until 30 Nov`: what `exempt` answers (R-35).

    A certificate that holds everywhere says it all; of states the day is told where one day ends all of them.
    """
    known = list(exemptions)
    if any(not one.state and one.expired(day) for one in known):
        return "taxable"
    live = sorted((one for one in known if one.open_on(day)), key=lambda one: one.state)
    told = [one for one in live if not one.state] or live
    if not told:
        return "taxable"
    places = ", ".join(one.state for one in told if one.state)
    ends = {one.last_day for one in told}
    last = ends.pop() if len(ends) == 1 else None
    return "tax exempt" + (f" in {places}" if places else "") + (f" until {shown_day(last, day)}" if last else "")


def rate_for(rates: Iterable[Rate], category: str, country: str, state: str, day: date) -> Decimal | None:
    """The rate of a category where the line goes to: the state's before the country's, None where there is none.

    A state is the same by its code and its name, a category in large and small letters. A rate of 0 is a rate (C-38).
    """
    land, wanted = country.strip().upper(), category_of(category)
    place = state_code(land, state)
    fitting = [
        one
        for one in rates
        if one.country == land
        and category_of(one.category) == wanted
        and (not one.state or state_code(land, one.state) == place)
        and includes(one.first_day, one.last_day, day)
    ]
    best = max(fitting, key=lambda one: (bool(one.state), one.first_day), default=None)
    return best.rate if best else None


def category_of(text: str) -> str:
    """A tax category as it is kept: in small letters, `Standard` is standard."""
    return " ".join(text.split()).casefold()
