"""Reads files row by row: CSV and JSON lines, one table. Memory stays constant whatever the file."""

import csv
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from itertools import compress
from pathlib import Path
from typing import Any, NamedTuple, cast

from custtui.domain.errors import refuse
from custtui.exchange.cells import join
from custtui.exchange.report import shortened
from custtui.exchange.source import TooLong

MOST_COLUMNS = 1_000
FEW = 5
"""Names of columns that are told at once."""
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|"}
"""Words for what a shell makes hard to type."""

CSV_WORDS = (
    ("field larger", "a cell of more than 131,072 characters: is a quote never closed?"),
    ("unexpected end of data", "a quote is opened here and never closed"),
    ("new-line character", "a line ends within a cell without quotes"),
    ("expected after", "a quote ends within a cell"),
    ("NUL", "a NUL byte: this is not a text file"),
)
"""What the CSV library says, and the line for people."""


class Raw(NamedTuple):
    """A row as it stands in the file: its first line, its cells by column, or why it cannot be read."""

    line: int
    cells: dict[str, str]
    trouble: str = ""
    header: bool = False
    sorts: dict[str, str] | None = None
    """Cells that are truth values or lists in JSON, which not every column takes."""
    names: Collection[str] = ()
    """The columns it has, where blank cells are left out of `cells`."""


FileReader = Callable[[Iterator[str]], Iterator[Raw]]


def read_csv(lines: Iterator[str], delimiter: str = ",") -> Iterator[Raw]:
    """Rows of a CSV file with a header; cells in quotes may hold newlines. The first one yielded is the header.

    Rows and columns without a word in them, as spreadsheets add them, are left out.
    """
    reader = csv.reader(lines, strict=True, delimiter=delimiter)
    names: list[str] | None = None
    line = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield Raw(line, {}, _csv_trouble(str(error)))
            return
        except TooLong as error:
            yield Raw(line, {}, str(error))
            return
        if row is None:
            if names is None:
                yield Raw(1, {}, "the file is empty: its first line names the columns")
            return
        if any(cell and not cell.isspace() for cell in row):
            if names is None:
                names = [name.strip().lower() for name in row]
                yield _header(line, names, delimiter)
            else:
                yield _csv_row(line, names, row)
        line = reader.line_num + 1


def _csv_trouble(text: str) -> str:
    ours = next((ours for words, ours in CSV_WORDS if words in text), "")
    return f"not readable as CSV: {ours or 'a quote or an end of line stands where none can'}"


def _header(line: int, names: list[str], delimiter: str) -> Raw:
    trouble = _too_many(names) or _other_delimiter(names, delimiter) or _twice(names)
    return Raw(line, {} if trouble else {name: name for name in names if name}, trouble, header=True)


def _too_many(names: list[str]) -> str:
    many = len(names) > MOST_COLUMNS
    return f"{len(names):,} columns, at most {MOST_COLUMNS:,} can be: does the first line name them?" if many else ""


def _other_delimiter(names: list[str], delimiter: str) -> str:
    """Where all names stand in one cell: what seems to separate them, and the option to give."""
    if len(names) > 1:
        return ""
    found = {word: sign for word, sign in DELIMITERS.items() if sign in names[0] and sign != delimiter}
    if not found:
        return ""
    likely = max(found, key=lambda word: names[0].count(found[word]))
    return f"one column only: the file seems separated by {likely}: give --delimiter {likely}"


def _twice(names: list[str]) -> str:
    double = [name for name, count in Counter(names).items() if name and count > 1]
    return f"columns named twice: {', '.join(shortened(one) for one in sorted(double)[:FEW])}" if double else ""


def _csv_row(line: int, names: list[str], row: list[str]) -> Raw:
    if len(row) > len(names) and any(row[len(names) :]):
        return Raw(line, {}, f"{len(row)} cells, but the header names {len(names)} columns")
    if "" in names:
        return _without_nameless(line, names, row)
    cells = dict(compress(zip(names, row, strict=False), row))  # most are blank (P-10)
    return Raw(line, cells, names=names if len(row) >= len(names) else names[: len(row)])


