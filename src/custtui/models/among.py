"""A list of any length as one parameter of a query."""

import json
from collections.abc import Iterable
from typing import Any

from peewee import SQL, Expression, Select, Value, fn

from custtui.models.base import db
from custtui.models.database import is_sqlite


def among(column: Any, values: Iterable[Any] | Value | Select) -> Any:
    """`column IN (values)` with one parameter, however many: Peewee takes 10 µs to write each.

    `values` may be the placeholder of a query that is `AskedAnew`, or a query of one column.
    """
    if isinstance(values, Select):
        return column.in_(values)
    wanted: Any = getattr(values, "value", None) if isinstance(values, Value) else list(values)
    if is_sqlite(db):
        text = json.dumps(wanted) if isinstance(wanted, list) else wanted
        return column.in_(SQL("(SELECT value FROM json_each(?))", (text,)))
    return Expression(column, "=", fn.ANY(Value(wanted, converter=False, unpack=False)))
