"""A pane on the right of a wide screen: what else one wants to see, beside what is worked on."""

from collections.abc import Sequence

from custtui.ui.kit.paint import Line, width_of

WIDE = 120
"""Cells from which a screen has a pane."""
NARROWEST, MAIN, WIDEST = 38, 80, 46
GAP = 2


def pane_width(width: int) -> int:
    """Cells of the pane; 0 where the screen is too narrow for one. What is worked on keeps its 80 where it can."""
    return 0 if width < WIDE else min(max(width - MAIN - GAP, NARROWEST), WIDEST)


def main_width(width: int) -> int:
    """What is left for what is worked on."""
    pane = pane_width(width)
    return width - pane - GAP if pane else width


def joined(rows: Sequence[Line], pane: Sequence[Line], width: int) -> list[Line]:
    """The rows with the pane beside them, from the top."""
    at, whole = width - pane_width(width), list[Line]()
    for number, row in enumerate(rows):
        line = Line(width)
        right = pane[number] if number < len(pane) else None
        for x, part in ((0, row), (at, right)):
            if part is not None:
                line.chars[x : x + part.width], line.styles[x : x + part.width] = part.chars, part.styles
        whole.append(line)
    return whole


def over(row: Line, under: Line) -> Line:
    """A row of a window over one of a screen; what is right of the window stays."""
    if row.width >= under.width:
        return row
    line = Line(under.width)
    line.chars = [*row.chars, *under.chars[row.width :]]
    line.styles = [*row.styles, *under.styles[row.width :]]
    return line


def block(heading: str, rows: Sequence[Line], width: int, room: int, rest: str = "") -> list[Line]:
    """A heading and rows below it, a blank row behind; "3 more" and `rest` where there is no room for all of them.

    Nothing where there is nothing to say, or no room to say it.
    """
    if not rows or room < 3:
        return []
    head = Line(width, heading, "head")
    if len(rows) > room - 2:
        shown, more = rows[: room - 3], Line(width)
        text = f"{len(rows) - len(shown)} more"
        more.put(0, f"{text}: {rest}" if rest and width_of(text) + 2 + width_of(rest) <= width else text, "dim")
        rows = [*shown, more]
    return [head, *rows, Line(width)]
