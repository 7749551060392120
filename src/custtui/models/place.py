"""Whether the file a connection opened still stands in its place: by device and inode, never by opening it (S-4).

Who removes the file or its journal (-wal) under a running program, or moves another over it, makes every commit one
into nothing: SQLite goes on in the file that no name leads to. Closing such a connection would be worse: SQLite takes
the journal away by its *name*, which is another clerk's by then. It is left open until the process ends.
"""

import os
from contextlib import suppress
from typing import Any

from custtui.domain.errors import Moved
from custtui.models.holders import ANOTHERS, LOST, has_open, journal_fault, node, size
from custtui.models.names import odd_name

GONE = "The database file is gone: nothing was stored. Put it back, then the same key works again"
REPLACED = "Another file stands in the database's place: nothing was stored there. Press the same key again"
JOURNAL = "The database's -wal file was removed: nothing was stored. Press the same key again"
STRANGE = "The file in the database's place is another house's: nothing was stored. Put the right one back"
INDEX = "The database's -shm file was removed: nothing was stored. Press the same key again"
"""Who opens the file now makes one of his own, and neither sees what the other commits."""
BEHIND = "The database's files were exchanged: nothing was stored. Leave the program and start it again"

LINKED = "The database's place is a link, and a -wal file stands beside it: put the file itself back in its place"
EMPTIED = "The database file is empty, its -wal file is not: put a backup in its place"
ODD = {
    LOST: "The database's -wal file was removed while clerks work: let one of them save something, then start again",
    ANOTHERS: "Another file was moved into the database's place, beside the old -wal and -shm: let a clerk at work "
    "save something, or move these two away",
}
"""What is told to whoever opens it."""
UNSAVED = "The database's -wal file was removed, and somebody reads: nothing was stored. Press the same key again"


def odd_place(path: str, *, new: bool = True) -> str:
    """Why the file at a path must not be opened, '' for nothing: its journal would be none of its own.

    `new`: by who did not have it open before.
    """
    journal = size(f"{path}-wal")
    if journal and os.path.islink(path) and node(f"{path}-wal") != node(f"{os.path.realpath(path)}-wal"):
        return LINKED
    if journal and size(path) == 0:
        return EMPTIED
    return odd_name(path) or odd_journal(path, new=new)


def odd_journal(path: str, *, new: bool = True) -> str:
    """The same of what others have open beside it."""
    return ODD.get(journal_fault(os.path.realpath(path), new=new), "")


class FilePlace:
    """The file of one connection, its journal and the journal's index, as they stood when it was opened."""

    __slots__ = ("file", "folder", "index", "journal", "path", "real", "unsaved")

    def __init__(self, path: str) -> None:
        self.unsaved: Any = None
        """A connection by which alone what was committed can be brought into the file."""
        self.path, self.real = path, os.path.realpath(path)
        self.folder = node(os.path.dirname(self.real))
        self.file, self.journal, self.index = node(path), node(f"{self.real}-wal"), node(f"{self.real}-shm")

    @property
    def _renamed(self) -> bool:
        """A link was put in its place, or leads to another name now: who opens it goes by another journal.

        A file of that name in that folder is none; to follow the whole path takes five times as long.
        """
        folder, name = os.path.split(self.path)
        if name == os.path.basename(self.real) and not os.path.islink(self.path) and node(folder) == self.folder:
            return False
        return os.path.realpath(self.path) != self.real

    def fault(self) -> str:
        """What is no longer as it was, '' where it is: a few questions of the file system, no more."""
        if self.file is None:
            return ""  # a database in memory
        now = node(self.path)
        if now != self.file:
            return REPLACED if now else GONE
        if self._renamed:
            return BEHIND
        if self.journal and node(f"{self.real}-wal") != self.journal:
            return JOURNAL
        return INDEX if self.index and node(f"{self.real}-shm") != self.index else ""

    @property
    def is_whole(self) -> bool:
        """All stands as it stood then, and who opens it anew finds what it had open."""
        return bool(self.file and self.journal and self.index) and not self.fault()

    def look(self) -> None:
        """Raises Moved where it is not as it was."""
        if why := self.fault():
            raise Moved(why)

    @property
    def has_all(self) -> bool:
        """Does what was committed stand in the files there are? Then they know it better than the connection does."""
        return self.fault() == INDEX

    def leave(self, connection: Any) -> bool:
        """Close the connection as far as that harms nobody; False where this process must not open the file again.

        A journal that is gone, with nothing in its place, is closed: what it held is saved before. An index that is
        gone is given up while another process has the file open, so that closing writes and removes nothing.
        """
        if node(self.path) != self.file or self._renamed:
            keep_open(connection)
        elif self._is_lost:
            self.unsaved = connection
        elif node(f"{self.real}-shm") == self.index or not _closed_beside(self.path, connection):
            keep_open(connection)
        return self.left

    @property
    def _is_lost(self) -> bool:
        """Nothing is in the place of the journal, or one that nobody wrote in: the index tells of the other one."""
        if node(f"{self.real}-wal") is None:
            return True
        return size(f"{self.real}-wal") == 0 and node(f"{self.real}-shm") == self.index

    @property
    def left(self) -> bool:
        """May this process open what stands there now? SQLite shares one index among all its connections to a file:
        one that is gone must be nobody's any more."""
        unsaved, self.unsaved = self.unsaved, None
        if node(self.path) != self.file or self._renamed:
            keep_open(unsaved)
            return node(self.path) != self.file
        if unsaved is not None and not self._close_saved(unsaved):
            return False
        return node(f"{self.real}-shm") == self.index or not has_open(self.index)

    def _close_saved(self, connection: Any) -> bool:
        """False while somebody reads: asked again."""
        if not self._is_lost:  # another clerk has saved it all, and made a new one
            keep_open(connection)
        elif _saved(connection):
            connection.close()
        else:
            self.unsaved = connection
        return self.unsaved is None


HOLDING = """
import sqlite3, sys
one = sqlite3.connect(sys.argv[1])
one.execute("SELECT count(*) FROM sqlite_master").fetchone()
print("held", flush=True)
sys.stdin.read()
"""
"""Has the file open, as any clerk does: nobody's closing is the last one then."""
PATIENCE = 5.0
"""Seconds to end once nothing holds it."""


def _closed_beside(path: str, connection: Any) -> bool:
    """Close it while another process has the file open: the last to close would bring its journal into the file, by
    an index that does not know what others committed since. False where there is no such process.
    """
    import subprocess
    import sys

    pipe = subprocess.PIPE
    try:
        beside = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", HOLDING, path],
            stdin=pipe,
            stdout=pipe,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    held = beside.stdout is not None and beside.stdout.readline() == b"held\n"
    if held:
        connection.close()
    with suppress(OSError, subprocess.TimeoutExpired):
        beside.communicate(timeout=PATIENCE)
    return held


def _saved(connection: Any) -> bool:
    """Bring what was committed from the journal into the file, and empty it for all who still have it open."""
    with suppress(Exception):
        return connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    return False


def keep_open(connection: Any) -> None:
    """Never closed, not even when Python ends: the reference is lost on purpose."""
    import ctypes

    ctypes.pythonapi.Py_IncRef(ctypes.py_object(connection))
