"""The rows that tell which migrations were made keep their numbers: guards are made anew after this (S-6)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Nothing: the guards are what is new."""
