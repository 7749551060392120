"""By how many names a database's file can be opened: SQLite names the journal after the one it was opened by (S-4).

Two clerks who open it by two have a journal each, neither sees what the other commits, and both give the same number.
A link of its own (symbolic) is followed by SQLite, a folder that is mounted elsewhere has the journal in it.
"""

import os
import re

NAMED = "The database's file has a second name (hard link), under which it has another -wal file: remove one of them"
LINKED = "The database's file got a second name (hard link): nothing was stored. Remove that, then the same key works"
MOUNTED = (
    "The database's file is mounted by itself, its -wal file would be left behind: mount its folder, not the file"
)
MOUNTS = "/proc/self/mountinfo"
"""Linux: a line for each mount of this process, the place in the fifth word."""
_OCTAL = re.compile(rb"\\([0-7]{3})")


def odd_name(path: str) -> str:
    """Why a file must not be opened by this name, '' for nothing."""
    if is_linked(path):
        return NAMED
    return MOUNTED if is_mounted(os.path.realpath(path)) else ""


def is_linked(path: str) -> bool:
    """Has the file at a path another name (hard link)?"""
    try:
        return os.stat(path).st_nlink > 1
    except (OSError, ValueError):
        return False


def is_mounted(real: str) -> bool:
    """Is the file there a mount by itself, as containers have it? False where the system does not tell."""
    try:
        with open(MOUNTS, "rb") as told:
            return any(_place(line) == os.fsencode(real) for line in told)
    except OSError:
        return False


def _place(line: bytes) -> bytes:
    """Blanks and backslashes of a name are written as octal numbers."""
    words = line.split(b" ", 5)
    return _OCTAL.sub(lambda found: bytes([int(found[1], 8) & 255]), words[4]) if len(words) > 4 else b""
