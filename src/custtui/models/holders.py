"""Who has a database's files open, by the locks that SQLite holds on them; nothing of them is read or changed (S-4).

The system gives up all locks of a process on a file where that closes it once, whoever opened it there: a process
that has the files open already, or a thread that may open them meanwhile, has a process of its own look. Run as a
program, this module is that one; so it imports nothing of custtui.
"""

import fcntl
import os
import struct
import sys
import threading
import time
from contextlib import suppress

Node = tuple[int, int] | None

OPEN = (128, 1)
"""Where in the journal's index (-shm) whoever has it open holds a lock: from this byte on, so many."""
READ = (0x40000002, 510)
"""The same in the file itself, from before its journal is opened until after that is closed."""
FRAMES = struct.Struct("=12xB3xI")
"""How an index begins: is it one, and of how many pages of the journal does it tell; in the machine's own order."""

LOCKS = "/proc/locks"
"""Where Linux tells of all locks: kind, process, device and inode, first and last byte."""

ENDING = 0.05
"""Seconds in which a process that was killed is gone."""

LOST = "lost"
"""The journal is gone, or a new one and empty, that the index of those at work tells of."""
ANOTHERS = "another's"
"""The journal's index is open, the file is not: both are of another file, which stood here before."""


def node(path: str) -> Node:
    """Device and inode of what stands at a path, None for nothing."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def size(path: str) -> int | None:
    """Bytes of what stands at a path, None for nothing."""
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return None


def journal_fault(real: str, *, new: bool = True) -> str:
    """Why whoever opened the file now would read a journal that is not its own: LOST, ANOTHERS, '' for nothing.

    `new`: he had it not open before, so nothing of what those at work committed has been brought into the file.
    """
    if node(f"{real}-shm") is None:
        return LOST if new and _is_bereft(real) and (time.sleep(ENDING) or _is_bereft(real)) else ""
    if threading.active_count() == 1 and not any(has_open(node(f"{real}{end}")) for end in ("", "-shm")):
        return look(real)
    return _looked_beside(real)


def _is_bereft(real: str) -> bool:
    """Others have the file open, its journal and its index are both gone: what they committed stands nowhere else."""
    return node(f"{real}-shm") is None and not size(f"{real}-wal") and _is_read_by_others(real)


def _is_read_by_others(real: str) -> bool:
    """As the system tells; False where it does not. The file is not opened for it."""
    with suppress(OSError, ValueError):
        found = os.stat(real)
        name = f"{os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}:{found.st_ino}"
        with open(LOCKS, encoding="ascii") as locks:
            held = [line.split()[-4:-1] for line in locks]
        return any(one[1:] == [name, str(READ[0])] and one[0] != str(os.getpid()) for one in held)
    return False


def look(real: str) -> str:
    """The same, by opening them in this process; twice: a process that ends gives them up one after the other."""
    return _look(real) and (time.sleep(ENDING) or _look(real))


def _look(real: str) -> str:
    try:
        index = os.open(f"{real}-shm", os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return ""
    try:
        if not _is_locked(index, *OPEN):
            return ""  # whoever opens it now makes it anew
        if _is_read(real) is False:
            return ANOTHERS
        known, frames = FRAMES.unpack(os.pread(index, FRAMES.size, 0).ljust(FRAMES.size, b"\0"))
        return LOST if known and frames and not size(f"{real}-wal") and _is_at(index, f"{real}-shm") else ""
    finally:
        os.close(index)


def _is_read(real: str) -> bool | None:
    """Does anybody read or write the file? None where it cannot be told."""
    try:
        file = os.open(real, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        return _is_locked(file, *READ)
    finally:
        os.close(file)


def _is_locked(number: int, first: int, count: int) -> bool:
    try:
        fcntl.lockf(number, fcntl.LOCK_EX | fcntl.LOCK_NB, count, first)
    except OSError:
        return True
    fcntl.lockf(number, fcntl.LOCK_UN, count, first)
    return False


def _is_at(number: int, path: str) -> bool:
    """Others may have closed them all meanwhile, and opened them anew."""
    found = os.fstat(number)
    return (found.st_dev, found.st_ino) == node(path)


def _looked_beside(real: str) -> str:
    """Without a process of its own it is opened as ever."""
    import subprocess  # here: seldom (P-6)

    argv = [sys.executable, "-I", "-S", __file__, real]
    with suppress(OSError):
        done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        return done.stdout.strip()
    return ""


def has_open(one: Node) -> bool:
    """Has this process a file open? Asked of the numbers of its open files, never by opening it."""
    try:
        return opened_as(one) is not None
    except OSError:
        return True


def opened_as(one: Node) -> int | None:
    """The number under which this process has a file open, None for none. Raises OSError where they are not told."""
    for number in [int(name) for name in os.listdir("/dev/fd")]:
        with suppress(OSError):
            found = os.fstat(number)
            if (found.st_dev, found.st_ino) == one:
                return number
    return None


if __name__ == "__main__":
    print(look(sys.argv[1]))
