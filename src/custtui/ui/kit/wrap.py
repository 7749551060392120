"""Parts of a text put into rows: broken between parts, so that a narrow screen loses none of them."""

from collections.abc import Iterable

from custtui.ui.kit.paint import cells, fit, width_of

PARTS = 40
"""More parts of a text than this are counted at once."""


def wrapped(parts: Iterable[str], width: int, between: str = " · ") -> list[str]:
    """The parts in as few rows as hold them; empty ones are left out, one too long for a row is broken at blanks."""
    rows: list[str] = []
    for part in filter(None, parts):
        joined = f"{rows[-1]}{between}{part}" if rows else part
        if rows and width_of(joined) <= width:
            rows[-1] = joined
        elif width_of(part) > width and " " in part:
            rows += wrapped(part.split(" "), width, " ")
        else:
            rows += _pieces(part, max(2, width))
    return rows


def broken(text: str, width: int) -> list[str]:
    """A text in rows, broken at blanks; one row where it fits as it is."""
    return [text] if width_of(text) <= width else wrapped(text.split(" "), width, " ")


def bounded(text: str, width: int, most: int, between: str = "; ") -> list[str]:
    """At most so many rows of a text; parts that do not fit are counted, none is cut in its middle."""
    parts = text.split(between)
    for left_out in range(max(0, len(parts) - PARTS), len(parts)):
        told = f"{between}{left_out} more" if left_out else ""
        rows = broken(between.join(parts[: len(parts) - left_out]) + told, width)
        if len(rows) <= most:
            return rows
    rows = broken(text, width)[:most]
    return [*rows[:-1], f"{fit(rows[-1], width - 1).removesuffix('…')}…"]


def _pieces(word: str, width: int) -> list[str]:
    """A word without a blank, in rows where it is longer than one."""
    if width_of(word) <= width:
        return [word]
    rows, used = [""], 0
    for character in word:
        used += cells(character)
        if used > width:
            rows, used = [*rows, ""], cells(character)
        rows[-1] += character
    return rows
