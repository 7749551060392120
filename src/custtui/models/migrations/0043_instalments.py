"""Terms may have parts, and an invoice made by them has a row for each, with its due date (C-37)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Terms of before have one part, and so have their invoices: these have no rows."""
    id, exact, day, strict = (
        ("INTEGER", "INTEGER", "TEXT", " STRICT") if is_sqlite(db) else ("SERIAL", "BIGINT", "DATE", "")
    )
    for statement in (
        'ALTER TABLE "payment_terms" ADD COLUMN "instalments" TEXT NOT NULL DEFAULT \'\'',
        f'CREATE TABLE "instalment" ("id" {id} NOT NULL PRIMARY KEY, "invoice_id" INTEGER NOT NULL,'
        f' "number" INTEGER NOT NULL CHECK (number > 0), "due" {day} NOT NULL,'
        f' "amount" {exact} NOT NULL CHECK (amount >= 0),'
        f' FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id")){strict}',
        'CREATE UNIQUE INDEX "instalment_invoice_id_number" ON "instalment" ("invoice_id", "number")',
    ):
        db.execute_sql(statement)
    if not is_sqlite(db):  # it starts as a row of the program says, as other columns do
        db.execute_sql('ALTER TABLE "payment_terms" ALTER COLUMN "instalments" DROP DEFAULT')
