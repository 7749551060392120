"""Numbers of papers and codes of customers as a person writes them, and how they may stand (X-01, D-02)."""

import re
from string import ascii_uppercase

from custtui.domain.errors import Refused, refuse
from custtui.domain.text import as_code

PREFIX = {"order": "SO-", "shipment": "SH-", "invoice": "IN-", "credit": "CN-"}
"""What stands before the numbers this program gives; its counter has the paper's name."""
MOST_NUMBER = 2_000_000_000
"""No counter gives a number beyond it: PostgreSQL holds little more."""
_PREFIXED = re.compile(rf"({'|'.join(one.rstrip('-') for one in PREFIX.values())})[- ]?([0-9]+)")


_SMALL = {ord(letter): ord(letter.lower()) for letter in ascii_uppercase}
_CAPITAL = {small: capital for capital, small in _SMALL.items()}


def in_any_case(text: str) -> list[str]:
    """A code or number as typed, in capitals, in small letters: each once, as typed first.

    Letters beyond ASCII in the other case too: a database may know the two cases of ASCII alone (`models.capitals`).
    """
    capitals, small = as_code(text).upper(), as_code(text).lower()
    return list(dict.fromkeys([text, capitals, small, capitals.translate(_SMALL), small.translate(_CAPITAL)]))


def used_up(counter: str, stands: int) -> Refused:
    """What is said where a counter stands at the last number: others put it there (D-02)."""
    text = f"Counter {counter} stands at {stands}, and no number comes after it: custtui check tells more"
    return refuse("counter", text)


def spellings(paper: str, text: str) -> list[str]:
    """How a number of this kind of paper may stand, the likeliest first: `so 991` is SO-991 or 991, so is `991`.

    A number with the prefix of another kind is that one's, unless it stands just so. Never more than five.
    """
    text = " ".join(text.split())
    mark, number = PREFIX[paper], ""
    if (found := _PREFIXED.fullmatch(as_code(text).upper())) and f"{found[1]}-" == mark:
        number = found[2]
    elif text.isascii() and text.isdecimal():
        number = text
    return list(dict.fromkeys([*in_any_case(text), *([f"{mark}{number}", number] if number else [])]))
