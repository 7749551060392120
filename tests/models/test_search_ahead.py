"""The lookup's index of a large file is read ahead while the program starts, and that ends with the program."""

import sqlite3
import threading

import pytest

from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.search import ahead as search_ahead
from custtui.models.search.ahead import TABLES, reading_ahead


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What any connection that is made from now on is asked."""
    asked: list[str] = []
    connect = sqlite3.connect

    def listening(*arguments: object, **options: object) -> sqlite3.Connection:
        connection = connect(*arguments, **options)  # type: ignore[arg-type]
        connection.set_trace_callback(asked.append)
        return connection

    monkeypatch.setattr(search_ahead.sqlite3, "connect", listening)
    return asked


def test_a_small_file_is_not_read_ahead(database) -> None:
    with reading_ahead() as thread:
        assert thread is None


def test_all_of_the_index_of_a_large_file_is_read(database, told, monkeypatch) -> None:
    monkeypatch.setattr(search_ahead, "SMALL", 0)
    with reading_ahead() as thread:
        if not is_sqlite(db):
            assert thread is None, "PostgreSQL looks after its own"
            return
        thread.join(30)
        assert not thread.is_alive()
    assert [one for one in told if "count" in one] == [f"SELECT count(*) FROM {table}" for table in TABLES]


def test_what_cannot_be_opened_is_not_read(database, monkeypatch) -> None:
    def fails(*arguments: object, **options: object) -> None:
        raise sqlite3.OperationalError("too many open files")

    monkeypatch.setattr(search_ahead, "SMALL", 0)
    monkeypatch.setattr(search_ahead.sqlite3, "connect", fails)
    with reading_ahead() as thread:
        assert thread is None


def test_a_file_that_would_fill_half_of_memory_is_left_alone(database, monkeypatch) -> None:
    monkeypatch.setattr(search_ahead, "SMALL", 0)
    monkeypatch.setattr(search_ahead.os, "sysconf", lambda name: 4)
    with reading_ahead() as thread:
        assert thread is None


def test_the_end_of_the_program_does_not_wait_for_it(database, monkeypatch) -> None:
    if not is_sqlite(db):
        pytest.skip("SQLite only")
    monkeypatch.setattr(search_ahead, "SMALL", 0)
    monkeypatch.setattr(
        search_ahead, "TABLES", ("(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n)",)
    )
    with reading_ahead() as thread:
        assert thread.is_alive(), "it would never end"
    assert not thread.is_alive()
    assert "read ahead" not in [one.name for one in threading.enumerate()]
