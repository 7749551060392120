"""Houses that tests stand on are made once a process; the next test gets what stood then: the file, or its rows."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from hashlib import sha1
from pathlib import Path
from typing import TypeVar

from custtui.models.base import db
from custtui.models.database import is_sqlite
from tests.standing_rows import Rows, counted, put

T = TypeVar("T")


def made_once(make: Callable[[], T]) -> Callable[[], T]:
    """What it makes in a file is laid over the next file that is, byte for byte, what that one was before.

    On PostgreSQL the rows it makes are put into the next database whose sequences are where they were before.
    """
    known: dict[bytes, tuple[bytes, T]] = {}
    rows: dict[object, tuple[bytes | None, T]] = {}

    @wraps(make)
    def made() -> T:
        if db.in_transaction():
            return make()
        if not is_sqlite(db):
            return _put_again(make, rows)
        before = sha1(_bytes()).digest()
        if before not in known:
            value = make()
            known[before] = _bytes(), deepcopy(value)
            return value
        after, value = known[before]
        return deepcopy(value) if _is_laid_over(after) else make()

    return made


def _put_again(make: Callable[[], T], known: dict[object, tuple[bytes | None, T]]) -> T:
    at = counted()
    if at not in known:
        before = Rows()
        value = make()
        known[at] = Rows().since(before), deepcopy(value)
        return value
    text, value = known[at]
    if text is None:
        return make()
    put(text)
    return deepcopy(value)


def _bytes() -> bytes:
    """Asked of the connection, where there is one: who opens the file beside it, and closes it, lets go of its locks.

    Else read from the file, with no journal beside it: to open it takes ten times as long.
    """
    path = Path(db.obj.database)
    if db.is_closed() and not path.with_name(f"{path.name}-wal").exists():
        return path.read_bytes()
    return db.connection().serialize()


def _is_laid_over(after: bytes) -> bool:
    """False where others have the file open, whose journal stays. It is opened when somebody asks, if it was not."""
    opened = db.close()
    path = Path(db.obj.database)
    alone = not path.with_name(f"{path.name}-wal").exists()
    if alone:
        path.write_bytes(after)
    if opened:
        db.connect()
    return alone
