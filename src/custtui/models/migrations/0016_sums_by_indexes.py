"""What a customer ordered, has on order and owes is summed up from indexes, however many its orders (C-35, F-25)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

NEEDLESS = (
    "order_revision_sold_to_id_order_date_id",
    "order_revision_bill_to_id",
    "invoice_order_id",
    "invoice_account_id",
    "payment_account_id",
    "allocation_payment_id",
    "allocation_invoice_id",
)
"""Each of the new ones begins with the columns of one of these."""
INDEXES = (
    'CREATE INDEX "order_revision_latest" ON "order_revision"'
    ' ("sold_to_id", "order_date", "id", "replaces_id", "currency", "gross")',
    'CREATE INDEX "order_revision_billed" ON "order_revision"'
    ' ("bill_to_id", "id", "currency", "payment_method", "order_id", "gross")',
    'CREATE INDEX "order_event_finished" ON "order_event" ("order_id") WHERE ("kind" = \'finished\')',
    'CREATE INDEX "invoice_order_id_day_currency_gross" ON "invoice" ("order_id", "day", "currency", "gross")',
    'CREATE INDEX "invoice_account_id_payment_due_kind_currency_gross_id" ON "invoice"'
    ' ("account_id", "payment_due", "kind", "currency", "gross", "id")',
    'CREATE INDEX "payment_account_id_currency_amount_id" ON "payment" ("account_id", "currency", "amount", "id")',
    'CREATE INDEX "allocation_payment_id_amount" ON "allocation" ("payment_id", "amount")',
    'CREATE INDEX "allocation_invoice_id_amount" ON "allocation" ("invoice_id", "amount")',
)


def up(migrator: SchemaMigrator, db: Database) -> None:
    for name in NEEDLESS:
        db.execute_sql(f'DROP INDEX "{name}"')
    for statement in INDEXES:
        db.execute_sql(statement)
