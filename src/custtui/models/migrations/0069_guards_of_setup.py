"""What the house is set up with is guarded: price lists, owners of contracts, codes, terms (C-39, C-40)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Guards are made anew after it; what stands against them stays, and check names it."""
