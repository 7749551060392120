"""How a Find text is read, and the layers it is looked for in: each bounded, the likeliest first (X-01)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from custtui.domain import email, phone, words
from custtui.domain.text import is_harmful
from custtui.models import search

SHORTEST_NUMBER = 3
SHORTEST_PO = 3
SHORTEST_TAX_NUMBER = 5
MOST_NUMBERS = 2_000
"""Accounts a phone number narrows other words down to; a number with more says too little."""

Layer = Callable[[bool, int], list[int]]
"""Given whether active accounts are wanted and how many: their ids, the best first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A Find text as it is read: its words, and the phone number, e-mail address or tax number it may be.

    Each of `keys` is looked up whole.
    """

    text: str
    words: tuple[str, ...]
    name: str
    numbers: tuple[str, ...]
    mail: str
    joined: str

    @property
    def keys(self) -> list[str]:
        """What is looked up whole, each once."""
        return [key for key in dict.fromkeys((*self.numbers, self.mail, self.joined)) if key]


def read(text: str) -> Asked:
    """Read a text from the keyboard: anything goes, at most 200 characters count."""
    tame = "".join(" " if is_harmful(one) else one for one in text[: words.LONGEST_TEXT])
    plain = " ".join(tame.split())
    numbers = phone.readings(plain) if phone.is_number(plain) else []
    whole_mail = "@" in plain[1:] and " " not in plain
    joined = words.code_key(plain)[: words.LONGEST_WORD]
    return Asked(
        plain,
        tuple(words.asked(plain)),
        words.sort_key(plain),
        tuple(one[: words.LONGEST_WORD] for one in numbers if len(one) >= SHORTEST_NUMBER),
        email.normal(plain)[: words.LONGEST_WORD] if whole_mail else "",
        joined if sum(map(str.isdigit, joined)) >= SHORTEST_TAX_NUMBER else "",
    )


def layers(asked: Asked) -> Iterator[Layer]:
    """Where to look, in order: code, name, word of a name, phone or e-mail, anything, words with a phone."""
    if not asked.words:
        return
    if " " not in asked.text or asked.numbers:
        code = words.code_key(asked.text)
        yield lambda active, limit: search.by_code(code, active=active, limit=limit)
    yield lambda active, limit: search.by_name(asked.name, active=active, limit=limit)
    yield lambda active, limit: search.by_words(asked.words, names=True, active=active, limit=limit)
    for key in asked.keys:
        yield lambda active, limit, key=key: search.by_key(key, active=active, limit=limit)
    yield lambda active, limit: search.by_words(asked.words, names=False, active=active, limit=limit)
    if not asked.numbers:
        yield lambda active, limit: _with_number(asked.text, active, limit)


def order_numbers(text: str) -> list[str]:
    """The order numbers a text may be: as typed, in capitals, and bare digits with the prefix of new orders."""
    bare = [f"SO-{text}"] if text.isdecimal() and len(text) > SHORTEST_NUMBER else []
    return list(dict.fromkeys([text, text.upper(), *bare]))


def po_numbers(text: str) -> list[str]:
    """The customer's purchase order numbers a text may begin: as typed, in either case, without the word PO."""
    rest = text[2:].lstrip(" .:#-") if text[:2].casefold() == "po" else ""
    found = [text, text.upper(), text.lower(), *([rest, rest.upper()] if rest else [])]
    return [one for one in dict.fromkeys(found) if len(one) >= SHORTEST_PO and any(map(str.isdigit, one))]


def number_in(text: str) -> tuple[str, list[str]]:
    """The longest phone number among the words of a text, and the other words: `diaz 555-0123`."""
    runs = [(kind, " ".join(run)) for kind, run in groupby(text.split(), phone.is_number)]
    numbers = [run for kind, run in runs if kind and len(phone.digits(run)) >= phone.SHORTEST]
    if not numbers or len(runs) < 2:
        return "", []
    number = max(numbers, key=lambda run: len(phone.digits(run)))
    rest = " ".join(run for _, run in runs if run != number)
    return number, words.asked(rest)


def _with_number(text: str, active: bool, limit: int) -> list[int]:
    number, rest = number_in(text)
    if not rest:
        return []
    found = {one for key in phone.readings(number) for one in search.by_key(key, active=active, limit=MOST_NUMBERS)}
    return search.by_words(rest, names=False, active=active, limit=limit, among=sorted(found)) if found else []
