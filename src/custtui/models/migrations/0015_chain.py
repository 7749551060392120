"""Each event and each posting carries the hash of the one before it on its order; what stands is taken up (S-6)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.taking_up import take_up

TABLES = (
    'CREATE TABLE "chain_link" ("id" {id} NOT NULL PRIMARY KEY, "order_id" INTEGER, "account_id" INTEGER,'
    ' "number" INTEGER NOT NULL CHECK (number > 0), "kind" TEXT NOT NULL, "entry" INTEGER NOT NULL,'
    ' "hash" TEXT NOT NULL, FOREIGN KEY ("order_id") REFERENCES "sales_order" ("id"),'
    ' FOREIGN KEY ("account_id") REFERENCES "customer_account" ("id"),'
    " CHECK ((order_id IS NULL) <> (account_id IS NULL))){strict}",
    'CREATE TABLE "sealing" ("id" {id} NOT NULL PRIMARY KEY, "made_by" TEXT NOT NULL, "made_at" TEXT NOT NULL,'
    ' "orders" INTEGER NOT NULL, "links" INTEGER NOT NULL, "last_link" INTEGER NOT NULL,'
    ' "hash" TEXT NOT NULL){strict}',
    'CREATE TABLE "sealed_head" ("id" {id} NOT NULL PRIMARY KEY, "sealing_id" INTEGER NOT NULL,'
    ' "chain" TEXT NOT NULL, "number" INTEGER NOT NULL, "hash" TEXT NOT NULL,'
    ' FOREIGN KEY ("sealing_id") REFERENCES "sealing" ("id")){strict}',
    'CREATE UNIQUE INDEX "chain_link_order_id_number" ON "chain_link" ("order_id", "number")',
    'CREATE UNIQUE INDEX "chain_link_account_id_number" ON "chain_link" ("account_id", "number")',
    'CREATE UNIQUE INDEX "sealed_head_sealing_id_chain" ON "sealed_head" ("sealing_id", "chain")',
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    postgresql = type(migrator).__name__.startswith("Postgresql")
    kind = {"id": "SERIAL" if postgresql else "INTEGER", "strict": "" if postgresql else " STRICT"}
    for statement in TABLES:
        db.execute_sql(statement.format(**kind))
    take_up(db)
