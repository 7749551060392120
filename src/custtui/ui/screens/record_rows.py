"""How a record looks: its fields in one column, and below them what is wrong, odd, or helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.ui.paint import Line
from custtui.ui.view import Drawn
from custtui.ui.wrap import wrapped

if TYPE_CHECKING:
    from custtui.ui.screens.record_form import RecordForm

LABEL = 16
"""Cells of the labels, the first one blank."""


def draw_record(form: RecordForm, width: int, height: int) -> Drawn:
    """The body, scrolled so that the cursor is in view."""
    top, below = form.above(width), _below(form, width)
    room = max(3, height - len(top) - max(2, len(below)))
    first = max(0, min(form.at - room // 2, len(form.fields) - room))
    rows, cursor = list(top), (0, 0)
    for number, field in list(enumerate(form.fields))[first : first + room]:
        line = Line(width)
        line.put(1, field.label, "label", LABEL - 2)
        if field.error:
            line.put(LABEL - 1, "?", "mark")
        field.width = max(3, min(width - LABEL - 1, field.longest + 1))
        x = field.draw(line, LABEL, here=number == form.at)
        cursor = (x, len(rows)) if number == form.at else cursor
        rows.append(line)
    rows += [Line(width) for _ in range(max(0, min(height - len(below), len(top) + room) - len(rows)))]
    return [*rows, *below], cursor


def _below(form: RecordForm, width: int) -> list[Line]:
    """What is wrong, what is odd, or what helps in this field; five rows at most."""
    field = form.field
    told = [("?", [one.error], "mark") for one in form.fields if one.error][:3]
    if form.odd:
        told.append(("Odd", [fault.text for fault in form.odd], "text"))
    if field and field.help and not field.error:
        told.append(("Help", [field.help], "dim"))
    lines: list[Line] = []
    for label, parts, style in told:
        for number, text in enumerate(wrapped(parts, width - 8)):
            line = Line(width)
            line.put(1, "" if number else label, "label")
            line.put(6, text, style, width - 7)
            lines.append(line)
    return lines[:5]
