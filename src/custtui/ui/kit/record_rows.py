"""How a record looks: its fields in one column, and below them what is wrong, odd, or helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.ui.kit.field import shown
from custtui.ui.kit.form_rows import advice, field_row
from custtui.ui.kit.paint import Line
from custtui.ui.kit.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.kit.record_form import RecordForm

LABEL = 16
"""Cells of the labels, the first one blank."""


def draw_record(form: RecordForm, width: int, height: int) -> Drawn:
    """The body, scrolled so that the cursor is in view."""
    top, below = form.above(width), advice(form, width, 6, faults=3)[:5]
    room = max(3, height - len(top) - max(2, len(below)))
    first = max(0, min(form.at - room // 2, len(form.fields) - room))
    rows, cursor = list(top), (0, 0)
    for number, field in list(enumerate(form.fields))[first : first + room]:
        field.width = max(3, min(width - LABEL - 1, shown(field.longest)))
        line, x = field_row(field, width, LABEL, LABEL - 2, here=number == form.at)
        cursor = (x, len(rows)) if number == form.at else cursor
        rows.append(line)
    rows += [Line(width) for _ in range(max(0, min(height - len(below), len(top) + room) - len(rows)))]
    return [*rows, *below], cursor
