"""Tax numbers of many countries: a warning where the check digits disagree."""

from functools import lru_cache
from typing import Any

from custtui.domain.words import code_key

US_NUMBERS = ("ein", "tin")
OTHER_NUMBERS = ("vat", "businessid", "tin")


@lru_cache(maxsize=300)
def _checkers(country: str) -> tuple[Any, ...]:
    """The number kinds the library knows of a country; VAT numbers first."""
    import stdnum.util

    names = US_NUMBERS if country == "US" else OTHER_NUMBERS
    found = [stdnum.util.get_cc_module(country, name) for name in names]
    if country == "GR":
        found.append(stdnum.util.get_cc_module("el", "vat"))
    return tuple(one for one in found if one is not None)


def oddity(text: str, country: str) -> str:
    """A warning where the number is none of its country's kinds, '' where it is or nothing is known about them."""
    checkers = _checkers(country) if country and text else ()
    if not checkers or any(checker.is_valid(text) for checker in checkers):
        return ""
    return f"{text} is not a valid tax number of {country}"


def search_forms(text: str) -> set[str]:
    """What a tax number is looked up by: without punctuation, with and without its country's letters."""
    whole = code_key(text)
    return {whole, whole.lstrip("abcdefghijklmnopqrstuvwxyz")} - {""}
