"""Brings a database up to this program's schema: numbered scripts, once each, in order (S-8).

All of a run is one transaction: scripts, guards and the check of foreign keys stand together or not at all. On SQLite
its write lock keeps programs that start together from colliding, on PostgreSQL an advisory lock does.
"""

import os
import sqlite3
from collections.abc import Generator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import date
from pathlib import Path

from peewee import Database, PeeweeException

from custtui.domain.errors import refuse
from custtui.models.database import copy_to, is_sqlite, make_database, patiently
from custtui.models.holders import has_open, node
from custtui.models.pooled import refuse_pooled
from custtui.models.trouble import explained, known

SCRIPTS = Path(__file__).with_name("migrations")
HISTORY = "schema_migration"
SQLITE = b"SQLite format 3\0"
"""How a SQLite file begins; the two bytes at 18 tell how it keeps its journal."""
GAP = "migrations"
"""The code of a refusal to apply what seems to have been applied before."""
LOCK = 0x63757374
"""The key of the advisory lock: 'cust'."""


def migrate(database: Database, scripts: Path = SCRIPTS) -> list[str]:
    """Apply what is missing; returns the names of the scripts applied.

    An older SQLite file is copied first, to `NAME.backup-<date>-<n>`. Raises Refused for a newer database, another
    program's, one of whose history a row is missing, and one that cannot be brought up to date (it stays as it was);
    Unavailable where the database cannot.
    """
    with explained():
        if not pending(database, scripts):
            return []
        _refuse_hidden(database)
        _refuse_anothers(database)
        _refuse_gaps(database, scripts)
        with _alone(database):
            missing = pending(database, scripts)  # again: another program may have been faster
            if missing:
                _upgrade_or_leave(database, scripts)
            return missing


def look_at_file(path: str) -> None:
    """Refuse another program's SQLite file before it is opened: that alone would set its journal to this house's.

    Only a file that does not keep its journal so yet is looked into: nothing more at each start.
    """
    tables: list[str] = []
    with suppress(OSError, sqlite3.Error, UnicodeError):  # opening it will tell
        if has_open(node(path)) or _keeps_another_journal(path):
            with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)) as one:
                tables = [name for (name,) in one.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    _refuse_tables(tables)


def _keeps_another_journal(path: str) -> bool:
    """Not for a file this process has open: closed here again, it would lose the locks SQLite has on it."""
    with open(path, "rb") as file:
        head = file.read(20)
    return head.startswith(SQLITE) and head[18:] != b"\2\2"


def _refuse_anothers(database: Database) -> None:
    _refuse_tables(database.get_tables())  # one question: another program may be making them at this moment


def _refuse_hidden(database: Database) -> None:
    """No second house is made where a schema that PostgreSQL looks into first stands before the house."""
    if is_sqlite(database) or _applied(database):
        return
    from custtui.models.path_postgresql import hidden

    if house := hidden(database):
        (schema,) = database.execute_sql("SELECT current_schema()").fetchone()
        text = f"The house stands in schema {house}, but schema {schema} comes first in the search path"
        raise refuse(
            "database", f"{text}: nothing was changed; take that schema away, or set search_path", "database"
        )


def _refuse_tables(tables: list[str]) -> None:
    """Nothing is made in a database that holds tables and none of this house's history."""
    if tables and HISTORY not in tables:
        raise refuse(
            "database",
            f"This database is another program's (it has a table {tables[0]}): nothing was changed; name another one",
            "database",
        )


def pending(database: Database, scripts: Path = SCRIPTS) -> list[str]:
    """The scripts this database still lacks. Raises Refused where it has some this program does not know."""
    known, applied = script_names(scripts), _applied(database)
    unknown = sorted(applied.difference(known))
    if unknown:
        raise refuse(
            "newer",
            f"This database was made by a newer custtui ({unknown[-1]}): update the program, nothing was changed",
        )
    return [name for name in known if name not in applied]


def gaps(database: Database, scripts: Path = SCRIPTS) -> list[str]:
    """Scripts whose row was taken away: later ones were applied, or what the first makes stands there without one."""
    applied = _applied(database)
    newest = max(applied, default="")
    made = not applied and bool({*database.get_tables()} - {HISTORY})
    return [name for name in pending(database, scripts) if made or name < newest]


def _refuse_gaps(database: Database, scripts: Path) -> None:
    """What was made once is not made again: its rows stand on it."""
    if missing := gaps(database, scripts):
        text = (
            f"{HISTORY} lacks the row of {missing[0]}, which was made: nothing was changed; custtui check tells more"
        )
        raise refuse(GAP, text, "database")


def schema_version(database: Database) -> str:
    """The newest script applied; '' for a database that no program of this house made."""
    with explained():
        return max(_applied(database), default="")


def script_names(scripts: Path) -> list[str]:
    """The scripts this program knows, in order."""
    return sorted(name[:-3] for name in os.listdir(scripts) if name[0].isdigit() and name.endswith(".py"))


def _applied(database: Database) -> set[str]:
    if not database.table_exists(HISTORY):
        return set()
    return {name for (name,) in database.execute_sql(f"SELECT name FROM {HISTORY}").fetchall()}


def _upgrade_or_leave(database: Database, scripts: Path) -> None:
    """Raises Refused where a script fails: in most cases a row of the history was taken away, the newest of all."""
    copy = _back_up(database)
    try:
        _upgrade(database, scripts)
    except PeeweeException as error:
        if copy:
            copy.unlink(missing_ok=True)
        if told := known(error):
            raise told from error
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        text = f"The database cannot be brought up to date and stays as it was ({why}): custtui check tells more"
        raise refuse(GAP, text, "database") from error


def _upgrade(database: Database, scripts: Path) -> None:
    from playhouse.migrations import Runner  # here: a start that has nothing to do need not pay for them (P-6)

    from custtui.models import triggers

    refuse_pooled("Bringing the database up to date")
    triggers.drop(database)
    Runner(database, str(scripts)).up()
    triggers.install(database)
    if is_sqlite(database):
        broken = database.execute_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise refuse("foreign_keys", f"Updating would leave {len(broken)} rows without what they point to")


@contextmanager
def _alone(database: Database) -> Generator[None]:
    """One transaction that no other program's upgrade overlaps; foreign keys rest while tables are rebuilt."""
    if not is_sqlite(database):
        with database.atomic():
            database.execute_sql("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
            yield
        return
    database.execute_sql("PRAGMA foreign_keys = 0")
    try:
        with ExitStack() as stack:
            patiently(lambda: stack.enter_context(database.atomic()))
            yield
    finally:
        database.execute_sql("PRAGMA foreign_keys = 1")


def _back_up(database: Database) -> Path | None:
    """Copy an older file beside itself; a new or empty one needs none, PostgreSQL has backups of its own."""
    if not is_sqlite(database) or not _applied(database):
        return None
    source, path = make_database(database.database), _free_name(Path(database.database))
    try:
        copy_to(source, path)
    finally:
        source.close()
    return path


def _free_name(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.backup-{date.today()}-{number}") for number in range(1, 10_000))
    return next(name for name in names if not name.exists())
