"""Price lists, contracts and exemptions that stand are kept as they were found, in their chains (S-6, F-64)."""

from peewee import Database
from playhouse.migrate import SchemaMigrator

from custtui.models.chaining import HISTORY, WRITTEN
from custtui.models.database import is_sqlite
from custtui.models.found_standing import keep_what_stands


def up(migrator: SchemaMigrator, db: Database) -> None:
    """Of before is not known what was made: check holds them against this from now on. Guards are made anew."""
    keep_what_stands(db)
    if is_sqlite(db):  # no guard stands that counts them
        (last,) = db.execute_sql(f"SELECT coalesce(max(id), 0) FROM {HISTORY}").fetchone()
        db.execute_sql(f"UPDATE counter SET value = {last} WHERE name = '{WRITTEN[HISTORY]}'")
