"""Customers and contacts may refuse mailings by post, e-mail, phone: each with its day and reason (F-46)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Those of before refused none."""
    for table in ("customer_account", "contact"):
        for column in ("no_post", "no_email", "no_phone"):
            db.execute_sql(f'ALTER TABLE "{table}" ADD COLUMN "{column}" TEXT NOT NULL DEFAULT \'\'')
            if not is_sqlite(db):  # it starts as a row of the program says, as other columns do
                db.execute_sql(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" DROP DEFAULT')
