"""A consistent copy of the database while clerks work, verified; and how it is put back in place."""

import contextlib
from pathlib import Path

from custtui.domain.errors import refuse
from custtui.domain.who import Act, Who
from custtui.irregular import no_database
from custtui.models.base import db
from custtui.models.copies import copied, exchange, file_fault, house_of, onto_disk, unused
from custtui.models.database import copy_to, is_sqlite
from custtui.models.files import as_before
from custtui.models.names import odd_name
from custtui.models.place import odd_journal
from custtui.models.targets import look_at_target, whose
from custtui.services.asks import asks

JOURNALS = ("-wal", "-journal")
"""SQLite brings what stands there into the file that gets the name before."""


@asks(Act.BACKUP)
def backup(_who: Who, path: Path) -> None:
    """Copy the database to a new file, whole, whatever others write meanwhile, and read the copy through.

    Raises Refused for a file that is there already or cannot be written, a copy that is not sound (it is taken away
    again), and a PostgreSQL database, which has tools of its own for this.
    """
    if not is_sqlite(db):
        raise refuse("postgresql", "A PostgreSQL database is copied with its own tool: pg_dump --format=custom")
    if path.exists():
        raise refuse("file", f"{path} is there already: nothing was written", "file")
    look_at_target(path)
    if beside := [one for end in JOURNALS if (one := path.with_name(path.name + end)).exists()]:
        raise refuse("file", f"{beside[0]} would be taken for a journal of {path}: nothing was written", "file")
    unfinished = unused(path, "unfinished")
    if why := no_database(unfinished):
        raise refuse("file", f"{why}: nothing was written", "file")
    try:
        unfinished.unlink(missing_ok=True)  # a link would lead into another file
        copy_to(db.obj, unfinished)
        if why := file_fault(unfinished):
            raise refuse("damaged", f"{path} was not written, the copy is not sound: {why}", "file")
        onto_disk(unfinished)
        unfinished.rename(path)
    except OSError as error:
        raise refuse("file", f"{path} cannot be written: {error.strerror or error}", "file") from error
    finally:
        for end in ("", "-journal"):  # SQLite's own, where the disk was full
            with contextlib.suppress(OSError):
                unfinished.with_name(unfinished.name + end).unlink(missing_ok=True)


def restore(file: Path, path: Path) -> Path | None:
    """Put a backup in the place of the database at `path`, open or not, sound or not; call it without a connection.

    Returns where what stood there is kept, None where nothing did. The backup itself stays as it is. Raises Refused
    where it is not sound or another house's, cannot be copied, clerks go on writing, or they may write beside what
    stands there; nothing is changed then.
    """
    if not file.is_file():
        raise refuse("file", f"{file} is not a file", "file")
    if path.exists() and file.samefile(path):
        raise refuse("file", f"{file} is the database itself", "file")
    if why := file_fault(file):
        raise refuse("damaged", f"{file} is {why}; nothing was changed", "file")
    if path.exists() and not path.is_file():
        raise refuse("place", f"{path} is not a file: move it away, then restore", "database")
    if why := whose(path):
        raise refuse("place", f"{path} {why}; nothing was changed", "database")
    if why := odd_name(str(path)) or odd_journal(str(path)):
        raise refuse("place", f"{why}. Nothing was changed", "database")
    here, there = house_of(path), house_of(file)
    if here and here != there:
        why = f"{file} is another house's than {path}; nothing was changed. Is the backup the right one,"
        raise refuse("house", f"{why} move {path} away, then restore", "file")
    return _put(file, path)


def _put(file: Path, path: Path) -> Path | None:
    new = unused(path, "restoring")
    try:
        new.unlink(missing_ok=True)  # the same
        copied(file, new)
        as_before(new, path)
        if why := file_fault(new):
            raise refuse("damaged", f"The copy of {file} is {why}; nothing was changed", "file")
        return exchange(new, path)
    except OSError as error:
        raise refuse("file", f"{path} cannot be written: {error.strerror or error}", "file") from error
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
