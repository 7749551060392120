"""Files as spreadsheets write them: blank rows, nameless columns, delimiters and encodings; one clear reject."""

import time
from pathlib import Path

import pytest

from custtui.domain.errors import Refused
from custtui.domain.who import SYSTEM
from custtui.exchange import import_file
from custtui.exchange.kinds import KINDS, kind_of
from custtui.exchange.report import Report
from custtui.models.product import Product
from tests.exchange.files import House


def bring(folder: Path, text: bytes, **options: str) -> Report:
    path = folder / "products.csv"
    path.write_bytes(text)
    return import_file(SYSTEM, "products", path, **options)  # type: ignore[arg-type]


def only_reject(report: Report) -> str:
    (one,) = report.rejects
    return str(one)


def names() -> list[str]:
    return [row.name for row in Product.select().order_by(Product.code)]


def test_blank_rows_and_nameless_columns_are_left_out(house: House) -> None:
    report = bring(house.folder, b",,,\ncode,name,, \nA,Apple,,\n,,,\n , ,,\nB,Bee,, \n")
    assert (report.ok, report.rows) == (True, 2)
    assert names() == ["Apple", "Bee"]


def test_a_word_in_a_nameless_column_is_never_dropped_unsaid(house: House) -> None:
    text = only_reject(bring(house.folder, b"code,name,\nA,Apple,9.80\n"))
    assert text == "line 2: cell 3 is filled, but the header names no such column"


@pytest.mark.parametrize(("sign", "word"), [(b";", "semicolon"), (b"\t", "tab"), (b"|", "pipe")])
def test_another_delimiter_is_named_with_its_option(house: House, sign: bytes, word: str) -> None:
    text = b"code,name\nA,Apple\n".replace(b",", sign)
    assert only_reject(bring(house.folder, text)).endswith(f"give --delimiter {word}")
    assert bring(house.folder, text, delimiter=word).written
    assert names() == ["Apple"]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "cp850", "utf-16-le"])
def test_another_encoding_is_named_with_its_option(house: House, encoding: str) -> None:
    text = "code,name\nA,\u00c4pfel\n".encode(encoding)
    try:
        said = only_reject(bring(house.folder, text))
    except Refused as refused:
        said = str(refused)
    assert "--encoding " in said
    assert bring(house.folder, text, encoding=encoding).written
    assert names() == ["\u00c4pfel"]


HINTS = [
    ("utf-32", "\u00c4pfel", ["utf-32"]),
    ("utf-32-be", "\ufeff\u00c4pfel", ["utf-32"]),
    ("utf-32-le", "\u00c4pfel", ["utf-32-le"]),
    ("utf-16-be", "\u00c4pfel", ["utf-16-be"]),
    ("cp1252", "Caf\u00e9 M\u00fcnchen", ["cp1252"]),
    ("cp437", "M\u00fcnchen, Stra\u00dfe", ["cp850"]),
    ("cp850", "M\u00fcnchen", ["cp850"]),
    ("cp1251", "\u041f\u0440\u0438\u0432\u0435\u0442 \u041c\u043e\u0441\u043a\u0432\u0430", ["cp1251"]),
    ("cp866", "\u041f\u0440\u0438\u0432\u0435\u0442 \u041c\u043e\u0441\u043a\u0432\u0430", ["cp866"]),
    ("koi8-r", "\u041f\u0440\u0438\u0432\u0435\u0442 \u041c\u043e\u0441\u043a\u0432\u0430", ["koi8-r", "euc-jp"]),
    ("shift_jis", "\u6771\u4eac\u30bf\u30ef\u30fc\u306e\u304a\u8336", ["cp932"]),
    ("cp1250", "Dvo\u0159\u00e1k", ["cp1252", "cp1250", "cp850"]),
    ("cp850", "\u00c4pfel", ["cp1252", "cp850", "mac-roman"]),
]
"""What a file is in, a name of it, and the encodings a clerk is told."""


