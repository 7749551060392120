"""Contacts and answers may stand for all accounts of a party (F-48)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Those of before are their account's alone; a message of before went to its contact's own account."""
    kind, no = ("INTEGER", "0") if is_sqlite(db) else ("BOOLEAN", "FALSE")
    for table in ("contact", "profile_answer"):
        db.execute_sql(f'ALTER TABLE "{table}" ADD COLUMN "shared" {kind} NOT NULL DEFAULT {no}')
        if not is_sqlite(db):  # it starts as a row of the program says, as other columns do
            db.execute_sql(f'ALTER TABLE "{table}" ALTER COLUMN "shared" DROP DEFAULT')
    db.execute_sql('ALTER TABLE "outbox" ADD COLUMN "account_id" INTEGER REFERENCES "customer_account" ("id")')
