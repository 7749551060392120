"""What stands at a path where a file is meant: opening a pipe waits for ever, a device never ends (S-4)."""

import os
import stat
from pathlib import Path

KINDS = {
    stat.S_IFDIR: "a directory",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite opens of a database: the file, its journals, the index of one."""


def no_file(path: str | Path) -> str:
    """What stands there in words, `a pipe`; '' for a file, for nothing, and for what may not be looked at."""
    try:
        return KINDS.get(stat.S_IFMT(os.stat(path).st_mode), "")
    except (OSError, ValueError):
        return ""


def no_source(path: str | Path) -> str:
    """The same of what is read once: a pipe without a name of its own (`<(zcat FILE)`, /dev/stdin) is written to."""
    found = no_file(path)
    return "" if found == KINDS[stat.S_IFIFO] and not os.path.lexists(os.path.realpath(path)) else found


def no_database(path: str | Path) -> str:
    """Why a path cannot be opened as a database of SQLite, journals included: a line; '' where it can."""
    found = ((f"{path}{end}", no_file(f"{path}{end}")) for end in BESIDE)
    return next((f"{one} is {what}, not a file" for one, what in found if what), "")