@pytest.mark.parametrize(("encoding", "name", "told"), HINTS)
def test_a_hint_names_encodings_that_read_the_file_and_one_reads_its_words(
    house: House, encoding: str, name: str, told: list[str]
) -> None:
    start = "\ufeff" if name.startswith("\ufeff") else ""
    name = name.removeprefix(start)
    text = f'{start}code,name\nA,"{name}"\n'.encode(encoding)
    try:
        said = only_reject(bring(house.folder, text))
    except Refused as refused:
        said = str(refused)
    hints = said.split("--encoding ")[1].split(" or ")
    assert [hint.split(" ")[0] for hint in hints] == told
    assert len(hints) == 1 or all("(reads " in hint for hint in hints)
    for hint in told:
        assert bring(house.folder, text, encoding=hint, dry_run=True).ok  # type: ignore[arg-type]
    read = {hint: text.decode(hint) for hint in told}
    assert any(name in one for one in read.values())


@pytest.mark.parametrize(
    "text", [b"code,name\nA,\xc4pfel\xff\x81 \x9d\n", "code,name\n\u00c4,B\n".encode() + b"C,\xc4\n"]
)
def test_where_no_encoding_can_be_told_the_hint_says_so(house: House, text: bytes) -> None:
    said = only_reject(bring(house.folder, text))
    assert said.endswith("give --encoding with what it is in, which cannot be told from its bytes")


def test_bytes_that_are_not_utf8_are_named_in_any_column(house: House) -> None:
    text = only_reject(bring(house.folder, "code,name\nCaf\u00e9,Apple\n".encode("cp1252")))
    assert text.startswith("line 2, code: character 4 is not UTF-8 (byte E9)")
    assert "--encoding cp1252" in text
    text = str(bring(house.folder, "code,name,Gr\u00f6\u00dfe\nA,Apple,1\n".encode("cp1252")).rejects[0])
    assert "--encoding cp1252 (reads gr\u00f6\u00dfe)" in text


