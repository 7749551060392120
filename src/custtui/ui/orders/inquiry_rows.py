"""How the order inquiry looks: fields on top, what they came to, the list, the chosen row in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.naming import named
from custtui.ui.kit import keys
from custtui.ui.kit.desk import Desk
from custtui.ui.kit.facts import BEHIND
from custtui.ui.kit.paint import Line, width_of, wrapped
from custtui.ui.kit.table import Table, told
from custtui.ui.kit.view import Drawn
from custtui.ui.orders import list_rows as rows

if TYPE_CHECKING:
    from custtui.ui.orders.inquiry import OrderInquiry


def draw_inquiry(screen: OrderInquiry, width: int, height: int) -> Drawn:
    """The body of the inquiry, and the cursor in it."""
    top, cursor = _form(screen, width)
    top += [Line(width, f" {text}", "mark") for text in _faults(screen, width)]
    current = screen.rows.current
    below = told(rows.order_words(current) if current else [], width)
    room = height - len(top) - 3 - len(below)
    table = Table(rows.FOUND, width, map(rows.order_texts, screen.rows.visible(room)))
    table.share("currency", (one.currency for one in screen.rows.items))
    lines, at = screen.rows.listed(width, room, lambda item, line: table.draw(line, rows.order_texts(item)))
    if screen.in_list:
        cursor = (1, len(_with_standing(screen, top, width)) + 1 + at)
    return [*_with_standing(screen, top, width), table.heads(width), *lines, Line(width), *below], cursor


def _form(screen: OrderInquiry, width: int) -> Drawn:
    """The fields, side by side as far as they fit."""
    lines, x, cursor = [Line(width)], 1, (0, 0)
    for number, field in enumerate(screen.fields):
        end = x + len(field.label) + BEHIND + field.width
        if end > width - 1:
            lines.append(Line(width))
            x, end = 1, 1 + len(field.label) + BEHIND + field.width
        lines[-1].put(x, field.label, "label")
        at = field.draw(lines[-1], end - field.width, here=number == screen.at and not screen.in_list)
        cursor = (at, len(lines) - 1) if number == screen.at else cursor
        x = end + 2
    return lines, cursor


def _faults(screen: OrderInquiry, width: int) -> list[str]:
    """What cannot be read, each whole."""
    return wrapped([named(field.label, field.error) for field in screen.fields if field.error], width - 2)


def _with_standing(screen: OrderInquiry, top: list[Line], width: int) -> list[Line]:
    """The fields, and what they came to beside the last of them where there is room, else below."""
    line = _standing(screen, width)
    begins, ends = (len(text) - len(text.lstrip()) for text in (str(line), str(top[-1])[::-1]))
    last = top[-1]
    if width - ends + 2 > begins or "mark" in last.styles:
        return [*top, line]
    last.put(begins, str(line)[begins:], "dim")
    return top


NONE = f"no order fits: {keys.name(Desk.do_back)} goes back"


def _standing(screen: OrderInquiry, width: int) -> Line:
    """What the fields came to: the customer they mean and how many orders fit."""
    line = Line(width)
    count = f"{len(screen.rows.items)}{'' if screen.whole else '+'} orders, newest first"
    who = f"{screen.customer.code} {screen.customer.name}" if screen.customer else ""
    text = " · ".join(part for part in (who, count if screen.rows.items else NONE) if part)
    shown = f" {text} "
    line.put(max(1, width - 2 - width_of(shown)), shown, "dim", width - 3)
    return line
