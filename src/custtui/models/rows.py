"""Rows of a query as plain values: what Peewee does for each of them costs more than the question."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from peewee import Alias, BooleanField, Function, Model

from custtui.models.base import db
from custtui.models.fields import DayField, ExactField, UtcField
from custtui.models.prepared import truth

Convert = Callable[[Any], Any]

REMEMBERED = 20_000
"""Values of a column that are remembered: days, amounts and moments come again and again."""


def plain_rows(query: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a query as `tuples()` gives them: foreign keys as ids, days, moments and decimals as such."""
    converts = [
        (at, lru_cache(REMEMBERED)(one)) for at, one in enumerate(map(_convert, query.selected_columns)) if one
    ]
    for row in db.execute(query):
        if not converts:
            yield row
            continue
        values = [*row]
        for at, convert in converts:
            values[at] = convert(values[at])
        yield tuple(values)


def _convert(column: Any) -> Convert | None:
    """What makes a value of a column what it is here, None where the driver gives it."""
    if isinstance(column, Alias):
        return _convert(column.unalias())
    if isinstance(column, Function):
        return column._converter
    if isinstance(column, ExactField | UtcField | DayField):
        return column.python_value
    return truth if isinstance(column, BooleanField) else None


def names_of(model: type[Model]) -> tuple[str, ...]:
    """The names by which the columns of a table are read from a row of it, in their order; foreign keys as ids."""
    return tuple(getattr(one, "object_id_name", one.name) for one in model._meta.sorted_fields)
