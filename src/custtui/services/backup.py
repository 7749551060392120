"""A consistent copy of the database while clerks work."""

import contextlib
from pathlib import Path

from custtui.domain.errors import refuse
from custtui.models.base import db
from custtui.models.database import copy_to, is_sqlite


def backup(path: Path) -> None:
    """Copy the database to a new file, whole, whatever others write meanwhile.

    Raises Refused for a file that is there already, cannot be written, or a PostgreSQL database, which has tools
    of its own for this.
    """
    if not is_sqlite(db):
        raise refuse("postgresql", "A PostgreSQL database is copied with its own tool: pg_dump --format=custom")
    if path.exists():
        raise refuse("file", f"{path} is there already: nothing was written", "file")
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        copy_to(db.obj, unfinished)
        unfinished.rename(path)
    except OSError as error:
        raise refuse("file", f"{path} cannot be written: {error}", "file") from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
