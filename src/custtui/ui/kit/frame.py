"""The frame around every screen: who and where on top, the message and the keys below, windows between."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from custtui.ui.kit import clock
from custtui.ui.kit import format as fmt
from custtui.ui.kit.keys import Key, key_bar
from custtui.ui.kit.paint import Line, bounded, broken, fit, held, lines_of, width_of
from custtui.ui.kit.pane import main_width, over
from custtui.ui.kit.rights import in_reach, withheld

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.view import Drawn, View
    from custtui.ui.kit.window import Window


logger = logging.getLogger(__name__)
LEFT = 4
"""Rows of a body that a long message leaves to what it is about."""


class Messages:
    """What is said on a screen of `width` cells whose body has `room` rows."""

    def __init__(self, desk: Desk, width: int, room: int) -> None:
        self.desk, self.width, self.room = desk, width, room

    def over(self, compose: Callable[[int], Drawn]) -> Drawn:
        """A body and the message line below it; `compose` draws the body in so many rows.

        What is longer than a line goes on in the blank rows above it; while keys are locked it may cover others, but
        never the cursor's; else the body has so many rows fewer.
        """
        aside = self._aside
        body, cursor = self._composed(compose, aside)
        text, outcomes = self._text(body)
        rows = self._rows(text)
        more = len(rows) - 1
        needed = aside if text == self.desk.messages.at_home else aside + more
        if more and not self._free(body, needed) and not self._covers(aside, more, cursor):
            body, cursor = self._composed(compose, needed)
        self._put(body, rows[:-1], 0)
        self._stand(body, outcomes, more)
        last = rows[-1]
        if self.desk.question:  # that is where the focus is
            cursor = (1 + width_of(str(last).strip()), self.room)
        return [*body, last], cursor

    @property
    def _aside(self) -> int:
        """Rows for the outcome that lasts: on home it has its own."""
        lasting = self.desk.messages.at_home
        return len(broken(lasting, self.width - 2)) if lasting else 0

    def _composed(self, compose: Callable[[int], Drawn], aside: int) -> Drawn:
        inner = max(1, self.room - aside)
        body, cursor = compose(inner)
        body = body[:inner]
        return body + [Line(self.width) for _ in range(self.room - len(body))], cursor

    def _text(self, body: list[Line]) -> tuple[str, list[str]]:
        """What stands on the message line: what is said, else the last outcome; and the outcomes above it."""
        desk, outcomes = self.desk, self.desk.messages.outcomes
        if desk.messages.said or not outcomes or (desk.messages.spoken and body[-1:] == [Line(self.width)]):
            return desk.messages.said or withheld(desk), outcomes
        return outcomes.pop(), outcomes

    def _rows(self, text: str, most: int = 0) -> list[Line]:
        """The text in rows, `most` of them; what ends a lock stands behind it, and is never cut."""
        desk, width, end = self.desk, self.width - 2, self.desk.messages.message_end
        style = "refusal" if desk.messages.refusal or desk.question else "message"
        rows = bounded(text, width, most or max(1, self.room - LEFT))
        if end and width_of(rows[-1] + end) > width:
            rows = [*bounded(text, width, max(1, self.room - LEFT - 1)), ""] if self.room > LEFT + 1 else rows
        lines = [Line(self.width) for _ in rows]
        for line, row in zip(lines, rows, strict=True):
            line.put(1, row, style, width)
        if end:
            room = width - width_of(end)
            lines[-1].put(1 + min(width_of(rows[-1]), room), end if rows[-1] else end.lstrip(), style)
        return lines

    def _free(self, body: list[Line], count: int) -> bool:
        return all(row == Line(self.width) for row in body[len(body) - count :])

    def _covers(self, aside: int, more: int, cursor: tuple[int, int]) -> bool:
        """Rows may be covered until the lock ends, but not the cursor's."""
        return self.desk.locked and not aside and cursor[1] < self.room - more

    def _put(self, body: list[Line], rows: list[Line], above: int) -> None:
        first = self.room - above - len(rows)
        body[first : first + len(rows)] = rows

    def _stand(self, body: list[Line], outcomes: list[str], above: int) -> None:
        """The outcomes above what is said, the newest lowest, where rows are blank."""
        for outcome in reversed(outcomes):
            lines = lines_of(broken(outcome, self.width - 2), self.width, 1, "message")
            if not self._free(body[: self.room - above], len(lines)):
                break
            self._put(body, lines, above)
            above += len(lines)


