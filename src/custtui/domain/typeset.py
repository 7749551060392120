"""Text set in columns of equal cells, as printers and terminals have them: measured, wrapped, aligned."""

import unicodedata
from collections.abc import Iterable

from custtui.domain.text import is_harmful

_NO_CELL = ("Mn", "Me", "Cf")


def harmless(text: str) -> str:
    """The text with U+FFFD for whatever could steer a terminal or printer, or turn the reading order."""
    return "".join("\ufffd" if is_harmful(character) else character for character in text)


def cells(text: str) -> int:
    """Cells a text takes: wide characters two, combining ones none."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in _NO_CELL:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def left(text: str, width: int) -> str:
    """The text with blanks behind it; never cut."""
    return text + " " * (width - cells(text))


def right(text: str, width: int) -> str:
    """The text with blanks before it; never cut."""
    return " " * (width - cells(text)) + text


def wrapped(text: str, width: int) -> list[str]:
    """The text in rows of at most `width` cells, broken at blanks, and within words that are longer than a row."""
    rows: list[str] = []
    for word in text.split():
        if rows and cells(rows[-1]) + 1 + cells(word) <= width:
            rows[-1] += f" {word}"
        else:
            rows += _pieces(word, width)
    return rows


def _pieces(word: str, width: int) -> Iterable[str]:
    pieces = [""]
    for character in word:
        if cells(pieces[-1]) + _cells(character) > width and pieces[-1]:
            pieces.append("")
        pieces[-1] += character
    return pieces
