"""An order and a line may carry a note for the house (X-21)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite

ORDERS, LINES = ("order_revision", "draft"), ("order_line", "draft_line")


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Those of before have none. Seals hold: see models.seal."""
    for tables, column in ((ORDERS, "internal_note"), (LINES, "line_note")):
        for table in tables:
            db.execute_sql(f'ALTER TABLE "{table}" ADD COLUMN "{column}" TEXT NOT NULL DEFAULT \'\'')
            if not is_sqlite(db):  # it starts as a row of the program says, as other columns do
                db.execute_sql(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" DROP DEFAULT')
