"""A credit note names the invoice lines it takes back from, and the charges that are its own (C-31)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Credit notes of before name none; guards are made anew."""
    postgresql = type(migrator).__name__.startswith("Postgresql")
    id, exact, strict = ("SERIAL", "BIGINT", "") if postgresql else ("INTEGER", "INTEGER", " STRICT")
    for statement in (
        'ALTER TABLE "invoice" ADD COLUMN "reason" TEXT NOT NULL DEFAULT \'\'',
        'ALTER TABLE "invoice_line" ADD COLUMN "credits_id" INTEGER REFERENCES "invoice_line" ("id")',
        f'ALTER TABLE "invoice_line" ADD COLUMN "pieces" {exact}',
        'CREATE INDEX "invoice_line_credits_id" ON "invoice_line" ("credits_id")',
        f'CREATE TABLE "credit_charge" ("id" {id} NOT NULL PRIMARY KEY, "invoice_id" INTEGER NOT NULL,'
        " \"kind\" TEXT NOT NULL CHECK (kind IN ('FREIGHT', 'FEE')), \"reason\" TEXT NOT NULL,"
        f' "tax_rate" {exact} NOT NULL, "net" {exact} NOT NULL, "tax" {exact} NOT NULL,'
        f' FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id")){strict}',
        'CREATE INDEX "credit_charge_invoice_id" ON "credit_charge" ("invoice_id")',
    ):
        db.execute_sql(statement)
