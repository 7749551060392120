"""What goes out comes in again, into either database, and goes out the same."""

import json
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custtui.domain.text import Tame
from custtui.domain.who import SYSTEM
from custtui.exchange import KINDS, export_file, import_file
from custtui.exchange.cells import QUANTITY, TEXT, CellSort, join, many, split
from custtui.exchange.demo import load
from custtui.exchange.kind import FileColumn
from custtui.exchange.kinds.order_cells import CHARGES, HOLDS, movements
from custtui.exchange.readers import READERS
from custtui.exchange.writers import WRITERS
from custtui.models.account import CustomerAccount
from custtui.models.base import db
from custtui.models.database import bind, make_database
from custtui.services.check import check
from tests.exchange.files import House
from tests.exchange.files import house as set_up_house
from tests.terminal.hostile import HOSTILE

FORMATS = ("csv", "jsonl")
MORE = Path(__file__).parents[3] / "shared" / "data" / "hostile-strings.jsonl"
"""A larger set beside the repository, where there is one."""
IN_FILES = [
    *(
        "=1+1",
        "+49",
        "-1",
        "@SUM(A1)",
        "'",
        '"',
        '""',
        'a "b" c',
        ";",
        "\\;",
        "a;b",
        "a\\;b\\",
        ",",
        "a,b",
        "\\",
        "\\\\",
    ),
    *("NULL", "null", "None", "undefined", "true", "NaN", "0", "-", "1e5", "{}", "[]", '{"a": 1}', "\\n", "\\u0000"),
    *(
        "\ufeffBOM",
        "#comment",
        "--",
        "a\u2028b",
        "a\u00a0b",
        "\ud800",
        "\t",
        " a ",
        "a\n",
        "\x1a",
        "4111 1111 1111 1111",
    ),
]
"""What means something else to a file or to whoever opens it."""


@pytest.fixture(scope="session")
def demo_files(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All kinds of the demo data, exported from SQLite in both formats."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "demo.sqlite").write_bytes(sqlite_template.read_bytes())
    database = bind(make_database(str(folder / "demo.sqlite")))
    load(set_up_house(folder).who)
    for kind in KINDS:
        for format in FORMATS:
            export_file(SYSTEM, kind, folder / f"{kind}.{format}", format)
    database.close()
    db.initialize(None)
    return folder


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_exported_can_be_imported_and_exports_the_same(
    demo_files: Path, database: object, tmp_path: Path, format: str
) -> None:
    for kind in KINDS:
        report = import_file(SYSTEM, kind, demo_files / f"{kind}.{format}")
        assert report.ok, [str(one) for one in report.rejects]
    for kind in KINDS:
        for again in FORMATS:
            export_file(SYSTEM, kind, tmp_path / f"{kind}.{again}", again)
            wanted = (demo_files / f"{kind}.{again}").read_bytes()
            assert (tmp_path / f"{kind}.{again}").read_bytes() == wanted, kind
    assert list(check()) == []


def again(format: str, cell: CellSort, value: object) -> object:
    """A value written to a file of a format, and read from it."""
    file = StringIO(newline="")
    WRITERS[format](file, (FileColumn("it", "", cell),), [{"it": value}], Tame())
    rows = [raw for raw in READERS[format](iter(file.getvalue().splitlines(keepends=True))) if not raw.header]
    return cell.read(rows[0].cells.get("it", "")) if rows and rows[0].cells.get("it") else None


UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
KEPT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp"), blacklist_characters=UNSEEN), max_size=150
).map(lambda text: " ".join(text.split()))
NUMBERS = st.decimals(0, 999_999, places=3)


@pytest.mark.parametrize("format", FORMATS)
@given(text=KEPT)
def test_any_text_that_is_kept_comes_back(format: str, text: str) -> None:
    try:
        kept = TEXT.read(text)
    except ValueError:
        return
    assert (again(format, TEXT, kept) or "") == kept


