"""A return says how much of it is credited first, of what was invoiced, where that was chosen (C-31)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Of those of before what was not invoiced went first. Chains hold: see models.chaining."""
    exact = "INTEGER" if is_sqlite(db) else "BIGINT"
    rule = "CHECK (to_credit > 0 AND to_credit <= quantity)"
    db.execute_sql(f'ALTER TABLE "return" ADD COLUMN "to_credit" {exact} {rule}')