@pytest.mark.parametrize(("encoding", "told", "words"), [
    ("utf-32", "utf-16", "looks like utf-32, not utf-16: give --encoding utf-32"),
    ("utf-16", "cp1252", "looks like utf-16, not cp1252: give --encoding utf-16"),
    ("utf-8", "ascii", "it is in utf-8, leave out --encoding"),
    ("cp932", "euc-jp", "give --encoding cp932"),
])  # fmt: skip
def test_an_encoding_told_wrongly_is_refused_with_the_right_one(
    house: House, encoding: str, told: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        bring(house.folder, "code,name\nA,\u30bf\u30ef\u30fc\u306e\u304a\n".encode(encoding), encoding=told)


@pytest.mark.parametrize("options", [
    {"encoding": "klingon"}, {"encoding": "base64"}, {"encoding": "rot13"}, {"encoding": "idna"},
    {"encoding": "utf-7"}, {"encoding": "unicode_escape"}, {"encoding": "raw-unicode-escape"},
    {"delimiter": "xx"}, {"delimiter": "a"},
    {"format": "jsonl", "delimiter": ";"}, {"encoding": "ascii"}])  # fmt: skip
def test_options_that_cannot_be_are_refused(house: House, options: dict[str, str]) -> None:
    with pytest.raises(Refused):
        bring(house.folder, "code,name\nA,\u00c4pfel\n".encode(), **options)


@pytest.mark.parametrize(("text", "words"), [
    (",".join(f"c{one}" for one in range(100_000)).encode() + b"\n", "100,000 columns"),
    (b'code,name\nA,"Apple\nB,Bee\n', "line 2: not readable as CSV: a quote is opened here and never closed"),
    (b'code,name\nA,"' + b"x" * 150_000 + b'"\n', "131,072 characters"),
    (b"code,name\nA,B" + b",x" * 300_000 + b"\n", "300002 cells"),
    (b"code,name\nA" + b"\x00" * 20 + b",Bee\n", "line 2, code"),
    (b"code,name\nA," + b"x" * 5_000_000, "line 2: a line of more than a million bytes: this is not a text file"),
], ids=["columns", "quote", "cell", "row", "NUL", "line"])  # fmt: skip
def test_what_is_enormous_or_broken_is_one_reject_at_once(house: House, text: bytes, words: str) -> None:
    began = time.monotonic()
    assert words in only_reject(bring(house.folder, text))
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("quoted", [b"B", b'"B"'])
def test_lines_ended_by_carriage_returns_are_read(house: House, quoted: bytes) -> None:
    assert bring(house.folder, b"code,name\rA,Apple\r" + quoted + b",Bee\r").written
    assert names() == ["Apple", "Bee"]
    report = bring(house.folder, b"code,name\rC,Cherry\r\rA,Again\n")
    assert only_reject(report) == "line 4, code: A exists already"


@pytest.mark.parametrize(("text", "words"), [
    (b"PK\x03\x04\x14\x00\x06\x00" + b"\x07" * 90, "save it as CSV"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "save it as CSV"),
    (bytes(range(256)) * 8, "is not text"),
], ids=["xlsx", "xls", "bytes"])  # fmt: skip
def test_what_is_no_text_is_named(house: House, text: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        bring(house.folder, text)


def test_what_is_read_wrongly_is_told_in_our_words(house: House) -> None:
    for text, words in (
        ("[" * 100_000, "too many brackets within one another"),
        ('{"code": ' + "[" * 300 + "]" * 300 + "}", "code has a list within a list"),
        ('{"code": "A",', "not readable as JSON from character 14 on"),
        ('{"code" "A"}', "not readable as JSON from character 9 on"),
        ('{"code": "A", "name": true}', "true or false stands where one value is wanted: text of one line"),
        ('{"code": "A", "name": ["B"]}', "a list stands where one value is wanted: text of one line"),
        ('{"code": "A", "name": "B", "minimum": "-0.0"}', "-0.0 is zero with a minus sign: type 0"),
    ):
        (one,) = house.bring("products", text, suffix="jsonl").rejects
        assert words in one.text
    assert "a quote ends within a cell" in only_reject(bring(house.folder, b'code,name\nA,"B"e\n'))


def test_what_is_very_long_is_quoted_shortened(house: House) -> None:
    long = "x" * 3_000
    for text in (f"code,name\nA{long[:150]} B,Bee\n", f"code,name,minimum\nA,Bee,{long}\n", f"code,name,{long}\n"):
        report = bring(house.folder, text.encode())
        assert len(only_reject(report)) < 800
        assert "\u2026" in only_reject(report)


def test_warnings_are_summed_by_what_they_are_about(house: House, tmp_path: Path) -> None:
    path, told = tmp_path / "customers.csv", tmp_path / "report.csv"
    rows = [f"C{one},Name {one},US,12{one},\n" for one in range(500)]
    rows[400] = "C400,Name 400,US,,no-mail\n"
    path.write_text("code,name,country,phone,email\n" + "".join(rows))
    report = import_file(SYSTEM, "customers", path, report=told, dry_run=True)
    lines = [line for line in report.lines() if line.startswith("warning")]
    assert len([one for one in lines if "phone:" in one]) == 1
    assert any("498 more about phone: --report FILE" in one for one in lines)
    assert any("line 402, email" in one for one in lines)
    assert told.read_text().count("warning,") == report.warning_count


def test_a_number_does_not_belong_to_the_kind_of_a_warning(house: House, tmp_path: Path) -> None:
    path, told = tmp_path / "customers.csv", tmp_path / "report.csv"
    path.write_text(
        "code,name,country,phone,email,postal_code\n"
        "A,Ann,US,12,,K1A 0B1\nB,Bob,US,13,no-mail,99\nC,Cid,DE,14,none,\nD,Dee,US,+1 212 5,,07102\n"
    )
    report = import_file(SYSTEM, "customers", path, report=told, dry_run=True)
    phones = [(one.line, count) for one, count in report.kinds if one.column == "phone"]
    assert phones == [(2, 4)]
    codes = [(one.line, one.text.split(",")[0], count) for one, count in report.kinds if one.column == "postal_code"]
    assert codes == [(2, "K1A 0B1 is not a US ZIP", 2), (4, "postal code is missing", 1)]
    assert [(one.line, count) for one, count in report.kinds if one.column == "email"] == [(3, 2)]
    assert told.read_text().count("phone number") == 4
    assert sum(count for _, count in report.kinds) == report.warning_count


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_names_the_delimiter_and_the_encoding_it_was_not_told(house: House, kind: str) -> None:
    names = [column.name for column in kind_of(kind).columns]
    path = house.folder / "spreadsheet.csv"
    path.write_text("\t".join(names) + "\n")
    assert "give --delimiter tab" in only_reject(import_file(SYSTEM, kind, path))
    path.write_bytes((",".join(names) + "\n").encode("utf-16"))
    with pytest.raises(Refused, match="give --encoding utf-16"):
        import_file(SYSTEM, kind, path)
    assert import_file(SYSTEM, kind, path, encoding="utf-16", dry_run=True).ok