SMALLEST = (60, 16)
MOST = 99
"""Rows that no screen has."""


def frame(desk: Desk, width: int, height: int) -> Drawn:
    """All rows of the screen and the cursor's cell."""
    if too_small(width, height):
        return _too_small(desk, width, height)
    try:
        return _framed(desk, width, height)
    except Exception as error:  # keys go on: a fault of one screen takes neither the others nor the program with it
        logger.exception("a screen could not be drawn")
        return _undrawn(width, height, error)


def _undrawn(width: int, height: int, error: Exception) -> Drawn:
    """A fault of the program where a screen should be: never a blank one."""
    said = f"Something went wrong inside the program, and this screen cannot be drawn: {error!r:.200}"
    texts = broken(f"{said}. The log tells more; another size of the window may show it.", width - 2)
    title = Line(width, "custtui")
    title.paint(0, width, "title")
    rows = [title, Line(width), *lines_of(texts, width, 1, "wrong")]
    return [*rows, *(Line(width) for _ in range(height))][:height], (0, 0)


def _framed(desk: Desk, width: int, height: int) -> Drawn:
    rows, (x, y) = Messages(desk, width, height - 3).over(lambda room: _composed(desk, width, room))
    return [title_line(desk, width), *rows, key_line(in_reach(desk.commands, desk.session.who.role), width)], (
        min(x, width - 1),
        y + 1,
    )


def _composed(desk: Desk, width: int, room: int) -> Drawn:
    """The body with the windows over it, in so many rows."""
    body, (x, y) = desk.view.body(width, room)
    body = held(body, room)
    if not desk.windows:
        return body, (x, y)
    body += [Line(width) for _ in range(room - len(body))]
    wide = main_width(width) if desk.view.pane else width
    for window in desk.windows:
        body = [row.out_of_focus() for row in body]
        top, height = _place(window, desk.view, wide, len(body))
        rows, (x, window_y) = window.draw(wide, height)
        body[top : top + len(rows)] = [over(row, under) for row, under in zip(rows, body[top:], strict=False)]
        y = top + window_y
    return body, (x, y)


def _place(window: Window, view: View, width: int, room: int) -> tuple[int, int]:
    """Where a window begins, and its rows: between what is kept of the screen, over that only where it has to."""
    between = room - view.WINDOW_TOP - view.WINDOW_KEPT
    if view.WINDOW_KEPT and 0 < window.needs(width, between) <= between:
        return view.WINDOW_TOP, between
    top = max(0, min(view.WINDOW_TOP, room - window.needs(width, MOST)))
    return top, room - top


def title_line(desk: Desk, width: int) -> Line:
    """`custtui  Title                         Ann · Counter 2 · 21 Nov`"""
    line = Line(width)
    line.paint(0, width, "title")
    title = f"custtui  {desk.view.title}"
    right = _who_and_when(desk, width - width_of(title) - 3)
    line.put(1, fit(title, width - width_of(right) - 3), "title")
    line.put(width - width_of(right), right, "title")
    return line


def _who_and_when(desk: Desk, room: int) -> str:
    """Clerk, counter and day, as far as the title leaves room: where I am is worth more than who and when."""
    who, counter, day = desk.session.who.name, desk.session.counter, fmt.day(clock.today())
    texts = [" · ".join(filter(None, parts)) + " " for parts in ((who, counter, day), (who, day), (who,))]
    return next((text for text in texts if width_of(text) <= room), "")


def key_line(commands: tuple[Key, ...], width: int) -> Line:
    """The keys valid here; key names stand out."""
    line = Line(width)
    x = 1
    for one in key_bar(commands, width):
        x = line.put(x, one.name, "key")
        x = line.put(x + 1, one.label, "keys") + 2
    return line


def too_small(width: int, height: int) -> bool:
    """True where no screen can be shown, and so nothing is done."""
    return width < SMALLEST[0] or height < SMALLEST[1]


def _too_small(desk: Desk, width: int, height: int) -> Drawn:
    rows = [Line(width) for _ in range(height)]
    if height > 1 and width:
        style = "refusal" if desk.messages.refusal or desk.question else "message"
        rows[1].put(
            1, fit(desk.message, width - 2 - width_of(desk.messages.message_end)) + desk.messages.message_end, style
        )
    if height and width:
        rows[0].put(0, f"{width}x{height} is too small: {SMALLEST[0]}x{SMALLEST[1]} at least")
    return rows, (0, 0)
