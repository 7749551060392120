"""Writes rows: CSV and JSON lines, one table."""

import csv
import json
from collections.abc import Callable, Iterable
from typing import Any, TextIO

from custtui.domain.text import Tame
from custtui.exchange.cells import join
from custtui.exchange.kind import CellValues, FileColumn

FileWriter = Callable[[TextIO, tuple[FileColumn, ...], Iterable[CellValues], Tame], int]


def write_csv(file: TextIO, columns: tuple[FileColumn, ...], rows: Iterable[CellValues], tame: Tame) -> int:
    """A header and a line a row; returns the number of rows."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    count = 0
    for row in rows:
        writer.writerow([tame(cell_text(column, row.get(column.name))) for column in columns])
        count += 1
    return count


def cell_text(column: FileColumn, value: Any) -> str:
    """A value as it stands in one cell."""
    if value is None or value == "":
        return ""
    return join([column.cell.write(one) for one in value]) if column.cell.many else column.cell.write(value)


def write_jsonl(file: TextIO, columns: tuple[FileColumn, ...], rows: Iterable[CellValues], tame: Tame) -> int:
    """A JSON object a row, blank cells left out; decimals as strings. Returns the number of rows."""
    count = 0
    for row in rows:
        cells = {column.name: _json(column, row.get(column.name), tame) for column in columns}
        file.write(
            json.dumps({name: cell for name, cell in cells.items() if cell not in ("", [])}, ensure_ascii=False)
        )
        file.write("\n")
        count += 1
    return count


def _json(column: FileColumn, value: Any, tame: Tame) -> Any:
    if value is None or value == "":
        return ""
    if column.cell.many:
        return [tame(column.cell.write(one)) for one in value]
    return value if isinstance(value, bool) else tame(column.cell.write(value))


WRITERS: dict[str, FileWriter] = {"csv": write_csv, "jsonl": write_jsonl}
"""One function a format."""
