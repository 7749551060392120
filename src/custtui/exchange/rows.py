"""Turns the cells of a row into values, by the columns of its kind."""

from collections.abc import Callable
from functools import lru_cache
from itertools import compress
from typing import Any

from custtui.domain.text import control_fault, is_blank, unread
from custtui.exchange.cells import FLAG
from custtui.exchange.encodings import advice, first_odd
from custtui.exchange.kind import CellValues, Complain, FileRow, Kind
from custtui.exchange.readers import Raw
from custtui.exchange.report import brief

Advise = Callable[[str], str]
"""What to do about a cell that is not UTF-8."""


def _nothing_known(cell: str) -> str:
    return advice(cell, [])


def accept_header(kind: Kind, raw: Raw, complain: Complain, advise: Advise = _nothing_known) -> bool:
    """Tells of every unknown, doubled or missing column of a CSV header; True where there is none."""
    if raw.trouble:
        complain(raw.line, "", raw.trouble)
        return False
    names = [column.name for column in kind.columns]
    unknown = [name for name in raw.cells if name not in names]
    missing = [column.name for column in kind.columns if column.required and column.name not in raw.cells]
    for name in unknown:
        odd = f"{first_odd(name)}: {advise(name)}" if first_odd(name) else ""
        complain(raw.line, name, odd or f"no such column; {kind.name} has {', '.join(names)}")
    for name in missing:
        complain(raw.line, name, "this column is required and missing")
    return not (unknown or missing)


def _nobody_told(line: int, column: str, text: str) -> None:
    """A row that is read again was told of before."""


class _NotUtf8(ValueError):
    """A cell holds bytes that are not UTF-8."""


AGAIN = 1_000
"""Values of a column that are remembered: days, prices and codes come again and again."""


def _read_or_blank(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """As a cell is read; None of one in which nothing is seen. A control character is never left out unsaid (S-5)."""

    def read_or_blank(cell: str) -> Any:
        if not cell.isascii() and first_odd(cell):
            raise _NotUtf8
        if not cell.isprintable() and (why := control_fault(cell)):
            raise ValueError(why)
        value = None if is_blank(cell) else read(cell)
        return None if value == "" else value

    return read_or_blank


class RowReader:
    """Reads rows of a kind: every bad cell is told of, not only the first."""

    def __init__(
        self, kind: Kind, complain: Complain, advise: Advise = _nothing_known, doubt: Complain = _nobody_told
    ) -> None:
        """`doubt` is told of what is taken all the same."""
        self.kind, self.complain, self.advise, self.doubt = kind, complain, advise, doubt
        self.cells = {column.name: lru_cache(AGAIN)(_read_or_blank(column.cell.read)) for column in kind.columns}
        self.required = {
            column.name: column.blank_told for column in kind.columns if column.required and not column.once
        }

    def read(self, raw: Raw) -> FileRow | None:
        """The row, or None where something was wrong with it."""
        if raw.trouble:
            self.complain(raw.line, "", raw.trouble)
            return None
        values, bad = self._values(raw)
        if raw.sorts:
            bad |= self._of_wrong_sort(raw.line, raw.sorts)
        good = not bad
        for name, told in self.required.items():
            if name not in values and name not in bad:
                self.complain(raw.line, name, told)
                good = False
        if good:
            self.kind.fill(values, raw.names or raw.cells)
        return FileRow(raw.line, values) if good else None

    def _of_wrong_sort(self, line: int, sorts: dict[str, str]) -> set[str]:
        """Columns of JSON that got a truth value for a text, or a list for one value: bent, it would be another."""
        cells = {column.name: column.cell for column in self.kind.columns if column.name in sorts}
        bad = set[str]()
        for name, sort in sorts.items():
            if name in cells and not (cells[name].many if sort == "list" else cells[name] is FLAG):
                what = "a list" if sort == "list" else "true or false"
                self.complain(line, name, f"{what} stands where one value is wanted: {cells[name].form}")
                bad.add(name)
        return bad

    def _values(self, raw: Raw) -> tuple[CellValues, set[str]]:
        """The values of cells that are not blank (of nothing that is seen is), and the columns of bad ones."""
        values, bad, read = dict[str, object](), set[str](), self.cells
        for name, cell in compress(raw.cells.items(), raw.cells.values()):
            try:
                if (value := read[name](cell)) is not None:
                    values[name] = value
                if not cell.isascii() and (why := unread(cell)):
                    self.doubt(raw.line, name, why)
            except KeyError:
                self.complain(raw.line, name, f"no such column in {self.kind.name}")
                bad.add(name)
            except _NotUtf8:
                self.complain(raw.line, name, f"{first_odd(cell)}: {self.advise(cell)}")
                bad.add(name)
            except ValueError as error:
                self.complain(raw.line, name, brief(str(error), cell))
                bad.add(name)
        return values, bad
