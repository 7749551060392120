"""Connects to SQLite or PostgreSQL, and runs transactions that mean the same on both."""

import random
import sqlite3
import threading
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from peewee import Database, DatabaseProxy, Expression, SqliteDatabase, __exception_wrapper__, fn

from custtui.domain.errors import Moved, Unavailable
from custtui.models.base import db
from custtui.models.exchanged import house_mark, put_aside
from custtui.models.files import make_private, plain_path
from custtui.models.holders import size
from custtui.models.names import LINKED, is_linked
from custtui.models.place import BEHIND, GONE, STRANGE, UNSAVED, FilePlace, node, odd_place
from custtui.models.pooled import is_pooled
from custtui.models.trouble import explained, is_busy

T = TypeVar("T")

TEXTS = {"VARCHAR": "TEXT", "CHAR": "TEXT", "DATE": "TEXT", "DATETIME": "TEXT", "BIGINT": "INTEGER"}
"""STRICT tables know five types only; they are what keeps float dust out of the file (F-56)."""

PRAGMAS = {"page_size": 8192, "journal_mode": "wal", "synchronous": "full", "foreign_keys": 1, "temp_store": "memory"}


class Sqlite(SqliteDatabase):
    """SQLite set up for a counter: WAL, durable commits, foreign keys, writers that queue."""

    field_types = {**SqliteDatabase.field_types, **TEXTS, "BOOL": "INTEGER", "SMALLINT": "INTEGER"}

    def __init__(self, path: str, *, busy_seconds: float = 0.25, **options: Any) -> None:
        super().__init__(
            path,
            pragmas=PRAGMAS,
            lock_type="IMMEDIATE",
            timeout=busy_seconds,
            **options,
        )
        self.house = ""
        """Tells this house's database from any other."""
        self.behind: FilePlace | None = None
        """What this process could not leave when the files were exchanged under it."""
        self.stood: FilePlace | None = None
        """The files as they were last opened, by whichever thread."""
        self.put_aside = ""
        """The name a journal got that stood beside another file than its own, until it is told."""
        self._places = threading.local()

    def _connect(self) -> Any:
        """Several programs starting on a new file collide over its journal mode, whatever the busy timeout."""
        if self.house:  # opened before: a file that is gone is not made anew
            self._look_for()
        if not (self.stood and self.stood.is_whole) and (why := odd_place(self.database, new=not self.house)):
            raise Unavailable(why)
        connection = patiently(super()._connect)  # pyright: ignore[reportAttributeAccessIssue]
        connection.execute(f"PRAGMA cache_size = -{cached(self.database)}")
        if self.house and house_mark(connection) != self.house:
            connection.close()
            raise Moved(STRANGE)
        self._places.now = self.stood = FilePlace(self.database)
        return connection

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """As Peewee does, but for its log and hooks, which nobody reads: they take as long as many an answer."""
        try:
            return (self._state.conn or self.connection()).execute(sql, params or ())
        except sqlite3.Error:
            with __exception_wrapper__:
                raise

    def _look_for(self) -> None:
        if self.behind and not self.behind.left:
            raise Moved(UNSAVED if self.behind.unsaved else BEHIND)
        self.behind = None
        if node(self.database) is None:
            raise Moved(GONE)
        if self.stood:
            self.put_aside = put_aside(self.stood, self.house) or self.put_aside

    def _close(self, conn: Any) -> None:
        place = self.place
        if place and (place.fault() or is_linked(self.database)):
            self.behind = None if place.leave(conn) else place
        else:
            conn.close()

    def later(self, statement: str, params: Any = ()) -> None:
        """A write nobody waits for: at once here, with the next statement of its transaction on a server (P-13)."""
        self.execute_sql(statement, params)

    @property
    def place(self) -> FilePlace | None:
        """Where this thread's connection has its file."""
        return getattr(self._places, "now", None)


def remember_house(database: Database) -> None:
    """From now on, every connection of this process is to the database of this house (SQLite)."""
    if isinstance(database, Sqlite):
        database.house = house_mark(database.connection())


def look_at_place() -> None:
    """Raises Moved where the file that is written to no longer stands in its place (SQLite)."""
    place = db.obj.place if isinstance(db.obj, Sqlite) else None
    if place:
        place.look()


