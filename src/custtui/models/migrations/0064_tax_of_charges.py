"""Charges keep how they are taxed: their category, their taxes by name and the reason of their rate (C-41, C-38)."""

import re

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite

TEXTS = ("tax_category", "tax_parts", "tax_reason")
RATE = re.compile(r" [0-9.,]+%(?=;|$)")
"""A rate behind a charge, as drafts of before had it: the house's tables have the rates."""


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Those of before have a rate without a category. Seals hold: see models.seal."""
    for column in TEXTS:
        db.execute_sql(f'ALTER TABLE "order_charge" ADD COLUMN "{column}" TEXT NOT NULL DEFAULT \'\'')
        if not is_sqlite(db):  # it starts as a row of the program says, as other columns do
            db.execute_sql(f'ALTER TABLE "order_charge" ALTER COLUMN "{column}" DROP DEFAULT')
    mark = "?" if is_sqlite(db) else "%s"
    for draft, text in db.execute_sql('SELECT "id", "charges" FROM "draft" WHERE "charges" <> \'\'').fetchall():
        without = RATE.sub("", text)
        db.execute_sql(f'UPDATE "draft" SET "charges" = {mark} WHERE "id" = {mark}', (without, draft))
