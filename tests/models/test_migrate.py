"""Older files are migrated after a backup copy, newer ones refused; starting together is no collision (S-8)."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from custtui.domain.errors import Refused
from custtui.models.base import db
from custtui.models.database import bind, make_database
from custtui.models.migrate import SCRIPTS, migrate
from custtui.models.operator import Control
from tests.rows import trigger_faults

LATER = """
def up(migrator, db):
    db.execute_sql("ALTER TABLE control ADD COLUMN note TEXT")
    db.execute_sql("UPDATE control SET note = 'moved'")
"""
BROKEN = """
def up(migrator, db):
    db.execute_sql("ALTER TABLE control ADD COLUMN note TEXT")
    db.execute_sql("INSERT INTO barcode (code, product_id) VALUES ('1', 4711)")
"""
STARTING = """
import sys
from custtui.models.database import bind, make_database
from custtui.models.migrate import migrate
from custtui.services.check import catalogue_faults
database = bind(make_database(sys.argv[1]))
migrate(database)
assert not [one for one in catalogue_faults() if one.startswith("trigger ")]
"""


@pytest.fixture
def later_scripts(tmp_path: Path) -> Path:
    """The scripts of a later release."""
    scripts = tmp_path / "scripts"
    shutil.copytree(SCRIPTS, scripts)
    (scripts / "0900_later.py").write_text(LATER)
    return scripts


@pytest.fixture
def old_file(sqlite_template: Path, tmp_path: Path) -> Iterator[Path]:
    """A file of this release with a row in it."""
    path = tmp_path / "old.sqlite"
    shutil.copy(sqlite_template, path)
    bind(make_database(str(path)))
    Control.create(key="A76", value="on")
    yield path
    db.close()
    db.initialize(None)


def test_an_older_file_is_migrated_after_a_backup_copy(old_file: Path, later_scripts: Path) -> None:
    assert migrate(db, later_scripts) == ["0900_later"]
    assert db.execute_sql("SELECT note FROM control").fetchall() == [("moved",)]
    assert trigger_faults() == []
    (backup,) = old_file.parent.glob("old.sqlite.backup-*-1")
    copy = sqlite3.connect(backup)
    assert copy.execute("SELECT key FROM control").fetchall() == [("A76",)]
    assert "note" not in [row[1] for row in copy.execute("PRAGMA table_info(control)")]
    copy.close()
    assert migrate(db, later_scripts) == []
    assert len(list(old_file.parent.glob("*.backup-*"))) == 1


def test_an_upgrade_that_breaks_references_leaves_the_file_as_it_was(old_file: Path, later_scripts: Path) -> None:
    (later_scripts / "0900_later.py").write_text(BROKEN)
    with pytest.raises(Refused, match="1 rows without"):
        migrate(db, later_scripts)
    assert "note" not in [column.name for column in db.get_columns("control")]
    assert trigger_faults() == []
    assert db.execute_sql("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_newer_database_is_refused(database, later_scripts: Path) -> None:
    migrate(database, later_scripts)
    with pytest.raises(Refused, match="newer custtui"):
        migrate(database)


def test_a_new_file_makes_no_backup(tmp_path: Path) -> None:
    database = bind(make_database(str(tmp_path / "new.sqlite")))
    migrate(database)
    database.close()
    db.initialize(None)
    assert not list(tmp_path.glob("*.backup-*"))


def test_programs_starting_together_on_an_empty_file_all_come_up(tmp_path: Path) -> None:
    started = [subprocess.Popen([sys.executable, "-c", STARTING, str(tmp_path / "new.sqlite")]) for _ in range(4)]
    assert [process.wait(timeout=120) for process in started] == [0, 0, 0, 0]


def test_another_programs_file_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE invoice (id INTEGER PRIMARY KEY, text TEXT)")
    other.close()
    database = bind(make_database(str(path)))
    with pytest.raises(Refused, match="another program's"):
        migrate(database)
    assert database.get_tables() == ["invoice"]
    db.close()
    db.initialize(None)
