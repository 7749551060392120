"""A payer may have its orders of a week or a month on one invoice (C-42)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Those of before have an invoice an order."""
    db.execute_sql('ALTER TABLE "customer_account" ADD COLUMN "collect" TEXT NOT NULL DEFAULT \'\'')
    if not is_sqlite(db):  # it starts as a row of the program says, as other columns do
        db.execute_sql('ALTER TABLE "customer_account" ALTER COLUMN "collect" DROP DEFAULT')
