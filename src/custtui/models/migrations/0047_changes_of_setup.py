"""What the house is set up with remembers what it was: rows that never change, in the chain of the house (S-6)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Of before nothing is known."""
    id, strict = ("INTEGER", " STRICT") if is_sqlite(db) else ("SERIAL", "")
    db.execute_sql(
        f'CREATE TABLE "setup_change" ("id" {id} NOT NULL PRIMARY KEY, "made_by" TEXT NOT NULL,'
        ' "made_at" TEXT NOT NULL, "kind" TEXT NOT NULL, "code" TEXT NOT NULL, "field" TEXT NOT NULL,'
        f' "old" TEXT NOT NULL, "new" TEXT NOT NULL, "signed_by" TEXT NOT NULL){strict}'
    )
    db.execute_sql('CREATE INDEX "setup_change_kind_code" ON "setup_change" ("kind", "code")')
