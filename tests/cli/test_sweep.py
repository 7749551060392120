"""Every command on every bad path: a fault is one line and exit code 1, never a traceback (S-4).

The commands are those the command line has: one that is added has to say here how it is called.
"""

import io
import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from custtui.cli import commands, data, house, notify, operators, papers, show
from custtui.models import triggers
from custtui.models.database import bind, make_database
from tests.cli.conftest import Command, Outcome

CALLS = {
    "demo": ["demo"],
    "init": ["init"],
    "check": ["check"],
    "seal": ["seal"],
    "backup": ["backup", "FILE"],
    "restore": ["restore", "FILE"],
    "import": ["import", "products", "SOURCE", "--report", "FILE"],
    "export": ["export", "customers", "FILE"],
    "generate": ["generate", "--customers", "1", "--orders", "1"],
    "customer show": ["customer", "show", "3897-5"],
    "order show": ["order", "show", "SO-1", "--json"],
    "order list": ["order", "list", "--json"],
    "paper delivery": ["paper", "delivery", "SH-1"],
    "paper invoice": ["paper", "invoice", "IN-1"],
    "paper credit": ["paper", "credit", "CN-1"],
    "paper confirmation": ["paper", "confirmation", "SO-1001"],
    "paper statement": ["paper", "statement", "3897-5"],
    "paper pick": ["paper", "pick", "SO-1001"],
    "notify": ["notify"],
    "rights": ["rights", "clerks"],
    "operator add": ["operator", "add", "zed"],
    "operator role": ["operator", "role", "zed", "clerk"],
    "operator pin": ["operator", "pin"],
    "operator list": ["operator", "list"],
    "operator disable": ["operator", "disable", "zed"],
}
MAKES = ("init", "demo")
"""Commands that make a database, or bring one of their own: a path where none is, is no fault to them."""


def leaves(one: Any, name: str = "") -> Iterator[str]:
    """The names of all commands below one."""
    below: dict[str, Any] = getattr(one, "commands", {})
    for word, command in below.items():
        yield from leaves(command, f"{name} {word}".strip())
    if not below:
        yield name


def test_every_command_is_swept() -> None:
    app = typer.Typer()
    app.command()(commands.demo)
    for group in (house, data, show, papers, notify, operators):
        group.register(app)
    assert sorted(leaves(typer.main.get_command(app))) == sorted(CALLS)


def missing(folder: Path) -> Path:
    return folder / "nothing.sqlite"


def directory(folder: Path) -> Path:
    return folder


def below_a_file(folder: Path) -> Path:
    (folder / "letter.txt").write_text("Dear customer")
    return folder / "letter.txt" / "house.sqlite"


def empty(folder: Path) -> Path:
    return content(folder, b"")


def binary(folder: Path) -> Path:
    return content(folder, random.Random(1).randbytes(50_000))


def anothers(folder: Path) -> Path:
    path = folder / "songs.sqlite"
    with sqlite3.connect(path) as songs:
        songs.execute("CREATE TABLE song (name TEXT, words TEXT)")
        songs.execute("INSERT INTO song VALUES ('x', ?)", ("la " * 10_000,))
    return path


def content(folder: Path, what: bytes) -> Path:
    path = folder / "house.sqlite"
    path.write_bytes(what)
    return path


BAD = (missing, below_a_file, binary, anothers)
URLS = (
    "postgresql://localhost:1/x",
    "postgresql://localhost:port/x",
    "postgresql://nohost.invalid/x",
    "postgresql://",
    "mysql://host/x",
    "sqlite:",
    "sqlite:house",
    ":memory:",
    "a\x00b",
)


def one_line(told: Outcome) -> bool:
    """A refusal in one line; a progress of the work may stand before it."""
    return told.code == 1 and len(told.err.splitlines()) == 1 and "Traceback" not in told.out + told.err


@pytest.fixture
def called(custtui: Command, tmp_path: Path) -> Callable[[str, object], Outcome]:
    """Calls a command on a database, with files that can be read and written."""
    (tmp_path / "files").mkdir()
    source = tmp_path / "files" / "products.csv"
    source.write_text("code,name\nZZ,Zed\n")

    def call(name: str, database: object, file: Path = tmp_path / "files" / "made", source: Path = source) -> Outcome:
        words = [{"FILE": str(file), "SOURCE": str(source)}.get(word, word) for word in CALLS[name]]
        return custtui(*words, "--database", database)

    return call


