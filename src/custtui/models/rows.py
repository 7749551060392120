"""Rows of a query as plain values: what Peewee does for each of them costs more than the question."""

from collections import namedtuple
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from peewee import Model

from custtui.models.base import db
from custtui.models.prepared import reader

REMEMBERED = 20_000
"""Values of a column that are remembered: days, amounts and moments come again and again."""


def plain_rows(query: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a query as `tuples()` gives them: foreign keys as ids, days, moments and decimals as such."""
    converts = [(at, lru_cache(REMEMBERED)(one)) for at, one in enumerate(map(reader, query.selected_columns)) if one]
    for row in db.execute(query):
        if not converts:
            yield row
            continue
        values = [*row]
        for at, convert in converts:
            values[at] = convert(values[at])
        yield tuple(values)


def names_of(model: type[Model]) -> tuple[str, ...]:
    """The names by which the columns of a table are read from a row of it, in their order; foreign keys as ids."""
    return tuple(getattr(one, "object_id_name", one.name) for one in model._meta.sorted_fields)


def record_of(model: type[Model]) -> Callable[[Sequence[Any]], Any]:
    """What makes a row of all columns of a table a value with their names: a tenth of what Peewee's own cost."""
    return namedtuple(f"{model.__name__}Row", names_of(model))._make  # pyright: ignore[reportUntypedNamedTuple]
