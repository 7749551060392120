"""What a kind of file is: its columns, and how its rows become values and values rows."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol, TypeVar

from custtui.domain.errors import Refused
from custtui.domain.records.fact import Fact, fields_of
from custtui.domain.similarity import Person
from custtui.domain.who import Act, Who
from custtui.exchange.cells import CellSort
from custtui.exchange.listed import cell_with_list

GOODS = ("products", "pricelists", "prices", "contracts")
"""Kinds of which a supervisor brings files in and takes them out; of all others an administrator."""

CellValues = dict[str, Any]
"""The cells of a row that are not blank, as values, by column."""

Complain = Callable[[int, str, str], None]
"""Tells of a line, a column and a reason; what is complained of is not written."""

Reference = tuple[str, str, str]
"""A column, a sort of code (see services.bulk.known), and a code."""


REQUIRED = "this column is required, and blank here"


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of a file. `once`: it tells of the whole item, and is required on its first row only."""

    name: str
    what: str
    cell: CellSort
    example: str = ""
    required: bool = False
    once: bool = False

    @property
    def blank_told(self) -> str:
        """Why a row without it is none, and what stands for all where something does: `* means every state`."""
        return REQUIRED + (f": {for_all}" if (for_all := self.what.partition("; ")[2]) else "")


def column_of(
    field: Fact,
    cell: CellSort | None = None,
    *,
    prefix: str = "",
    whose: str = "{}",
    example: str | None = None,
) -> FileColumn:
    """The column of a field of a record. The field has one; `cell` where its sort does not tell how it is read.

    `prefix` and `whose` tell it from those of the same field in one row: `ship_city`, the city of the second site.
    """
    said = field.file
    assert said is not None
    return FileColumn(
        prefix + field.in_files,
        whose.format(said.what),
        cell or cell_with_list(field),
        said.example if example is None else example,
        required=said.required and not prefix,
        once=said.once,
    )


def columns_of(*records: type, cells: Mapping[str, CellSort] | None = None) -> tuple[FileColumn, ...]:
    """The columns of the fields that records have in files, in their order; `cells` see `column_of`."""
    fields = [field for record in records for field in fields_of(record).values() if field.file]
    return tuple(column_of(field, (cells or {}).get(field.name)) for field in fields)


T = TypeVar("T")


def refused(read: Callable[[], object]) -> bool:
    """Is it refused? Of what is read again before it goes out."""
    try:
        read()
    except Refused:
        return True
    return False


def refused_here(
    row: "FileRow", complain: Complain, read: Callable[[], T], column: Callable[[str], str] = str
) -> T | None:
    """What a record's own function reads of a row; its faults are told there, each at the column of its field."""
    try:
        return read()
    except Refused as refused:
        for fault in refused.faults:
            complain(row.line, column(fault.field), fault.text)
        return None


class FileRow(NamedTuple):
    """A row of a file that could be read: its line number and its values."""

    line: int
    values: CellValues


def check_repeats(rows: list[FileRow], names: Iterable[str], what: str, complain: Complain) -> None:
    """Of rows that make one item (`together`) the first tells of all: a later one is blank there, or the same."""
    first = rows[0]
    for row in rows[1:]:
        for name in names:
            if name in row.values and row.values[name] != first.values.get(name):
                complain(row.line, name, f"differs from line {first.line}, the first of this {what}")


class Items(Protocol):
    """The checked items of a file, as often as they are asked for."""

    def __call__(self, *, sharing: bool = False) -> Iterator[Any]:
        """All of them; or those that share a number with others (`Kind.shared`)."""
        raise NotImplementedError


