"""Writes the statements that make all tables, for freezing them into a migration.

Run by a developer: `python -m custtui.models.ddl sqlite|postgresql`. Migrations hold the text it printed, never
the models themselves, so that an old migration keeps making what it made.
"""

import sys
from collections.abc import Iterator

from peewee import DeferredForeignKey, Model, PostgresqlDatabase

from custtui.models import all_models
from custtui.models.base import db, table_of
from custtui.models.database import Sqlite, is_sqlite


def statements(models: list[type[Model]]) -> Iterator[str]:
    """CREATE TABLE and CREATE INDEX of each model, then the foreign keys that go in circles."""
    late = []
    for model in models:
        end = _circular(model) + ") STRICT" if is_sqlite(db) else ")"
        yield _text(model._schema._create_table(safe=False)).removesuffix(") STRICT") + end
        late += index_statements(model)
        if not is_sqlite(db):
            late += [f'ALTER TABLE "{table_of(model)}" ADD {key}' for key in _circular_keys(model)]
    yield from late


def index_statements(model: type[Model]) -> list[str]:
    """CREATE INDEX of each of its indexes."""
    return [_text(context) for context in model._schema._create_indexes(safe=False)]


def _circular_keys(model: type[Model]) -> list[str]:
    """Peewee leaves the keys of a DeferredForeignKey to the caller."""
    return [
        f'FOREIGN KEY ("{field.column_name}") REFERENCES "{table_of(field.rel_model)}" ("id")'
        for field in model._meta.sorted_fields
        if getattr(field, "deferred", False) or isinstance(field, DeferredForeignKey)
    ]


def _circular(model: type[Model]) -> str:
    return "".join(f", {key}" for key in _circular_keys(model))


def _text(context: object) -> str:
    sql, parameters = context.query()  # type: ignore[attr-defined]
    assert not parameters, sql
    return sql


def main(kind: str) -> None:
    """Print the statements for one kind of database."""
    db.initialize(Sqlite(":memory:") if kind == "sqlite" else PostgresqlDatabase("none"))
    for statement in statements(all_models()):
        print(statement + ";")


if __name__ == "__main__":
    main(sys.argv[1])
