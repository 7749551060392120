"""Rows pasted from a sheet or a mail: item, quantity, and perhaps a price, in the order and with the marks they have.

What can be read one way only is read; a row that cannot keeps its whole text as its item, so that it is parked and
nothing of it is dropped.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from custtui.domain.naming import first_of
from custtui.domain.numbers import TwoWays
from custtui.domain.product_code import two_ways
from custtui.domain.text import visible
from custtui.domain.typed import Unreadable, read_price, read_quantity

MARKS = ("\t", ";", ",")
IsCode = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Pasted:
    """A row as read; an empty quantity is the default one, a price was the third column."""

    item: str
    quantity: str = ""
    price: str = ""


def rows_of(text: str) -> list[str]:
    """The rows that hold something, without what cannot be seen."""
    return [row.strip() for row in visible(text).split("\n") if row.strip()]


NAMED = 5


def rows_named(places: list[int]) -> str:
    """`Row 2`, `Rows 2, 5`, `Rows 1, 2, 3, 4, 5 and 7 more`: by their places in the paste, from 1."""
    return f"Row{'s' if len(places) > 1 else ''} {first_of([*map(str, places)], NAMED)}"


def is_table(text: str) -> bool:
    """More than one row, or columns with a tab between them: more than a text for one field."""
    return "\t" in text.strip("\n") or len(rows_of(text)) > 1


def is_row(text: str) -> bool:
    """One whole row of several columns, as a sheet or a mail ends it; a text for one field has no end of line."""
    rows = rows_of(text)
    return text.endswith("\n") and len(rows) == 1 and has_columns(rows[0])


def has_columns(row: str) -> bool:
    """Can the row be cut into several columns?"""
    return any(len(cells) > 1 for cells in _cuts(row))


def may_be_codes(rows: Iterable[str]) -> set[str]:
    """Texts of which must be known whether they are codes, before the rows can be read."""
    return {cell for row in rows for cells in _cuts(row) for cell in cells[:2]}


def read_row(row: str, is_code: IsCode) -> Pasted:
    """Item and quantity, or quantity and item, then a price: as marks, known codes and numbers leave no doubt."""
    found = {one for cells in _cuts(row) for one in _readings(cells, is_code)}
    if len(found) == 1 and not any(one.price and two_ways(row) for one in found):
        return found.pop()
    cells = next(_cuts(row))
    if not found and len(cells) == 2 and not any(map(is_code, cells)) and not any(" " in cell for cell in cells):
        return _unknown(*cells)
    return Pasted(" ".join(row.split()))


def _unknown(first: str, second: str) -> Pasted:
    """No code that is known: the number is the quantity, whatever its place."""
    backwards = _is(read_quantity, first) and not _is(read_quantity, second)
    return Pasted(second, first) if backwards else Pasted(first, second)


def _cuts(row: str) -> Iterator[list[str]]:
    """The row in columns, in every way it may be cut: by the mark it has, and by blanks."""
    mark = next((mark for mark in MARKS if mark in row), None)
    if mark is not None:
        yield _trimmed(row.split(mark))
    if mark in (None, ","):
        yield row.split()


def _trimmed(cells: list[str]) -> list[str]:
    """Without the empty columns at the end."""
    kept = [cell.strip() for cell in cells]
    while len(kept) > 1 and not kept[-1]:
        kept.pop()
    return kept


def _readings(cells: list[str], is_code: IsCode) -> Iterator[Pasted]:
    first, second, price, *more = *cells, *[""] * (3 - len(cells))
    if more or (price and not _is(read_price, price)):
        return
    if is_code(first) and (not second or _is(read_quantity, second) or (len(cells) == 2 and not is_code(second))):
        yield Pasted(first, second, price)
    if second and is_code(second) and _is(read_quantity, first):
        yield Pasted(second, first, price)


def _is(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except TwoWays:
        return read is read_quantity  # one it is, whichever: the line is parked and names both
    except Unreadable:
        return False
    return bool(text)
