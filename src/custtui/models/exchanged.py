"""Another file in the place of the one that was opened, beside the journal of that: it is none of its own (S-4).

Whoever opened it so would have pages of the old file written over the new one. What stands there is only looked at,
as it is by itself; where it is this house's, the old journal and its index get another name first. Those who still
have them open go on in them, and find the file exchanged before they store anything.
"""

import fcntl
import os
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

from custtui.domain.errors import Moved
from custtui.models.place import BEHIND, STRANGE, FilePlace, has_open, node

ASIDE = ("-wal", "-shm")
"""In this order: an index without its journal is opened by nobody, a journal without its index by everybody."""


def house_mark(connection: Any) -> str:
    """What tells the house's database from any other: drawn at random when it was made; '' where there is none."""
    with suppress(sqlite3.Error):
        row = connection.execute("SELECT mark FROM house").fetchone()
        return row[0] if row else ""
    return ""


def put_aside(stood: FilePlace, house: str) -> str:
    """Put the journal of the file that was opened aside from the one that stands there now; returns its new name.

    '' where there is none. Raises Moved where that file is another house's: nothing of it is touched then.
    """
    path = os.path.realpath(stood.path)
    if node(path) in (None, stood.file):
        return ""
    mark, old = _mark_by_itself(path), _left(path, stood)
    if mark != house and (mark or old):
        raise Moved(STRANGE)
    if not old:
        return ""
    with _alone(path):
        kept = _free(path)
        for end in _left(path, stood):
            os.rename(f"{path}{end}", f"{kept}{end}")
    return f"{os.path.basename(kept)}{old[0]}"


def _left(path: str, stood: FilePlace) -> list[str]:
    noted = {"-wal": stood.journal, "-shm": stood.index}
    return [end for end in ASIDE if noted[end] and node(f"{path}{end}") == noted[end]]


def _mark_by_itself(path: str) -> str:
    """The mark as the file has it, whatever stands beside it."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(_address(path), uri=True)) as one:
        return house_mark(one)
    return ""


def _address(path: str) -> str:
    return f"{Path(path).absolute().as_uri()}?mode=ro&immutable=1"


@contextmanager
def _alone(path: str) -> Generator[None]:
    """Of several clerks' programs one after the other: the second finds another journal there, and leaves it.

    Raises Moved where this process has the file open by another connection: it would lose the locks of that.
    """
    if has_open(node(path)):
        raise Moved(BEHIND)
    number = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


def _free(path: str) -> str:
    names = (f"{path}.before-exchange-{date.today()}-{number}" for number in range(1, 10_000))
    return next(name for name in names if not any(os.path.exists(f"{name}{end}") for end in ASIDE))
