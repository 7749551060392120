"""An order keeps the counter it was placed at: its queue shows those of the own counter first (C-33)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Orders of before are of no counter."""
    db.execute_sql('ALTER TABLE "sales_order" ADD COLUMN "counter" TEXT NOT NULL DEFAULT \'\'')
