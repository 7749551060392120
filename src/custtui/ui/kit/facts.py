"""Facts in rows: a label, and what it says in parts, as many rows as the screen's width takes."""

from collections.abc import Iterable, Sequence

from custtui.ui.kit.paint import Line, width_of, wrapped

FactRow = tuple[str, Sequence[str], str]
"""A label, what it says in parts, and the style of that."""

BEHIND = 2
"""Cells behind a label: its colon, where there are no colours, and a blank."""


def labelled(
    facts: Iterable[FactRow], width: int, at: int = 10, *, margin: int = 1, head: str = "label"
) -> list[Line]:
    """Rows of labels from cell `margin` on and what they say from cell `at` on; a fact that says nothing has none.

    Behind the longest label a colon and a blank have room, of what is no label a blank.
    """
    known, lines = list(facts), list[Line]()
    behind = BEHIND if head == "label" else 1
    at = max(at, *(margin + width_of(label) + behind for label, _, _ in known), 0)
    for label, parts, style in known:
        for number, text in enumerate(wrapped(parts, width - at - 1)):
            line = Line(width)
            line.put(margin, "" if number else label, head, at - margin)
            line.put(at, text, style, width - at - 1)
            lines.append(line)
    return lines
