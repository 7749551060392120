"""Parties of just one name are found by an index, however many there are (F-42)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    db.execute_sql('CREATE INDEX "party_name_small" ON "party" (lower("name"))')