@pytest.mark.parametrize("bad", BAD, ids=lambda one: one.__name__)
def test_a_bad_path_is_one_line_to_every_command(bad: Callable[[Path], Path], called, tmp_path: Path) -> None:
    for name in CALLS:
        folder = tmp_path / name.replace(" ", "-")
        folder.mkdir()
        path = bad(folder)
        before = path.read_bytes() if os.path.isfile(path) else b""
        told = called(name, path)
        if name in MAKES and bad in (missing, empty):
            continue
        assert one_line(told), (name, told)
        if before:
            assert path.read_bytes() == before, f"{name} changed a file that is none of ours"


@pytest.mark.parametrize("url", URLS)
def test_a_url_that_leads_nowhere_is_one_line(url: str, called) -> None:
    for name in ("init", "check", "order list", "import"):
        told = called(name, url)
        assert one_line(told), (name, told)


@pytest.fixture
def stocked(called, tmp_path: Path) -> Path:
    """A house on a file."""
    path = tmp_path / "house.sqlite"
    assert called("init", path).code == 0
    return path


WRITING = ("import", "generate", "operator add")


def test_a_read_only_database_is_one_line_to_who_writes(stocked: Path, called, monkeypatch) -> None:
    made = make_database

    def read_only(url: str) -> object:
        one = made(url)
        one._pragmas.append(("query_only", 1))  # type: ignore[attr-defined]
        return one

    monkeypatch.setattr("custtui.models.database.make_database", read_only)
    for name in WRITING:
        told = called(name, stocked)
        assert one_line(told), (name, told)
        assert "read-only" in told.err
    assert called("check", stocked).code == 0


