"""Terms may give a discount for early payment; an invoice keeps the one it was made with (C-37)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.database import is_sqlite


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Terms and invoices of before give none."""
    exact, day = ("INTEGER", "TEXT") if is_sqlite(db) else ("BIGINT", "DATE")
    rate, days = "CHECK (discount_rate >= 0)", "CHECK (discount_days >= 0)"
    for statement in (
        f'ALTER TABLE "payment_terms" ADD COLUMN "discount_days" INTEGER NOT NULL DEFAULT 0 {days}',
        f'ALTER TABLE "payment_terms" ADD COLUMN "discount_rate" {exact} NOT NULL DEFAULT 0 {rate}',
        f'ALTER TABLE "invoice" ADD COLUMN "discount_until" {day}',
        f'ALTER TABLE "invoice" ADD COLUMN "discount_rate" {exact}',
    ):
        db.execute_sql(statement)
    for column in ("discount_days", "discount_rate"):
        if not is_sqlite(db):  # it starts as a row of the program says, as other columns do
            db.execute_sql(f'ALTER TABLE "payment_terms" ALTER COLUMN "{column}" DROP DEFAULT')
