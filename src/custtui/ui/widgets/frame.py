"""The frame around every screen: who and where on top, the message and the keys below, windows between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.ui import clock
from custtui.ui import format as fmt
from custtui.ui.commands import COMMON, Command, key_bar
from custtui.ui.paint import Line, fit, width_of

if TYPE_CHECKING:
    from custtui.ui.desk import Desk
    from custtui.ui.view import Drawn, View

SMALLEST = (60, 16)


def frame(desk: Desk, width: int, height: int) -> Drawn:
    """All rows of the screen and the cursor's cell."""
    if too_small(width, height):
        return _too_small(desk, width, height)
    room = height - 3 - (len(desk.views) == 1 and bool(desk.placed))  # home: the order placed last has its own row
    body, (x, y) = desk.view.body(width, room)
    body = body[:room] + [Line(width) for _ in range(height - 3 - len(body[:room]))]
    for window in desk.windows:
        top = desk.view.WINDOW_TOP
        rows, (x, window_y) = window.draw(width, len(body) - top)
        body[top : top + len(rows)] = rows
        y = top + window_y
    said = message_line(desk, body, width)
    rows = [title_line(desk, width), *body, said, key_line(desk.top, width)]
    if desk.question:  # that is where the focus is
        return rows, (1 + width_of(_message(desk, desk.said, width)), height - 2)
    return rows, (min(x, width - 1), y + 1)


def title_line(desk: Desk, width: int) -> Line:
    """`custtui  Customers                     Ann · Counter 2 · 21 Nov`"""
    line = Line(width)
    line.paint(0, width, "title")
    session = desk.session
    right = " · ".join(part for part in (session.who.name, session.counter, fmt.day(clock.today())) if part) + " "
    line.put(1, fit(f"custtui  {desk.view.title}", width - width_of(right) - 3), "title")
    line.put(width - width_of(right), right, "title")
    return line


def message_line(desk: Desk, body: list[Line], width: int) -> Line:
    """A question, a refusal or a hint; else the last outcome.

    `body` gets the outcomes that stand above the line, where its last rows are blank.
    """
    outcomes, line = desk.outcomes, Line(width)
    text = desk.said
    if not text and outcomes and not (desk.spoken and body[-1:] == [line]):
        text = outcomes.pop()
    for y, outcome in enumerate(reversed(outcomes), 1):
        if body[-y:][:1] != [line]:
            break
        body[-y].put(1, outcome, "message", width - 2)
    if text:
        line.put(1, _message(desk, text, width), "refusal" if desk.refusal or desk.question else "message", width - 2)
    return line


def _message(desk: Desk, text: str, width: int) -> str:
    """What ends a lock stands behind the message, and is never cut."""
    end = desk.message_end
    return fit(text, width - 2 - width_of(end)) + end


def key_line(view: View, width: int) -> Line:
    """The keys valid here; key names stand out."""
    line = Line(width)
    x = 1
    for part in key_bar(all_commands(view), width).split("  "):
        name, _, label = part.partition(" ")
        x = line.put(x, name, "key")
        x = line.put(x + 1, label, "keys") + 2
    return line


def all_commands(view: View) -> tuple[Command, ...]:
    """The screen's own commands, then the common ones whose key it does not use."""
    own = {command.key for command in view.commands}
    return (*view.commands, *(command for command in COMMON if command.key not in own))


def too_small(width: int, height: int) -> bool:
    """True where no screen can be shown, and so nothing is done."""
    return width < SMALLEST[0] or height < SMALLEST[1]


def _too_small(desk: Desk, width: int, height: int) -> Drawn:
    rows = [Line(width) for _ in range(height)]
    if height > 1 and width:
        rows[1] = message_line(desk, [], width)
    if height and width:
        rows[0].put(0, f"{width}x{height} is too small: {SMALLEST[0]}x{SMALLEST[1]} at least")
    return rows, (0, 0)
