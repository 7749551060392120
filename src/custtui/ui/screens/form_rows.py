"""How a small form looks: its fields one below the other, and below them what is wrong, odd, or helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.ui.facts import Fact
from custtui.ui.paint import Line
from custtui.ui.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.screens.form_view import FormView


def field_rows(form: FormView, width: int, room: int, label: int = 13) -> Drawn:
    """The fields, `room` cells at most for each; and where the cursor is."""
    rows: list[Line] = []
    cursor = (0, 0)
    for number, field in enumerate(form.fields):
        line = Line(width)
        line.put(1, field.label, "label", label - 2)
        field.width = min(field.longest + 1, room, width - label - 2)
        if field.error:
            line.put(label, "?", "mark")
        x = field.draw(line, label + 1, here=number == form.at)
        cursor = (x, number) if number == form.at else cursor
        rows.append(line)
    return rows, cursor


def told(form: FormView, *, faults: int = 99) -> list[Fact]:
    """What is wrong (so many at most), what is odd, else what the field is for."""
    wrong = [field.error for field in form.fields if field.error]
    found: list[Fact] = [("?", [error], "mark") for error in wrong[:faults]]
    if form.odd:
        found.append(("Odd", [fault.text for fault in form.odd], "text"))
    if form.field and form.field.help and not form.field.error:
        found.append(("Help", [form.field.help], "dim"))
    return found


def drawn(rows: list[Line], below: list[Line], cursor: tuple[int, int], height: int) -> Drawn:
    """Fields, and below what fits; where not even the fields do, those around the cursor."""
    x, y = cursor
    kept = below[: max(0, max(height - len(rows), min(2, len(below))))]
    room = height - len(kept)
    top = max(0, min(y - room + 1, len(rows) - room)) if len(rows) > room else 0
    top = max(top, y - room + 1)
    return [*rows[top : top + room], *kept], (x, y - top)
