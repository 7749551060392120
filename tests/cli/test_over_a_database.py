"""No command writes over a database, the house's own or another's, nor over what SQLite keeps beside one (S-4)."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from custtui.domain.errors import Refused
from custtui.models.base import db
from custtui.models.database import is_sqlite
from custtui.models.targets import no_target
from custtui.screens import _log
from custtui.settings import Settings
from tests.cli.conftest import Command

ENDS = ("", "-wal", "-shm", "-journal")
CLERK = """
import sqlite3, sys
one = sqlite3.connect(sys.argv[1])
with one:
    one.execute("PRAGMA application_id = 7")
print("wrote", flush=True)
sys.stdin.read()
"""
WRITER = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"


@pytest.fixture
def home(tmp_path: Path, custtui: Command) -> Iterator[Path]:
    """A house that a clerk has open, so that its journals stand beside it."""
    path = tmp_path / "house.sqlite"
    assert custtui("init", "--demo", "--database", path).code == 0
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", CLERK, str(path)], stdin=pipe, stdout=pipe) as clerk:
        assert clerk.stdout
        assert clerk.stdout.readline() == b"wrote\n"
        yield path
        clerk.communicate()


@pytest.fixture
def other(tmp_path: Path, home: Path) -> Path:
    """Another house's file, which nobody has open."""
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(home)) as one, closing(sqlite3.connect(path)) as two:
        one.backup(two)
    return path


def _itself(home: Path, other: Path) -> list[Path]:
    return [Path(f"{one}{end}") for one in (home, other) for end in ENDS]


def _linked(home: Path, other: Path) -> list[Path]:
    """By other names: links of both sorts, a folder that is one, and back again."""
    folder = home.parent
    made = [folder / name for name in ("soft", "soft-wal", "hard-wal", "hard-shm", "other-hard")]
    made[0].symlink_to(home.name)  # a second name of its own stops each command before
    made[1].symlink_to(f"{home.name}-wal")
    os.link(f"{home}-wal", made[2])
    os.link(f"{home}-shm", made[3])
    os.link(other, made[4])
    (folder / "way").symlink_to(folder)
    return [*made, folder / "way" / home.name, folder / "way" / ".." / folder.name / f"{home.name}-wal"]


def _moved(home: Path, other: Path) -> list[Path]:
    """Files of SQLite under names that tell nothing."""
    copies = [home.with_name(f"copy{end}.csv") for end in ("", ".wal", ".shm")]
    for end, copy in zip(ENDS, copies, strict=False):
        shutil.copyfile(f"{home}{end}", copy)
    return copies


@pytest.mark.parametrize("targets", [_itself, _linked, _moved])
def test_no_door_writes_over_a_database(
    home: Path, other: Path, custtui: Command, tmp_path: Path, targets: Callable[[Path, Path], list[Path]]
) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("code,name\n,\n")
    names = targets(home, other)
    before = {one: one.read_bytes() for one in names if one.exists() and not one.name.endswith("shm")}
    for one in names:
        for words in (("export", "customers", one), ("import", "customers", file, "--report", one), ("backup", one)):
            told = custtui(*words, "--database", home)
            assert (told.code, told.out) == (1, ""), (words, told)
            assert told.err.startswith(f"{one} ") and told.err.endswith("nothing was written\n"), (words, told)
            assert told.err.count("\n") == 1
    assert {one: one.read_bytes() for one in before} == before
    assert not [one for one in names if f"{one}".endswith("-journal") and one.exists()]
    other.with_name("other-hard").unlink(missing_ok=True)
    assert custtui("seal", "--database", other).code == 0


def test_each_is_told_for_what_it_is(home: Path, other: Path, custtui: Command) -> None:
    wal = Path(f"{other}-wal")
    for one, why in (
        (home, "is the database itself"),
        (Path(f"{home}-wal"), "is a file of the database itself (-wal)"),
        (other, "is a SQLite database"),
        (wal, f"is a file of the database {other}"),
    ):
        told = custtui("export", "terms", one, "--database", home).err
        assert told == f"{one} {why}: nothing was written\n"


