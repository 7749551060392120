"""Finds texts that are none: bytes that others put into a SQLite file, which cannot be decoded (S-6)."""

from collections.abc import Iterable, Iterator
from typing import Any

from peewee import Field, Model, TextField

from custtui.models import operator
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.fields import DayField


def text_faults(models: Iterable[type[Model]], *, quick: bool = False) -> Iterator[str]:
    """A line for every one; PostgreSQL takes none. To be read within `legible`.

    `quick` reads what the house is set up with alone: few rows, which every command needs.
    """
    for model in models if is_sqlite(db) else ():
        if quick and model.__module__ != operator.__name__:
            continue
        meta: Any = model._meta  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportPrivateUsage]
        fields: list[Field] = [one for one in meta.sorted_fields if isinstance(one, TextField | DayField)]
        yield from _of(meta.table_name, [one.column_name for one in fields])


def _of(table: str, columns: list[str]) -> Iterator[str]:
    """All texts of a row at once; which column it is, is asked only of rows that are not legible."""
    if not columns:
        return
    joined = " || ".join(f"coalesce(\"{one}\", '')" for one in columns)
    for row, text in db.execute_sql(f'SELECT id, {joined} FROM "{table}"'):
        if not text.isascii() and _is_none(text):
            yield from _named(table, row, columns)


def _named(table: str, row: int, columns: list[str]) -> Iterator[str]:
    names = ", ".join(f'"{one}"' for one in columns)
    texts = db.execute_sql(f'SELECT {names} FROM "{table}" WHERE id = {row:d}').fetchone()
    for name, text in zip(columns, texts, strict=True):
        if text and _is_none(text):
            yield f"{table} {row}: {name} holds bytes that are no text"


def _is_none(text: str) -> bool:
    return any("\ud800" <= one <= "\udfff" for one in text)
