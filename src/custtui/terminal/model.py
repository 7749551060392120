"""The model of the terminal: what Textual has drawn, as rows of cells and a cursor."""

import re
from typing import NamedTuple

from custtui.terminal.cells import Cell, Palette
from custtui.terminal.motion import Place
from custtui.terminal.rendition import Rendition
from custtui.terminal.style import NORMAL, Style

CellRow = list[Cell]

_TOKEN = re.compile(
    r"\x1b\[(?P<y>\d{1,4});(?P<x>\d{1,4})H"
    r"|\x1b\[(?P<sgr>[0-9;:]{0,64})m"
    r"|(?P<line>\r?\n)"
    r"|(?P<clear>\x1b\[2J)"
    r"|(?P<other>\x1b\[\?[0-9;]{1,16}(?:[hl]|\$p)|\x1b\[[<>=][0-9;]{0,8}u|\x1b\]\d{1,4};[^\x07\x1b]*(?:\x07|\x1b\\))"
    r"|(?P<text>[^\x1b\r\n]+|[\x1b\r])"
)
"""What Textual writes: cursor moves, styles, line ends, mode switches (not ours), links, pointer shapes and
clipboard (left out), text."""


class Picture(NamedTuple):
    """A copy of the screen at one moment: its rows, and where the cursor is to stand."""

    rows: list[CellRow]
    place: Place


class Model:
    """The screen as Textual wants it; whatever is not in its grammar is text, and text is harmless (S-5)."""

    def __init__(self, width: int, height: int, palette: Palette, rendition: Rendition | None = None) -> None:
        self._palette = palette
        self._rendition = rendition or Rendition()
        self._style: Style = NORMAL
        self.y = self.x = 0
        self.width, self.height = width, height
        self.rows: list[CellRow] = []
        self.clear()

    def clear(self) -> None:
        """Make every cell blank."""
        self.rows = [[self._palette.space] * self.width for _ in range(self.height)]

    def resize(self, width: int, height: int) -> None:
        """Take another size; what stands in the part that remains is kept."""
        blank = [self._palette.space]
        rows = [row[:width] + blank * (width - len(row)) for row in self.rows[:height]]
        for row in rows:
            self._mend(row, width)
        self.rows = rows + [blank * width for _ in range(height - len(rows))]
        self.width, self.height = width, height
        self.y, self.x = min(self.y, height - 1), min(self.x, width - 1)

    def write(self, data: str) -> None:
        """Apply Textual's output."""
        for token in _TOKEN.finditer(data):
            kind = token.lastgroup
            if kind == "text":
                self._text(token["text"])
            elif kind == "sgr":
                self._style = self._rendition.apply(self._style, token["sgr"])
            elif kind == "x":
                self.y = min(max(int(token["y"]), 1), self.height) - 1
                self.x = min(max(int(token["x"]), 1), self.width) - 1
            elif kind == "line":
                self.y, self.x = min(self.y + 1, self.height - 1), 0
            elif kind == "clear":
                self.clear()

    def picture(self) -> Picture:
        """A copy for the writer."""
        return Picture([row[:] for row in self.rows], Place(self.y, min(self.x, self.width - 1)))

    def _text(self, text: str) -> None:
        cells = self._palette.line(text, self._style)
        row, begin = self.rows[self.y], self.x
        end = min(begin + len(cells), self.width)
        if end <= begin:
            return
        row[begin:end] = cells[: end - begin]
        self._mend(row, begin)
        self._mend(row, end)
        self.x = end

    def _mend(self, row: CellRow, x: int) -> None:
        """Where a wide character is cut at column x, blank the half that is left."""
        if 0 < x <= len(row) and row[x - 1].width == 2 and (x == len(row) or row[x].width):
            row[x - 1] = self._palette.cell(" ", row[x - 1].style)
        if x < len(row) and not row[x].width and (x == 0 or row[x - 1].width != 2):
            row[x] = self._palette.cell(" ", row[x].style)
