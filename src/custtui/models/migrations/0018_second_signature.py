"""PINs of operators, tries at them, and who signed beside another one (X-22); the column for them before goes."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

TABLES = (
    'CREATE TABLE "operator_pin" ("id" {id} NOT NULL PRIMARY KEY, "made_by" TEXT NOT NULL, "made_at" TEXT NOT NULL,'
    ' "operator_id" INTEGER NOT NULL, "hash" TEXT NOT NULL,'
    ' FOREIGN KEY ("operator_id") REFERENCES "operator" ("id")){strict}',
    'CREATE TABLE "pin_try" ("id" {id} NOT NULL PRIMARY KEY, "operator_id" INTEGER NOT NULL,'
    ' "purpose" TEXT NOT NULL, "wrong" INTEGER NOT NULL CHECK (wrong >= 0), "stopped_until" TEXT,'
    ' FOREIGN KEY ("operator_id") REFERENCES "operator" ("id")){strict}',
    'CREATE TABLE "second_signature" ("id" {id} NOT NULL PRIMARY KEY, "made_by" TEXT NOT NULL,'
    ' "made_at" TEXT NOT NULL, "signed_by" TEXT NOT NULL, "act" TEXT NOT NULL){strict}',
    'CREATE UNIQUE INDEX "operator_pin_operator_id" ON "operator_pin" ("operator_id")',
    'CREATE UNIQUE INDEX "pin_try_operator_id_purpose" ON "pin_try" ("operator_id", "purpose")',
)
SIGNED = (
    ("order_event", "signed_by"),
    ("term_change", "signed_by"),
    ("merge_log", "signed_by"),
    ("merge_log", "undo_signed_by"),
)
"""Histories that tell who signed."""


def up(migrator: SchemaMigrator, db: Database) -> None:
    postgresql = type(migrator).__name__.startswith("Postgresql")
    kind = {"id": "SERIAL" if postgresql else "INTEGER", "strict": "" if postgresql else " STRICT"}
    for statement in TABLES:
        db.execute_sql(statement.format(**kind))
    for table, column in SIGNED:
        db.execute_sql(f'ALTER TABLE "{table}" ADD COLUMN "{column}" TEXT NOT NULL DEFAULT \'\'')
    db.execute_sql('ALTER TABLE "operator" DROP COLUMN "password_hash"')
