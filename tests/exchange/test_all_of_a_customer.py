"""All of a customer goes out by file and comes in again: every column of every table about customers."""

from pathlib import Path

import pytest

from custtui.domain.who import SYSTEM
from custtui.exchange import KINDS, export_file, import_file
from custtui.exchange.demo import load
from custtui.models.base import db
from custtui.models.database import bind, make_database
from custtui.services.check import check
from tests.exchange.files import house
from tests.exchange.natural import TABLES, Row, everything
from tests.exchange.rich import key_all

FORMATS = ("csv", "jsonl")


@pytest.fixture(scope="module")
def told(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[Row]]]:
    """The demo data and customers keyed by hand: a folder with all kinds of it in both formats, and what it holds."""
    folder = tmp_path_factory.mktemp("rich")
    (folder / "rich.sqlite").write_bytes(sqlite_template.read_bytes())
    database = bind(make_database(str(folder / "rich.sqlite")))
    who = house(folder).who
    load(who)
    key_all(who)
    for kind in KINDS:
        for format in FORMATS:
            export_file(SYSTEM, kind, folder / f"{kind}.{format}", format)
    held = everything()
    database.close()
    db.initialize(None)
    return folder, held


def test_every_table_about_customers_has_rows_to_compare(told: tuple[Path, dict[str, list[Row]]]) -> None:
    held = told[1]
    assert all(held[model._meta.table_name] for model in TABLES)
    same = {(table, name) for table, rows in held.items() for name in dict(rows[0]) if len(_values(rows, name)) < 2}
    assert same == {("party", "active"), ("party_site", "active"), ("site_use", "active")}  # no screen sets them


def _values(rows: list[Row], name: str) -> set[str]:
    return {value for row in rows for column, value in row if column == name}


@pytest.mark.parametrize("format", FORMATS)
def test_it_comes_in_as_it_went_out(
    told: tuple[Path, dict[str, list[Row]]], database: object, tmp_path: Path, format: str
) -> None:
    folder, held = told
    for kind in KINDS:
        report = import_file(SYSTEM, kind, folder / f"{kind}.{format}")
        assert report.ok, (kind, [str(one) for one in report.rejects])
    came = everything()
    for table, rows in held.items():
        assert came[table] == rows, table
    assert list(check()) == []
    for kind in KINDS:
        export_file(SYSTEM, kind, tmp_path / f"{kind}.{format}", format)
        again, before = (place / f"{kind}.{format}" for place in (tmp_path, folder))
        assert again.read_bytes() == before.read_bytes(), kind


def test_the_readme_names_every_kind_in_order() -> None:
    text = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    table = text.partition("| kinds | hold |")[2].partition("\n\n")[0]
    named = [name for row in table.splitlines() for name in row.partition(" | ")[0].split("`")[1::2]]
    assert named == list(KINDS)
