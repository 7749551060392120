"""Guards of PostgreSQL see the tables of the house alone, whatever a session lays before them: they are made anew."""

from peewee import Database
from playhouse.migrate import SchemaMigrator


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Nothing: the guards are what is new."""
