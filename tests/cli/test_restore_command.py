"""`custtui backup` and `custtui restore`: by administrators, whatever became of the database."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

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
    told = custtui("restore", backup, "--database", home)
    assert (told.code, told.err) == (1, "Only an administrator may restore a backup: nobody yet\n")
    with closing(sqlite3.connect(backup)) as one, one:
        one.execute("UPDATE operator SET login = 'somebody'")
    home.unlink()
    told = custtui("restore", backup, "--database", home)
    assert told.code == 1
    assert told.err.startswith("Only an administrator may restore a backup: ")
    assert told.err.endswith(" (somebody)\n")


def test_only_an_administrator_makes_a_backup(home: Path, custtui: Command) -> None:
    assert custtui("operator", "list", "--database", home).code == 0
    Operator.update(role="supervisor").execute()
    told = custtui("backup", home.with_name("other.sqlite"), "--database", home)
    assert (told.code, "Only an administrator may back up" in told.err) == (1, True)


def test_postgresql_has_a_tool_of_its_own(custtui: Command, tmp_path: Path) -> None:
    told = custtui("restore", tmp_path / "x", "--database", "postgresql://nowhere/house")
    assert (told.code, told.err) == (1, "A PostgreSQL database is restored with its own tool: pg_restore\n")
