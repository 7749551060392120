"""SQLite files for the tests: copies of the empty migrated one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peewee import Database

from custtui.models.base import db
from custtui.models.database import bind, make_database


@contextmanager
def bound_copy(template: Path, path: Path) -> Iterator[Database]:
    """A copy of the template at `path`, with the models bound to it as long as the context lasts."""
    path.write_bytes(template.read_bytes())
    one = bind(make_database(str(path)))
    try:
        yield one
    finally:
        one.close()
        db.initialize(None)
