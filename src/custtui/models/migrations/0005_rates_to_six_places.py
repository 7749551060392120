"""Rates of tax are kept to 10⁻⁶: 6.625 % and 8.875 % are real ones (D-01). Seals hold: see TaxRateField."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

RATES = (("tax_rate", "rate"), ("order_line", "tax_rate"), ("order_charge", "tax_rate"))


def up(migrator: SchemaMigrator, db: Database) -> None:
    for table, column in RATES:
        db.execute_sql(f'UPDATE "{table}" SET "{column}" = "{column}" * 100')
