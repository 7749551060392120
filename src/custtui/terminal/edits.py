"""Edits: where inserting or deleting characters or lines brings the shown rows nearer to the wanted ones."""

from collections.abc import Iterator
from itertools import groupby
from operator import is_, itemgetter
from typing import NamedTuple

from custtui.terminal.cells import Palette
from custtui.terminal.model import CellRow
from custtui.terminal.motion import Place

FAR = 16
"""Columns a text is looked for to the left or right of where it stood."""

ROWS = 3
"""Rows to become blank from which on deleting and inserting them may be cheaper than erasing each."""


class Edit(NamedTuple):
    """Operations with the place each is sent at, and the rows shown afterwards."""

    operations: list[tuple[Place, bytes]]
    rows: list[CellRow]
    stays: bool
    """The cursor stays where it was (not so for lines: terminals differ)."""


class LineEdit(NamedTuple):
    """Deletions and insertions of lines, each with its row and number (inserted: negative), and the rows after."""

    lines: list[tuple[int, int]]
    rows: list[CellRow]

    def safe(self, void: list[bool]) -> tuple[Edit, list[bool]]:
        """The operations, and which rows nothing was written to since they were inserted (`void`) afterwards.

        A row no program wrote to is no row to some emulators (pyte): deleting lines above it leaves there what was
        there. So such a row is erased, which makes it one, before it moves onto a written one.
        """
        operations: list[tuple[Place, bytes]] = []
        for y, count in self.lines:
            if count > 0:
                wrong = [
                    row for row in range(y, min(y + count, len(void) - count)) if void[row + count] and not void[row]
                ]
                erased, void = _written(void, [row + count for row in wrong])
                operations += [*erased, (Place(y, 0), _csi(count, b"M"))]
                void = [*void[:y], *void[y + count :], *[True] * count]
            else:
                operations.append((Place(y, 0), _csi(-count, b"L")))
                void = [*void[:y], *[True] * -count, *void[y : len(void) + count]]
        return Edit(operations, self.rows, False), void


def _written(void: list[bool], rows: list[int]) -> tuple[list[tuple[Place, bytes]], list[bool]]:
    """Erase blank rows: all to the end of the screen at once where that is possible."""
    if not rows:
        return [], void
    if all(void[rows[0] :]):
        return [(Place(rows[0], 0), b"\x1b[J")], [*void[: rows[0]], *[False] * (len(void) - rows[0])]
    return [(Place(row, 0), b"\x1b[K") for row in rows], [nothing and y not in rows for y, nothing in enumerate(void)]


def _csi(count: int, final: bytes) -> bytes:
    return b"\x1b[%s" % final if count == 1 else b"\x1b[%d%s" % (count, final)


def character_edits(y: int, old: CellRow, new: CellRow, palette: Palette) -> Iterator[list[Edit]]:
    """Insertions and deletions in row `y` that may pay: to the end of the row, or up to the last change."""
    first = next(x for x, cell in enumerate(new) if cell is not old[x])
    last = next(x for x in range(len(new) - 1, -1, -1) if new[x] is not old[x])
    if last - first < 5 or any(cell.width != 1 or cell.doubtful for row in (old, new) for cell in row[first:]):
        return
    for count in (_shift(old, new, first, last), -_shift(new, old, first, last)):
        if count:
            yield [_edit(y, old, first, len(new), count, palette)]
            if last + 1 < len(new):
                yield [_edit(y, old, first, last + 1, count, palette)]


def _shift(old: CellRow, new: CellRow, first: int, last: int) -> int:
    """How many characters are missing in `new` from column `first` on; 0 when deleting would not pay."""
    still = sum(map(is_, new[first : last + 1], old[first : last + 1]))
    best, best_count = still + 5, 0
    for count in range(1, min(FAR, last - first)):
        moved = sum(map(is_, new[first : last + 1 - count], old[first + count : last + 1]))
        if moved > best and not _all_blank(new[first : last + 1 - count], old[first + count : last + 1]):
            best, best_count = moved, count
    return best_count


def _all_blank(new: CellRow, old: CellRow) -> bool:
    return all(a.blank for a, b in zip(new, old, strict=True) if a is b)


