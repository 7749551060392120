"""Holds what the database's own catalogue says against what this program made: triggers, indexes, tables (S-6).

SQLite keeps each statement as it was given. PostgreSQL prints definitions anew; what it prints of ours is known.
"""

from collections.abc import Iterator
from functools import lru_cache

from peewee import Database

from custtui.models.database import Sqlite, is_sqlite
from custtui.models.triggers import triggers

OURS = ("trigger", "index", "view")
"""What nobody but this program makes in its house; a table of somebody's own does no harm."""

MASTER = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"


def catalogue_faults(database: Database) -> Iterator[str]:
    """A line for every trigger, index or table that is missing, changed, switched off or of somebody else."""
    if is_sqlite(database):
        yield from _apart(_reference(), _master(database))
        return
    from custtui.models import catalogue_postgresql

    yield from catalogue_postgresql.faults(database)


def trigger_faults(database: Database) -> list[str]:
    """The same for triggers alone."""
    if not is_sqlite(database):
        return [line for line in catalogue_faults(database) if line.startswith("trigger ")]
    wanted = {("trigger", name): ("", text[0]) for name, text in triggers(database).items()}
    found = {key: ("", sql) for key, (_, sql) in _master(database).items() if key[0] == "trigger"}
    return list(_apart(wanted, found))


Kept = dict[tuple[str, str], tuple[str, str]]
"""By type and name, the table and the statement of what stands."""


def _master(database: Database) -> Kept:
    rows = database.execute_sql(MASTER).fetchall()
    return {(kind, name): (table, sql or "") for kind, name, table, sql in rows}


@lru_cache(maxsize=1)
def _reference() -> Kept:
    """A new house, made in memory."""
    from custtui.models.migrate import migrate

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
