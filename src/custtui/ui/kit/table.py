"""Columns of a list: how wide, which ones a narrow screen drops, which take what a wide one has more.

Numbers, codes and positions are never cut. Where those of the rows in view need more cells than a column has, names
give them up; where that is not enough, columns are left out that the line below the list tells.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from custtui.ui.kit.paint import Line, capped, ended, lines_of, width_of, wrapped

NUMBER, CODE = 20, 15
"""Cells that numbers of papers and codes have where they need them."""
NARROW = 80
"""Below this many cells the narrow widths hold."""
LEAST_TOLD, MOST_TOLD = 2, 4
"""Rows below a list that tell of the chosen one."""
FEWEST = 4
"""Cells a column keeps whose texts may be cut; with fewer it says nothing."""
ENDS = ("description",)
"""Columns whose texts differ at their ends: those are not cut."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `cells` at 80 cells, `narrow` at 60 (0: dropped), `share` of what a wider screen has more.

    `whole` texts take as many cells as they have, up to that number; numbers (`right`) all they have. `spare` says
    how early a column is left out where the others do not fit: the highest first, 0 last of all.
    """

    key: str
    head: str
    cells: int
    narrow: int
    right: bool = False
    share: float = 0
    style: str = "text"
    whole: int = 0
    spare: int = 0

    @property
    def elastic(self) -> bool:
        """True where its texts may be cut."""
        return not (self.right or self.whole)

    def needs(self, texts: Iterable[str]) -> int:
        """Cells that its texts take and that they may have; 0 where they may be cut."""
        if self.elastic:
            return 0
        widest = max(map(width_of, texts), default=0)
        return widest if self.right else min(widest, self.whole)


class Table:
    """Columns laid out for a width and the rows in view."""

    def __init__(self, columns: Sequence[Column], width: int, rows: Iterable[Mapping[str, str]] = ()) -> None:
        narrow = width < NARROW
        cells = {one: one.narrow if narrow else one.cells for one in columns if (one.narrow if narrow else one.cells)}
        seen = list(rows)
        needs = {one: one.needs(row.get(one.key, "") for row in seen) for one in cells}
        self.dropped = [one for one in columns if one not in cells]
        """Columns that are not shown."""
        fitted = _fitted({one: max(cells[one], needs[one]) for one in cells}, needs, width)
        self.dropped += [one for one in cells if one not in fitted]
        extra, whole = max(0, width - _used(fitted)), sum(one.share for one in fitted) or 1
        self.places: list[tuple[Column, int, int]] = []
        self.shared: dict[str, str] = {}
        x = 2
        for one, room in fitted.items():
            room += int(extra * one.share / whole)
            self.places.append((one, x, room))
            x += room + 1

    def share(self, key: str, texts: Iterable[str]) -> None:
        """What all rows say in a column stands in its head, once."""
        different = set(texts)
        if len(different) == 1:
            self.shared[key] = different.pop()

    def heads(self, width: int) -> Line:
        """The row of heads."""
        line = Line(width)
        for column, x, cells in self.places:
            line.put(
                x, self.shared.get(column.key, column.head), "column", cells, "right" if column.right else "left"
            )
        return line

    def draw(self, line: Line, texts: Mapping[str, str], *, style: str = "") -> None:
        """Put a row's texts into the columns."""
        for column, x, cells in self.places:
            if column.key in self.shared:
                continue
            align = "right" if column.right else "left"
            text = texts[column.key]
            line.put(x, ended(text, cells) if column.key in ENDS else text, style or column.style, cells, align)

    def untold(self, texts: Mapping[str, str]) -> list[str]:
        """What a row says in columns that are not shown, with their heads: for the line below the list."""
        return [f"{one.head} {texts[one.key]}".strip() for one in self.dropped if texts.get(one.key)]

    def cut(self, texts: Mapping[str, str]) -> list[str]:
        """What a row has no room for: texts that are cut, whole, and what its other columns say."""
        whole = [texts[one.key] for one, _, cells in self.places if width_of(texts[one.key]) > cells]
        return [*whole, *self.untold(texts)]


Cells = dict[Column, int]


def _used(cells: Cells) -> int:
    """Cells taken: two before the first column, one before each other."""
    return 1 + sum(1 + each for each in cells.values())


def _fitted(cells: Cells, needs: Cells, width: int) -> Cells:
    """The columns in the width: room that is not needed goes first, then names, then whole columns."""
    cells = dict(cells)
    while cells:
        over = _used(cells) - width
        least = {one: FEWEST if one.elastic else max(needs[one], width_of(one.head)) for one in cells}
        for one in sorted((one for one in cells if not one.elastic), key=lambda one: one.cells, reverse=True):
            given = min(max(over, 0), max(0, cells[one] - least[one]))
            cells[one] -= given
            over -= given
        over = _levelled(cells, over)
        if over <= 0 or len(cells) == 1:
            break
        del cells[max(reversed(cells), key=lambda one: one.spare)]
    return cells


def _levelled(cells: Cells, over: int) -> int:
    """So many cells less for names, one after the other from the widest; what is still over."""
    while over > 0:
        widest = max((one for one in cells if one.elastic), key=lambda one: cells[one], default=None)
        if widest is None or cells[widest] <= FEWEST:
            break
        cells[widest] -= 1
        over -= 1
    return over


def told(words: list[str], width: int, between: str = " · ") -> list[Line]:
    """The chosen row in words, below a list: two rows, more where they do not hold it."""
    rows = capped(wrapped(words, width - 2, between), width - 2, MOST_TOLD)
    return [Line(width, f" {text}") for text in (*rows, *[""] * (LEAST_TOLD - len(rows)))]


def listed(columns: Sequence[Column], rows: Sequence[Mapping[str, str]], width: int, nothing: str) -> list[Line]:
    """All rows below their heads, on a page that is not a list, each with what it cuts; `nothing` for none."""
    table = Table(columns, width, rows)
    if not rows:
        return [Line(width, f"  {nothing}", "dim")]
    lines = [table.heads(width)]
    for texts in rows:
        lines.append(Line(width))
        table.draw(lines[-1], texts)
        lines += lines_of(wrapped(table.cut(texts), width - 5), width, 4, "dim")
    return lines
