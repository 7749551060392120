"""How a Find text is read, and the layers it is looked for in: each bounded, the likeliest first (X-01)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from custtui.domain import email, phone, words
from custtui.domain.text import is_harmful
from custtui.models.search import engine as search
from custtui.models.search.document import PHONE_LABELS
from custtui.models.search.engine import Hits

FEW = 20
"""So many documents are read faster than two long lists of accounts are laid side by side."""

SHORTEST_NUMBER = 3
SHORTEST_PO = 3
PO_WORDS = ("PO-", "PO ", "PO", "PO#")
PREFIXES = ("SO-", "SH-", "IN-")
"""What stands before the numbers this program gives orders, shipments and invoices."""
SHORTEST_TAX_NUMBER = 5
MOST_NUMBERS = 250
"""Accounts with a phone that are looked through for other words; a number with more says too little."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A Find text as it is read: its words, and the phone number, e-mail address or tax number it may be.

    Each of `keys` is looked up whole; `within` is a phone number among other words, `rest` are these; `lettered` is
    a phone number with letters in it.
    """

    text: str
    words: tuple[str, ...]
    name: str
    numbers: tuple[str, ...]
    mail: str
    joined: str
    within: tuple[str, ...]
    rest: tuple[str, ...]
    lettered: str = ""

    @property
    def keys(self) -> list[str]:
        """What is looked up whole, each once."""
        return [key for key in dict.fromkeys((*self.numbers, self.mail, self.joined)) if key]


def read(text: str) -> Asked:
    """Read a text from the keyboard: anything goes, at most 200 characters count."""
    tame = "".join(" " if is_harmful(one) else one for one in text[: words.LONGEST_TEXT])
    plain = " ".join(tame.split())
    numbers = phone.readings(plain) if phone.is_number(plain) else phone.with_extension(plain)
    whole_mail = "@" in plain[1:] and " " not in plain
    joined = words.code_key(plain)[: words.LONGEST_WORD]
    within, rest = number_in(plain)
    return Asked(
        plain,
        tuple(words.asked(plain)),
        words.sort_key(plain),
        tuple(one[: words.LONGEST_WORD] for one in numbers if len(one) >= SHORTEST_NUMBER),
        email.normal(plain)[: words.LONGEST_WORD] if whole_mail else "",
        joined if sum(map(str.isdigit, joined)) >= SHORTEST_TAX_NUMBER else "",
        tuple(phone.readings(within) if rest else ()),
        tuple(rest),
        phone.lettered(plain),
    )


class Finder:
    """Looks one text up; what a query answered for active and inactive accounts is asked once.

    At most `limit` are counted; `shown` are the rows wanted from the first on: so many names come before all else,
    which are among those found anywhere. `known` are the documents that were read on the way.
    """

    def __init__(self, asked: Asked, limit: int, shown: int) -> None:
        self.asked, self.limit, self.shown = asked, limit, min(limit, shown)
        self.known: dict[int, search.Document] = {}

    def layers(self, active: bool) -> Iterator[list[int]]:
        """Ids of accounts, the likeliest first: code, name, word of a name, phone or e-mail, anything, both mixed."""
        asked = self.asked
        if not asked.words:
            return
        if " " not in asked.text or asked.numbers:
            yield search.by_code(words.code_key(asked.text), active=active, limit=self.limit)
        begun = search.by_name(asked.name, active=active, limit=self.limit)
        yield begun
        if len(begun) < self.shown:  # else what is shown is known, and the rest is counted among those anywhere
            yield self.names.of(active)
        for key in asked.keys:
            yield self.key(key).of(active)
        if asked.lettered:
            yield self.spelled.of(active)
        yield self.anything.of(active)
        if not asked.numbers:
            yield self.mixed.of(active)

    @cached_property
    def names(self) -> Hits:
        """Every word in the names. Several words are cheap to look for in the names of the few that have them all."""
        if len(self.asked.words) > 1:
            ids = [*self.anything.active, *self.anything.inactive]
            if len(ids) <= FEW:
                named = {
                    one for one, known in self._documents(ids).items() if has_words(known.names(), self.asked.words)
                }
                return Hits(
                    *(
                        [one for one in some if one in named]
                        for some in (self.anything.active, self.anything.inactive)
                    )
                )
        return search.by_words(self.asked.words, names=True, limit=self.shown)

    @cached_property
    def anything(self) -> Hits:
        """Every word somewhere."""
        return search.by_words(self.asked.words, names=False, limit=self.limit)

    def key(self, key: str) -> Hits:
        """A phone, an e-mail address or a tax number that begins so."""
        if key not in self._keys:
            self._keys[key] = search.by_key(key, self.limit)
        return self._keys[key]

    @cached_property
    def _keys(self) -> dict[str, Hits]:
        return {}

    @cached_property
    def mixed(self) -> Hits:
        """A phone number among other words: the few accounts that have it are looked through for the words."""
        found = [search.by_key(key, MOST_NUMBERS) for key in self.asked.within]
        ids = dict.fromkeys(one for hits in found for one in (*hits.active, *hits.inactive))
        known = self._documents(list(ids)[:MOST_NUMBERS])
        fitting = [one for one in known.values() if has_words(one.words(), self.asked.rest)]
        return Hits(
            [one.account_id for one in fitting if one.active], [one.account_id for one in fitting if not one.active]
        )

    @cached_property
    def spelled(self) -> Hits:
        """A phone stored with letters, as it is stored: the few whose digits are just these are looked through."""
        digits = phone.digits(self.asked.text)
        known = self._documents(search.with_keys([digits], MOST_NUMBERS).get(digits, []))
        fitting = [one for one in known.values() if self.asked.lettered in spellings(one)]
        return Hits(
            [one.account_id for one in fitting if one.active], [one.account_id for one in fitting if not one.active]
        )

    def _documents(self, ids: list[int]) -> dict[int, search.Document]:
        found = search.documents(ids)
        self.known.update(found)
        return found


def has_words(known: set[str], asked: Sequence[str]) -> bool:
    """Does each of these begin a known word?"""
    return all(any(one.startswith(word) for one in known) for word in asked)


def spellings(document: search.Document) -> set[str]:
    """The phones of a customer, without their punctuation."""
    return {phone.squeezed(text) for label in PHONE_LABELS for text in document.facts.get(label, ())}


def paper_numbers(text: str) -> list[str]:
    """The numbers of orders, shipments and invoices a text may be: as typed, in capitals, and with each prefix."""
    bare = [f"{prefix}{text}" for prefix in PREFIXES] if text.isascii() and text.isdecimal() else []
    return list(dict.fromkeys([text, text.upper(), *bare])) if any(map(str.isdigit, text)) else []


def po_numbers(text: str) -> list[str]:
    """The PO numbers a text may begin: as typed, in either case, without and with the word PO."""
    rest = text[2:].lstrip(" .:#-") if text[:2].casefold() == "po" else ""
    bare = rest or text
    worded = [f"{word}{bare}" for word in PO_WORDS] if bare[:1].isdecimal() else []
    found = [text, text.upper(), text.lower(), *([rest, rest.upper()] if rest else []), *worded]
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
