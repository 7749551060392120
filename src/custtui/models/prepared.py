"""Queries whose text is made once: writing a SELECT takes Peewee ten times as long as SQLite takes to answer it."""

import json
from collections.abc import Callable, KeysView, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import accumulate, count
from operator import itemgetter
from typing import Any, NamedTuple

from peewee import BooleanField, Expression, Field, ForeignKeyField, Function, Value

from custtui.models.ahead import kept
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.fields import DayField, ExactField, UtcField
from custtui.models.remembered import Answers, answers

ValueReader = Callable[[Any], Any] | None
Converter = tuple[int, Callable[[Any], Any]]
"""A column by its place, and what its values go through."""
SEQUENCES = (list, tuple)
PLAIN = "plain"
"""In the place of lengths: all arguments are single values."""
SINGLE = frozenset((str, int, bool, type(None), date))
"""Types of what is no list for sure: looking takes less than laying it out."""
LISTS = (list, tuple, set, frozenset, dict, KeysView)
"""What is one parameter of a question that is `AskedAnew`; of a dictionary its keys."""


class Statement(NamedTuple):
    """A query as it is asked: its text, its values, the number of its columns, and how some of them are read."""

    sql: str
    parameters: Sequence[Any]
    columns: int
    readers: list[Converter]


class _Place:
    """Stands in a query for an argument, or for one item of an argument that is a list."""

    __slots__ = ("item", "number")

    def __init__(self, number: int, item: int = 0) -> None:
        self.number, self.item = number, item


class _Text:
    """The text of a query for one kind of database and one length of its lists."""

    __slots__ = ("columns", "constants", "pick", "readers", "reads", "returns", "sql")

    def __init__(self, query: Any, lengths: Sequence[int]) -> None:
        self.sql, parameters = query.sql()
        self.constants = tuple(one for one in parameters if not isinstance(one, _Place))
        self.pick = _picker(_places_of(parameters, lengths))
        """What takes the parameters from all values of the arguments in a row, and these constants behind them."""
        columns = getattr(query, "_returning", None) or ()
        self.returns, self.columns = bool(columns), len(columns)
        self.reads = self.sql.startswith(("SELECT", "WITH"))
        readers = [(at, reader(column)) for at, column in enumerate(columns)]
        self.readers = [(at, reader) for at, reader in readers if reader is not None]


def _places_of(parameters: Sequence[Any], lengths: Sequence[int]) -> list[int]:
    """Where each parameter is among the values of the arguments, the constants behind them."""
    starts = [0, *accumulate(abs(length) for length in lengths)]
    constants = count(starts[-1])
    return [starts[one.number] + one.item if isinstance(one, _Place) else next(constants) for one in parameters]


