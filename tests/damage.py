"""What happens to a database's file under a running program: removed, its journal removed, another in its place."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from custtui.models.base import db
from custtui.models.database import copy_to

ENDS = ("", "-wal", "-shm")

PLACING = """
import sys
from custtui.bootstrap import open_database
open_database(sys.argv[1])
from tests.services.keying import ordered
print(ordered(int(sys.argv[2]), "ITEM1 x1").number)
from custtui.models.base import db
db.close()
"""


def path() -> Path:
    """Of the database the models are bound to."""
    return Path(db.obj.database)


def saved() -> Path:
    """A copy of it as it is now, beside it."""
    copy = path().with_name("saved.sqlite")
    copy.unlink(missing_ok=True)
    copy_to(db.obj, copy)
    return copy


def remove() -> None:
    """`rm db*`."""
    for end in ENDS:
        Path(f"{path()}{end}").unlink(missing_ok=True)


def remove_journal() -> None:
    """`rm db-wal`."""
    Path(f"{path()}-wal").unlink()


def remove_journal_and_index() -> None:
    """`rm db-*`."""
    for end in ENDS[1:]:
        Path(f"{path()}{end}").unlink()


def link() -> None:
    """`mv db other; ln -s other db`: the same file under another name, by which another journal goes with it."""
    path().rename(other := path().with_name("other.sqlite"))
    path().symlink_to(other)


def remove_index() -> None:
    """`rm db-shm`: who opens the file now makes another one, and neither sees what the other commits."""
    Path(f"{path()}-shm").unlink()


def restore(copy: Path) -> None:
    """`rm db*`, and the copy in its place."""
    remove()
    os.replace(copy, path())


def move_over(copy: Path) -> None:
    """`mv copy db`: what was the journal of another file is still there."""
    os.replace(copy, path())


def order_of_another_clerk(account: int, *, looks: bool = True) -> str:
    """The number another clerk's program gives on what stands there now, or what it says.

    `looks`: the system tells it of locks, as Linux does.
    """
    blind = "" if looks else "from custtui.models import holders; holders.LOCKS = '/nothing'\n"
    told = subprocess.run(
        [sys.executable, "-c", blind + PLACING, str(path()), str(account)],
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout.strip() or told.stderr.strip().splitlines()[-1]
