"""Roles that were given are counted on SQLite: the newest taken away leaves a gap there (S-6, S-7)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.chaining import OPERATOR, WRITTEN


def up(migrator: SchemaMigrator, db: Database) -> None:
    if not type(migrator).__name__.startswith("Postgresql"):
        last = f"(SELECT coalesce(max(id), 0) FROM {OPERATOR})"
        db.execute_sql(f"INSERT INTO counter (name, value) VALUES ('{WRITTEN[OPERATOR]}', {last})")
