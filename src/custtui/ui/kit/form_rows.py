"""How a small form looks: its fields one below the other, and below them what is wrong, odd, or helps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from custtui.ui.kit.facts import FactRow, labelled
from custtui.ui.kit.field import Field
from custtui.ui.kit.message_line import said
from custtui.ui.kit.paint import Line, held, width_of
from custtui.ui.kit.postal import name_postal
from custtui.ui.kit.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.kit.form_view import FormView


def field_rows(form: FormView, width: int, room: int, label: int = 13) -> Drawn:
    """The fields, `room` cells at most for each; and where the cursor is."""
    rows: list[Line] = []
    cursor = (0, 0)
    name_postal(form.fields)
    label = label_cells(form.fields, label)
    for number, field in enumerate(form.fields):
        field.width = min(field.cells, room, width - label - 2)
        line, x = field_row(field, width, label + 1, label - 2, here=number == form.at)
        cursor = (x, number) if number == form.at else cursor
        rows.append(line)
    return rows, cursor


def label_cells(fields: Iterable[Field], least: int) -> int:
    """Cells up to the fields: the widest label is whole, with the cell of the mark behind it."""
    return max(least, *(width_of(field.label) + 2 for field in fields), 0)


def field_row(field: Field, width: int, x: int, label: int, *, here: bool) -> tuple[Line, int]:
    """A field at cell x, its label in so many cells, a mark where it is wrong; and the cell of its cursor."""
    line = Line(width)
    line.put(1, field.label, "label", label)
    line.put(x - 1, field.mark, "mark")
    return line, field.draw(line, x, here=here)


SEEN = 3
"""So many faults stand in view on the smallest screen that shows any."""


def errors_of(form: FormView) -> list[str]:
    """What is wrong, as the fields stand; what is wrong under the cursor first where it might be out of view."""
    wrong = [field.error for field in form.fields if field.error]
    here = form.field.error if form.field else ""
    if here and here not in wrong[:SEEN]:
        wrong.remove(here)
        wrong.insert(0, here)
    return wrong


def _told(form: FormView, *, faults: int = 99) -> list[FactRow]:
    """What is wrong (so many at most), and what is odd."""
    found: list[FactRow] = [("?", [error], "mark") for error in errors_of(form)[:faults]]
    if form.odd:
        found.append(("Check", [said(fault) for fault in form.odd], "text"))
    return found


def advice(form: FormView, width: int, at: int = 10, *, faults: int = 99) -> list[Line]:
    """What is told of the fields, and what the one under the cursor is for, behind its name."""
    lines = labelled(_told(form, faults=faults), width, at, head="strong")
    field = form.field
    if field is None or field.error:
        return lines
    label = field.label.strip()
    first = max(at, width_of(label) + 2)
    return lines + labelled([(label, [field.advice], "dim")], width, first, head="strong")


def drawn(rows: list[Line], under: list[Line], cursor: tuple[int, int], height: int, *, least: int = 2) -> Drawn:
    """Fields, and below what fits, `least` rows of it; where not even the fields do, those around the cursor, and how
    many are below.
    """
    x, y = cursor
    kept = held(under, max(height - len(rows), min(least, len(under))))
    room = height - len(kept)
    if len(rows) <= room:
        return [*rows, *kept], (x, y)
    room -= 1
    top = max(0, min(y - room + 1, len(rows) - room))
    return [*rows[top : top + room], further(len(rows) - top - room, rows[0].width), *kept], (x, y - top)


def further(below: int, width: int) -> Line:
    """How many fields are further down than there is room for, and the key that brings them."""
    return Line(width, f"   {below} more: Tab" if below else "", "dim")
