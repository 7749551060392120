"""Payments are taken back, paid back, written off: rows of their own that name what they are of (C-37)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite

KINDS = "CHECK (kind IN ('', 'REVERSAL', 'REFUND', 'WRITE_OFF', 'DISCOUNT'))"


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Those of before came in, and nothing was taken back; guards are made anew."""
    for statement in (
        f'ALTER TABLE "payment" ADD COLUMN "kind" TEXT NOT NULL DEFAULT \'\' {KINDS}',
        'ALTER TABLE "payment" ADD COLUMN "of_id" INTEGER REFERENCES "payment" ("id")',
        'ALTER TABLE "payment" ADD COLUMN "reason" TEXT NOT NULL DEFAULT \'\'',
        'ALTER TABLE "allocation" ADD COLUMN "of_id" INTEGER REFERENCES "allocation" ("id")',
        'ALTER TABLE "allocation" ADD COLUMN "reason" TEXT NOT NULL DEFAULT \'\'',
        'CREATE INDEX "payment_of_id" ON "payment" ("of_id")',
        'CREATE UNIQUE INDEX "allocation_of_id" ON "allocation" ("of_id")',
    ):
        db.execute_sql(statement)
    for table, column in (("payment", "kind"), ("payment", "reason"), ("allocation", "reason")):
        if not is_sqlite(db):  # it starts as a row of the program says, as other columns do
            db.execute_sql(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" DROP DEFAULT')
