"""Cells: what one place of the screen shows, made once for each look so that equal cells are the same object."""

import unicodedata

from rich.cells import get_character_cell_size, split_graphemes

from custtui.terminal.charset import disarmed, settled, shown
from custtui.terminal.style import NORMAL, Style

MANY = 20_000
"""The palette is emptied when it holds more looks than this, so that memory stays bounded."""

LINES = 500
"""Texts beyond ASCII whose cells are kept, since measuring them is slow."""


_PLAINER = {"\xa0": " ", "\xad": "-"}
"""What looks the same, or is shown differently by different terminals."""


class Cell:
    """One place of the screen: its bytes, its style, and how far the cursor moves when they are sent."""

    __slots__ = ("blank", "doubtful", "empty", "raw", "size", "style", "text", "width")

    def __init__(self, text: str, raw: bytes, style: Style, width: int) -> None:
        self.text = text
        self.raw = raw
        self.blank = raw == b" "
        self.style = style
        self.empty = self.blank and style == NORMAL
        self.width = width
        self.size = len(raw)
        self.doubtful = _doubtful(text)

    def __repr__(self) -> str:
        return f"Cell({self.text!r}, {self.style})"


def _doubtful(text: str) -> bool:
    """Terminals may disagree about the width: private characters, marks that some terminals do not combine."""
    if len(text) < 2 and text < "\ue000":
        return False
    return unicodedata.category(text[:1] or " ") in ("Co", "Cf") or any(
        not unicodedata.combining(mark) for mark in text[1:]
    )


class Palette:
    """Makes the cells of one terminal: its encoding, and one object for each look."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self.encoding = encoding
        self._forget()

    def _forget(self) -> None:
        self._cells: dict[Style, dict[str, Cell]] = {}
        self._looks: dict[tuple[bytes, Style, int], Cell] = {}
        self._lines: dict[tuple[str, Style], list[Cell]] = {}
        self.space = self.cell(" ", NORMAL)

    def line(self, text: str, style: Style) -> list[Cell]:
        """The cells of a text; a wide character is followed by an empty cell (S-5: controls have none)."""
        if text.isascii() and text.isprintable():
            known = self._cells.setdefault(style, {})
            try:
                return [known[character] for character in text]
            except KeyError:
                return [self.cell(character, style) for character in text]
        if (cells := self._lines.get((text, style))) is None:
            if len(self._looks) > MANY:
                self._forget()
            if len(self._lines) > LINES:
                self._lines.clear()
            cells = self._lines[text, style] = self._measured(text, style)
        return cells

    def _measured(self, text: str, style: Style) -> list[Cell]:
        text = disarmed(text)
        cells: list[Cell] = []
        for start, end, width in split_graphemes(text)[0]:
            cluster = settled(text[start:end])
            if width == 2 and get_character_cell_size(cluster[0]) == 2:
                cells += self._wide(cluster, style)
            elif width:
                cells += [self.cell(cluster, style), self.cell(cluster if cluster == "?" else " ", style)][:width]
        return cells

    def _wide(self, text: str, style: Style) -> list[Cell]:
        lead = self.cell(text, style, 2)
        return [self.cell("?", style)] * 2 if lead.raw.isascii() else [lead, self.cell("", style, 0)]

    def cell(self, text: str, style: Style, width: int = 1) -> Cell:
        """The cell of one character with its combining marks."""
        known = self._cells.setdefault(style, {})
        if (cell := known.get(text)) is None:
            cell = known[text] = self._look(unicodedata.normalize("NFC", text), style, width)
        return cell

    def _look(self, text: str, style: Style, width: int) -> Cell:
        raw = shown(_PLAINER.get(text, text), self.encoding)
        style = style.of_blank if raw == b" " else style
        cell = Cell(raw.decode(self.encoding), raw, style, width)
        return self._looks.setdefault((raw, style, width), cell)
