"""Connects to SQLite or PostgreSQL, and runs transactions that mean the same on both."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from peewee import Database, DatabaseError, PostgresqlDatabase, SqliteDatabase
from playhouse.db_url import connect as connect_url

from custtui.models.base import db

TEXTS = {"VARCHAR": "TEXT", "CHAR": "TEXT", "DATE": "TEXT", "DATETIME": "TEXT", "BIGINT": "INTEGER"}
"""STRICT tables know five types only; they are what keeps float dust out of the file (F-56)."""


class Sqlite(SqliteDatabase):
    """SQLite set up for a counter: WAL, durable commits, foreign keys, writers that queue."""

    field_types = {**SqliteDatabase.field_types, **TEXTS, "BOOL": "INTEGER", "SMALLINT": "INTEGER"}

    def __init__(self, path: str, *, busy_seconds: float = 5.0, **options: Any) -> None:
        super().__init__(
            path,
            pragmas={
                "journal_mode": "wal",
                "synchronous": "full",
                "foreign_keys": 1,
                "cache_size": -16_000,
                "temp_store": "memory",
            },
            lock_type="IMMEDIATE",
            timeout=busy_seconds,
            **options,
        )


def is_sqlite(database: Database) -> bool:
    """True for SQLite, False for PostgreSQL; a DatabaseProxy is looked through."""
    return isinstance(getattr(database, "obj", database), SqliteDatabase)


def make_database(url: str, *, busy_seconds: float = 5.0) -> Database:
    """The database behind a path, `sqlite:///PATH` or `postgresql://…`; nothing is opened yet.

    Raises ValueError for a URL of another kind.
    """
    if url.startswith(("postgresql://", "postgres://")):
        return connect_url(url)
    path = url.removeprefix("sqlite:///") if url.startswith("sqlite:") else url
    if "://" in path:
        raise ValueError(f"{url}: a path, sqlite:///… or postgresql://… is a database")
    return Sqlite(str(Path(path).expanduser()), busy_seconds=busy_seconds)


def bind(database: Database) -> Database:
    """Make `database` the one all models work on."""
    db.initialize(database)
    return database


@contextmanager
def transaction() -> Iterator[None]:
    """One unit of work: all or nothing; on SQLite it takes the write lock at once, so that it never fails midway."""
    with db.atomic():
        yield


@contextmanager
def quick_write() -> Iterator[None]:
    """A transaction that need not survive a power cut, only the end of this process: half-typed text (X-12)."""
    if not is_sqlite(db):
        with db.atomic():
            db.execute_sql("SET LOCAL synchronous_commit = off")
            yield
        return
    db.execute_sql("PRAGMA synchronous = NORMAL")
    try:
        with db.atomic():
            yield
    finally:
        db.execute_sql("PRAGMA synchronous = FULL")


def is_busy(error: BaseException) -> bool:
    """True where a write only has to wait for another clerk's (S-3)."""
    return isinstance(error, DatabaseError) and ("locked" in str(error) or "deadlock" in str(error))


def copy_to(database: Database, path: Path) -> None:
    """A consistent copy of a SQLite database while others work in it. Raises OSError or DatabaseError."""
    target = sqlite3.connect(str(path))
    try:
        database.connection().backup(target)
    finally:
        target.close()


__all__ = [
    "PostgresqlDatabase",
    "bind",
    "copy_to",
    "is_busy",
    "is_sqlite",
    "make_database",
    "quick_write",
    "transaction",
]
