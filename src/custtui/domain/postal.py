"""Addresses as their country writes them: findings are warnings, lines are printed in the country's order."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any, cast

from custtui.domain.address import Address
from custtui.domain.address_order import in_lines, rules
from custtui.domain.errors import Fault
from custtui.domain.numbers import Unreadable
from custtui.domain.records.place import postal_word
from custtui.domain.text import as_code

_FIELDS = {
    "street_address": ("street", "street"),
    "city": ("city", "city"),
    "city_area": ("city", "city area"),
    "country_area": ("state", "state"),
    "postal_code": ("postal_code", "postal code"),
    "country_code": ("country", "country"),
}


_PARTED = {"CA": 3, "GB": 3, "IE": 4, "NL": 2}
"""Characters behind the blank, in countries that write one between letters and digits: D02 X285."""
_JAPANESE = re.compile("〒? ?([0-9]{3})[- ]?([0-9]{4})")
"""With the sign that an address is printed with, without the dash: 〒1008111 is 100-8111."""


def is_country(code: str) -> bool:
    """Is this an ISO 3166 code of a country, as it is kept: in capitals?"""
    return bool(code) and code == code.upper() and rules(code) is not None


def country_fault(code: str) -> str:
    """Why a code, in whatever capitals, is none of a country, '' where it is one."""
    known = len(code) == 2 and code.isascii() and is_country(code.upper())
    return "" if known else f"{code!r} is not a country code like US, DE, JP (ISO 3166)"


def oddities(address: Address) -> list[Fault]:
    """What the country's rules find odd: a missing or malformed postal code, an unknown state. Warnings only."""
    known = rules(address.country)
    if known is None:
        return [Fault("country", "country", f"country {address.country or '(none)'} is not known")]
    return [*_missing(address, known.required_fields), *_postal_code(address, known), *_state(address)]


def written(address: Address, home: str = "") -> Address:
    """The address as it is kept: as its country writes postal code and state, k1a 0b1 is K1A 0B1, New York NY.

    `home` is the seller's country, whose form holds where none is named; none is put in. What is no postal code or
    no state of the country stays as it was typed.
    """
    placed = address.at_home(home)
    code, state = _written_code(placed), _written_state(placed)
    if (code, state) == (address.postal_code, address.state):
        return address  # as most are: two copies of each would be a tenth of an import's time (P-10)
    return replace(address, postal_code=code, state=state)


def _written_code(address: Address) -> str:
    return _in_its_form(address.postal_code, address.country)


@lru_cache(maxsize=4096)
def _in_its_form(code: str, country: str) -> str:
    """A postal code as its country writes it; what is none is as it was."""
    capitals = as_code(code).upper()
    if country.upper() == "JP" and (japanese := _JAPANESE.fullmatch(capitals)):
        return f"{japanese[1]}-{japanese[2]}"
    if rules(country) is None or not _matches(capitals, country):
        return code
    last = _PARTED.get(country.upper(), 0)
    parted = f"{capitals[:-last]} {capitals[-last:]}" if last and " " not in capitals else capitals
    return parted if _matches(parted, country) else capitals


def _written_state(address: Address) -> str:
    return _short_codes(address.country).get(address.state.casefold(), address.state)


@lru_cache(maxsize=300)
def _short_codes(country: str) -> dict[str, str]:
    """The codes addresses are written with: where all have two or three letters, never 北海道 for Hokkaido."""
    codes = _codes(country)
    short = all(code.isascii() and code.isupper() and len(code) in (2, 3) for code in codes.values())
    return codes if short else {}


@lru_cache(maxsize=300)
def _codes(country: str) -> dict[str, str]:
    """Code of each state of a country by its names and code, casefolded; empty where no states are known."""
    land = rules(country)
    choices: list[tuple[str, str]] = land.country_area_choices if land else []
    named = {name.casefold(): code for code, name in choices}
    return named | {code.casefold(): code for code, _ in choices}


@lru_cache(maxsize=4096)
def state_code(country: str, state: str) -> str:
    """A state by its code, however it is called: nj, New Jersey and NJ are NJ, Québec is QC.

    What is none of the country's states is itself in capitals. Two letters are a code as they stand, so that the
    states' names are read only where one may stand.
    """
    known = state.strip()
    return known.upper() if len(known) <= 2 else _codes(country.strip().upper()).get(known.casefold(), known.upper())


def has_state(country: str, state: str) -> bool:
    """Is it a state of this country, by code or name?"""
    return state.strip().casefold() in _codes(country.strip().upper())


