"""Alignment: which shown rows a new screen can keep, at other places, when lines are deleted and inserted.

A screen that opens has little in common with the one before but its rules, headings and key lines, and those stand at
other rows. Deleting and inserting lines brings them there for a few bytes.
"""

from collections.abc import Iterator
from itertools import compress
from operator import is_not

from custtui.terminal.cells import Palette
from custtui.terminal.edits import LineEdit
from custtui.terminal.model import CellRow

MOVE = 5
"""Bytes it takes about to get to a row that is to be changed."""

ERASE = 3
"""Bytes it takes to erase what stands where nothing is wanted."""

OPERATION = 8
"""Bytes it takes about to delete or insert lines, and to get there."""

KEEP, DELETE, INSERT = range(3)


def aligned(shown: list[CellRow], wanted: list[CellRow], palette: Palette) -> LineEdit | None:
    """The deletions and insertions of lines that leave the least to be written; None if there are none to make."""
    blank = [palette.space] * len(wanted[0])
    olds = [_Row(row) for row in (*shown, blank)]
    costs = [[_cost(new, old) for old in olds] for new in map(_Row, wanted)]
    steps = _cheapest([row[:-1] for row in costs], [row[-1] for row in costs])
    deleted, inserted = list(_lines(steps, DELETE)), list(_lines(steps, INSERT))
    if not (deleted or inserted):
        return None
    rows = list(_rows(steps, shown, blank))
    lines = [*deleted, *((y, -count) for y, count in inserted)]
    return LineEdit(lines, (rows + [blank] * len(wanted))[: len(wanted)])


class _Row:
    """A row, what its cells weigh (nothing for blank ones), and which they are."""

    def __init__(self, row: CellRow) -> None:
        self.cells = row
        self.weights = [0 if cell.empty else cell.size for cell in row]
        self.full = [weight > 0 for weight in self.weights]
        self.blank = [not weight for weight in self.weights]


def _cost(new: _Row, old: _Row) -> int:
    """About how many bytes make `new` of `old`."""
    if new.cells == old.cells:
        return 0
    written = sum(compress(new.weights, map(is_not, new.cells, old.cells)))
    erased = any(compress(old.full, new.blank))
    return MOVE + written + (ERASE if erased else 0)


def _cheapest(kept: list[list[int]], written: list[int]) -> list[int]:
    """The cheapest steps from top to bottom, without those at the end that need no operation.

    Backwards over the rows wanted (y) and shown (s): what the rest costs, and the step that begins it, for each step
    that may stand before (a run of deletions or insertions pays its operation once).
    """
    height = len(written)
    rest = [0] * (height + 1)  # all that is shown is used up: blank rows have come in at the bottom
    for y in range(height - 1, -1, -1):
        rest[y] = rest[y + 1] + written[y]
    costs = [[(0, 0, 0)] * (height + 1) for _ in range(height + 1)]
    for y in range(height):
        costs[y][height] = rest[y], rest[y], rest[y]
    first = [[(KEEP, KEEP, KEEP)] * (height + 1) for _ in range(height + 1)]
    for y in range(height - 1, -1, -1):
        for s in range(height - 1, -1, -1):
            keep = kept[y][s] + costs[y + 1][s + 1][KEEP]
            delete, insert = costs[y][s + 1][DELETE], written[y] + costs[y + 1][s][INSERT]
            found = [
                min((keep, KEEP), (delete + dear, DELETE), (insert + dearer, INSERT))
                for dear, dearer in ((OPERATION, OPERATION), (0, OPERATION), (OPERATION, 0))
            ]
            costs[y][s] = found[0][0], found[1][0], found[2][0]
            first[y][s] = found[0][1], found[1][1], found[2][1]
    return list(_followed(first, height))


def _followed(first: list[list[tuple[int, int, int]]], height: int) -> Iterator[int]:
    y = s = 0
    before = KEEP
    while y < height and s < height:
        before = first[y][s][before]
        yield before
        y += before != DELETE
        s += before != INSERT


def _lines(steps: list[int], kind: int) -> Iterator[tuple[int, int]]:
    """Row and number of the lines to delete (each at its row after the ones before) or to insert (at their own)."""
    row = begin = count = 0
    for step in [*steps, KEEP]:
        if step == kind:
            begin, count = (begin if count else row), count + 1
        elif count:
            yield begin, count
            count = 0
        row += step in (KEEP, INSERT) if kind == INSERT else step == KEEP


def _rows(steps: list[int], shown: list[CellRow], blank: CellRow) -> Iterator[CellRow]:
    rows = iter(shown)
    for step in steps:
        if step == INSERT:
            yield blank
        else:
            row = next(rows)
            if step == KEEP:
                yield row
