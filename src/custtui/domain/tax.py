"""Tax of a line: the rates where it goes to, unless the customer is exempt (F-20, R-35, C-38)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from custtui.domain.address import Address
from custtui.domain.days import includes, shown_day
from custtui.domain.money import ZERO, rounded
from custtui.domain.numbers import plain
from custtui.domain.postal import has_state, state_code


@dataclass(frozen=True, slots=True)
class Rate:
    """The rate of a category in a country, or in a part of it; days inclusive.

    `component` names the tax, GST or QST, '' where there is but one. Addresses have no county: the postal codes or
    the city of a row with one say where it is.
    """

    category: str
    country: str
    state: str
    rate: Decimal
    first_day: date
    last_day: date | None = None
    county: str = ""
    city: str = ""
    postal_codes: str = ""
    component: str = ""

    def narrowness(self, postal_code: str) -> tuple[Any, ...]:
        """Beginning of a postal code, city, county, state, country: of two that fit the greater one wins (C-38).

        What is refused beside another, and came in all the same, is told from it by what is written in it.
        """
        begins = max((len(one) for one in prefixes(self.postal_codes) if postal_code.startswith(one)), default=0)
        own = 0 if self.county else begins
        place = own, bool(self.city), bool(self.county), bool(self.state), begins, self.first_day
        return *place, self.county, self.postal_codes, self.rate, self.last_day or date.max


class TaxPart(NamedTuple):
    """A tax of a line by its name, '' where it has none: GST at 0.05."""

    name: str
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Exemption:
    """A customer's certificate: everywhere (state ''), or for one state; days inclusive."""

    state: str
    first_day: date | None
    last_day: date | None
    certificate: str = ""

    def open_on(self, day: date) -> bool:
        """First and last day are both included."""
        return includes(self.first_day, self.last_day, day)

    def expired(self, day: date) -> bool:
        """The certificate's last day has passed."""
        return self.last_day is not None and self.last_day < day


def exemption_of(
    exemptions: Iterable[Exemption], country: str, state: str, day: date, home: str = ""
) -> Exemption | None:
    """The certificate that makes a customer exempt in a state of a country; None where it is taxed.

    A customer-level certificate that has expired wins (R-35). Certificates name no country: that of a state of the
    seller's `home` holds there alone, PA in Pennsylvania and not in Pará.
    """
    known, place = list(exemptions), state_code(country, state)
    general = next((one for one in known if not one.state), None)
    if general is not None and general.expired(day):
        return None
    abroad = bool(home) and country != home
    mine = (one for one in known if not (abroad and one.state and has_state(home, one.state)))
    fits = (one for one in mine if not one.state or state_code(country, one.state) == place)
    return next((one for one in fits if one.open_on(day)), None)


def words(exemptions: Iterable[Exemption], day: date) -> str:
    """`taxable`, `tax exempt until 31 Dec 2026`, `tax exempt in NJ, NY until 30 Nov`, as `exemption_of` (R-35).

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


def rows_for(rates: Iterable[Rate], category: str, place: Address, day: date) -> Sequence[Rate]:
    """The rows of rates that hold for a category where a line goes to, one a component; none where there is none.

    Of each component the narrowest row holds. A state is the same by its code and its name, a category, a city and a
    component in large and small letters.
    """
    land, wanted, code = place.country.strip().upper(), category_of(category), prefix_of(place.postal_code)
    state, city, best = state_code(land, place.state), category_of(place.city), dict[str, Rate]()
    for one in rates:
        if (
            one.country == land
            and category_of(one.category) == wanted
            and (not one.state or state_code(land, one.state) == state)
            and (not one.city or category_of(one.city) == city)
            and (not one.postal_codes or code.startswith(tuple(prefixes(one.postal_codes))))
            and includes(one.first_day, one.last_day, day)
        ):
            before = best.setdefault(one.component.casefold(), one)
            best[one.component.casefold()] = max(before, one, key=lambda row: row.narrowness(code))
    return [best[name] for name in sorted(best)]


def category_of(text: str) -> str:
    """A tax category as it is kept: in small letters, `Standard` is standard."""
    return " ".join(text.split()).casefold()


def prefix_of(text: str) -> str:
    """The letters and digits of a postal code, or of its beginning, in capitals: h2x 1 is H2X1."""
    return "".join(filter(str.isalnum, text)).upper()


@lru_cache(maxsize=4096)
def prefixes(text: str) -> tuple[str, ...]:
    """`100, 101`: the beginnings of postal codes of a row, each once."""
    return tuple(dict.fromkeys(filter(None, map(prefix_of, text.split(",")))))


def parts_of_rows(rows: Iterable[Rate]) -> str:
    """As `parts_text`, of rows of rates."""
    return parts_text(TaxPart(one.component, one.rate) for one in rows)


def total_rate(parts: Iterable[TaxPart | Rate]) -> Decimal:
    """What the taxes of a line come to together."""
    return sum((one.rate for one in parts), ZERO)


def parts_text(parts: Iterable[TaxPart]) -> str:
    """`GST 0.05, QST 0.09975`, as a line keeps them; '' where there is but one, without a name, or none at all."""
    told = sorted(one for one in parts if one.rate)
    return (
        ", ".join(f"{one.name or 'Tax'} {plain(one.rate)}" for one in told) if any(one.name for one in told) else ""
    )


def read_parts(text: str, rate: Decimal) -> tuple[TaxPart, ...]:
    """The taxes of a line from what it keeps of them; the one without a name where it keeps nothing.

    Raises decimal.InvalidOperation for what `parts_text` has not written.
    """
    if not text:
        return (TaxPart("", rate),)
    cut = (one.rpartition(" ") for one in text.split(", "))
    return tuple(TaxPart(name.strip(), Decimal(number)) for name, _, number in cut)


def tax_by_parts(tax: Decimal, parts: Sequence[TaxPart], currency: str) -> list[Decimal]:
    """What of a line's rounded tax is which of its taxes: they add up to it to the cent (D-01, C-38)."""
    whole, so_far, before, found = total_rate(parts), ZERO, ZERO, list[Decimal]()
    for one in parts:
        so_far += one.rate
        until = rounded(tax * so_far / whole, currency) if whole else ZERO
        found.append(until - before)
        before = until
    return found


def shown_parts(text: str) -> str:
    """`GST 5% + QST 9.975%`; '' where a line keeps no names of taxes."""
    return " + ".join(f"{name} {plain(rate * 100)}%".strip() for name, rate in read_parts(text, ZERO)) if text else ""


def parts_fault(text: str, rate: Decimal) -> str:
    """Why taxes by their names cannot be those of a line taxed at this rate, '' where they can."""
    comes_to = total_rate(read_parts(text, rate))
    return "" if comes_to == rate else f"comes to {plain(comes_to)}, the tax rate is {plain(rate)}"
