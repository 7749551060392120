"""What SQLite's catalogue says of the house against what this program made: triggers, indexes, tables (S-6).

It keeps each statement as it was given.
"""

from collections.abc import Iterator
from functools import lru_cache

from peewee import Database

from custtui.models.database import Sqlite
from custtui.models.migrate import migrate

OURS = ("trigger", "index", "view")
"""What nobody but this program makes in its house; a table of somebody's own does no harm."""

MASTER = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"


def faults(database: Database) -> Iterator[str]:
    """A line for every trigger, index or table that is missing, changed or of somebody else."""
    yield from _apart(_reference(), _master(database))


Kept = dict[tuple[str, str], tuple[str, str]]
"""By type and name, the table and the statement of what stands."""


def _master(database: Database) -> Kept:
    rows = database.execute_sql(MASTER).fetchall()
    return {(kind, name): (table, sql or "") for kind, name, table, sql in rows}


@lru_cache(maxsize=1)
def _reference() -> Kept:
    """A new house, made in memory."""
    database = Sqlite(":memory:")
    try:
        migrate(database)
        return _master(database)
    finally:
        database.close()


def _apart(wanted: Kept, found: Kept) -> Iterator[str]:
    for key, one in wanted.items():
        if key not in found:
            yield f"{' '.join(key)} is missing"
        elif found[key] != one:
            yield f"{' '.join(key)} was changed"
    for kind, name in found:
        if kind in OURS and (kind, name) not in wanted:
            yield f"{kind} {name} on {found[kind, name][0]} is unknown"
