"""Invoices have the tax of the day of shipment on charges too (C-38)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite


def up(migrator: SchemaMigrator, db: Database) -> None:
    """What was invoiced before has the tax of its order: there are no rows of it."""
    id, exact, strict = ("INTEGER", "INTEGER", " STRICT") if is_sqlite(db) else ("SERIAL", "BIGINT", "")
    for statement in (
        f'CREATE TABLE "billed_charge" ("id" {id} NOT NULL PRIMARY KEY, "invoice_id" INTEGER NOT NULL,'
        ' "order_id" INTEGER NOT NULL, "charge" TEXT NOT NULL,'
        f' "tax_rate" {exact} NOT NULL CHECK (tax_rate >= 0), "tax_parts" TEXT NOT NULL, "tax_reason" TEXT NOT NULL,'
        f' "tax_difference" {exact} NOT NULL,'
        ' FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id"),'
        f' FOREIGN KEY ("order_id") REFERENCES "sales_order" ("id")){strict}',
        'CREATE UNIQUE INDEX "billed_charge_invoice_id_order_id_charge"'
        ' ON "billed_charge" ("invoice_id", "order_id", "charge")',
        'CREATE INDEX "billed_charge_order_id" ON "billed_charge" ("order_id")',
        f'ALTER TABLE "credit_charge" ADD COLUMN "tax_difference" {exact}',
    ):
        db.execute_sql(statement)