def _picker(places: Sequence[int]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """What takes the items at these places, however many they are."""
    if len(places) == 1:
        return itemgetter(slice(places[0], places[0] + 1))
    return itemgetter(*places) if places else itemgetter(slice(0))


class Prepared:
    """A query built once from a function of its arguments; called with them, it gives its rows as tuples.

    The function gets a placeholder for each argument, or a list of them for an argument that is a list (its text
    is made once for each length, rounded up to a power of two). Arguments are handed to the database as they are:
    exact decimals have to be scaled by the caller. A write without RETURNING gives the number of rows it touched.
    Where a screen stands on remembered answers (see `remembered`), what was read once is not read again; `own` are
    rows that the screen writes itself.
    """

    def __init__(self, build: Callable[..., Any], *, own: bool = False) -> None:
        self.build, self.own, self.reads = build, own, False
        """`reads`: it only reads; whatever its shape, its text says so."""
        self.texts: dict[tuple[Any, ...], _Text] = {}

    def __call__(self, *arguments: Any) -> Any:
        kept = answers()
        return self._ask(arguments) if kept is None else self._remembered(kept, arguments)

    def _remembered(self, kept: Answers, arguments: tuple[Any, ...]) -> Any:
        known, key = kept.of(self.own), (self, _frozen(arguments))
        if key in known and not (self.own and kept.changing):
            return list(known[key])
        rows = self._ask(arguments)
        if self.reads:
            known[key] = rows
        return rows

    def note(self, rows: list[tuple[Any, ...]], *arguments: Any) -> None:
        """What these arguments would be answered now, where answers are remembered."""
        kept = answers()
        if kept is not None:
            kept.of(self.own)[(self, _frozen(arguments))] = rows

    def last(self, *arguments: Any) -> Any:
        """What was answered last, where that is remembered; else None. It may be otherwise by now."""
        kept = answers()
        return kept and kept.of(self.own).get((self, _frozen(arguments)))

    def is_known(self, *arguments: Any) -> bool:
        """Would it be answered without the database?"""
        kept = answers()
        return kept is not None and (self, _frozen(arguments)) in kept.of(self.own)

    def question(self, *arguments: Any) -> Statement | None:
        """The query as it would be asked; None where an empty list leaves nothing to ask."""
        found = self._text(arguments)
        return found and Statement(found[0].sql, found[1], found[0].columns, found[0].readers)

    def _text(self, arguments: tuple[Any, ...]) -> tuple[_Text, Sequence[Any]] | None:
        if SINGLE.issuperset(map(type, arguments)) and (known := self.texts.get((db.obj.__class__, PLAIN))):
            return known, known.pick(arguments + known.constants)
        lengths, values = self._laid_out(arguments)
        if 0 in lengths:
            return None
        shape = (db.obj.__class__, *lengths)
        text = self.texts.get(shape) or self._make(shape)
        values += text.constants
        return text, text.pick(values)

    def _ask(self, arguments: tuple[Any, ...]) -> Any:
        found = self._text(arguments)
        if found is None:
            return []
        text, parameters = found
        cursor = db.obj.execute_sql(text.sql, parameters)
        return converted(cursor.fetchall(), text.readers) if text.returns else cursor.rowcount

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
        asked = far.ask_with_next(text.sql, parameters, lambda rows: look(converted(rows, text.readers)))
        return lambda: far.ask_by_now(asked)

    def once(self, *arguments: Any) -> Any:
        """The same, asked once in a transaction on a far server (P-13): of what no act but its own screen changes."""
        known, key = kept(), (self, arguments)
        if known is None:
            return self(*arguments)
        if key not in known:
            known[key] = self(*arguments)
        return known[key]

    def written(self, *arguments: Any) -> None:
        """What `once` was answered in this transaction may be otherwise by now."""
        (kept() or {}).pop((self, arguments), None)

    def afresh(self, *arguments: Any) -> Any:
        """What the database itself answers now, whatever is remembered."""
        return self._ask(arguments)

    def first(self, *arguments: Any) -> Any:
        """The first row, or None."""
        rows = self(*arguments)
        return rows[0] if rows else None

    def _laid_out(self, arguments: tuple[Any, ...]) -> tuple[list[int], list[Any]]:
        """How long each argument is, and the values of all in a row.

        -1 is a single value; a list counts as long as the next power of two, and its last item is repeated.
        """
        lengths, values = list[int](), list[Any]()
        for one in arguments:
            if not isinstance(one, SEQUENCES):
                lengths.append(-1)
                values.append(one)
                continue
            length = 1 << (len(one) - 1).bit_length() if one else 0
            lengths.append(length)
            values += one
            values += one[-1:] * (length - len(one))
        return lengths, values

    def _make(self, shape: tuple[Any, ...]) -> _Text:
        marks = [
            _mark(number) if length < 0 else [_mark(number, item) for item in range(length)]
            for number, length in enumerate(shape[1:])
        ]
        text = self.texts[shape] = _Text(self.build(*marks).bind(db), shape[1:])
        if all(length < 0 for length in shape[1:]):
            self.texts[shape[0], PLAIN] = text
        self.reads = text.reads
        return text


class AskedAnew(Prepared):
    """A prepared query that the database answers each time it is asked, for what others may change meanwhile.

    A list is one parameter, however long it is: `among` takes its placeholder.
    """

    def __call__(self, *arguments: Any) -> Any:
        return self._ask(arguments)

    def _laid_out(self, arguments: tuple[Any, ...]) -> tuple[list[int], list[Any]]:
        write: Callable[[list[Any]], Any] = json.dumps if is_sqlite(db) else list
        lists = [isinstance(one, LISTS) for one in arguments]
        return (
            [0 if is_list and not one else -1 for one, is_list in zip(arguments, lists, strict=True)],
            [write([*one]) if is_list else one for one, is_list in zip(arguments, lists, strict=True)],
        )


def _frozen(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    if SINGLE.issuperset(map(type, arguments)):
        return arguments
    return tuple([tuple(one) if isinstance(one, list) else one for one in arguments])  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _mark(number: int, item: int = 0) -> Value:
    return Value(_Place(number, item), converter=False)


def converted(rows: Sequence[Sequence[Any]], converters: Sequence[Converter]) -> list[Any]:
    """Rows whose columns went each through its function: column by column, so that no row takes a loop of its own."""
    if not rows or not converters:
        return list(rows)
    columns: list[Any] = list(zip(*rows, strict=True))
    for at, convert in converters:
        columns[at] = map(convert, columns[at])
    return list(zip(*columns, strict=True))


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
    if isinstance(column, ExactField):
        return column.read
    if isinstance(column, DayField):
        return _day_reader(column)
    return column.python_value if isinstance(column, UtcField) else None


class _Truths(dict[Any, "bool | None"]):
    def __missing__(self, value: Any) -> bool:
        return bool(value)


truth: Callable[[Any], bool | None] = _Truths({None: None, 0: False, 1: True}).__getitem__
"""A flag as the database has it."""


@cache
def _day_reader(field: DayField) -> Callable[[Any], Any]:
    """The same days come again and again."""
    return lru_cache(maxsize=200)(field.python_value)
