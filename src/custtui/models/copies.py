"""Files of whole databases: is a copy sound, and how one is put in place of the file that stands there (SQLite)."""

import os
import sqlite3
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from custtui.domain.errors import refuse
from custtui.irregular import BESIDE
from custtui.models.exchanged import house_mark
from custtui.models.files import make_private, plain_path
from custtui.models.migrate import HISTORY, SCRIPTS, script_names

ENDS = ("-wal", "-shm")
"""What SQLite keeps beside a file: its journal, and the index of that."""
WRITTEN_BY, JOURNALED = 18, b"\2"
"""Which byte of the header says how a file is written, and the last way there is."""
SECONDS = 10.0
"""How long clerks who read or write are waited for before the file is exchanged."""


def file_fault(path: Path) -> str:
    """What is wrong with a file as a database of this program, '' where it is sound. Nothing of it is changed."""
    try:
        with closing(looked_into(path)) as one:
            if whole := next((line for (line,) in one.execute("PRAGMA integrity_check(1)") if line != "ok"), ""):
                return f"damaged: {' '.join(whole.split())}"
            if row := one.execute("PRAGMA foreign_key_check").fetchone():
                return f"{row[0]} {row[1]}: what it points to in {row[2]} is missing"
            made = {name for (name,) in one.execute(f"SELECT name FROM {HISTORY}")}
    except (sqlite3.Error, UnicodeError) as error:
        return f"no database of custtui: {error}"
    if _is_read_only(path):
        return "damaged: nobody can write into it"
    scripts = script_names(SCRIPTS)
    if unknown := sorted(made.difference(scripts)):
        return f"made by a newer custtui ({unknown[-1]}): update the program"
    lost = next((name for name in scripts if name not in made and name < max(made, default="~")), "")
    return lost and f"damaged: {HISTORY} lacks the row of {lost}, which was made"


def _is_read_only(path: Path) -> bool:
    """SQLite reads a file whose header names a later way of writing, and writes nothing into it."""
    with path.open("rb") as file:
        return file.read(WRITTEN_BY + 1)[WRITTEN_BY:] > JOURNALED


def looked_into(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing."""
    return sqlite3.connect(address_of(path), uri=True)


def address_of(path: Path) -> str:
    """Where a file is looked into and nothing of it changed; a journal beside it is read, too."""
    journal = path.with_name(f"{path.name}-wal")
    how = "mode=ro" if journal.exists() and journal.stat().st_size else "mode=ro&immutable=1"
    return f"{path.absolute().as_uri()}?{how}"


def house_of(path: Path) -> str:
    """The mark of the house whose database a file is; '' where it tells none, or was never set up."""
    with suppress(sqlite3.Error, OSError), closing(looked_into(path)) as one:
        return house_mark(one) if one.execute("SELECT 1 FROM seller").fetchone() else ""
    return ""


def operators_of(path: Path) -> dict[str, tuple[str, str]]:
    """Name and role of a file's active operators by login; none where it cannot be asked."""
    with suppress(sqlite3.Error, OSError), closing(looked_into(path)) as one:
        rows = one.execute("SELECT login, name, role FROM operator WHERE active ORDER BY name").fetchall()
        return {login: (name, role) for login, name, role in rows}
    return {}


def copied(source: Path, target: Path) -> None:
    """Copy a database to a new file, whole, and onto the disk. Raises OSError where it cannot be."""
    make_private(target)
    try:
        with closing(looked_into(source)) as one, closing(sqlite3.connect(plain_path(target))) as other:
            one.backup(other)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    onto_disk(target)


def unused(path: Path, end: str) -> Path:
    """A name beside a path for what becomes it: neither it nor what SQLite keeps beside it is a file there."""
    names = (path.with_name(f"{path.name}.{end}{number or ''}") for number in range(10_000))
    return next(one for one in names if not any(_is_kept(Path(f"{one}{beside}")) for beside in BESIDE))


def _is_kept(one: Path) -> bool:
    return one.is_file() and not one.is_symlink()


def onto_disk(path: Path) -> None:
    """What was written survives a power cut: the file, and its name in its folder."""
    for one in (path, path.parent):
        with suppress(PermissionError):
            number = os.open(one, os.O_RDONLY)
            try:
                os.fsync(number)
            finally:
                os.close(number)


def exchange(new: Path, path: Path) -> Path | None:
    """Put a file in the place of a database; returns where what stood there is kept, None where nothing did.

    Whoever writes is waited for, and kept from writing until it is done; programs that have the old file open find
    it moved before they store anything (see `place`). Raises Refused where somebody goes on writing.
    """
    if not path.exists():
        _aside(path, kept := _free(path))
        os.rename(new, path)
        onto_disk(path)
        return kept if kept.with_name(f"{kept.name}-wal").exists() else None
    guard = _still(path)
    try:
        kept = _free(path)
        os.rename(path, kept)
        _aside(path, kept)
        os.rename(new, path)
        onto_disk(path)
    finally:
        if guard is not None:
            _let_be(guard)
    return kept


def _still(path: Path) -> sqlite3.Connection | None:
    """Nobody writes, and nothing is left in the journal; None for a file that SQLite cannot read."""
    one = sqlite3.connect(plain_path(path), timeout=SECONDS, isolation_level=None)
    try:
        one.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if one.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise _busy()
        one.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        one.close()
        if "locked" in str(error) or "busy" in str(error):
            raise _busy() from error
        return None
    except sqlite3.DatabaseError:
        one.close()
        return None
    except BaseException:
        one.close()
        raise
    return one


def _busy() -> Exception:
    return refuse("busy", "Clerks are working in this database: nothing was changed. Let them leave, then try again")


def _let_be(guard: sqlite3.Connection) -> None:
    """Its file has another name by now: closed, it would take away what has the old one (see `place`)."""
    from custtui.models.place import keep_open

    guard.rollback()
    keep_open(guard)


def _aside(path: Path, kept: Path) -> None:
    """The journal of what stood there goes with it: on another file it would be written over it."""
    for end in ENDS:
        with suppress(FileNotFoundError):
            os.rename(f"{path}{end}", f"{kept}{end}")


def _free(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.before-restore-{date.today()}-{number}") for number in range(1, 10_000))
    return next(name for name in names if not name.exists() and not name.with_name(f"{name.name}-wal").exists())
