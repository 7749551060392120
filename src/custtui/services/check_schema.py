"""What a database is made of against what this program makes: its catalogue, the history of migrations (S-6, S-8)."""

from collections.abc import Iterator
from typing import Any

from custtui.models import (
    all_models,
    catalogue_postgresql,
    catalogue_sqlite,
    enforced_postgresql,
    path_postgresql,
    sequences_postgresql,
    strangers_postgresql,
)
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.migrate import HISTORY, gaps, pending


def catalogue_faults() -> Iterator[str]:
    """A line for every trigger, index, table and constraint that is missing, changed, off or of somebody else.

    SQLite keeps each statement as it was given. PostgreSQL prints definitions anew; what it prints of ours is known.
    """
    if is_sqlite(db):
        return catalogue_sqlite.faults(db.obj)
    return _postgresql_faults()


def _postgresql_faults() -> Iterator[str]:
    with path_postgresql.own_path(db.obj) as path:
        for one in (catalogue_postgresql, enforced_postgresql, sequences_postgresql, strangers_postgresql):
            yield from one.faults(db.obj)
        yield from path_postgresql.faults(db.obj, path)


def history_faults() -> Iterator[str]:
    """Migrations of which no row tells, though this database was not brought up to date by them just now."""
    between = gaps(db.obj)
    for name in pending(db.obj):
        if name in between:
            yield f"{HISTORY} {name}: its row is missing, though what it made stands here"
        else:
            yield f"{HISTORY} {name}: its row is missing; where the house is only older, any other command updates it"


def is_older() -> bool:
    """Does the house lack what its missing migrations make, as one of an older release does?

    One that has all of it lacks rows of its history alone: a check tells, and makes nothing anew.
    """
    return bool(pending(db.obj)) and not gaps(db.obj) and not _is_whole()


def _is_whole() -> bool:
    for model in all_models():
        meta: Any = model._meta  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportPrivateUsage]
        columns = {one.column_name for one in meta.sorted_fields}
        if not columns <= {one.name for one in db.get_columns(meta.table_name)}:
            return False
    lacking = (one for one in catalogue_faults() if one.endswith("is missing") or "is missing:" in one)
    return not any(not one.startswith("trigger ") for one in lacking)
