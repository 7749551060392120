"""A production order covers lines of several orders: its number is unique per position; its progress (F-76, C-45)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite


def up(migrator: SchemaMigrator, db: Database) -> None:
    """No program wrote covers before; guards of them are made anew."""
    db.execute_sql('DROP INDEX "cover_number"')
    db.execute_sql('CREATE UNIQUE INDEX "cover_position_id_number" ON "cover" ("position_id", "number")')
    db.execute_sql(
        'ALTER TABLE "cover" ADD COLUMN "progress" TEXT NOT NULL DEFAULT \'PLANNED\''
        " CHECK (progress IN ('PLANNED', 'STARTED', 'CLOSED'))"
    )
    if not is_sqlite(db):  # it starts as a row of the program says, as other columns do
        db.execute_sql('ALTER TABLE "cover" ALTER COLUMN "progress" DROP DEFAULT')
