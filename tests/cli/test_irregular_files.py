"""A pipe, a socket, a device or a directory where a file is meant is one line, never waited for (S-4)."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command

SECONDS = 20
KINDS = {"pipe": "a pipe", "socket": "a socket", "folder": "a directory", "device": "a device"}


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one of each kind in it."""
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    os.mkfifo("pipe")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("socket")
    Path("folder").mkdir()
    Path("device").symlink_to("/dev/zero")
    return tmp_path


def in_time(*words: object) -> tuple[int, str]:
    """Exit code and standard error of a program of its own, which is given up after a while."""
    argv = [sys.executable, "-m", "custtui", *map(str, words)]
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS)
    return done.returncode, done.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_is_no_database(odd: Path, custtui: Command, kind: str) -> None:
    one = odd / kind
    assert in_time("check", "--database", one) == (1, f"{one} is {KINDS[kind]}, not a file\n")
    for words in (("order", "list"), ("export", "terms"), ("seal",), ("operator", "list"), ("init",)):
        done = custtui(*words, "--database", one)
        assert (done.code, done.out, done.err) == (1, "", f"{one} is {KINDS[kind]}, not a file\n"), words


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
def test_nor_is_it_the_journal_of_one(odd: Path, custtui: Command, end: str) -> None:
    house = odd / "house.sqlite"
    assert custtui("init", "--database", house).code == 0
    for left in ("-wal", "-shm"):
        Path(f"{house}{left}").unlink(missing_ok=True)
    os.mkfifo(f"{house}{end}")
    assert in_time("check", "--database", house) == (1, f"{house}{end} is a pipe, not a file\n")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_is_neither_read_nor_put_in_place(odd: Path, custtui: Command, kind: str) -> None:
    house, one = odd / "house.sqlite", odd / kind
    assert custtui("init", "--database", house).code == 0
    told = f"{one} is {KINDS[kind]}, not a file"
    assert in_time("import", "customers", one, "--database", house) == (1, f"{told}\n")
    assert in_time("restore", one, "--database", house) == (1, f"{told}: nothing was changed\n")
    assert in_time("restore", house, "--database", one) == (1, f"{told}: nothing was changed\n")
    assert custtui("check", "--database", house).out == "No faults\n"


def test_nor_waited_for_beside_what_is_written(odd: Path, custtui: Command) -> None:
    house = odd / "house.sqlite"
    assert custtui("init", "--database", house).code == 0
    for words, beside in ((("backup", "copy"), "copy.unfinished"), (("export", "terms", "out"), "out.part")):
        os.mkfifo(beside)
        code, told = in_time(*words, "--database", house)
        assert code == 1 and told.endswith(f"{beside} is a pipe, not a file: nothing was written\n"), words


def test_rows_come_in_by_a_pipe_that_somebody_writes_to(odd: Path, custtui: Command) -> None:
    house = odd / "house.sqlite"
    assert custtui("init", "--database", house).code == 0
    argv = [sys.executable, "-m", "custtui", "import", "terms", "/dev/stdin", "--database", str(house)]
    rows = b"code,name,days\nNET9,Nine days,9\n"
    done = subprocess.run(argv, input=rows, capture_output=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done


def test_a_name_that_sqlite_takes_for_an_address_is_a_name(odd: Path, custtui: Command) -> None:
    """`file:x?mode=memory` kept a house in memory, and said that it was made."""
    for name in ("file:x?mode=memory", "file:y"):
        assert custtui("init", "--database", name).code == 0
        assert Path(name).stat().st_size > 0 and not Path("y").exists()
        assert custtui("backup", f"{name}.copy", "--database", name).code == 0
        assert custtui("restore", f"{name}.copy", "--database", name).code == 0
        assert custtui("check", "--database", name).out == "No faults\n"


def test_what_is_written_goes_through_no_link_that_was_left(odd: Path, custtui: Command) -> None:
    house, other = odd / "house.sqlite", odd / "other.sqlite"
    for one in (house, other):
        assert custtui("init", "--database", one).code == 0
    before = other.read_bytes()
    for words, beside in ((("backup", "copy"), "copy.unfinished"), (("export", "terms", "out"), "out.part")):
        Path(beside).symlink_to(other)
        assert custtui(*words, "--database", house).code == 0
        assert other.read_bytes() == before and not Path(words[-1]).is_symlink()
