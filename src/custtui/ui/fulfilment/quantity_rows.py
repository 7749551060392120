"""How quantities of an order are keyed: facts, lines under their headings with a field each, fields below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from custtui.ui.fulfilment.quantity_lines import NOW, Movable
from custtui.ui.kit.facts import FactRow, labelled
from custtui.ui.kit.paint import Line, capped, held, width_of, wrapped
from custtui.ui.kit.table import Table
from custtui.ui.kit.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.fulfilment.quantity_form import QuantityForm

FEWEST = 3
"""Rows of lines that stay, whatever there is to tell."""
TALL = 18
"""Rows of a body from which its parts stand apart."""
LABEL = 10
Live = Mapping[int, Mapping[str, str]]
"""Texts of columns that follow what is typed, by position."""


def draw_quantities(form: QuantityForm, width: int, height: int) -> Drawn:
    """The body, on the page of lines that the cursor is in."""
    if not form.picture.lines:
        return [], (0, 0)  # another clerk writes, and the order is not read yet
    table = Table(form.columns, width, (form.picture.widest, *form.live_texts().values()))
    apart = [Line(width)] if height >= TALL else []
    rows, (below, below_x) = _rows(form, width), _below(form, table, width)
    spare = height - len(apart) * 2 - len(below) - 1
    head = held(labelled(form.picture.facts, width), max(1, spare - FEWEST))
    room = min(len(rows), max(FEWEST, spare - len(head)))
    first = _first(rows, form.at, room)
    head += [*apart, table.heads(width)]
    shown, cursor = _drawn(form, table, rows[first : first + room], width)
    if form.line is None:
        cursor = (below_x, room + len(apart) + form.at - len(form.picture.lines))
    return held([*head, *shown, *apart, *below], height), (cursor[0], len(head) + cursor[1])


def _rows(form: QuantityForm, width: int) -> list[int | Line]:
    """The place of every line, under its heading where there are several."""
    rows: list[int | Line] = []
    block = -1
    for place, one in enumerate(form.picture.lines):
        if one.block != block and form.picture.headings:
            block = one.block
            rows += labelled([form.picture.headings[block]], width)
        rows.append(place)
    return rows


def _first(rows: Sequence[int | Line], at: int, room: int) -> int:
    """The first row to show: page by page, so that a step costs no scrolling; below the lines the last page."""
    last = len(rows) - room
    here = next((number for number, row in enumerate(rows) if row == at), None)
    return last if here is None else min(here // room * room, last)


def _drawn(form: QuantityForm, table: Table, rows: Sequence[int | Line], width: int) -> Drawn:
    """The lines of a page, each with its field; and where among them the cursor stands."""
    live = form.live_texts()
    drawn: list[Line] = []
    cursor = (0, 0)
    for row in rows:
        if isinstance(row, Line):
            drawn.append(row)
            continue
        line, x = _line(form, table, row, live, width)
        cursor = (x, len(drawn)) if row == form.at else cursor
        drawn.append(line)
    return drawn, cursor


def _line(form: QuantityForm, table: Table, place: int, live: Live, width: int) -> tuple[Line, int]:
    """A line with its field, and the cell of the cursor in that."""
    one, field, line = form.picture.lines[place], form.fields[place], Line(width)
    blank = {column.key: "" for column in form.columns}
    table.draw(line, {**blank, **one.texts, **live.get(one.position, {})})
    x, field.width = next((x, cells) for column, x, cells in table.places if column.key == NOW)
    if field.error:
        line.put(0, "?", "mark")
    return line, field.draw(line, x, here=place == form.at)


def _below(form: QuantityForm, table: Table, width: int) -> tuple[list[Line], int]:
    """The fields below the lines, what is wrong, and the line of the cursor in words."""
    rows: list[Line] = []
    cursor = 0
    for field in form.further:
        line = Line(width)
        here = field is form.field
        line.put(1, field.label, "label", LABEL - 2)
        line.put(LABEL - 1, field.mark, "mark")
        end = field.draw(line, LABEL, here=here)
        cursor = end if here else cursor
        rows.append(line)
    wrong = sorted((field for field in form.fields if field.error), key=lambda field: field is not form.field)
    errors: list[FactRow] = [("?", [field.error], "mark") for field in wrong]
    return [
        *rows,
        *labelled(form.told(), width),
        *labelled(errors[:2], width, LABEL),
        *_words(form, table, width),
    ], cursor


def _words(form: QuantityForm, table: Table, width: int) -> list[Line]:
    """What the cursor's line does not show; nothing where all is in view, as each step would pay for it (P-1)."""
    words = [_uncut(form.line, table), *_untold(form, form.line, table), *form.line.words] if form.line else []
    return [Line(width, f" {text}", "dim") for text in capped(wrapped(words, width - 2), width - 2, 2)]


def _untold(form: QuantityForm, line: Movable, table: Table) -> list[str]:
    """What the columns left out would say."""
    texts = {**line.texts, **form.live_texts().get(line.position, {})}
    return table.untold({key: text for key, text in texts.items() if key not in ("code", "description")})


def _uncut(line: Movable, table: Table) -> str:
    """Item and description where the columns hold less of them."""
    whole = {name: line.texts[name] for name in ("code", "description")}
    cells = {column.key: cells for column, _, cells in table.places}
    return " ".join(whole.values()) if any(width_of(text) > cells.get(key, 0) for key, text in whole.items()) else ""
