"""What is said once of a field of a record, as plain data: nothing here is loaded for a form alone."""

from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import cache
from inspect import get_annotations
from typing import Any, NamedTuple

from custtui.domain.text import LONGEST


class Owner(Enum):
    """What keeps a value: the party (all its accounts share it, F-16), one account, a site, a contact."""

    PARTY = auto()
    ACCOUNT = auto()
    SITE = auto()
    CONTACT = auto()


class Sort(Enum):
    """How a value is read."""

    TEXT = auto()
    LINES = auto()
    NUMBER = auto()
    """Phones, tax numbers: one in ten long ones has the check digit of a card by chance (X-14)."""
    MAIL = auto()
    CODE = auto()
    """Names something that the house has set up, without blanks."""
    NAMED = auto()
    """The same, with blanks: CREDIT CARD."""
    CURRENCY = auto()
    COUNTRY = auto()
    AMOUNT = auto()
    ITEM = auto()
    """A code of a product, or a barcode: may look like a card's number (X-14)."""
    PRICE = auto()
    QUANTITY = auto()
    """As many as may be ordered at once."""
    AGREED = auto()
    """As many as are agreed for a time."""
    RATE = auto()
    """A fraction; a form shows and takes it in percent."""
    FINE_RATE = auto()
    """The same, to six places."""
    PARTS = auto()
    """Days of parts of an invoice: 30 60 90."""
    DAYS = auto()
    DAY = auto()
    PAST_DAY = auto()
    """The same, where one without its year is the last such day."""
    FIRST_DAY = auto()
    """The same, at most ten years ahead."""
    LAST_DAY = auto()
    """The same; none is for ever, and so is 9999-12-31."""
    FLAG = auto()
    REFUSAL = auto()
    """Why something is not wished; '' where it is (F-46)."""
    SINCE = auto()
    """The day of a refusal, as a text: 2026-11-30; '' where nothing is refused."""
    CHOICE = auto()
    """One of a few words, its `choices`."""
    OTHER = auto()
    """Read by whoever knows the record: a kind, a list, an address."""


NUMERIC = frozenset(
    {Sort.AMOUNT, Sort.PRICE, Sort.QUANTITY, Sort.AGREED, Sort.RATE, Sort.FINE_RATE, Sort.DAYS},
)
"""Sorts that are numbers: digits stand below digits."""


class MergeRule(Enum):
    """What a merge of two customers does with a value (X-03)."""

    NOTHING = auto()
    COMPARED = auto()
    """Where both have one the survivor's stays, and the preview tells both."""
    FILLED = auto()
    """The same; where the survivor has none it takes over the other's."""


class InFiles(NamedTuple):
    """The column of a field in files: what `--columns` says of it, an example, and its name where it has another.

    `required`: no row without it; `once`: no first row of several that tell of one thing.
    """

    what: str
    example: str = ""
    name: str = ""
    required: bool = False
    once: bool = False


class Fact(NamedTuple):
    """One field: what people call it, at most so many characters, its line of help (F1), and where it is told of.

    `short` is its label where room is short. `remembered`: a term, whose history is told under its label (F-64);
    `supervised`: one that a clerk leaves as it is (S-7);
    `kept` is the column its owner keeps it in, where that has another name; `found` is what the lookup
    calls it where customers are found by it (X-01); `prompt` names the list that F4 shows. `several` stands between
    the values of a field that holds more than one, each of at most `each` characters.
    """

    label: str
    help: str = ""
    longest: int = LONGEST
    sort: Sort = Sort.TEXT
    owner: Owner = Owner.ACCOUNT
    short: str = ""
    needed: bool = False
    prompt: str = ""
    file: InFiles | None = None
    remembered: bool = False
    supervised: bool = False
    merge: MergeRule = MergeRule.NOTHING
    found: str = ""
    kept: str = ""
    several: str = ""
    each: int = LONGEST
    name: str = ""
    choices: tuple[str, ...] = ()

    @property
    def on_form(self) -> str:
        """Its label on a form."""
        return self.short or self.label

    @property
    def column(self) -> str:
        """The column its owner keeps it in."""
        return self.kept or self.name

    @property
    def in_files(self) -> str:
        """The column it has in files."""
        return (self.file.name if self.file else "") or self.name


@cache
def fields_of(record: type) -> Mapping[str, Fact]:
    """The fields of a record by name: those it names `FIRST`, those it says itself, those it has from another."""
    said = {name: field for one in record.__mro__ for name, field in _said_by(one)}
    return {name: said[name] for name in dict.fromkeys((*getattr(record, "FIRST", ()), *said))}


def _said_by(record: type) -> Iterator[tuple[str, Fact]]:
    for name, note in get_annotations(record).items():
        for said in getattr(note, "__metadata__", ()):
            if isinstance(said, Fact):
                yield name, said._replace(name=name)


def said_of(record: type, one: object) -> dict[str, Any]:
    """The values of a record's fields by name, from whatever has them under the same names: a row, a view of it."""
    return {name: getattr(one, name) for name in fields_of(record)}


def said_in(record: type, values: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """The texts of a record among what was read, '' where there is none; `prefix` as columns have it."""
    return {name: values.get(prefix + name, "") for name in fields_of(record)}


def labels_of(record: type) -> dict[str, str]:
    """What people read for each field of a record, in its order."""
    return {name: field.label for name, field in fields_of(record).items()}
