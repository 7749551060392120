"""Finds rows that point to nothing, by every foreign key that the tables say: on both databases alike (S-6).

The databases hold it while a row is written, not what was written past that: SQLite asks only who has it switched on,
PostgreSQL nobody who works as a replica.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from peewee import ForeignKeyField, Model

from custtui.models.account import CustomerAccount
from custtui.models.base import db, table_of
from custtui.models.families import survivors
from custtui.models.filled import filled_models

LOST = (
    'SELECT t.id, t."{column}" FROM "{table}" t WHERE t."{column}" IS NOT NULL'
    ' AND NOT EXISTS (SELECT 1 FROM "{parent}" p WHERE p.id = t."{column}") ORDER BY t.id'
)
"""Each table is read once a key, and the keys of the other looked up in one go."""


def pointer_faults(models: Iterable[type[Model]] | None = None) -> Iterator[str]:
    """A line for every row and column, of all tables that hold any unless said otherwise."""
    for table, column, parent in pointers(filled_models() if models is None else models):
        lost = db.execute_sql(LOST.format(table=table, column=column, parent=parent))
        for row, to in lost.fetchall():
            yield f"{table} {row}: {column}: there is no {parent} {to}"


def pointers(models: Iterable[type[Model]]) -> Iterator[tuple[str, str, str]]:
    """Table, column, and the table it points to the rows (ids) of."""
    for model in models:
        meta: Any = model._meta  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportPrivateUsage]
        for field in meta.sorted_fields:
            if isinstance(field, ForeignKeyField):
                yield table_of(model), field.column_name, table_of(field.rel_model)


def ring_faults() -> Iterator[str]:
    """A line for every customer that was merged into itself, over others or not (F-28)."""
    rows = CustomerAccount.select(CustomerAccount.id, CustomerAccount.code)
    merged = dict(rows.where(CustomerAccount.merged_into.is_null(False)).tuples())
    last = survivors(merged)
    yield from (f"customer {code}: was merged into itself (F-28)" for one, code in merged.items() if last[one] == one)
