"""Terms may be due on the last day of the month that their days lead to (F-75)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Those of before are due on the day itself."""
    kind, no = ("INTEGER", "0") if is_sqlite(db) else ("BOOLEAN", "FALSE")
    db.execute_sql(f'ALTER TABLE "payment_terms" ADD COLUMN "end_of_month" {kind} NOT NULL DEFAULT {no}')
    if not is_sqlite(db):  # it starts as a row of the program says, as other columns do
        db.execute_sql('ALTER TABLE "payment_terms" ALTER COLUMN "end_of_month" DROP DEFAULT')