def _edit(y: int, old: CellRow, first: int, end: int, count: int, palette: Palette) -> Edit:
    """Delete `count` characters at `first` (insert -count), so that only the columns up to `end` move."""
    number, blanks = abs(count), [palette.space] * abs(count)
    delete, insert = _csi(number, b"P"), _csi(number, b"@")
    if count > 0:
        row = old[:first] + old[first + number : end] + blanks + old[end:]
        operations = [(Place(y, first), delete), (Place(y, end - number), insert)]
        kept = operations if end < len(old) else operations[:1]
    else:
        row = old[:first] + blanks + old[first : end - number] + old[end:]
        operations = [(Place(y, end - number), delete), (Place(y, first), insert)]
        kept = operations if end < len(old) else operations[1:]
    return Edit(kept, [row], True)


def cleared(shown: list[CellRow], wanted: list[CellRow], palette: Palette) -> Iterator[LineEdit]:
    """The longest run of rows that become blank: deleted, and inserted where they stood."""
    emptied = [bool(_look(old)) and not _look(new) for old, new in zip(shown, wanted, strict=True)]
    spans = [[y for y, _ in group] for good, group in groupby(enumerate(emptied), key=itemgetter(1)) if good]
    run = max(spans, key=len, default=list[int]())
    if len(run) >= ROWS:
        begin, end, count = run[0], run[-1] + 1, len(run)
        blank = [[palette.space] * len(shown[0]) for _ in run]
        yield LineEdit([(begin, count), (begin, -count)], shown[:begin] + blank + shown[end:])


def scrolls(shown: list[CellRow], wanted: list[CellRow], palette: Palette) -> Iterator[LineEdit]:
    """The most promising moves of a block of rows up or down, by deleting and inserting lines."""
    found = sorted(_blocks(shown, wanted), reverse=True)[:2]
    for _, begin, end, shift in found:
        yield _scrolled(shown, begin, end, shift, palette)


def _blocks(shown: list[CellRow], wanted: list[CellRow]) -> Iterator[tuple[int, int, int, int]]:
    """(gain, first row, row behind, shift) of the blocks that are shown `shift` rows below (above: negative)."""
    height = len(wanted)
    looks = {id_: y for y, id_ in enumerate(map(_look, shown)) if id_}
    shifts = {
        looks[look] - y
        for y, look in enumerate(map(_look, wanted))
        if look in looks and looks[look] != y and wanted[y] != shown[y]
    }
    for shift in shifts:
        rows = range(max(0, -shift), min(height, height - shift))
        gains = [_gain(wanted[y], shown[y], shown[y + shift]) for y in rows]
        for good, group in groupby(zip(rows, gains, strict=True), key=lambda pair: pair[1] >= 0):
            pairs = _trimmed(list(group))
            if good and (gain := sum(pair[1] for pair in pairs)) > 16:
                yield gain, pairs[0][0], pairs[-1][0] + 1, shift


def _trimmed(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without the rows at both ends that gain nothing."""
    useful = [number for number, pair in enumerate(pairs) if pair[1] > 0]
    return pairs[useful[0] : useful[-1] + 1] if useful else []


def _look(row: CellRow) -> tuple[int, ...]:
    """What makes rows equal; nothing for a blank row."""
    return () if all(cell.empty for cell in row) else tuple(map(id, row))


def _gain(new: CellRow, here: CellRow, there: CellRow) -> int:
    """About how many bytes it saves to make `new` of what stands there, not here."""
    return _cost(new, here) - _cost(new, there)


def _cost(new: CellRow, old: CellRow) -> int:
    if new == old:
        return 0
    other = [(cell, was) for cell, was in zip(new, old, strict=True) if cell is not was]
    erased = any(cell.empty for cell, _ in other)
    return 4 + sum(cell.size for cell, _ in other if not cell.empty) + (3 if erased else 0)


def _scrolled(shown: list[CellRow], begin: int, end: int, shift: int, palette: Palette) -> LineEdit:
    """Rows `begin` to `end` show what stood `shift` rows below; what stands outside the block stays."""
    blank = [[palette.space] * len(shown[0]) for _ in range(abs(shift))]
    if shift > 0:
        rows = shown[:begin] + shown[begin + shift : end + shift] + blank + shown[end + shift :]
        lines = [(begin, shift), (end, -shift)]
        kept = slice(None) if any(map(_look, shown[end + shift :])) else slice(1)
    else:
        rows = shown[: begin + shift] + blank + shown[begin + shift : end + shift] + shown[end:]
        lines = [(end + shift, -shift), (begin + shift, shift)]
        kept = slice(None) if end < len(shown) else slice(1, None)
    return LineEdit(lines[kept], rows)
