"""Disk full, read-only file, database away: one clear line, nothing lost, and it works again afterwards (S-4)."""

import pytest
from peewee import OperationalError

from custtui.domain.errors import Unavailable
from custtui.models.base import db
from custtui.models.database import bind, is_sqlite, make_database, transaction
from custtui.models.operator import Control
from custtui.models.trouble import explained


def test_a_full_disk_is_told_and_the_same_write_works_with_room_again(sqlite_database) -> None:
    (pages,) = sqlite_database.execute_sql("PRAGMA page_count").fetchone()
    sqlite_database.execute_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Unavailable, match="disk is full"), transaction():
        Control.create(key="big", value="x" * 1_000_000)
    assert Control.select().count() == 0
    sqlite_database.execute_sql("PRAGMA max_page_count = 1073741823")
    with transaction():
        Control.create(key="big", value="x" * 1_000_000)
    assert Control.select().count() == 1


def test_a_read_only_database_is_told(database) -> None:
    sql = "PRAGMA query_only = 1" if is_sqlite(database) else "SET default_transaction_read_only = on"
    database.execute_sql(sql)
    with pytest.raises(Unavailable, match=r"read-only|takes orders"), transaction():
        Control.create(key="A76", value="on")


def test_a_file_that_is_no_database_is_told(tmp_path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear customer, " * 1000)
    bind(make_database(str(path)))
    with pytest.raises(Unavailable, match="damaged"), explained():
        db.connect()
    db.initialize(None)


def test_a_lost_connection_is_told_and_made_anew(database, database_url: str) -> None:
    if is_sqlite(database):
        pytest.skip("a file has no connection to lose")
    (backend,) = database.execute_sql("SELECT pg_backend_pid()").fetchone()
    killer = make_database(database_url)
    killer.execute_sql("SELECT pg_terminate_backend(%s)", (backend,))
    killer.close()
    with pytest.raises(Unavailable, match="does not answer"), transaction():
        Control.create(key="A76", value="on")
    with transaction():
        Control.create(key="A76", value="on")
    assert Control.select().count() == 1


def test_a_database_that_is_not_there_is_told(postgres: str) -> None:
    bind(make_database(postgres.replace("/postgres?", "/nowhere?")))
    with pytest.raises(Unavailable, match="no such database"), explained():
        db.connect()
    db.initialize(None)


def test_a_standby_that_answers_is_told_and_connected_to_anew(database) -> None:
    if is_sqlite(database):
        pytest.skip("a file has no standby")
    database.execute_sql("SET default_transaction_read_only = on")
    with pytest.raises(Unavailable, match="No database takes orders"), transaction():
        Control.create(key="A76", value="on")
    with transaction():  # a new connection: to whoever answers now
        Control.create(key="A76", value="on")
    assert Control.select().count() == 1


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("cannot execute INSERT in a read-only transaction", "No database takes orders"),
        ("cannot acquire lock during recovery", "No database takes orders"),
        ("FATAL: the database system is starting up", "starts or stops"),
        ("FATAL: the database system is shutting down", "starts or stops"),
        ("attempt to write a readonly database", "is read-only"),
        ("failed to resolve host 'db.example'", "does not answer"),
    ],
)
def test_each_trouble_is_told_as_what_it_is_in_a_line_of_a_screen(sqlite_database, said: str, line: str) -> None:
    with pytest.raises(Unavailable, match=line) as told, explained():
        raise OperationalError(said)
    assert len(str(told.value)) <= 78