class Kind:
    """A kind of file. One subclass each; a row of a table there, nothing to register here."""

    name: str
    what: str
    columns: tuple[FileColumn, ...]
    together: str = ""
    """Rows next to each other with the same value of this column make one item."""
    overlap: str = ""
    """What is told of a time (see `spans`) that overlaps another one; the last day of that follows."""
    repeats: bool = False
    """May a row stand in the file again, saying the same? It is taken once: `nj` and `New Jersey` are one state."""
    shared: tuple[str, ...] = ()
    """Sorts of numbers that several items may have, where they are not `apart`."""
    chained: tuple[str, ...] = ()
    """Sorts of codes whose answers of the file may need others of the sort in turn, which must not end in a ring."""
    judged: tuple[str, ...] = ()
    """Sorts of needed codes that an item of the file has to be fit for (see `unfit`)."""

    @property
    def brought_in_by(self) -> Act:
        """What bringing such a file in is, for who may (S-7)."""
        return Act.PRODUCTS if self.name in GOODS else Act.IMPORT

    @property
    def taken_out_by(self) -> Act:
        """What taking one out is."""
        return Act.PRODUCTS if self.name in GOODS else Act.EXPORT

    def begin(self) -> None:
        """A file begins: what was remembered of another one is gone."""

    def make(self, rows: list[FileRow], complain: Complain) -> Any:
        """The item that these rows tell of; one row, unless `together` is set."""
        raise NotImplementedError

    def fill(self, values: CellValues, cells: Collection[str]) -> None:
        """Put in what a row means by a column it has not got at all; `cells` are those it has, blank ones too."""

    def looks_again(self, item: Any) -> bool:
        """Whether all items are to be looked at together once they are read (`across`)."""
        return False

    def across(self, items: Iterator[Any]) -> Iterable[tuple[int, str, str]]:
        """What all items together say that cannot be: line, column and reason."""
        return ()

    def apart(self, sort: str, code: str, first: Any, other: Any) -> str:
        """Why two items cannot have a number together (of a sort of `shared`), '' where they can."""
        return ""

    def sharing(self, sort: str, code: str, item: Any) -> Any:
        """The item, told that others have this number too."""
        return item

    def closed(self, sort: str) -> str:
        """Why a number that stands takes nothing of a file any more (of a sort of `shared`)."""
        return ""

    def beyond(self, item: Any) -> Iterable[tuple[int, str, str]]:
        """Line, column and text of what rejects an item that could be made: it needs the database to be told."""
        return ()

    def own(self, item: Any) -> Iterable[Reference]:
        """Codes this item brings: they may stand neither twice in the file nor in the database."""
        return ()

    def brings(self, item: Any) -> Iterable[Reference]:
        """Codes this item brings that others of the file may need; they may stand more than once."""
        return ()

    def needs(self, item: Any) -> Iterable[Reference]:
        """Codes this item names: they stand in the database, or (see `answers`) in the file."""
        return ()

    def doubts(self, item: Any) -> Iterable[Reference]:
        """Codes this item names that are stored all the same where they do not stand, with a warning."""
        return ()

    def answers(self) -> dict[str, tuple[str, int]]:
        """Sorts of needed codes that the file itself may answer: the column that brings them, the highest rank."""
        return {}

    def unfit(self, sort: str, item: Any) -> str:
        """Why an item of the file cannot be what others need it for (a sort of `judged`); '' where it can."""
        return ""

    def spans(self, item: Any) -> Iterable[tuple[str, str, date, date]]:
        """Column, key, first and last day: times of one key may not overlap."""
        return ()

    def windows(self, keys: list[str]) -> Iterable[tuple[str, date, date]]:
        """The times of these keys that stand in the database: key, first and last day."""
        return ()

    def odd(self, item: Any) -> Iterable[tuple[str, str]]:
        """Column and text of what is stored all the same, with a warning."""
        return ()

    def person(self, item: Any) -> Person | None:
        """Who becomes a customer by this item, to be compared with those there are (R-41)."""
        return None

    def rank(self, item: Any) -> int:
        """Items of a lower rank are written first."""
        return 0

    def write(self, who: Who, items: Items) -> int:
        """Write the items, in one transaction; they can be had more than once."""
        raise NotImplementedError

    def bring(self, who: Who, items: Items, again: Callable[[], None]) -> int:
        """`write` what was checked. A kind that makes customers calls `again` while nobody else can make any."""
        return self.write(who, items)

    def unchanged(self, items: Iterator[Any]) -> int:
        """How many of the items of a kind whose rows may come again say what stands already."""
        return 0

    def leaves(self, items: Iterator[Any]) -> Iterable[tuple[str, str]]:
        """Column and text of what stands and is odd beside all of the items: told with a warning."""
        return ()

    def read(self) -> Iterator[Any]:
        """All items in the database, in a fixed order."""
        raise NotImplementedError

    def rows(self, item: Any) -> Iterable[CellValues]:
        """The rows that tell of an item."""
        raise NotImplementedError

    def column(self, name: str) -> FileColumn:
        """The column of that name. Raises KeyError."""
        return {column.name: column for column in self.columns}[name]
