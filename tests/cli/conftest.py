"""Runs commands of the shell in the tests' own process."""

import os
import pwd
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from custtui.cli import run
from custtui.models.base import db

LOGIN = pwd.getpwuid(os.getuid()).pw_name


class Outcome(NamedTuple):
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture
def custtui(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Command]:
    """Runs a command of the shell in this process."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def command(*words: object) -> Outcome:
        monkeypatch.setattr("sys.argv", ["custtui", *map(str, words)])
        code = run()
        if db.obj is not None:
            db.close()  # as a program of its own has no file open any more
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    yield command
    if db.obj is not None:
        db.close()
        db.initialize(None)


@pytest.fixture
def house(database_url: str, custtui: Command) -> str:
    """A database that was set up."""
    assert custtui("init", "--database", database_url).code == 0
    return database_url
