"""Files of databases are made for nobody else: for their owner, or for the group whose folder they stand in (S-7)."""

import os
import stat
from contextlib import suppress
from pathlib import Path

SHARED = 0o660
"""What a database is for the clerks of a group: its journal gets the same from SQLite."""


def make_private(path: Path) -> None:
    """Make an empty file there, unless something stands there already: never readable by everybody.

    In a folder whose files belong to its group (set-group-ID) the group reads and writes it, whatever the umask.
    Raises OSError where it cannot be made.
    """
    try:
        number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, SHARED)
    except FileExistsError:
        return  # opened here, and closed, it would lose the locks SQLite has on it
    try:
        if os.stat(path.absolute().parent).st_mode & stat.S_ISGID:
            os.fchmod(number, SHARED)
    finally:
        os.close(number)


def plain_path(path: Path) -> str:
    """A path as SQLite takes it for one: `file:x?mode=memory` would be another file, or none at all."""
    return str(path.absolute() if str(path).startswith("file:") else path)


def as_before(path: Path, before: Path) -> None:
    """Give a file the owner, group and mode of the one whose place it takes, as far as this user may."""
    with suppress(FileNotFoundError):
        stood = before.stat()
        for owner in (stood.st_uid, -1):
            with suppress(PermissionError):
                os.chown(path, owner, stood.st_gid)
                break
        os.chmod(path, stat.S_IMODE(stood.st_mode))