def cached(path: str) -> int:
    """KiB of pages a connection keeps: SQLite's own 2 MB, more for a file of over half a gigabyte (P-7, P-9)."""
    return min(max(2_000, file_size(path) // 1024 // 256), 16_000)


def file_size(path: str) -> int:
    """Bytes of a database's file, 0 where there is none."""
    return size(path) or 0


@contextmanager
def legible(database: Database) -> Generator[None]:
    """Texts that are none are read all the same (SQLite): what cannot be decoded stands as lone surrogates."""
    if not isinstance(database, Sqlite):
        yield
        return
    connection = database.connection()
    usual = connection.text_factory
    connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = usual


def locked(query: Any) -> Any:
    """The query of rows that nobody else changes until the transaction ends; SQLite has one writer at a time."""
    return query if is_sqlite(db) else query.for_update("FOR NO KEY UPDATE")


def is_sqlite(database: Database | DatabaseProxy) -> bool:
    """True for SQLite, False for PostgreSQL; a DatabaseProxy is looked through."""
    return isinstance(getattr(database, "obj", database), SqliteDatabase)


def make_database(url: str, *, busy_seconds: float = 0.25) -> Database:
    """The database behind a path, `sqlite:///PATH` or `postgresql://…`; nothing is opened yet.

    Raises ValueError for a URL of another kind.
    """
    if url.startswith(("postgresql://", "postgres://")):
        return _server(url)
    path = url.removeprefix("sqlite:///") if url.startswith("sqlite:") else url
    if "://" in path or path.startswith("sqlite:") or path.strip() in ("", ":memory:"):
        raise ValueError(f"{url}: a path, sqlite:///… or postgresql://… is a database")
    return Sqlite(plain_path(Path(path).expanduser()), busy_seconds=busy_seconds)


def _server(url: str) -> Database:
    try:
        from custtui.models.server import Postgresql  # here: 20 ms that SQLite need not pay (P-6)
    except ImportError as error:
        raise ValueError("PostgreSQL wants its driver: pip install 'custtui[postgresql]'") from error
    return Postgresql(url, lock_seconds=patience.seconds)


def bind(database: Database) -> Database:
    """Make `database` the one all models work on."""
    db.initialize(database)
    return database


@dataclass(slots=True)
class Patience:
    """How long a writer waits for another clerk's (S-3); `waiting` is told the seconds, and 0 when it is over."""

    seconds: float = 30.0
    waiting: Callable[[float], None] = lambda seconds: None


patience = Patience()


@contextmanager
def transaction(*, durable: bool = True) -> Generator[None]:
    """One unit of work: all or nothing; on SQLite it takes the write lock at once, so that it never fails midway.

    Raises Refused for what a guard of the database refused, Unavailable where the database cannot (S-4).
    """
    with explained(), ExitStack() as stack:
        whole = not db.in_transaction()
        if whole and is_sqlite(db):
            _commit_durably(durable)
        patiently(lambda: stack.enter_context(db.atomic()))
        if whole:
            stack.push(_before_commit)
            if durable:
                stack.push(_before_promise)
        if whole and not durable and not is_sqlite(db):
            db.obj.later("SET LOCAL synchronous_commit = off")
        yield
    if whole:
        look_at_place()  # before anybody is told that it was stored


def _before_commit(kind: type[BaseException] | None, *_: object) -> None:
    """Raises Moved, which rolls back."""
    if kind is None:
        look_at_place()


def _before_promise(kind: type[BaseException] | None, *_: object) -> None:
    """Raises Unavailable, which rolls back: whoever opened the file by another name does not see what is stored."""
    if kind is None and isinstance(db.obj, Sqlite) and is_linked(db.obj.database):
        raise Unavailable(LINKED)


@contextmanager
def quick_write() -> Generator[None]:
    """A transaction that need not survive a power cut, only the end of this process: half-typed text (X-12)."""
    with transaction(durable=False):
        yield


def quickly(write: Callable[[], T]) -> T:
    """The same for a single statement that says `not_durably`: one question instead of three (P-14)."""
    with explained():
        if is_sqlite(db) and not db.in_transaction():
            _commit_durably(False)
        look_at_place()
        if is_pooled() and not db.in_transaction():
            with quick_write():  # a statement by itself would wait for a lock without end
                return write()
        return patiently(write)


def not_durably() -> Expression:
    """A condition that is true, and by which PostgreSQL does not wait for the disk at the end of the statement.

    For the statement alone: a session's own setting would reach other clerks where a pooler stands between.
    """
    if is_sqlite(db):
        return Expression(1, "=", 1)
    return fn.set_config("synchronous_commit", "off", True) == "off"


class _Mode(threading.local):
    """Which connection of this thread commits without waiting for the disk: it is made to wait."""

    connection: object = None


_quick = _Mode()


def _commit_durably(wanted: bool) -> None:
    """Tell SQLite how to commit where it commits otherwise; it stays so until the next writer needs it otherwise."""
    connection = db.connection()
    if wanted is not (_quick.connection is connection):
        return
    db.execute_sql(f"PRAGMA synchronous = {'FULL' if wanted else 'NORMAL'}")
    _quick.connection = None if wanted else connection


def patiently(action: Callable[[], T]) -> T:
    """Do it, again and again while another clerk holds the lock; in the end the last error is raised.

    Short waits in a loop instead of SQLite's long one: the screen is told, and signals are not held up.
    """
    began, waited = time.monotonic(), 0.0
    while True:
        try:
            result = action()
        except Exception as error:
            waited = time.monotonic() - began
            if not is_busy(error) or waited > patience.seconds:
                raise
            patience.waiting(waited)
            time.sleep(random.uniform(0.002, 0.02))
        else:
            if waited:
                patience.waiting(0.0)
            return result


def copy_to(database: Database, path: Path) -> None:
    """A consistent copy of a SQLite database while others work in it. Raises OSError where it cannot be written."""
    make_private(path)
    try:
        with closing(sqlite3.connect(plain_path(path))) as target:
            database.connection().backup(target)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
