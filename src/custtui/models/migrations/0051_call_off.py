"""A contract may be called off by its party's other accounts too; what is called off beyond it has a hold (C-40)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Those of before are their customer's alone."""
    kind, no = ("INTEGER", "0") if is_sqlite(db) else ("BOOLEAN", "FALSE")
    db.execute_sql(f'ALTER TABLE "purchasing_contract" ADD COLUMN "shared" {kind} NOT NULL DEFAULT {no}')
    if not is_sqlite(db):  # it starts as a row of the program says, as other columns do
        db.execute_sql('ALTER TABLE "purchasing_contract" ALTER COLUMN "shared" DROP DEFAULT')
