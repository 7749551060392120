"""What SQLite's catalogue says of the house against what this program made: triggers, indexes, tables (S-6).

It keeps each statement as it was given.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from peewee import Database

from custtui.models.database import Sqlite
from custtui.models.migrate import migrate

HARMLESS = re.compile(r"CREATE (VIRTUAL )?TABLE ")
"""How SQLite keeps the statement of a table: one of somebody's own does no harm. Nobody but this program makes
anything else in its house."""
SQLITES = re.compile(r"table sqlite_(sequence|stat[1-4])|index sqlite_autoindex_.+")
"""What SQLite makes for itself, the latter without a statement; by any other such name it only hides."""

MASTER = "SELECT type, name, tbl_name, sql FROM sqlite_master"


def faults(database: Database) -> Iterator[str]:
    """A line for every trigger, index or table that is missing, changed or of somebody else."""
    yield from _apart(_reference(), _master(database))


Entry = tuple[str, str, str, str]
"""Type, name, table and statement of what stands. SQLite goes by the first three in any capitals."""
EntriesKept = dict[tuple[str, str], list[Entry]]


def _master(database: Database) -> EntriesKept:
    """By type and name in small letters; whoever writes the catalogue himself can put two under one name."""
    found: EntriesKept = {}
    for kind, name, table, sql in database.execute_sql(MASTER).fetchall():
        one = (str(kind), str(name), str(table), str(sql or ""))
        if not _is_sqlites(one):
            found.setdefault((_small(one[0]), _small(one[1])), []).append(one)
    return found


def _small(text: str) -> str:
    """ASCII alone, as SQLite compares."""
    return text.encode("utf-8", "surrogateescape").lower().decode("utf-8", "surrogateescape")


def _is_sqlites(one: Entry) -> bool:
    kind, name, _, sql = one
    own = SQLITES.fullmatch(f"{_small(kind)} {_small(name)}")
    return own is not None and (bool(HARMLESS.match(sql)) if own[1] else not sql)


@lru_cache(maxsize=1)
def _reference() -> EntriesKept:
    """A new house, made in memory."""
    database = Sqlite(":memory:")
    try:
        migrate(database)
        return _master(database)
    finally:
        database.close()


def _apart(wanted: EntriesKept, found: EntriesKept) -> Iterator[str]:
    for key, (made,) in wanted.items():
        standing = found.get(key, [])
        if not standing:
            yield f"{' '.join(made[:2])} is missing"
        elif [_told(one) for one in standing] != [_told(made)]:
            yield f"{' '.join(made[:2])} was changed"
    for key in found:
        if key not in wanted:
            yield from (f"{one[0]} {one[1]} on {one[2]} is unknown" for one in found[key] if not _is_harmless(one))


def _told(one: Entry) -> tuple[str, str]:
    return _small(one[2]), one[3]


def _is_harmless(one: Entry) -> bool:
    return (
        _small(one[0]) == "table" and not _small(one[1]).startswith("sqlite_") and HARMLESS.match(one[3]) is not None
    )
