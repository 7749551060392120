"""Reads files row by row: CSV and JSON lines, one table. Memory stays constant whatever the file."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from custtui.domain.errors import Refused, refuse
from custtui.exchange.cells import join

LONGEST_LINE = 1 << 20


@dataclass(frozen=True, slots=True)
class Raw:
    """A row as it stands in the file: its first line, its cells by column, or why it cannot be read."""

    line: int
    cells: dict[str, str]
    trouble: str = ""
    header: bool = False


Reader = Callable[[Iterator[str]], Iterator[Raw]]


def read_csv(lines: Iterator[str]) -> Iterator[Raw]:
    """Rows of a CSV file with a header; cells in quotes may hold newlines. The first one yielded is the header."""
    reader = csv.reader(lines, strict=True)
    names: list[str] | None = None
    line = 1
    while True:
        try:
            row = next(reader, None)
        except (csv.Error, _TooLong) as error:
            yield Raw(line, {}, f"not readable as CSV: {error}")
            return
        if row is None:
            if names is None:
                yield Raw(1, {}, "the file is empty: its first line names the columns")
            return
        if names is None:
            names = [name.strip().lower() for name in row]
            yield Raw(line, {name: name for name in names}, _twice(names), header=True)
        elif row:
            yield _csv_row(line, names, row)
        line = reader.line_num + 1


def _twice(names: list[str]) -> str:
    double = {name for name in names if names.count(name) > 1}
    return f"columns named twice: {', '.join(sorted(double))}" if double else ""


def _csv_row(line: int, names: list[str], row: list[str]) -> Raw:
    if len(row) > len(names) and any(row[len(names) :]):
        return Raw(line, {}, f"{len(row)} cells, but the header names {len(names)} columns")
    return Raw(line, dict(zip(names, row, strict=False)))


def read_jsonl(lines: Iterator[str]) -> Iterator[Raw]:
    """Rows of a file with one JSON object a line. Numbers are taken as they are written, never as floats."""
    number = 0
    try:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _json_row(number, line)
    except _TooLong as error:
        yield Raw(number + 1, {}, str(error))


def _json_row(number: int, line: str) -> Raw:
    try:
        found: Any = json.loads(line, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        return Raw(number, {}, f"not readable as JSON: {error}")
    if not isinstance(found, dict):
        return Raw(number, {}, "not a JSON object")
    cells = cast(dict[str, Any], found)
    try:
        return Raw(number, {name.strip().lower(): _json_cell(name, cell) for name, cell in cells.items()})
    except ValueError as error:
        return Raw(number, {}, str(error))


def _json_cell(name: str, cell: Any) -> str:
    if isinstance(cell, bool):
        return "Y" if cell else "N"
    if isinstance(cell, list):
        return join([_json_cell(name, item) for item in cast(list[Any], cell)])
    if isinstance(cell, dict):
        raise ValueError(f"{name} is an object; a text, number, true, false, null or list is wanted")
    return "" if cell is None else str(cell)


READERS: dict[str, Reader] = {"csv": read_csv, "jsonl": read_jsonl}
"""One function a format."""

SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl"}


def format_of(path: Path) -> str:
    """The format a file's name tells; CSV where it tells none."""
    return SUFFIXES.get(path.suffix.lower(), "csv")


class _TooLong(Exception):
    """A line that no text file has."""


class Source:
    """A file being read: knows how far it is."""

    def __init__(self, path: Path) -> None:
        """Raises Refused where there is no such file, or it may not be read."""
        if path.is_dir():
            raise refuse("file", f"{path} is a directory, not a file", "file")
        try:
            self.file: BinaryIO = path.open("rb")
            self.size = path.stat().st_size
        except OSError as error:
            raise _unreadable(path, error) from error
        self.path, self.done = path, 0

    def lines(self) -> Iterator[str]:
        """The lines, decoded; bytes that are not UTF-8 are kept as lone surrogates, for the cell to complain of."""
        try:
            while line := self.file.readline(LONGEST_LINE):
                if not self.done:
                    line = line.removeprefix(b"\xef\xbb\xbf")
                self.done = self.file.tell()
                if len(line) >= LONGEST_LINE:
                    raise _TooLong("a line of more than a million bytes: this is no text file")
                yield line.decode("utf-8", "surrogateescape")
        except OSError as error:
            raise _unreadable(self.path, error) from error

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()


def _unreadable(path: Path, error: OSError) -> Refused:
    return refuse("file", f"{path} cannot be read: {error.strerror or error}", "file")
