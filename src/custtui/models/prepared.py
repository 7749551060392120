"""Queries whose text is made once: writing a SELECT takes Peewee ten times as long as SQLite takes to answer it."""

import json
from collections.abc import Callable, KeysView, Sequence
from typing import Any, NamedTuple

from peewee import BooleanField, Expression, Field, ForeignKeyField, Function, Value

from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.fields import DayField, ExactField, UtcField
from custtui.models.remembered import Answers, answers

ValueReader = Callable[[Any], Any] | None
LISTS = (list, tuple, set, frozenset, dict, KeysView)
"""What is one parameter of a question that is `AskedAnew`; of a dictionary its keys."""


class Statement(NamedTuple):
    """A query as it is asked: its text, its values, the number of its columns, and how some of them are read."""

    sql: str
    parameters: list[Any]
    columns: int
    readers: list[tuple[int, Callable[[Any], Any]]]


class _Place:
    """Stands in a query for an argument, or for one item of an argument that is a list."""

    __slots__ = ("item", "number")

    def __init__(self, number: int, item: int | None = None) -> None:
        self.number, self.item = number, item


class _Text:
    """The text of a query for one kind of database and one length of its lists."""

    __slots__ = ("columns", "direct", "fixed", "places", "readers", "reads", "returns", "sql")

    def __init__(self, query: Any) -> None:
        self.sql, parameters = query.sql()
        self.fixed = list(parameters)
        self.places = [(at, one.number, one.item) for at, one in enumerate(self.fixed) if isinstance(one, _Place)]
        direct = all(item is None for *_, item in self.places) and len(self.places) == len(self.fixed)
        self.direct = [number for _, number, _ in self.places] if direct else None
        """Which argument each parameter is, where all are, whole: so it is with most."""
        columns = getattr(query, "_returning", None) or ()
        self.returns, self.columns = bool(columns), len(columns)
        self.reads = self.sql.startswith(("SELECT", "WITH"))
        readers = [(at, reader(column)) for at, column in enumerate(columns)]
        self.readers = [(at, reader) for at, reader in readers if reader is not None]


