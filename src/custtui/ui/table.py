"""Columns of a list: how wide, which ones a narrow screen drops, which take what a wide one has more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from custtui.ui.paint import Line

NARROW = 80
"""Below this many cells the narrow widths hold."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `cells` at 80 cells, `narrow` at 60 (0: dropped), `share` of what a wider screen has more."""

    key: str
    head: str
    cells: int
    narrow: int
    right: bool = False
    share: float = 0
    style: str = "text"


class Table:
    """Columns laid out for a width; what a row does not show, the line below the list tells."""

    def __init__(self, columns: tuple[Column, ...], width: int) -> None:
        narrow = width < NARROW
        kept = [one for one in columns if (one.narrow if narrow else one.cells)]
        used = 2 + sum(1 + (one.narrow if narrow else one.cells) for one in kept) - 1
        extra, whole = max(0, width - used), sum(one.share for one in kept) or 1
        self.places: list[tuple[Column, int, int]] = []
        self.shared: dict[str, str] = {}
        x = 2
        for one in kept:
            cells = (one.narrow if narrow else one.cells) + int(extra * one.share / whole)
            self.places.append((one, x, cells))
            x += cells + 1

    def share(self, key: str, texts: Iterable[str]) -> None:
        """What all rows say in a column stands in its head, once."""
        different = set(texts)
        if len(different) == 1:
            self.shared[key] = different.pop()

    def heads(self, width: int) -> Line:
        """The row of heads."""
        line = Line(width)
        for column, x, cells in self.places:
            line.put(x, self.shared.get(column.key, column.head), "label", cells, "right" if column.right else "left")
        return line

    def draw(self, line: Line, texts: Mapping[str, str], *, style: str = "") -> None:
        """Put a row's texts into the columns."""
        for column, x, cells in self.places:
            if column.key in self.shared:
                continue
            if column.right:
                line.number(x + cells, texts[column.key], style or column.style)
            else:
                line.put(x, texts[column.key], style or column.style, cells)
