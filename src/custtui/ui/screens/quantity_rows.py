"""How quantities of an order are keyed: facts, lines under their headings with a field each, fields below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.ui.facts import Fact, labelled
from custtui.ui.paint import Line, rule, width_of
from custtui.ui.table import Table
from custtui.ui.view import Drawn
from custtui.ui.wrap import wrapped

if TYPE_CHECKING:
    from custtui.ui.screens.quantity_form import Movable, QuantityForm

NOW = "now"
"""The column of the fields."""
FEWEST = 3
"""Rows of lines that stay, whatever there is to tell."""
TALL = 18
"""Rows of a body from which its parts stand apart."""
LABEL = 10
Row = tuple[int, Line]
"""A row and the place of its field, -1 for a heading."""


def draw_quantities(form: QuantityForm, width: int, height: int) -> Drawn:
    """The body, on the page of lines that the cursor is in."""
    table = Table(form.columns, width)
    apart = [rule(width)] if height >= TALL else []
    lines, cursor_x = _lines(form, table, width)
    below, below_x = _below(form, table, width)
    spare = height - len(apart) * 2 - len(below) - 1
    top = labelled(form.picture.facts, width)[: max(1, spare - FEWEST)]
    room = max(FEWEST, spare - len(top))
    first = _first([place for place, _ in lines], form.at, room)
    shown = [line for _, line in lines[first : first + room]]
    if len(lines) <= room:
        room = len(lines)
    head = [*top, *apart, table.heads(width)]
    rows = [*head, *shown, *apart, *below][:height]
    at = next((number for number, (place, _) in enumerate(lines) if place == form.at), None)
    if at is not None:
        return rows, (cursor_x, len(head) + at - first)
    return rows, (below_x, len(head) + room + len(apart) + form.at - len(form.picture.lines))


def _first(places: list[int], at: int, room: int) -> int:
    """The first row to show: page by page, so that a step costs no scrolling; below the lines the last page."""
    last = max(0, len(places) - room)
    return min(places.index(at) // room * room, last) if at in places else last


def _lines(form: QuantityForm, table: Table, width: int) -> tuple[list[Row], int]:
    """Every line with its field, under its heading where there are several."""
    x, cells = next((x, cells) for column, x, cells in table.places if column.key == NOW)
    blank = {column.key: "" for column in form.columns}
    rows: list[Row] = []
    cursor, block, live = 0, -1, form.live_texts()
    for place, one in enumerate(form.picture.lines):
        if one.block != block and form.picture.headings:
            block = one.block
            heading = labelled([("Ship to", form.picture.headings[block], "text")], width)
            rows += [(-1, line) for line in heading]
        line = Line(width)
        table.draw(line, {**blank, **one.texts, **live.get(one.position, {})})
        field, here = form.fields[place], place == form.at
        field.width = cells
        end = field.draw(line, x, here=here)
        cursor = end if here else cursor
        if field.error:
            line.put(0, "?", "mark")
        rows.append((place, line))
    return rows, cursor


def _below(form: QuantityForm, table: Table, width: int) -> tuple[list[Line], int]:
    """The fields below the lines, what is wrong, and the line of the cursor in words."""
    rows: list[Line] = []
    cursor = 0
    for field in form.further:
        line = Line(width)
        here = field is form.field
        line.put(1, field.label, "label", LABEL - 2)
        line.put(LABEL - 1, "?" if field.error else "", "mark")
        end = field.draw(line, LABEL, here=here)
        cursor = end if here else cursor
        rows.append(line)
    errors: list[Fact] = [("?", [field.error], "mark") for field in form.fields if field.error]
    return [
        *rows,
        *labelled(form.told(), width),
        *labelled(errors[:2], width, LABEL),
        *_words(form, table, width),
    ], cursor


def _words(form: QuantityForm, table: Table, width: int) -> list[Line]:
    """What the cursor's line does not show; nothing where all is in view, as each step would pay for it (P-1)."""
    words = [_uncut(form.line, table), *form.line.words] if form.line else []
    return [Line(width, text, "dim") for text in wrapped(words, width - 1)[:2]]


def _uncut(line: Movable, table: Table) -> str:
    """Item and description where the columns hold less of them."""
    whole = {name: line.texts[name] for name in ("code", "description")}
    cells = {column.key: cells for column, _, cells in table.places}
    return " ".join(whole.values()) if any(width_of(text) > cells.get(key, 0) for key, text in whole.items()) else ""
