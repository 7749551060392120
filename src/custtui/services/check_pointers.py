"""Finds rows that point to nothing, by every foreign key that the tables say: on both databases alike (S-6).

The databases hold it while a row is written, not what was written past that: SQLite asks only who has it switched on,
PostgreSQL nobody who works as a replica.
"""

from collections.abc import Iterator

from peewee import ForeignKeyField

from custtui.models import all_models
from custtui.models.account import CustomerAccount
from custtui.models.base import db, table_of
from custtui.models.families import survivors

LOST = (
    'SELECT t.id, t."{column}" FROM "{table}" t WHERE t."{column}" IS NOT NULL'
    ' AND NOT EXISTS (SELECT 1 FROM "{parent}" p WHERE p.id = t."{column}") ORDER BY t.id'
)
"""Each table is read once a key, and the keys of the other looked up in one go."""


def pointer_faults() -> Iterator[str]:
    """A line for every row and column."""
    for table, column, parent in pointers():
        lost = db.execute_sql(LOST.format(table=table, column=column, parent=parent))
        for row, to in lost.fetchall():
            yield f"{table} {row}: {column}: there is no {parent} {to}"


def pointers() -> Iterator[tuple[str, str, str]]:
    """Table, column, and the table it points to the rows (ids) of."""
    for model in all_models():
        for field in model._meta.sorted_fields:
            if isinstance(field, ForeignKeyField):
                yield table_of(model), field.column_name, table_of(field.rel_model)


def ring_faults() -> Iterator[str]:
    """A line for every customer that was merged into itself, over others or not (F-28)."""
    rows = CustomerAccount.select(CustomerAccount.id, CustomerAccount.code)
    merged = dict(rows.where(CustomerAccount.merged_into.is_null(False)).tuples())
    last = survivors(merged)
    yield from (f"customer {code}: was merged into itself (F-28)" for one, code in merged.items() if last[one] == one)
