"""`custtui backup` and `custtui restore`: by administrators, whatever became of the database."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from custtui.bootstrap import system_user
from custtui.models.operator import Operator
from tests.cli.conftest import Command


@pytest.fixture
def home(tmp_path: Path, custtui: Command) -> Path:
    """A house on SQLite, with a backup of it beside it."""
    path = tmp_path / "house.sqlite"
    assert custtui("init", "--database", path).code == 0
    assert custtui("backup", tmp_path / "backup.sqlite", "--database", path).code == 0
    return path


@pytest.mark.parametrize("hurt", [lambda path: None, Path.unlink, lambda path: path.write_bytes(b"x" * 9000)])
def test_a_backup_is_put_back_in_place(home: Path, custtui: Command, hurt) -> None:
    hurt(home)
    told = custtui("restore", home.with_name("backup.sqlite"), "--database", home)
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith(f"{home.with_name('backup.sqlite')} is in place")
    assert custtui("check", "--database", home).out == "No faults\n"


def test_only_an_administrator_restores(home: Path, custtui: Command) -> None:
    """One of the house; of the backup where nobody can be asked there."""
    backup = home.with_name("backup.sqlite")
    with closing(sqlite3.connect(home)) as one, one:
        one.execute("UPDATE operator SET role = 'clerk'")
        one.execute(
            "INSERT INTO operator SELECT 2, made_by, made_at, changed_by, changed_at, 1, 'eve', 'Eve',"
            " 'administrator', 1 FROM operator"
        )
    told = custtui("restore", backup, "--database", home)
    assert (told.code, told.err) == (1, "Only an administrator may restore a backup: Eve (eve)\n")
    with closing(sqlite3.connect(backup)) as one, one:
        one.execute("UPDATE operator SET login = 'somebody'")
    home.unlink()
    told = custtui("restore", backup, "--database", home)
    assert told.code == 1
    assert told.err.startswith("Only an administrator may restore a backup: ")
    assert told.err.endswith(" (somebody)\n")


def test_where_no_administrator_is_left_that_of_the_backup_restores(home: Path, custtui: Command) -> None:
    """Somebody made all of them clerks in the file: nobody could put the backup in its place."""
    around_guards(home, "operator", "UPDATE operator SET role = 'clerk'")
    assert custtui("restore", home.with_name("backup.sqlite"), "--database", home).code == 0
    assert custtui("check", "--database", home).out == "No faults\n"


def test_a_file_that_nobody_can_write_into_is_no_backup(home: Path, custtui: Command) -> None:
    """Its header names a way of writing that SQLite does not have: it reads it, and that is all (S-5)."""
    backup = home.with_name("backup.sqlite")
    with backup.open("r+b") as file:
        file.seek(18)
        file.write(b"\x09")
    told = custtui("restore", backup, "--database", home)
    assert (told.code, told.err) == (1, f"{backup} is damaged: nobody can write into it; nothing was changed\n")


def without_journal(path: Path) -> None:
    """From the journal alone the whole of a small house can be read."""
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def around_guards(path: Path, table: str, statement: str) -> None:
    with closing(sqlite3.connect(path)) as one, one:
        names = one.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,))
        for (name,) in names.fetchall():
            one.execute(f'DROP TRIGGER "{name}"')
        one.execute(statement)


@pytest.mark.parametrize(
    ("table", "statement", "fault"),
    [
        ("operator_event", "UPDATE operator_event SET name = 'Eve'", "event 1 (root) was changed"),
        ("operator", "UPDATE operator SET name = 'Eve'", "is called Eve"),
        ("operator_event", "DELETE FROM operator_event", "nobody gave him his role, administrator"),
        (
            "operator",
            "INSERT INTO operator SELECT 2, made_by, made_at, changed_by, changed_at, 1, 'eve', 'Eve', role, 1"
            " FROM operator",
            "operator eve: nobody gave him his role, administrator",
        ),
    ],
)
def test_a_backup_that_forges_its_administrators_is_not_asked_who_may(
    home: Path, custtui: Command, table: str, statement: str, fault: str
) -> None:
    """Where nothing in the place can be read: before, whoever wrote himself into the backup was taken for one."""
    backup = home.with_name("backup.sqlite")
    around_guards(backup, table, statement)
    without_journal(home)
    home.write_bytes(b"x" * 9000)
    before = backup.read_bytes()
    told = custtui("restore", backup, "--database", home)
    assert told.code == 1
    assert "who its operators are is not what they were given: " in told.err and told.err.endswith(
        "; nothing was changed\n"
    )
    assert fault.replace("root", system_user()[0]) in told.err, told.err
    assert (home.read_bytes(), backup.read_bytes()) == (b"x" * 9000, before)


def test_what_the_other_chains_of_a_backup_say_is_told_and_it_is_put_in_place(
    tmp_path: Path, custtui: Command
) -> None:
    path, backup = tmp_path / "house.sqlite", tmp_path / "backup.sqlite"
    custtui("init", "--demo", "--database", path)
    custtui("backup", backup, "--database", path)
    around_guards(backup, "order_event", "UPDATE order_event SET text = 'otherwise' WHERE id = 1")
    without_journal(path)
    path.unlink()
    told = custtui("restore", backup, "--database", path)
    assert (told.code, told.out) == (0, f"{backup} is in place\n")
    assert f"{backup}: custtui check tells of its chains: order SO-" in told.err
    assert "event 1" in told.err and "was changed" in told.err


def test_only_an_administrator_makes_a_backup(home: Path, custtui: Command) -> None:
    assert custtui("operator", "list", "--database", home).code == 0
    Operator.update(role="supervisor").execute()
    told = custtui("backup", home.with_name("other.sqlite"), "--database", home)
    assert (told.code, "Only an administrator may back up" in told.err) == (1, True)


def test_postgresql_has_a_tool_of_its_own(custtui: Command, tmp_path: Path) -> None:
    told = custtui("restore", tmp_path / "x", "--database", "postgresql://nowhere/house")
    assert (told.code, told.err) == (1, "A PostgreSQL database is restored with its own tool: pg_restore\n")
