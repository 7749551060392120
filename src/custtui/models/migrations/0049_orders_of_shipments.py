"""A shipment may have lines of several orders, of one customer to one ship-to: guards are made anew (C-48, F-78)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Nothing: lines always stood on positions of their orders; those of before stay in the chain of the one."""
