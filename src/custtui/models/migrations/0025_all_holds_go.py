"""No order that waits is accepted while a hold of it stands: guards are made anew after this (R-37)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Nothing: the guard is what is new."""
