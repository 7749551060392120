"""Lines say why they are taxed as they are; invoices have the tax of the day of shipment (C-38)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite

TEXTS = (("order_line", "tax_reason"), ("invoice_line", "tax_parts"), ("invoice_line", "tax_reason"))


def up(migrator: SchemaMigrator, db: Database) -> None:
    """What was invoiced before has the tax of its order. Seals and chains hold: see models.seal, models.chaining."""
    exact = "INTEGER" if is_sqlite(db) else "BIGINT"
    for table, column in TEXTS:
        db.execute_sql(f'ALTER TABLE "{table}" ADD COLUMN "{column}" TEXT NOT NULL DEFAULT \'\'')
        if not is_sqlite(db):  # it starts as a row of the program says, as other columns do
            db.execute_sql(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" DROP DEFAULT')
    for table, column, rule in (
        ("invoice_line", "tax_rate", " CHECK (tax_rate >= 0)"),
        ("invoice_line", "tax_difference", ""),
        ("billed_order", "tax_difference", ""),
    ):
        db.execute_sql(f'ALTER TABLE "{table}" ADD COLUMN "{column}" {exact}{rule}')
    db.execute_sql('DROP INDEX "billed_order_order_id_gross"')
    columns = '"order_id", "gross", "tax_difference"'
    db.execute_sql(f'CREATE INDEX "billed_order_order_id_gross_tax_difference" ON "billed_order" ({columns})')
