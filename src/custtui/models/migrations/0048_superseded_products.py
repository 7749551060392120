"""A product may say by which one it is superseded: its code, '' for none."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Those of before say nothing."""
    db.execute_sql('ALTER TABLE "product" ADD COLUMN "superseded_by" TEXT NOT NULL DEFAULT \'\'')
    if not is_sqlite(db):  # it starts as a row of the program says, as other columns do
        db.execute_sql('ALTER TABLE "product" ALTER COLUMN "superseded_by" DROP DEFAULT')