def test_a_locked_database_is_one_line_to_who_writes(stocked: Path, called, monkeypatch) -> None:
    monkeypatch.setattr("custtui.models.database.patience.seconds", 0.1)
    other = sqlite3.connect(stocked, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        for name in WRITING:
            told = called(name, stocked)
            assert one_line(told), (name, told)
            assert "Another clerk is writing" in told.err
        assert called("operator list", stocked).code == 0
    finally:
        other.close()


FILES = [(name, word) for name, words in CALLS.items() for word in words if word in ("FILE", "SOURCE")]


@pytest.mark.parametrize(("name", "word"), FILES)
@pytest.mark.parametrize("bad", [directory, below_a_file], ids=lambda one: one.__name__)
def test_a_bad_file_is_one_line_to_every_command_that_takes_one(
    name: str, word: str, bad: Callable[[Path], Path], stocked: Path, called, tmp_path: Path
) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    told = called(name, stocked, **{"file" if word == "FILE" else "source": bad(folder)})
    assert one_line(told), told
    assert not list(folder.glob("*.part")) and not list(folder.glob("*.unfinished"))


@pytest.mark.parametrize("what", [b"", b"\x00\xff\xfe" * 500, random.Random(2).randbytes(9_000)])
def test_a_file_that_is_none_is_refused(what: bytes, stocked: Path, called, tmp_path: Path) -> None:
    source = tmp_path / "source.csv"
    source.write_bytes(what)
    told = called("import", stocked, source=source)
    assert told.code == 1
    assert "Traceback" not in told.err
    assert told.err.endswith("nothing was written\n") or len(told.err.splitlines()) == 1


class Full:
    """A file on a disk without room."""

    def __init__(self, file: object) -> None:
        self.file = file

    def __getattr__(self, name: str) -> object:
        return getattr(self.file, name)

    def __enter__(self) -> "Full":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()  # type: ignore[attr-defined]

    def write(self, text: str) -> int:
        raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_no_half_of_a_file(stocked: Path, called, tmp_path: Path, monkeypatch) -> None:
    opened = Path.open

    def full(path: Path, mode: str = "r", *more: object, **options: object) -> object:
        file = opened(path, mode, *more, **options)  # type: ignore[call-overload]
        return Full(file) if "w" in mode else file

    monkeypatch.setattr(Path, "open", full)
    for name in ("export", "import"):
        told = called(name, stocked)
        assert one_line(told), (name, told)
        assert "No space left" in told.err
    assert not (tmp_path / "files" / "made.part").exists()


def test_a_backup_on_a_full_disk_leaves_no_half(stocked: Path, called, tmp_path: Path, monkeypatch) -> None:
    def full(database: object, path: Path) -> None:
        path.write_bytes(b"half")
        path.with_name(f"{path.name}-journal").write_bytes(b"SQLite's")
        raise OSError("database or disk is full")

    monkeypatch.setattr("custtui.services.backup.copy_to", full)
    assert one_line(told := called("backup", stocked)), told
    assert [path.name for path in (tmp_path / "files").iterdir()] == ["products.csv"]


def test_a_full_disk_behind_standard_output_is_one_line(stocked: Path, custtui: Command, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdout", Full(io.StringIO()))
    told = custtui("export", "customers", "--database", stocked)
    assert (told.code, told.err) == (1, "standard output: No space left on device\n")


@pytest.mark.parametrize("name", ["HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"])
def test_folders_that_cannot_be_are_one_line_or_none(name: str, called, tmp_path: Path, monkeypatch) -> None:
    for one in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(one, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "letter.txt").write_text("Dear customer")
    monkeypatch.setenv(name, str(tmp_path / "letter.txt" / "folder"))
    assert called("init", tmp_path / "own.sqlite").code == 0
    assert called("export", tmp_path / "own.sqlite").code == 0


def test_a_demo_that_cannot_be_kept_is_one_line(custtui: Command, tmp_path: Path, monkeypatch, capsys) -> None:
    from custtui.cli.demo import demo_copy
    from custtui.cli.say import refusals

    (tmp_path / "letter.txt").write_text("Dear customer")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "letter.txt" / "cache"))
    with pytest.raises(SystemExit) as left, refusals(SystemExit), demo_copy():
        pass
    said = capsys.readouterr().err
    assert left.value.code == 1
    assert len(said.splitlines()) == 1 and "cannot be written" in said and "XDG_CACHE_HOME" in said


def test_a_temporary_folder_that_cannot_be_is_one_line(stocked: Path, called, monkeypatch) -> None:
    def none(*_: object, **__: object) -> object:
        raise FileNotFoundError(2, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr("tempfile.TemporaryDirectory", none)
    told = called("import", stocked)
    assert one_line(told), told


def test_a_fault_of_the_program_stands_whole_in_the_log(stocked: Path, called, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def broken(*_: object) -> None:
        raise KeyError("odd")

    monkeypatch.setattr("custtui.services.operators.operators", broken)
    told = called("operator list", stocked)
    assert one_line(told), told
    assert "Something went wrong inside the program: KeyError('odd')" in told.err
    assert "Traceback" in (tmp_path / "state" / "custtui" / "custtui.log").read_text()


DAYS = ("order_revision.order_date", "order_revision.made_at", "price_list_item.first_day", "tax_rate.last_day")


@pytest.mark.parametrize("place", DAYS)
def test_garbage_in_a_day_or_a_moment_is_one_line_and_check_names_the_row(
    place: str, custtui: Command, tmp_path: Path
) -> None:
    path, (table, column) = tmp_path / "demo.sqlite", place.split(".")
    assert custtui("init", "--demo", "--database", path).code == 0
    one = bind(make_database(str(path)))
    triggers.drop(one)
    one.execute_sql(f"UPDATE {table} SET {column} = 'soon' WHERE id = 1")
    triggers.install(one)
    one.close()
    checked = custtui("check", "--database", path)
    assert checked.code == 1 and "Traceback" not in checked.err
    assert f"{table} 1: {column} is 'soon'" in checked.out
    for kind in ("orders", "prices", "taxes"):
        told = custtui("export", kind, tmp_path / kind, "--database", path)
        assert told.code == 0 or one_line(told), told
    listed = custtui("order", "list", "--json", "--database", path)
    assert listed.code == 0 or one_line(listed), listed
