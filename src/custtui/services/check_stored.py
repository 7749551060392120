"""Finds days and moments that are none: text in a column, put there by others than this program (D-03)."""

from collections.abc import Iterator
from typing import Any

from peewee import fn

from custtui.models import all_models
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.fields import DayField, UtcField

DIGITS = "[0-9]"
DAY = "-".join((DIGITS * 4, DIGITS * 2, DIGITS * 2))
MOMENT = f"{DAY}T{DIGITS * 2}:{DIGITS * 2}:{DIGITS * 2}.{DIGITS * 6}Z"


def stored_faults() -> Iterator[str]:
    """A line for every one. PostgreSQL holds days itself; only its moments are text."""
    for model in all_models():
        meta: Any = model._meta  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportPrivateUsage]
        for field in meta.sorted_fields:
            if isinstance(field, UtcField):
                yield from _strange(model, field, MOMENT)
            elif isinstance(field, DayField) and is_sqlite(db):
                yield from _strange(model, field, DAY)


def _strange(model: Any, field: Any, shape: str) -> Iterator[str]:
    for row, text in (
        model.select(model.id, fn.substr(field, 1, 40).converter(str)).where(_no_such(field, shape)).tuples()
    ):
        yield f"{model._meta.table_name} {row}: {field.column_name} is {text!r}"


def _no_such(field: Any, shape: str) -> Any:
    """Of another shape; or, where the database can tell, beyond the calendar."""
    if not is_sqlite(db):
        return ~field.regexp(f"^{shape}$")
    day, time = fn.substr(field, 1, 10), fn.substr(field, 12, 8)
    beyond = (fn.COALESCE(fn.date(day), "") != day) | (field < "0001")
    if isinstance(field, UtcField):
        beyond |= fn.COALESCE(fn.time(time), "") != time
    return (fn.GLOB(shape, field) == 0) | beyond
