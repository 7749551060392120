"""Terms, tax rates, reasons and what contracts agree are guarded as their forms have them (C-37, C-38, X-16, S-6)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Guards are made anew after it; what stands against them stays, and check names it."""
