"""Facts in rows: a label, and what it says in parts, as many rows as the screen's width takes."""

from collections.abc import Iterable, Sequence

from custtui.ui.kit.paint import Line, wrapped

Fact = tuple[str, Sequence[str], str]
"""A label, what it says in parts, and the style of that."""


def labelled(facts: Iterable[Fact], width: int, at: int = 10, *, margin: int = 1, head: str = "label") -> list[Line]:
    """Rows of labels from cell `margin` on and what they say from cell `at` on; a fact that says nothing has none."""
    lines: list[Line] = []
    for label, parts, style in facts:
        for number, text in enumerate(wrapped(parts, width - at - 1)):
            line = Line(width)
            line.put(margin, "" if number else label, head, at - margin)
            line.put(at, text, style, width - at - 1)
            lines.append(line)
    return lines
