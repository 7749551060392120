"""Where rows of a bulk write wait until they are poured: a side file, filled by a process of its own (P-10).

What follows from rows, and putting them into the file, asks no database, and is a quarter of writing orders: where
the machine has a second processor it is done there, while the next rows are made.
"""

import os
import pickle
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from peewee import Model, __exception_wrapper__

from custtui.domain.errors import Unavailable
from custtui.models.base import table_of

RowsByTable = Mapping[type[Model], Sequence[tuple[Any, ...]]]
"""Whole rows as the database takes them, the number first."""
NamedColumns = Mapping[type[Model], Sequence[str]]
"""The columns of each table, as they stand in its rows."""
Complete = Callable[[RowsByTable], RowsByTable]
"""Adds what follows from rows that are written together; it can be pickled."""

SETTINGS = "PRAGMA journal_mode = off; PRAGMA synchronous = off; PRAGMA temp_store = file; PRAGMA cache_size = -4000;"


def as_they_are(rows: RowsByTable) -> RowsByTable:
    """Nothing follows from these rows."""
    return rows


class Aside(Protocol):
    """Has rows in a file in the end."""

    def put(self, rows: RowsByTable) -> None:
        """Take rows that are written together."""
        ...

    def finish(self) -> None:
        """All are taken: returns once they stand in the file, and nobody has it open. Raises what went wrong."""
        ...

    def let_go(self) -> None:
        """Give up what is not finished."""
        ...


class SideFile:
    """Puts rows into the file itself."""

    def __init__(self, path: Path, columns: NamedColumns, complete: Complete) -> None:
        self.complete = complete
        with __exception_wrapper__:
            self.file = sqlite3.connect(path, isolation_level=None)
            self.file.executescript(SETTINGS)
            for model, names in columns.items():
                rest = ", ".join(f'"{name}"' for name in names[1:])
                self.file.execute(f'CREATE TABLE "{table_of(model)}" (id INTEGER PRIMARY KEY, {rest})')

    def put(self, rows: RowsByTable) -> None:
        """See `Aside`."""
        with __exception_wrapper__:
            self.file.execute("BEGIN")
            for model, some in self.complete(rows).items():
                marks = ", ".join("?" * len(some[0])) if some else ""
                self.file.executemany(f'INSERT INTO "{table_of(model)}" VALUES ({marks})', some) if some else None
            self.file.execute("COMMIT")

    def finish(self) -> None:
        """See `Aside`."""
        self.file.close()

    let_go = finish


START = "import sys; sys.path[:] = sys.argv[2:]; from custtui.services.bulk.beside import fill; fill(sys.argv[1])"
BEGUN = b"+"
"""What the other process says once it can begin."""
MANNER = "manner"
"""The file that tells it what a `SideFile` is made with; those of rows have a number for a name."""


class SecondProcess:
    """Has another process put them: rows are left for it in files, so that this one never waits for it."""

    def __init__(self, path: Path, columns: NamedColumns, complete: Complete) -> None:
        """Raises OSError where no process can be started."""
        self.folder, self.count = path.parent, 0
        self.made_with = path, columns, complete
        _leave(self.folder / MANNER, self.made_with)
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", START, str(self.folder), *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def put(self, rows: RowsByTable) -> None:
        """See `Aside`."""
        _leave(self.folder / str(self.count), rows)
        self.count += 1
        with suppress(BrokenPipeError):  # `finish` tells why
            assert self.process.stdin is not None
            self.process.stdin.write(b"\n")
            self.process.stdin.flush()

    def finish(self) -> None:
        """See `Aside`; where the other process could not even begin, this one does its work."""
        said = self.process.communicate()[0]
        if not said.startswith(BEGUN):
            self._do_it_here()
        elif error := said.removeprefix(BEGUN):
            raise pickle.loads(error)
        elif self.process.returncode:
            raise Unavailable("The process that puts rows aside was ended: nothing was stored")

    def _do_it_here(self) -> None:
        self.made_with[0].unlink(missing_ok=True)
        own = SideFile(*self.made_with)
        for number in range(self.count):
            own.put(_left(self.folder / str(number)))
        own.finish()

    def let_go(self) -> None:
        """See `Aside`."""
        if self.process.returncode is None:
            self.process.kill()
            self.process.communicate()


def aside(path: Path, columns: NamedColumns, complete: Complete, *, much: bool) -> Aside:
    """What puts rows aside: another process where there are many, more follows from them, and it has a processor.

    To put them alone gains a file of customers nothing: what goes there has to be written and read again.
    """
    if much and complete is not as_they_are and (os.cpu_count() or 1) > 1:
        with suppress(OSError):
            return SecondProcess(path, columns, complete)
    return SideFile(path, columns, complete)


def fill(folder: str) -> None:
    """What the other process does: take what is left for it, a line on its input for each, up to the end of that."""
    left, out = Path(folder), sys.stdout.buffer
    side = SideFile(*_left(left / MANNER))
    out.write(BEGUN)
    out.flush()
    try:
        for number, _ in enumerate(sys.stdin.buffer):
            side.put(_left(left / str(number)))
        side.finish()
    except Exception as error:
        out.write(pickle.dumps(error))


def _leave(path: Path, what: object) -> None:
    path.write_bytes(pickle.dumps(what, pickle.HIGHEST_PROTOCOL))


def _left(path: Path) -> Any:
    """What this program left in a folder that only it may enter."""
    what = pickle.loads(path.read_bytes())
    path.unlink()
    return what