def _without_nameless(line: int, names: list[str], row: list[str]) -> Raw:
    """Columns without a name are left out where they are blank; a word in one is never dropped unsaid."""
    for number, (name, cell) in enumerate(zip(names, row, strict=False), 1):
        if not name and cell.strip():
            return Raw(line, {}, f"cell {number} is filled, but the header names no such column")
    return Raw(line, {name: cell for name, cell in zip(names, row, strict=False) if name})


def read_jsonl(lines: Iterator[str]) -> Iterator[Raw]:
    """Rows of a file with one JSON object a line. Numbers are taken as they are written, never as floats."""
    number = 0
    try:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _json_row(number, line)
    except TooLong as error:
        yield Raw(number + 1, {}, str(error))


SORTS: dict[type, str] = {bool: "flag", list: "list"}
"""What not every column takes of JSON."""


def _json_row(number: int, line: str) -> Raw:
    try:
        found: Any = json.loads(line, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        return Raw(number, {}, f"not readable as JSON from character {error.pos + 1} on")
    except RecursionError:
        return Raw(number, {}, "not readable as JSON: too many brackets within one another")
    except _Twice as error:
        return Raw(number, {}, str(error))
    if not isinstance(found, dict):
        return Raw(number, {}, "not a JSON object")
    cells = cast(dict[str, Any], found)
    try:
        sorts = {name: SORTS[type(cell)] for name, cell in cells.items() if type(cell) in SORTS}
        return Raw(number, {name: _json_cell(name, cell) for name, cell in cells.items()}, sorts=sorts)
    except ValueError as error:
        return Raw(number, {}, str(error))


class _Twice(ValueError):
    """An object names a key twice: one of its values would be dropped unsaid."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object by its names, as those of columns are read."""
    found = {name.strip().lower(): value for name, value in pairs}
    if len(found) < len(pairs):
        raise _Twice(_twice([name.strip().lower() for name, _ in pairs]) or "a column named twice")
    return found


def _json_cell(name: str, cell: Any) -> str:
    if isinstance(cell, bool):
        return "Y" if cell else "N"
    if isinstance(cell, list):
        return join([_json_item(name, item) for item in cast(list[Any], cell)])
    if isinstance(cell, dict):
        raise ValueError(f"{shortened(name)} is an object; a text, number, true, false, null or list is wanted")
    return "" if cell is None else str(cell)


def _json_item(name: str, item: Any) -> str:
    if isinstance(item, list):
        raise ValueError(f"{shortened(name)} has a list within a list; texts or numbers are wanted")
    return _json_cell(name, item)


READERS: dict[str, FileReader] = {"csv": read_csv, "jsonl": read_jsonl}
"""One function a format."""


def reader_of(format: str, delimiter: str) -> FileReader:
    """What reads a format, CSV by that delimiter. Raises Refused for a format or a delimiter that is none."""
    if format not in READERS:
        raise refuse("format", f"{format} is not a format: {', '.join(READERS)}", "format")
    if not delimiter:
        return READERS[format]
    if format != "csv":
        raise refuse("delimiter", f"--delimiter is for CSV, this is {format}", "delimiter")
    sign = DELIMITERS.get(delimiter, delimiter)
    if len(sign) != 1 or sign.isalnum() or sign in '"\r\n\0 ':
        raise refuse(
            "delimiter", f"{delimiter!r} is not a delimiter: comma, semicolon, tab, pipe, or one sign", "delimiter"
        )
    return lambda lines: read_csv(lines, sign)


SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl"}


def format_of(path: Path) -> str:
    """The format a file's name tells; CSV where it tells none."""
    return SUFFIXES.get(path.suffix.lower(), "csv")
