"""`custtui --version`: the program's version, and that of the database it would work on."""

from pathlib import Path

from custtui import __version__
from tests.cli.conftest import Command


def test_the_versions_of_program_and_database_are_told(custtui: Command, house: str) -> None:
    told = custtui("--version", "--database", house)
    assert told.code == 0
    program, database = told.out.splitlines()
    assert program == f"custtui {__version__}"
    assert database.startswith("database 0")


def test_a_database_that_is_not_there_is_told_and_not_made(custtui: Command, tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite"
    told = custtui("--version", "--database", path)
    assert told.code == 0
    assert "There is no database" in told.out
    assert not path.exists()
