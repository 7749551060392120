"""A return tells whether what came back can be sold again (C-31)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """'' of the returns of before: nobody told."""
    db.execute_sql(
        'ALTER TABLE "return" ADD COLUMN "condition" TEXT NOT NULL DEFAULT \'\''
        " CHECK (condition IN ('', 'SELLABLE', 'SCRAP'))"
    )
