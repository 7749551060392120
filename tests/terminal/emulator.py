"""An emulator (pyte) beside the model: do our bytes make the screen we believe they make?"""

import unicodedata
import warnings

import pyte
from pyte import graphics

from custtui.terminal.model import Model
from custtui.terminal.style import BLINK, BOLD, DEFAULT, ITALIC, REVERSE, RGB, STRIKE, UNDERLINE, VISIBLE, Style

Look = tuple[str, str, str, int]
"""Text, foreground, background, attributes; of a plain blank only the background counts."""


class Emulator:
    """A terminal of the given size, without automatic margins, as the driver sets it."""

    def __init__(self, width: int, height: int) -> None:
        self.screen = pyte.Screen(width, height)
        self.screen.reset_mode(7, private=True)
        self.stream = pyte.ByteStream(self.screen)
        self.width, self.height = width, height

    def feed(self, data: bytes) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            self.stream.feed(data)

    def looks(self) -> list[list[Look]]:
        """What the screen shows; a row nothing was written to stays unwritten, as it does for any other reader."""
        blank = self.screen.default_char
        rows = [self.screen.buffer.get(y, {}) for y in range(self.height)]
        return [[_seen(row.get(x, blank)) for x in range(self.width)] for row in rows]

    def cursor(self) -> tuple[int, int]:
        return self.screen.cursor.y, self.screen.cursor.x


def wanted(model: Model) -> list[list[Look]]:
    """What the emulator should show."""
    return [[_look(cell.text, cell.style) for cell in row] for row in model.rows]


def _look(text: str, style: Style) -> Look:
    fg, bg = _colour(style.fg, 30), _colour(style.bg, 40)
    plain = text == " " and not style.attributes & VISIBLE
    return (text, "", bg, 0) if plain else (unicodedata.normalize("NFC", text), fg, bg, style.attributes)


def _seen(char: pyte.screens.Char) -> Look:
    bits = (
        (BOLD, char.bold), (ITALIC, char.italics), (UNDERLINE, char.underscore),
        (BLINK, char.blink), (REVERSE, char.reverse), (STRIKE, char.strikethrough),
    )  # fmt: skip
    attributes = sum(bit for bit, on in bits if on)
    plain = char.data == " " and not attributes & VISIBLE
    return (" ", "", char.bg, 0) if plain else (char.data, char.fg, char.bg, attributes)


def _colour(colour: int, base: int) -> str:
    if colour == DEFAULT:
        return "default"
    if colour < 8:
        return graphics.FG_ANSI[30 + colour]
    if colour < 16:
        return (graphics.FG_AIXTERM if base == 30 else graphics.BG_AIXTERM)[base + 52 + colour]
    return graphics.FG_BG_256[colour] if colour < RGB else f"{colour - RGB:06x}"
