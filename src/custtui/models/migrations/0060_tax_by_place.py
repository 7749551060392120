"""Rates of tax by county, city and postal codes, and by the name of the tax; lines keep their taxes apart (C-38)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite

TEXTS = (*(("tax_rate", one) for one in ("county", "city", "postal_codes", "component")), ("order_line", "tax_parts"))


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Rates of before are of countries and states; lines of before have one tax each. Seals hold: see models.seal."""
    for table, column in TEXTS:
        db.execute_sql(f'ALTER TABLE "{table}" ADD COLUMN "{column}" TEXT NOT NULL DEFAULT \'\'')
        if not is_sqlite(db):  # it starts as a row of the program says, as other columns do
            db.execute_sql(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" DROP DEFAULT')
