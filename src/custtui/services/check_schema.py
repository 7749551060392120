"""What a database is made of against what this program makes: its catalogue, the history of migrations (S-6, S-8)."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from custtui.models import (
    all_models,
    catalogue_postgresql,
    catalogue_sqlite,
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
    parts = (catalogue_postgresql, sequences_postgresql, strangers_postgresql)
    return chain.from_iterable(one.faults(db.obj) for one in parts)


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
