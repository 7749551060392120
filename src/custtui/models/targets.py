"""Where nothing may be written, though somebody says so: over a SQLite database or a file of one, whoever's (S-4)."""

import os
import stat
import sys
from pathlib import Path

from custtui.domain.errors import refuse
from custtui.irregular import BESIDE
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.holders import node, opened_as

ENDS = tuple(filter(None, BESIDE))
FILE = b"SQLite format 3\0"
"""How a database begins."""
BEGINS = {
    FILE: "a SQLite database",
    **dict.fromkeys(
        (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"), "a journal of SQLite's"
    ),
    (3007000).to_bytes(4, sys.byteorder) + bytes(4): "the index of a journal of SQLite's",
}
"""And what SQLite keeps beside it, under whatever name it stands."""


def look_at_target(path: Path, field: str = "file") -> None:
    """Raises Refused where what is to be written at a path would go over a database, or where SQLite keeps its files.

    By device and inode, by name after links, and by how a file begins. Nothing is changed, no lock is lost.
    """
    if why := no_target(path):
        raise refuse(field, f"{path} {why}: nothing was written", field)


def no_target(path: str | Path) -> str:
    """Why nothing may be written there, `is a SQLite database`; '' where it may."""
    found = node(str(path))
    for end in BESIDE if (own := _own()) else ():
        if os.path.realpath(path) == f"{own}{end}" or (found and found == node(f"{own}{end}")):
            return f"is a file of the database itself ({end})" if end else "is the database itself"
    return whose(path) or _is_one(path)


def whose(path: str | Path) -> str:
    """The same of a name alone: one that SQLite gives to what it keeps beside a database that stands there."""
    real = os.path.realpath(path)
    for end in ENDS:
        if real.endswith(end) and (base := real.removesuffix(end)) and _begins(base).startswith(FILE):
            return f"is a file of the database {base}"
    return ""


def _own() -> str:
    """The file of the database that the models are bound to; '' for none."""
    return os.path.realpath(db.obj.database) if db.obj is not None and is_sqlite(db) else ""


def _is_one(path: str | Path) -> str:
    head = _begins(path)
    return next((f"is {what}" for begin, what in BEGINS.items() if head.startswith(begin)), "")


def _begins(path: str | Path) -> bytes:
    """The first bytes of a file; none of what is no file, or may not be read.

    Read by the number under which this process has it open, if it has: opened and closed once more, SQLite's locks on
    it would be lost.
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return b""
        if (number := opened_as(node(str(path)))) is not None:
            return os.pread(number, 16, 0)
        with open(path, "rb") as file:
            return file.read(16)
    except (OSError, ValueError):
        return b""
