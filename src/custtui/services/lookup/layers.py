"""How a Find text is read, and the layers it is looked for in: each bounded, the likeliest first (X-01)."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from itertools import groupby
from typing import Any

from custtui.domain import email, phone, words
from custtui.domain.text import harmless
from custtui.domain.written_number import in_any_case
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.search import engine as search
from custtui.models.search.activity import Known
from custtui.models.search.document import INACTIVE, PHONE_LABELS, Document
from custtui.models.search.orders import of_papers, of_po_numbers, squeezed
from custtui.models.search.question import PAUSE, Answer, QuestionPart, answers, by_alternates, by_codes
from custtui.models.search.shown import Wanted, found_and_shown
from custtui.services.at_once import at_once

FEW = 20
"""So many documents are read, as they may well be shown, rather than the names of all searched."""

SHORTEST_NUMBER = 3
SHORTEST_PO = 3
MOST_BEGUN = 30
"""Accounts with a PO number that only begins so are looked at up to here."""
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
    tame = harmless(text[: words.LONGEST_TEXT], lambda _: " ")
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


class Layer(IntEnum):
    """What a text is looked for by, in the order it is asked."""

    ACCOUNT = 1
    ALTERNATE = 2
    PAPER = 3
    PO = 4
    CODE = 5
    NAME = 6
    ENOUGH = 7
    """Not asked for more where the names alone are too many."""
    KEY = 8
    ANYTHING = 9
    INACTIVE_CODE = 10
    INACTIVE_NAME = 11
    WHOLE = 12
    """The names are not searched where those found anywhere are few, or enough begin so."""
    NAMES = 13
    NEXT = 14
    """Whose code it would be with one digit more: whom a clerk means most likely is read ahead from far away."""


NUMBERS = (Layer.ACCOUNT, Layer.ALTERNATE, Layer.PAPER, Layer.PO, Layer.NEXT)
"""Layers whose rows say more than an account."""
BEGUN = {True: (Layer.CODE, Layer.NAME), False: (Layer.INACTIVE_CODE, Layer.INACTIVE_NAME)}

SHOWN = (
    (Layer.ACCOUNT, Layer.ALTERNATE, Layer.PAPER),
    (Layer.ANYTHING, Layer.PO),
    FEW + MOST_BEGUN,
    (*BEGUN[True], Layer.NAMES, Layer.KEY, Layer.ANYTHING, *BEGUN[False]),
    BEGUN[False],
)
"""What is shown, as a rule: all of numbers, a few of what may come first, and then as many as are wanted."""


class Layers:
    """What was found of a text, layer by layer, in one question (and one more for a phone among words).

    At most `limit` are counted; `shown` are the rows wanted from the first on. A server also tells what is `known` of
    these, and where nothing is found of those whose names stand `around`.
    """

    def __init__(self, asked: Asked, limit: int, shown: int, near: int) -> None:
        self.asked, self.limit, self.shown = asked, limit, min(limit, shown)
        self.found: dict[int, list[Answer]] = {layer: [] for layer in NUMBERS}
        self.ids: dict[int, list[int]] = {layer: [] for layer in Layer if layer not in NUMBERS}
        self.known: dict[int, Known] = {}
        self.around: list[Known] | None = None
        dialled = [phone.digits(asked.text)] if asked.lettered else []
        _, (within, spelled) = at_once(
            partial(self._read, near), lambda: search.of_keys(asked.within, dialled, MOST_NUMBERS)
        )
        self._mixed = [one for one in within.values() if has_words(one.words(), asked.rest)]
        self._spelled = [one for one in spelled.values() if asked.lettered in spellings(one)]

    def _read(self, near: int) -> None:
        parts = [*_of_numbers(self.asked, self.limit), *self._of_words()]
        if is_sqlite(db):
            self._take(answers(parts))
            return
        if any(map(str.isdigit, self.asked.text)):
            parts.insert(0, (Layer.NEXT, by_codes([f"{self.asked.text}{digit}" for digit in range(10)])))
        shown = found_and_shown(parts, Wanted(*SHOWN, rows=self.shown, name=self.asked.name, around=near))
        self.known, self.around = shown.known, shown.around
        self._take(row for row in shown.rows)

    def _take(self, rows: Generator[Any]) -> None:
        for row in rows:
            layer = row[0]
            if layer in self.found:
                self.found[layer].append(Answer._make(row))
            elif (layer == Layer.ENOUGH and self._enough()) or (layer == Layer.WHOLE and self._named()):
                rows.close()
                break
            else:
                self.ids[layer].append(row[1])

    def _of_words(self) -> Iterator[tuple[int, QuestionPart]]:
        asked, limit = self.asked, self.limit
        if not asked.words:
            return
        code = words.code_key(asked.text) if " " not in asked.text or asked.numbers else ""
        yield from self._begun(code, active=True)
        yield Layer.ENOUGH, PAUSE
        yield from ((Layer.KEY, search.by_key(key, limit)) for key in asked.keys)
        yield Layer.ANYTHING, search.by_words(asked.words, names=False, limit=limit)
        yield from self._begun(code, active=False)
        yield Layer.WHOLE, PAUSE
        yield Layer.NAMES, search.by_words(asked.words, names=True, limit=self.shown)

    def _begun(self, code: str, *, active: bool) -> Iterator[tuple[int, QuestionPart]]:
        by_code, by_name = BEGUN[active]
        if code:
            yield by_code, search.by_code(code, active=active, limit=self.limit)
        yield by_name, search.by_name(self.asked.name, active=active, limit=self.limit)

    def _enough(self) -> bool:
        return len({one for layer in BEGUN[True] for one in self.ids[layer]}) >= self.limit

    def _named(self) -> bool:
        """What is shown is known without a search of the names."""
        return len(self.ids[Layer.NAME]) >= self.shown or len(self.ids[Layer.ANYTHING]) <= FEW

    # -- what was found ------------------------------------------------------------------------------------------
    @property
    def few(self) -> list[int]:
        """Those found anywhere, where their names have to be looked at in their documents."""
        anything = self.ids[Layer.ANYTHING]
        wanted = not self.ids[Layer.NAMES] and len(anything) <= FEW
        return [one % INACTIVE for one in anything] if wanted else []

    def of_state(self, active: bool, known: dict[int, Document]) -> Iterator[list[int]]:
        """Ids of accounts, the likeliest first: code, name, word of a name, phone or e-mail, anything, both mixed."""
        begun = [self.ids[layer] for layer in BEGUN[active]]
        yield from begun
        if len(begun[1]) < self.shown:  # else what is shown is known, and the rest is among those anywhere
            yield self._of(Layer.NAMES, active)
            named = [one for one in self.few if one in known and has_words(known[one].names(), self.asked.words)]
            yield _of_documents([known[one] for one in named], active)
        yield self._of(Layer.KEY, active)
        yield _of_documents(self._spelled, active)
        yield self._of(Layer.ANYTHING, active)
        if not self.asked.numbers:
            yield _of_documents(self._mixed, active)

    def _of(self, layer: Layer, active: bool) -> list[int]:
        """Active accounts have their ids as keys in the index."""
        keys = self.ids[layer]
        return (
            [one for one in keys if one < INACTIVE] if active else [one - INACTIVE for one in keys if one >= INACTIVE]
        )


def _of_numbers(asked: Asked, limit: int) -> Iterator[tuple[int, QuestionPart]]:
    codes = in_any_case(asked.text)
    yield Layer.ACCOUNT, by_codes(codes)
    yield Layer.ALTERNATE, by_alternates(codes)
    if any(map(str.isdigit, asked.text)):
        yield from ((Layer.PAPER, part) for part in of_papers(asked.text))
    if number := po_number(asked.text):
        yield Layer.PO, of_po_numbers(number, limit + MOST_BEGUN)


def _of_documents(documents: Iterable[Document], active: bool) -> list[int]:
    return [one.account_id for one in documents if one.active == active]


def has_words(known: set[str], asked: Sequence[str]) -> bool:
    """Does each of these begin a known word?"""
    return all(any(one.startswith(word) for one in known) for word in asked)


def spellings(document: Document) -> set[str]:
    """The phones of a customer, without their punctuation."""
    return {phone.squeezed(text) for label in PHONE_LABELS for text in document.facts.get(label, ())}


def po_number(text: str) -> str:
    """What a PO number may begin with, without marks, capitals and the word PO before digits; '' for none."""
    bare = squeezed(text)
    if len(bare) < SHORTEST_PO or not any(map(str.isdecimal, bare)):
        return ""
    return bare[2:] if bare.startswith("po") and bare[2:3].isdecimal() else bare


def number_in(text: str) -> tuple[str, list[str]]:
    """The longest phone number among the words of a text, and the other words: `diaz 555-0123`."""
    runs = [(kind, " ".join(run)) for kind, run in groupby(text.split(), phone.is_number)]
    numbers = [run for kind, run in runs if kind and len(phone.digits(run)) >= phone.SHORTEST]
    if not numbers or len(runs) < 2:
        return "", []
    number = max(numbers, key=lambda run: len(phone.digits(run)))
    rest = " ".join(run for _, run in runs if run != number)
    return number, words.asked(rest)