def test_nor_is_a_file_made_beside_one_that_becomes_what_was_named(home: Path, other: Path, custtui: Command) -> None:
    """What is unfinished has a name of its own."""
    part = home.with_name("out.csv.part")
    other.rename(part)
    told = custtui("export", "terms", home.with_name("out.csv"), "--database", home)
    assert (told.code, told.err) == (1, f"{part} is a SQLite database: nothing was written\n")
    unfinished = home.with_name("copy.unfinished")
    part.rename(unfinished)
    before = unfinished.read_bytes()
    assert custtui("backup", home.with_name("copy"), "--database", home).code == 0
    assert unfinished.read_bytes() == before


def test_a_backup_that_stands_where_a_restored_one_waits_is_kept(home: Path, other: Path, custtui: Command) -> None:
    waiting = home.with_name(f"{home.name}.restoring")
    other.rename(waiting)
    before = waiting.read_bytes()
    told = custtui("restore", waiting, "--database", home)
    assert told.code == 0, told
    assert waiting.read_bytes() == before
    assert not list(home.parent.glob("*.restoring?*"))


def test_a_backup_gets_no_journal_of_another_file(home: Path, custtui: Command) -> None:
    copy = home.with_name("copy.sqlite")
    for end in ("-wal", "-journal"):
        beside = Path(f"{copy}{end}")
        beside.write_bytes(b"of another")
        told = custtui("backup", copy, "--database", home)
        assert (told.code, copy.exists()) == (1, False)
        assert told.err == f"{beside} would be taken for a journal of {copy}: nothing was written\n"
        beside.unlink()


def test_no_house_is_made_where_sqlite_keeps_the_journal_of_one(home: Path, other: Path, custtui: Command) -> None:
    for one in [Path(f"{path}{end}") for path in (home, other) for end in ENDS[1:]]:
        stood = one.exists() and one.stat().st_size
        base = str(one).rpartition("-")[0]
        for words in (("init",), ("restore", other)):
            told = custtui(*words, "--database", one)
            assert told.code == 1
            assert told.err.startswith(f"{one} is a file of the database {base}"), told
        assert (one.exists() and one.stat().st_size) == stood


def test_a_report_is_not_written_over_the_file_that_is_read(home: Path, custtui: Command, tmp_path: Path) -> None:
    file = tmp_path / "terms.csv"
    file.write_text(text := "code,name,days\nNET9,Nine days,9\n")
    told = custtui("import", "terms", file, "--report", file, "--database", home)
    assert (told.code, told.err) == (1, f"{file} is the file that is read: nothing was written\n")
    assert file.read_text() == text
    assert "NET9" not in custtui("export", "terms", "--database", home).out


def test_faults_are_logged_into_no_database(home: Path, custtui: Command) -> None:
    assert custtui("check", "--quick", "--database", home).code == 0
    for log in (home, Path(f"{home}-wal")):
        with pytest.raises(Refused, match="nothing was written"):
            _log(Settings(log=str(log)))
    old = home.with_name("faults.log.2")
    home.rename(old)
    with pytest.raises(Refused, match=r"faults\.log\.2 is a SQLite database"):
        _log(Settings(log=str(home.with_name("faults.log"))))


def test_looking_at_a_database_that_is_open_costs_none_of_its_locks(database: None) -> None:
    """Opened and closed once more in this process, another clerk could write meanwhile."""
    if not is_sqlite(db):
        pytest.skip("PostgreSQL has no such locks")
    path = db.obj.database
    with db.atomic("IMMEDIATE"):
        db.execute_sql("UPDATE counter SET value = value")
        db.obj.database = "elsewhere"  # as of a second database that this process has open
        try:
            assert no_target(path) == "is a SQLite database"
        finally:
            db.obj.database = path
        done = subprocess.run([sys.executable, "-c", WRITER, path], capture_output=True, text=True, check=False)
        assert "database is locked" in done.stderr


def test_files_are_written_as_ever_elsewhere(home: Path, custtui: Command) -> None:
    out = home.with_name("out.csv")
    for _ in range(2):
        assert custtui("export", "terms", out, "--database", home).code == 0
    assert custtui("export", "terms", "/dev/null", "--database", home).code == 0
    assert custtui("import", "terms", out, "--report", home.with_name("told-wal"), "--database", home).code == 0
    assert custtui("backup", home.with_name("safe.sqlite"), "--database", home).code == 0