@pytest.mark.parametrize("format", FORMATS)
@given(texts=st.lists(KEPT.filter(bool), min_size=1, max_size=5), number=NUMBERS)
def test_lists_and_numbers_come_back(format: str, texts: list[str], number: object) -> None:
    kept = many(TEXT).read(join(texts))
    assert again(format, many(TEXT), kept) == kept
    assert again(format, QUANTITY, number) == number


@given(texts=st.lists(KEPT.filter(bool), max_size=6))
def test_a_list_in_one_cell_is_split_where_it_was_joined(texts: list[str]) -> None:
    assert split(join(texts)) == texts


@given(name=KEPT, number=NUMBERS, day=st.dates())
def test_movements_charges_and_holds_come_back(name: str, number: object, day: object) -> None:
    for cell, item in (
        (movements("number"), f"{name}@{day}={number}"),
        (CHARGES, f"x{name}={number}@0.19"),
        (HOLDS, f"UB={name}"),
    ):
        kept = cell.read(join([item]))
        for format in FORMATS:
            assert again(format, cell, kept) == kept


@pytest.mark.parametrize("suffix", FORMATS)
def test_hostile_names_are_stored_exactly_or_rejected_with_a_reason(
    database: object, tmp_path: Path, suffix: str
) -> None:
    more = MORE.read_text("utf-8").splitlines() if MORE.is_file() else []
    strings = list(dict.fromkeys((*HOSTILE, *IN_FILES, *(json.loads(line)["s"] for line in more))))
    set_up_house(tmp_path)
    stored = 0
    for kept in (True, False):
        rows = [(f"H{at}", text) for at, text in enumerate(strings) if fits(text) is kept]
        path = tmp_path / f"customers.{suffix}"
        path.write_text(written(rows, suffix), "utf-8", errors="surrogatepass", newline="")
        report = import_file(SYSTEM, "customers", path)
        if kept:
            assert report.ok, [str(one) for one in report.rejects]
            for code, text in rows:
                name = CustomerAccount.get(CustomerAccount.code == code).party.name
                assert name == TEXT.read(text)
                stored += 1
        else:
            assert report.reject_count >= len(rows)
            assert all(one.text.isprintable() for one in report.rejects)
    assert stored > (300 if more else 30)


def fits(text: str) -> bool:
    """May this be the name of a customer?"""
    try:
        return bool(TEXT.read(text))
    except ValueError:
        return False


class Wild(Tame):
    """Lets pass what others than this program write into files."""

    def __call__(self, text: str) -> str:
        return text


def written(rows: list[tuple[str, str]], suffix: str) -> str:
    file = StringIO(newline="")
    columns = (FileColumn("code", "", TEXT), FileColumn("name", "", TEXT))
    WRITERS[suffix](file, columns, ({"code": code, "name": text} for code, text in rows), Wild())
    return file.getvalue()


def test_a_merged_customer_goes_out_as_an_old_number_of_the_one_it_lives_on_in(house: House, tmp_path: Path) -> None:
    house.put("customers", "code,name,alias,street\nA,Alpha,Alpha,1 Elm\nB,Beta,Beta,2 Elm\n")
    house.put("products", "code,name\nP,Pear\n")
    house.put("orders", "number,customer,order_date,product,quantity,price\n1,B,-1,P,1,1\n")
    stays, goes = CustomerAccount.get(code="A"), CustomerAccount.get(code="B")
    CustomerAccount.update(merged_into=stays).where(CustomerAccount.id == goes.id).execute()
    for kind, wanted in (("customers", ["A"]), ("orders", ["A"])):
        export_file(SYSTEM, kind, tmp_path / f"{kind}.jsonl", "jsonl")
        rows = [json.loads(line) for line in (tmp_path / f"{kind}.jsonl").read_text().splitlines()]
        assert [row.get("code") or row["customer"] for row in rows] == wanted