def state_fault(country: str, state: str) -> str:
    """Why a state is none of its country, by code or name; '' where it is one, or the country's are not known."""
    known, land = _codes(country.strip().upper()), country.strip().upper()
    if not known or has_state(country, state):
        return ""
    return f'"{state.strip()}" is not a state of {land}' if state.strip() else f"no state of {land} is named"


def state_in(countries: Iterable[str], state: str) -> str:
    """The code of a state of one of the countries, the first one's first. Raises Unreadable where it is none.

    Where the first country's states are not known, what is none of the others' is taken as it stands, in capitals.
    """
    lands = list(countries)
    for land in lands:
        if _codes(land) and not state_fault(land, state):
            return state_code(land, state)
    if lands and _codes(lands[0]):
        raise Unreadable(state_fault(lands[0], state))
    return state.strip().upper()


def state_faults(address: Address, before: Address | None = None) -> list[Fault]:
    """A state that does not exist: refused where it comes in, by keys and by files.

    Only where the country writes its states as codes (AU, BR, CA, IT, US): names are spelled in many ways, and an
    odd one is kept (`oddities`). What stands in the database, `before`, may stay as it is.
    """
    land = address.country.upper()
    if not address.state or not _short_codes(land) or _same_state(address, before):
        return []
    why = state_fault(land, address.state)
    return [Fault("state", "state", f"State: {why}")] if why else []


def _same_state(address: Address, before: Address | None) -> bool:
    return before is not None and address.state == before.state and before.country in ("", address.country)


def has_city(address: Address) -> bool:
    """Do addresses of its country have a city? Not those of Singapore, nor of the British forces (BFPO)."""
    known = rules(address.country)
    return known is None or ("%C" in known.address_format and not _is_forces(address))


@lru_cache(maxsize=4096)
def _matches(code: str, country: str) -> bool:
    """Is this a postal code of this country? Blanks within digits are a matter of style: 560 001 is 560001."""
    forms = (code, code.replace(" ", "")) if code.replace(" ", "").isdigit() else (code,)
    matchers = rules(country).postal_code_matchers
    return any(all(rule.match(form) for rule in matchers) for form in forms)


def _is_forces(address: Address) -> bool:
    """An address of the British forces (BFPO), which has no town."""
    return address.country == "GB" and address.postal_code.upper().startswith(("BF1 ", "BFPO"))


def _missing(address: Address, required: set[str]) -> list[Fault]:
    having = f", {address.country} addresses have one" if address.country else ""
    free = {"city_area", "city"} if _is_forces(address) else {"city_area"}
    return [
        Fault("missing", field, f"{_called(label, address)} is missing{having}")
        for name, (field, label) in _FIELDS.items()
        if name in required - free and not getattr(address, field)
    ]


def _postal_code(address: Address, known: Any) -> list[Fault]:
    code = address.postal_code
    if not code or _matches(_written_code(address).upper(), address.country):
        return []
    like = f", like {known.postal_code_examples[0]}" if known.postal_code_examples else ""
    what = f"{address.country} {_called('postal code', address)}"
    return [Fault("postal_code", "postal_code", f"{code} is not a {what}{like}")]


def _called(label: str, address: Address) -> str:
    """A part of an address within a sentence, as its country calls it."""
    return "ZIP" if label == "postal code" and postal_word(address.country) == "ZIP" else label


def _state(address: Address) -> list[Fault]:
    known = _codes(address.country)
    if not address.state or not known or address.state.casefold() in known:
        return []
    return [Fault("state", "state", f'"{address.state}" is not a state of {address.country}')]


def printed(address: Address) -> list[str]:
    """The lines of an address in its country's order, without name and country."""
    return in_lines(address.parts, address.country)


def states(country: str) -> list[tuple[str, str]]:
    """Code and name of a country's states, as its addresses write them; none where they have none."""
    land = rules(country)
    names: dict[str, str] = {}
    for code, name in land.country_area_choices if land else ():
        names.setdefault(code, name)
    return sorted(names.items())


@lru_cache(maxsize=1)
def countries() -> tuple[tuple[str, str], ...]:
    """ISO 3166 code and English name of every country, by name."""
    from babel import Locale  # here: its data takes time to load

    names = cast("dict[str, str]", Locale("en").territories)
    found = [(code, name) for code, name in names.items() if len(code) == 2 and code.isalpha() and is_country(code)]
    return tuple(sorted(found, key=lambda one: one[1]))