class Prepared:
    """A query built once from a function of its arguments; called with them, it gives its rows as tuples.

    The function gets a placeholder for each argument, or a list of them for an argument that is a list (its text
    is made once for each length, rounded up to a power of two). Arguments are handed to the database as they are:
    exact decimals have to be scaled by the caller. A write without RETURNING gives the number of rows it touched.
    Where a screen stands on remembered answers (see `remembered`), what was read once is not read again; `own` are
    rows that the screen writes itself.
    """

    def __init__(self, build: Callable[..., Any], *, own: bool = False) -> None:
        self.build, self.own = build, own
        self.texts: dict[tuple[Any, ...], _Text] = {}

    def __call__(self, *arguments: Any) -> Any:
        kept = answers()
        return self._ask(arguments) if kept is None else self._remembered(kept, arguments)

    def _remembered(self, kept: Answers, arguments: tuple[Any, ...]) -> Any:
        known, key = kept.of(self.own), (self, _frozen(arguments))
        if key in known and not (self.own and kept.changing):
            return list(known[key])
        rows = self._ask(arguments)
        if isinstance(rows, list) and self._reads:
            known[key] = rows
        return rows

    def note(self, rows: list[tuple[Any, ...]], *arguments: Any) -> None:
        """What these arguments would be answered now, where answers are remembered."""
        kept = answers()
        if kept is not None:
            kept.of(self.own)[(self, _frozen(arguments))] = rows

    @property
    def _reads(self) -> bool:
        """A query that only reads: whatever its shape, its text says so."""
        return next(iter(self.texts.values())).reads if self.texts else False

    def is_known(self, *arguments: Any) -> bool:
        """Would it be answered without the database?"""
        kept = answers()
        return kept is not None and (self, _frozen(arguments)) in kept.of(self.own)

    def question(self, *arguments: Any) -> Statement | None:
        """The query as it would be asked; None where an empty list leaves nothing to ask."""
        found = self._text(arguments)
        return found and Statement(found[0].sql, found[1], found[0].columns, found[0].readers)

    def _text(self, arguments: tuple[Any, ...]) -> tuple[_Text, list[Any]] | None:
        shape = (is_sqlite(db), *map(self._length, arguments))
        if 0 in shape[1:]:
            return None
        text = self.texts.get(shape) or self._make(shape)
        arguments = self._given(arguments)
        if text.direct is not None:
            return text, [arguments[number] for number in text.direct]
        parameters = text.fixed.copy()
        for at, number, item in text.places:
            argument = arguments[number]
            parameters[at] = argument if item is None else argument[min(item, len(argument) - 1)]
        return text, parameters

    def _ask(self, arguments: tuple[Any, ...]) -> Any:
        found = self._text(arguments)
        if found is None:
            return []
        text, parameters = found
        cursor = db.execute_sql(text.sql, parameters)
        if not text.returns:
            return cursor.rowcount
        rows = cursor.fetchall()
        return [read_row(row, text.readers) for row in rows] if text.readers else rows

    def later(self, *arguments: Any) -> None:
        """A write that need not be waited for; how many rows it touched is not told, what went wrong comes later."""
        found = self._text(arguments)
        if found is not None:
            db.obj.later(found[0].sql, found[1])

    def with_next(self, look: Callable[[list[Any]], None], *arguments: Any) -> Callable[[], None] | None:
        """Ask this with the next statement where the server is far: `look` gets its rows then, and may raise.

        Gives what asks it by now where no statement came; None on a file and among calls that are made at once.
        """
        far = db.obj if hasattr(db.obj, "ask_with_next") and not db.obj.is_among_calls else None
        found = far and self._text(arguments)
        if not far or not found:
            return None
        text, parameters = found
        asked = far.ask_with_next(
            text.sql, parameters, lambda rows: look([read_row(row, text.readers) for row in rows])
        )
        return lambda: far.ask_by_now(asked)

    def afresh(self, *arguments: Any) -> Any:
        """What the database itself answers now, whatever is remembered."""
        return self._ask(arguments)

    def first(self, *arguments: Any) -> Any:
        """The first row, or None."""
        rows = self(*arguments)
        return rows[0] if rows else None

    @staticmethod
    def _length(argument: Any) -> int:
        """-1 for a single value; a list counts as long as the next power of two, and its last item is repeated."""
        if not isinstance(argument, list | tuple):
            return -1
        return 1 << (len(argument) - 1).bit_length() if argument else 0

    def _given(self, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
        """The arguments as parameters."""
        return arguments

    def _make(self, shape: tuple[Any, ...]) -> _Text:
        marks = [
            _mark(number) if length < 0 else [_mark(number, item) for item in range(length)]
            for number, length in enumerate(shape[1:])
        ]
        text = self.texts[shape] = _Text(self.build(*marks).bind(db))
        return text


class AskedAnew(Prepared):
    """A prepared query that the database answers each time it is asked, for what others may change meanwhile.

    A list is one parameter, however long it is: `among` takes its placeholder.
    """

    def __call__(self, *arguments: Any) -> Any:
        return self._ask(arguments)

    @staticmethod
    def _length(argument: Any) -> int:
        return 0 if isinstance(argument, LISTS) and not argument else -1

    def _given(self, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
        write: Callable[[list[Any]], Any] = json.dumps if is_sqlite(db) else list
        return tuple(write([*one]) if isinstance(one, LISTS) else one for one in arguments)


def _frozen(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    for one in arguments:
        if isinstance(one, list):
            break
    else:
        return arguments
    return tuple(tuple(one) if isinstance(one, list) else one for one in arguments)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _mark(number: int, item: int | None = None) -> Value:
    return Value(_Place(number, item), converter=False)


def read_row(row: Sequence[Any], readers: list[tuple[int, Callable[[Any], Any]]]) -> tuple[Any, ...]:
    """A row as it came from the database, its values as Python has them."""
    values = list(row)
    for at, read in readers:
        values[at] = read(values[at])
    return tuple(values)


def reader(column: Any) -> ValueReader:
    """How a selected column becomes a Python value; functions and expressions without a converter stay as given."""
    while not isinstance(column, Field | Expression | Function) and hasattr(column, "node"):
        column = column.node
    if isinstance(column, Function | Expression):
        return column._converter
    column = getattr(column, "field", column)  # of a table alias
    if isinstance(column, ForeignKeyField):
        return None
    if isinstance(column, BooleanField):
        return truth
    return column.python_value if isinstance(column, DayField | ExactField | UtcField) else None


def truth(value: Any) -> bool | None:
    """A flag as the database has it."""
    return None if value is None else bool(value)
