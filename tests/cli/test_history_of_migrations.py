"""Rows of `schema_migration` that somebody took away: named by `check`, made anew by nobody (S-6, S-8)."""

import shutil
from importlib import import_module
from pathlib import Path

import pytest

from custtui.models.base import db
from custtui.models.database import bind, make_database
from custtui.models.migrate import SCRIPTS, script_names
from custtui.models.triggers import drop
from tests.cli.conftest import Command
from tests.older import BEFORE_0041

NAMES = script_names(SCRIPTS)
OUTBOX = import_module("custtui.models.migrations.0036_outbox").COLUMNS


def taken(url: str, where: str) -> None:
    """Open it, take rows away, close it."""
    bind(make_database(url))
    db.execute_sql(f"DELETE FROM schema_migration WHERE {where}")
    db.close()


def schema(url: str) -> list[str]:
    bind(make_database(url))
    kept = db.execute_sql("SELECT name FROM schema_migration ORDER BY name").fetchall()
    columns = [f"{table} {column.name}" for table in db.get_tables() for column in db.get_columns(table)]
    db.close()
    return [*map(str, kept), *sorted(columns)]


@pytest.mark.parametrize("name", [NAMES[0], *NAMES[9:-1]])
def test_a_row_in_the_middle_is_named_and_nothing_made_anew(database_url: str, custtui: Command, name: str) -> None:
    assert custtui("init", "--database", database_url).code == 0
    taken(database_url, f"name = '{name}'")
    before = schema(database_url)
    done = custtui("check", "--database", database_url)
    assert (done.code, done.err) == (1, "")
    assert done.out == f"schema_migration {name}: its row is missing, though what it made stands here\n"
    done = custtui("operator", "list", "--database", database_url)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        f"schema_migration lacks the row of {name}, which was made: nothing was changed; custtui check tells more\n"
    )
    assert schema(database_url) == before


@pytest.mark.parametrize("number", [1, 2, 3, 6])
def test_the_newest_rows_are_named_and_nothing_made_anew(database_url: str, custtui: Command, number: int) -> None:
    assert custtui("init", "--database", database_url).code == 0
    taken(database_url, f"name >= '{NAMES[-number]}'")
    before = schema(database_url)
    done = custtui("check", "--database", database_url)
    assert (done.code, done.err) == (1, "")
    assert [line.split()[1] for line in done.out.splitlines()] == [f"{name}:" for name in NAMES[-number:]]
    assert "its row is missing" in done.out and schema(database_url) == before
    done = custtui("operator", "list", "--database", database_url)
    if done.code == 0:  # what makes nothing anew is no harm
        assert custtui("check", "--database", database_url).out == "No faults\n"
        return
    assert done.err.startswith("The database cannot be brought up to date and stays as it was (")
    assert done.err.endswith("): custtui check tells more\n") and done.err.count("\n") == 1
    assert schema(database_url) == before


def test_all_rows_are_named(database_url: str, custtui: Command) -> None:
    assert custtui("init", "--database", database_url).code == 0
    taken(database_url, "id > 0")
    done = custtui("check", "--database", database_url)
    assert (done.code, len(done.out.splitlines())) == (1, len(NAMES))
    assert custtui("operator", "list", "--database", database_url).err.startswith("schema_migration lacks the row of")


def test_no_copy_is_left_by_an_update_that_failed(database_url: str, custtui: Command, tmp_path: Path) -> None:
    if "://" in database_url:
        pytest.skip("PostgreSQL has backups of its own")
    assert custtui("init", "--database", database_url).code == 0
    taken(database_url, "name >= '0026'")
    before = sorted(tmp_path.iterdir())
    assert custtui("operator", "list", "--database", database_url).code == 1
    assert [one for one in tmp_path.iterdir() if "backup" in one.name] == [], before


def test_an_older_house_is_brought_up_to_date_by_a_check_too(
    sqlite_template: Path, custtui: Command, tmp_path: Path
) -> None:
    """0024 gave orders their counter: a house of before has no such column."""
    path = tmp_path / "older.sqlite"
    shutil.copy(sqlite_template, path)
    assert custtui("init", "--database", path).code == 0
    bind(make_database(str(path)))
    drop(db.obj)
    db.execute_sql('ALTER TABLE "sales_order" DROP COLUMN "counter"')
    db.execute_sql('ALTER TABLE "draft" DROP COLUMN "fresh"')  # 0030
    for later in (
        'ALTER TABLE "return" DROP COLUMN "condition"',
        'ALTER TABLE "invoice" DROP COLUMN "reason"',
        'DROP INDEX "invoice_line_credits_id"',
        'ALTER TABLE "invoice_line" DROP COLUMN "credits_id"',
        'ALTER TABLE "invoice_line" DROP COLUMN "pieces"',
        'DROP INDEX "cover_position_id_number"',
        'CREATE UNIQUE INDEX "cover_number" ON "cover" ("number")',
        'ALTER TABLE "cover" DROP COLUMN "progress"',
        'DROP INDEX "outbox_state"',
        'DROP INDEX "outbox_until"',
        *(f'ALTER TABLE "outbox" DROP COLUMN "{name}"' for name, *_ in OUTBOX),
        'DROP TABLE "cover_step"',
        'DROP TABLE "outbox_step"',
        *BEFORE_0041,
        'DROP TABLE "credit_charge"',
    ):
        db.execute_sql(later)
    db.execute_sql("DELETE FROM schema_migration WHERE name >= '0024'")
    db.execute_sql("DELETE FROM counter WHERE name = 'role'")
    db.close()
    assert custtui("check", "--database", path).out == "No faults\n"
