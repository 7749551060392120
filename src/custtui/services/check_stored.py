"""Finds days and moments that are none: text in a column, put there by others than this program (D-03)."""

from collections.abc import Iterable, Iterator
from typing import Any

from peewee import Model

from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.fields import DayField, UtcField
from custtui.services.check_columns import Odd, odd_rows

DIGITS = "[0-9]"
DAY = "-".join((DIGITS * 4, DIGITS * 2, DIGITS * 2))
MOMENT = f"{DAY}T{DIGITS * 2}:{DIGITS * 2}:{DIGITS * 2}.{DIGITS * 6}Z"


def stored_faults(models: Iterable[type[Model]]) -> Iterator[str]:
    """A line for every one. PostgreSQL holds days itself; only its moments are text."""
    for model in models:
        meta: Any = model._meta  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportPrivateUsage]
        yield from odd_rows(meta.table_name, [*_rules(meta.sorted_fields)])


def _rules(fields: list[Any]) -> Iterator[Odd]:
    for field in fields:
        if isinstance(field, UtcField):
            yield Odd(_no_such(field.column_name, MOMENT), field.column_name, "is {!r}")
        elif isinstance(field, DayField) and is_sqlite(db):
            yield Odd(_no_such(field.column_name, DAY), field.column_name, "is {!r}")


def _no_such(column: str, shape: str) -> str:
    """Of another shape; or, where the database can tell, beyond the calendar."""
    if not is_sqlite(db):
        return f"\"{column}\" !~ '^{shape}$'"
    day, time = f'substr("{column}", 1, 10)', f'substr("{column}", 12, 8)'
    beyond = f"coalesce(date({day}), '') <> {day} OR \"{column}\" < '0001'"
    if shape == MOMENT:
        beyond += f" OR coalesce(time({time}), '') <> {time}"
    return f"(\"{column}\" NOT GLOB '{shape}' OR {beyond})"
