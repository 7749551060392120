"""The real program on a real pty, on a SQLite file of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from custtui.bootstrap import system_user
from custtui.domain.who import Role
from custtui.models.base import db
from custtui.models.database import bind, make_database
from custtui.models.search.engine import rebuild
from tests.services import house
from tests.terminal.pty import Terminal
from tests.terminal.rest import at_rest


def make_counter(template: Path, path: Path) -> Path:
    """A database file with the examples of the rules, and this system's user as an operator."""
    made = template.with_name("counter.sqlite")
    if not made.exists():
        _stand(template, made)
    path.write_bytes(made.read_bytes())
    return path


def _stand(template: Path, path: Path) -> None:
    """The same, to be copied."""
    path.write_bytes(template.read_bytes())
    one = bind(make_database(str(path)))
    house.stand()
    house.promote()
    house.hire(system_user()[0], role=Role.ADMINISTRATOR)
    rebuild()
    one.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    one.close()
    db.initialize(None)


def program(path: Path, more: dict[str, str] | None = None, **options: object) -> Terminal:
    """The program on that file."""
    argv = [sys.executable, "-m", "custtui", "--database", str(path)]
    env = {"HOME": str(path.parent), "CUSTTUI_BELL": "0", "CUSTTUI_ESCAPE_DELAY": "1500", **(more or {})}
    return Terminal(argv, env=env, **options)  # type: ignore[arg-type]


def up(terminal: Terminal) -> None:
    """Wait until the first screen is up and the program rests."""
    assert terminal.wait_for("Find"), terminal.text()
    at_rest(terminal)


def read(path: Path):  # type: ignore[no-untyped-def]
    """Bind the models to the file, to look at what is in it."""
    return bind(make_database(str(path)))
