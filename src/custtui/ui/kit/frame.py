"""The frame around every screen: who and where on top, the message and the keys below, windows between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.ui.kit import clock
from custtui.ui.kit import format as fmt
from custtui.ui.kit.desk import all_commands
from custtui.ui.kit.keys import key_bar
from custtui.ui.kit.messages import Messages
from custtui.ui.kit.paint import Line, fit, width_of

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.view import Drawn, View

SMALLEST = (60, 16)


def frame(desk: Desk, width: int, height: int) -> Drawn:
    """All rows of the screen and the cursor's cell."""
    if too_small(width, height):
        return _too_small(desk, width, height)
    rows, (x, y) = Messages(desk, width, height - 3).over(lambda room: _composed(desk, width, room))
    return [title_line(desk, width), *rows, key_line(desk.top, width)], (min(x, width - 1), y + 1)


def _composed(desk: Desk, width: int, room: int) -> Drawn:
    """The body with the windows over it, in so many rows."""
    body, (x, y) = desk.view.body(width, room)
    if not desk.windows:
        return body, (x, y)
    body = body[:room] + [Line(width) for _ in range(room - len(body))]
    for window in desk.windows:
        top = desk.view.WINDOW_TOP
        rows, (x, window_y) = window.draw(width, len(body) - top)
        body[top : top + len(rows)] = rows
        y = top + window_y
    return body, (x, y)


def title_line(desk: Desk, width: int) -> Line:
    """`custtui  Customers                     Ann · Counter 2 · 21 Nov`"""
    line = Line(width)
    line.paint(0, width, "title")
    session = desk.session
    right = " · ".join(part for part in (session.who.name, session.counter, fmt.day(clock.today())) if part) + " "
    line.put(1, fit(f"custtui  {desk.view.title}", width - width_of(right) - 3), "title")
    line.put(width - width_of(right), right, "title")
    return line


def key_line(view: View, width: int) -> Line:
    """The keys valid here; key names stand out."""
    line = Line(width)
    x = 1
    for part in key_bar(all_commands(view), width).split("  "):
        name, _, label = part.partition(" ")
        x = line.put(x, name, "key")
        x = line.put(x + 1, label, "keys") + 2
    return line


def too_small(width: int, height: int) -> bool:
    """True where no screen can be shown, and so nothing is done."""
    return width < SMALLEST[0] or height < SMALLEST[1]


def _too_small(desk: Desk, width: int, height: int) -> Drawn:
    rows = [Line(width) for _ in range(height)]
    if height > 1 and width:
        style = "refusal" if desk.refusal or desk.question else "message"
        rows[1].put(1, fit(desk.message, width - 2 - width_of(desk.message_end)) + desk.message_end, style)
    if height and width:
        rows[0].put(0, f"{width}x{height} is too small: {SMALLEST[0]}x{SMALLEST[1]} at least")
    return rows, (0, 0)
