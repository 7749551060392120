"""Reads the lookup's index ahead while the program starts, so that the first keys do not wait for the disk (P-7).

After a start of the machine nothing of a large file is in memory, and the lists of a common beginning are read page
by page, 80 us each on a fast disk. Read from one end to the other, a million customers' take four seconds.
"""

import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager, suppress
from threading import Thread

from custtui.models.base import db
from custtui.models.database import file_size, is_sqlite

SMALL = 64 << 20
"""Bytes of a file that is read fast enough as it comes."""

TABLES = (
    *("search_activity", "search_names_idx", "search_words_idx", "search_names_data", "search_words_data"),
    "search_document NOT INDEXED",
)
"""What a text is looked for in, then what is shown of those found."""


@contextmanager
def reading_ahead() -> Generator[Thread | None]:
    """Read on a thread and a connection of their own while the body runs; gives that thread, if there is one."""
    connection = _connection() if _is_worth_it() else None
    if connection is None:
        yield None
        return
    thread = Thread(target=_read, args=(connection,), name="read ahead", daemon=True)
    thread.start()
    try:
        yield thread
    finally:
        while thread.is_alive():  # what has not begun yet is not interrupted
            connection.interrupt()
            thread.join(0.01)
        connection.close()


def _is_worth_it() -> bool:
    """A large file that leaves memory for others; PostgreSQL looks after its own."""
    size = file_size(db.database) if is_sqlite(db) else 0
    return SMALL < size < _memory() // 2


def _memory() -> int:
    """Bytes the machine has; 0 where the system does not tell."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0


def _connection() -> sqlite3.Connection | None:
    """What cannot be opened is not read: the program's own connection tells why."""
    try:
        return sqlite3.connect(db.database, check_same_thread=False)
    except sqlite3.Error:
        return None


def _read(connection: sqlite3.Connection) -> None:
    """To count all rows of a table is to read all its pages; they stay in the system's memory, not in ours."""
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA cache_size = -200")
        for table in TABLES:
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()
