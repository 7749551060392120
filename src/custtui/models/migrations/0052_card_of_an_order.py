"""An order paid by card says which one, and what of it is authorized until when (C-47, X-14)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Revisions of before say nothing of a card; drafts neither."""
    id, exact, day, strict = (
        ("INTEGER", "INTEGER", "TEXT", " STRICT") if is_sqlite(db) else ("SERIAL", "BIGINT", "DATE", "")
    )
    for statement in (
        f'CREATE TABLE "order_card" ("id" {id} NOT NULL PRIMARY KEY, "revision_id" INTEGER NOT NULL,'
        ' "brand" TEXT NOT NULL, "last_four" TEXT NOT NULL, "expires" TEXT NOT NULL, "reference" TEXT NOT NULL,'
        f' "authorized" {exact}, "until" {day},'
        f' FOREIGN KEY ("revision_id") REFERENCES "order_revision" ("id")){strict}',
        'CREATE UNIQUE INDEX "order_card_revision_id" ON "order_card" ("revision_id")',
    ):
        db.execute_sql(statement)
    for column in ("card", "card_authorized", "card_until"):
        db.execute_sql(f'ALTER TABLE "draft" ADD COLUMN "{column}" TEXT NOT NULL DEFAULT \'\'')
        if not is_sqlite(db):  # it starts as a row of the program says, as other columns do
            db.execute_sql(f'ALTER TABLE "draft" ALTER COLUMN "{column}" DROP DEFAULT')
