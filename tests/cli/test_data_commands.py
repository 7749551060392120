"""Data in and out by the command line: all or nothing, every reject in one report."""

import json
import os
import stat
from errno import ENOSPC
from pathlib import Path

import pytest

from custtui.cli.fault import in_one_line
from custtui.cli.say import to_standard_output
from custtui.models.database import bind, is_sqlite, make_database
from custtui.models.triggers import drop, install
from tests.cli.conftest import Command

PRODUCTS = "code,name\nAPPLE-12,Apple juice 12 x 1 l\nPEAR-6,Pear nectar 6 x 0.7 l\n"


@pytest.fixture
def products(tmp_path: Path) -> Path:
    """A file of two products."""
    path = tmp_path / "products.csv"
    path.write_text(PRODUCTS)
    return path


def test_the_columns_of_a_kind_are_documented(custtui: Command) -> None:
    told = custtui("import", "products", "--columns")
    assert told.code == 0
    assert "code!" in told.out


def test_what_is_imported_can_be_exported_and_imported_again(house: str, custtui: Command, products: Path) -> None:
    use = ["--database", house]
    assert custtui("import", "products", products, *use).code == 0
    out = custtui("export", "products", "--format", "jsonl", *use)
    assert [json.loads(line)["code"] for line in out.out.splitlines()] == ["APPLE-12", "PEAR-6"]
    copy = products.with_name("copy.csv")
    assert custtui("export", "products", copy, *use).code == 0
    assert custtui("export", "products", "-", *use).out == copy.read_text("utf-8"), "- is standard output"
    assert copy.read_text().startswith("code,")


def test_a_dry_run_writes_nothing(house: str, custtui: Command, products: Path) -> None:
    assert custtui("import", "products", products, "--dry-run", "--database", house).code == 0
    assert custtui("export", "products", "--format", "jsonl", "--database", house).out == ""


def test_rejects_are_told_with_line_and_column_and_nothing_is_written(
    house: str, custtui: Command, products: Path
) -> None:
    products.write_text(PRODUCTS + ",nameless code\n")
    refused = custtui("import", "products", products, "--database", house)
    assert (refused.code, refused.out) == (1, "")
    assert "line 4, code" in refused.err
    assert custtui("export", "products", "--format", "jsonl", "--database", house).out == ""


def test_an_unknown_kind_or_file_is_refused(house: str, custtui: Command) -> None:
    assert custtui("import", "wishes", "x.csv", "--database", house).code == 1
    assert custtui("export", "wishes", "--database", house).code == 1
    refused = custtui("import", "products", "missing.csv", "--database", house)
    assert refused.code == 1
    assert "missing.csv" in refused.err
    assert custtui("import", "products", "--database", house).code == 2


@pytest.mark.parametrize("option", ["--delimiter", "--encoding"])
def test_an_option_that_says_nothing_is_refused(custtui: Command, products: Path, option: str) -> None:
    refused = custtui("import", "products", products, option, "")
    assert refused.code == 2
    assert "is blank: leave it out" in refused.err


def test_generated_data_is_sound(house: str, custtui: Command) -> None:
    made = custtui("generate", "--customers", 20, "--orders", 40, "--seed", 3, "--database", house)
    assert (made.code, made.out) == (0, "20 customers and 40 orders created\n")
    assert len(custtui("order", "list", "--json", "--database", house).out.splitlines()) == 40
    assert custtui("check", "--database", house).out == "No faults\n"


def test_an_export_never_replaces_what_is_no_file(house: str, custtui: Command, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)  # a FIFO with a reader takes what is written
    try:
        assert custtui("export", "reasons", pipe, "--database", house).code == 0
        assert stat.S_ISFIFO(pipe.stat().st_mode)
        assert os.read(reader, 100)
    finally:
        os.close(reader)


@pytest.mark.parametrize("words", ["export customers", "backup"])
def test_a_file_below_a_file_is_one_line(words: str, custtui: Command, tmp_path: Path) -> None:
    house = tmp_path / "house.sqlite"
    assert custtui("init", "--database", house).code == 0
    told = custtui(*words.split(), house / "x", "--database", house)
    assert told.code == 1
    assert len(told.err.splitlines()) == 1 and "Traceback" not in told.err


def test_a_value_that_is_none_and_a_full_disk_are_one_line(house: str, custtui: Command, tmp_path: Path) -> None:
    """The line names the option, the file or the standard output, and no number of the system."""
    for words, said in (
        (("order", "list", "--from", "2026-13-45"), "--from: 2026-13-45 is not a day of the calendar\n"),
        (("import", "products"), "FILE: a file is needed\n"),
    ):
        done = custtui(*words, "--database", house)
        assert (done.code, done.out, done.err) == (2, "", said)
    (tmp_path / "a.csv").write_text("code,name\nA,\n")
    told = custtui("import", "products", tmp_path / "a.csv", "--database", house).err
    assert told.endswith("products: 1 reject in 1 row, nothing was written\n")
    with pytest.raises(OSError, match="space") as full, to_standard_output():
        raise OSError(ENOSPC, "No space left on device")
    assert in_one_line(full.value) == "standard output: No space left on device"
    if house.startswith("/"):
        beside = tmp_path / "a.csv" / "x"
        assert custtui("backup", beside, "--database", house).err == f"{beside} cannot be written: Not a directory\n"


def test_a_closed_standard_output_is_one_line(house: str, custtui: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """`custtui export terms - >&-` told an AttributeError."""
    monkeypatch.setattr("sys.stdout", None)
    outcome = custtui("--database", house, "export", "terms", "-")
    assert (outcome.code, outcome.err) == (1, "Standard output is closed: nothing was written\n")
    assert custtui("--database", house, "check").err == ""


def test_a_seller_taken_away_is_named_and_the_house_is_not_called_new(house: str, custtui: Command) -> None:
    """No guard stands on the row: `check` tells, every other command says what to do, none starts another house."""
    one = make_database(house)
    one.execute_sql("DELETE FROM seller")
    one.close()
    told = custtui("check", "--database", house)
    assert told.code == 1 and "seller: 0 rows tell who sells, where one does (S-4)" in told.out
    for words in (("seal",), ("order", "list"), ("init",)):
        told = custtui(*words, "--database", house)
        assert told.code == 1 and told.err.startswith("No row of table seller says who sells: custtui check"), words


def test_rows_that_point_to_nothing_are_told_beside_what_goes_out(
    house: str, custtui: Command, products: Path
) -> None:
    """A row that hangs on one that is gone is in no file: nobody takes that for all there is."""
    use = ["--database", house]
    assert custtui("import", "products", products, *use).code == 0
    database = bind(make_database(house))
    drop(database)
    database.execute_sql(
        "PRAGMA foreign_keys = 0" if is_sqlite(database) else "SET session_replication_role = replica"
    )
    database.execute_sql("INSERT INTO barcode (id, code, product_id) VALUES (77, '1', 4711)")
    install(database)
    database.close()
    told = custtui("export", "products", *use)
    assert (told.code, told.out.count("\n")) == (0, 3)
    assert told.err == (
        "Rows point to nothing, and what hangs on them is left out:"
        " barcode 77: product_id: there is no product 4711; custtui check names all\n"
    )
