"""A change knows the places chosen anew; a first order that waits gives way to its change (C-46)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """No draft of before changes an order; guards and upkeep are made anew."""
    db.execute_sql('ALTER TABLE "draft" ADD COLUMN "fresh" TEXT NOT NULL DEFAULT \'\'')
