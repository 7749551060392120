"""Brings a database up to this program's schema: numbered scripts, once each, in order (S-8)."""

from pathlib import Path

from peewee import Database
from playhouse.migrations import Runner

SCRIPTS = Path(__file__).with_name("migrations")


def migrate(database: Database) -> list[str]:
    """Apply what is missing; returns the names of the scripts applied."""
    return Runner(database, str(SCRIPTS)).up()
