"""Codes of products in capitals and small letters at once are found by a small index too (X-01)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.capitals import INDEXES


def up(migrator: SchemaMigrator, db: Database) -> None:
    for statement in INDEXES:  # a new house has all of them by now
        db.execute_sql(statement.replace("CREATE INDEX ", "CREATE INDEX IF NOT EXISTS "))
