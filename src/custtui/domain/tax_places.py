"""Where the seller taxes, and what is told where no rate is found there (C-38)."""

import re
from collections.abc import Iterable
from functools import lru_cache

from custtui.domain.numbers import Unreadable
from custtui.domain.postal import is_country, state_code, state_fault

TaxPlace = tuple[str, str]
"""A country, and a state of it; state '' is the whole country."""

_BETWEEN = re.compile(" ?[,;][ ,;]*| (?=[A-Za-z]{2}(?:[-,; ]|$))")
"""What parts two places: a comma, or a blank before a country; no other blank of a state's name."""
UNTAXED = "not taxed"
NO_REGISTRATION = f"{UNTAXED}: no registration"


@lru_cache(maxsize=8)
def read_places(text: str) -> tuple[TaxPlace, ...]:
    """`US-NY, US-NJ, DE`: countries and states, in any order; none where the text is blank. Raises Unreadable.

    A state may be given by its name, as in a file of rates: `US-New Jersey, DE`.
    """
    return tuple(_read_place(part) for part in _BETWEEN.split(" ".join(text.split()).strip(" ,;")) if part)


def _read_place(part: str) -> TaxPlace:
    country, _, state = part.partition("-")
    country = country.upper()
    if len(country) != 2 or not is_country(country):
        raise Unreadable(f"{part[:40]!r} is not a country or state like DE, US-NY")
    if state and (why := state_fault(country, state[:40])):
        raise Unreadable(why)
    return country, state_code(country, state) if state else ""


def taxes_there(places: Iterable[TaxPlace], country: str, state: str) -> bool:
    """Does the seller tax where a line goes to? These are the places it is registered in.

    Of a country it is registered in by states, a state that is none, or none at all, may be one of them: asked.
    """
    land = country.strip().upper()
    within = {state_code(land, one) if one else "" for where, one in places if where == land}
    if not within:
        return False
    return "" in within or state_code(land, state) in within or bool(state_fault(land, state))


def told_untaxed(category: str, country: str, state: str) -> str:
    """What is told of a line that no rate was found for, where the seller taxes."""
    land = country.strip().upper()
    if why := state_fault(land, state) if state.strip() else "":
        return f"no tax rate: {why}"
    where = f"{state_code(land, state)}, {land}" if state.strip() else land or "no country"
    return f"no tax rate for {category} in {where}"
