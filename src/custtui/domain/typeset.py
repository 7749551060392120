"""Text set in rows of equal cells, as printers and terminals have them: measured, cut, wrapped, aligned."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from custtui.domain.text import is_harmful

SIZE = re.compile(r"(?<=\s)\d.*")
"""The size at the end of a description."""
PARTS = 40
"""More parts of a text than this are counted at once."""


class Typeset:
    """Sets text by a table of widths: a screen by the one its wire measures with, a paper by the library's own.

    `table` gives the cells of a character: 0 for combining marks, 2 for wide ones. What could harm takes one: so
    much what stands for it takes (S-5).
    """

    def __init__(self, table: Callable[[str], int]) -> None:
        @lru_cache(4096)
        def cells(character: str) -> int:
            return 1 if is_harmful(character) else table(character)

        self.cells: Callable[[str], int] = cells

    def width_of(self, text: str) -> int:
        """Cells a text takes."""
        return len(text) if text.isascii() else sum(map(self.cells, text))

    def left(self, text: str, width: int) -> str:
        """The text with blanks behind it; never cut."""
        return text + " " * (width - self.width_of(text))

    def right(self, text: str, width: int) -> str:
        """The text with blanks before it; never cut."""
        return " " * (width - self.width_of(text)) + text

    def fit(self, text: str, width: int) -> str:
        """The text in at most `width` cells, with … where it was cut."""
        if self.width_of(text) <= width:
            return text
        kept: list[str] = []
        used = 0
        for character in text:
            used += self.cells(character)
            if used > width - 1:
                break
            kept.append(character)
        return "".join(kept) + "…" if width > 0 else ""

    def ended(self, text: str, width: int) -> str:
        """The text in at most `width` cells, cut before its end: `House lem… 12 x 0.5 l`.

        The end is what stands from the first word on that begins with a digit: a size, which tells products apart.
        Where there is none, or no room for it, the end is cut.
        """
        size = SIZE.search(text)
        if size is None or self.width_of(text) <= width:
            return self.fit(text, width)
        end = f"… {size[0]}" if self.width_of(size[0]) + 3 <= width else f"…{size[0]}"
        room = width - self.width_of(end)
        if room < 0:
            return self.fit(text, width)
        return self.fit(text, room + 1).removesuffix("…").rstrip() + end

    def wrapped(self, parts: Iterable[str], width: int, between: str = " · ") -> list[str]:
        """The parts in as few rows as hold them; empty ones are left out, what is too long is broken at blanks."""
        rows: list[str] = []
        for part in filter(None, parts):
            joined = f"{rows[-1]}{between}{part}" if rows else part
            if rows and self.width_of(joined) <= width:
                rows[-1] = joined
            elif self.width_of(part) > width and " " in part:
                rows += self.wrapped(part.split(" "), width, " ")
            else:
                rows += self._pieces(part, max(2, width))
        return rows

    def broken(self, text: str, width: int) -> list[str]:
        """A text in rows, broken at blanks; one row where it fits as it is."""
        return [text] if self.width_of(text) <= width else self.wrapped(text.split(" "), width, " ")

    def bounded(self, text: str, width: int, most: int, between: str = "; ") -> list[str]:
        """At most so many rows of a text; parts that do not fit are counted, none is cut in its middle."""
        parts = text.split(between)
        for left_out in range(max(0, len(parts) - PARTS), len(parts)):
            told = f"{between}{left_out} more" if left_out else ""
            rows = self.broken(between.join(parts[: len(parts) - left_out]) + told, width)
            if len(rows) <= most:
                return rows
        return self.capped(self.broken(text, width), width, most)

    def capped(self, rows: list[str], width: int, most: int) -> list[str]:
        """At most so many of the rows; where some are left out the last one says so."""
        if len(rows) <= most:
            return rows
        return [*rows[: most - 1], f"{self.fit(rows[most - 1], width - 1).removesuffix('…')}…"]

    def _pieces(self, word: str, width: int) -> list[str]:
        """A word without a blank, in rows where it is longer than one."""
        if self.width_of(word) <= width:
            return [word]
        rows, used = [""], 0
        for character in word:
            used += self.cells(character)
            if used > width:
                rows, used = [*rows, ""], self.cells(character)
            rows[-1] += character
        return rows


NO_CELL = ("Mn", "Me", "Mc", "Cf")
SEEN = frozenset("\u00ad\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Formatting characters that are seen: the soft hyphen, and signs that stand around numbers."""
JOINED = ("\u1160", "\u11ff"), ("\ud7b0", "\ud7ff")
"""Vowels and ends of Korean syllables: they stand in the cells of the first letter."""


def _table(character: str) -> int:
    """By the library's own table of characters."""
    if character not in SEEN and unicodedata.category(character) in NO_CELL:
        return 0
    if any(first <= character <= last for first, last in JOINED) or character in "\u3164\uffa0":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


PAPER = Typeset(_table)
"""What is printed, where the program may run without a screen."""
