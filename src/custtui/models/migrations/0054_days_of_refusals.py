"""Who refuses mailings does so for a reason, since a day: each stands by itself (F-46)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite

DATED = "____-__-__ %"
"""A refusal of before: its day first."""


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Those of before began with their day."""
    mark = "?" if is_sqlite(db) else "%s"
    for table in ("customer_account", "contact"):
        for why in ("no_post", "no_email", "no_phone"):
            day = f"{why}_since"
            db.execute_sql(f'ALTER TABLE "{table}" ADD COLUMN "{day}" TEXT NOT NULL DEFAULT \'\'')
            if not is_sqlite(db):  # it starts as a row of the program says, as other columns do
                db.execute_sql(f'ALTER TABLE "{table}" ALTER COLUMN "{day}" DROP DEFAULT')
            parts = f'"{day}" = substr("{why}", 1, 10), "{why}" = substr("{why}", 12)'
            db.execute_sql(f'UPDATE "{table}" SET {parts} WHERE "{why}" LIKE {mark}', (DATED,))
