"""The loyalty number of an account."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Accounts of before have none."""
    db.execute_sql("ALTER TABLE customer_account ADD COLUMN loyalty_number TEXT NOT NULL DEFAULT ''")
