"""An invoice is of orders that its payer pays, its lines of lines of these orders: guarded (C-42, S-6)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Guards are made anew after it."""
