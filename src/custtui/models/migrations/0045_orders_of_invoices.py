"""An invoice may have lines of several orders: what of it is which order's stands in rows of their own (C-42)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Those of before have one order, all of which is theirs; they stay in its chain. Guards are made anew."""
    id, exact, strict = ("INTEGER", "INTEGER", " STRICT") if is_sqlite(db) else ("SERIAL", "BIGINT", "")
    sums = ", ".join(f'"{name}" {exact} NOT NULL' for name in ("net", "tax", "gross"))
    for statement in (
        f'CREATE TABLE "billed_order" ("id" {id} NOT NULL PRIMARY KEY, "invoice_id" INTEGER NOT NULL,'
        f' "order_id" INTEGER NOT NULL, {sums}, FOREIGN KEY ("invoice_id") REFERENCES "invoice" ("id"),'
        f' FOREIGN KEY ("order_id") REFERENCES "sales_order" ("id")){strict}',
        'INSERT INTO "billed_order" ("invoice_id", "order_id", "net", "tax", "gross")'
        ' SELECT "id", "order_id", "net", "tax", "gross" FROM "invoice" ORDER BY "id"',
        'CREATE UNIQUE INDEX "billed_order_invoice_id_order_id" ON "billed_order" ("invoice_id", "order_id")',
        'CREATE INDEX "billed_order_order_id_gross" ON "billed_order" ("order_id", "gross")',
    ):
        db.execute_sql(statement)
