"""A price list may be that of all accounts of a line of business (C-39)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Those of before are of who has them set."""
    db.execute_sql('ALTER TABLE "price_list" ADD COLUMN "line_of_business" TEXT NOT NULL DEFAULT \'\'')
    if not is_sqlite(db):  # it starts as a row of the program says, as other columns do
        db.execute_sql('ALTER TABLE "price_list" ALTER COLUMN "line_of_business" DROP DEFAULT')
