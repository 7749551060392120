"""One paper of an order on the screen, as it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from custtui.services.orders.printed import WIDTH
from custtui.ui.fulfilment.printing import Printing
from custtui.ui.kit import keys
from custtui.ui.kit.paint import Line
from custtui.ui.kit.view import Drawn, View

if TYPE_CHECKING:
    from custtui.ui.fulfilment.papers import Paper
    from custtui.ui.kit.desk import Desk

HEADS = "Pos "
"""How the heads of a paper's columns begin."""
BY_SIDE = 20
"""Cells that Right and Left go on a screen narrower than a paper."""


class PaperScreen(View):
    """One paper as it is printed, walked by arrows and page keys; narrow screens go sideways too."""

    printing = keys.part(Printing)

    def __init__(self, desk: Desk, paper: Paper, text: Sequence[str]) -> None:
        super().__init__(desk)
        self.paper, self.text_rows, self.printing = paper, text, Printing(desk, lambda: paper)
        self.top, self.side, self.room = 0, 0, 20

    @property
    def title(self) -> str:
        return f"{self.paper.kind.capitalize()} {self.paper.number}"

    @property
    def modes(self) -> frozenset[str]:
        return self.printing.modes

    async def key(self, key: str) -> bool:
        """A row further, a row back, to the ends."""
        to = {"down": self.top + 1, "up": self.top - 1, "home": 0, "end": len(self.text_rows)}.get(key)
        if to is None:
            return False
        self._go(to)
        return True

    def _go(self, to: int) -> None:
        self.top = max(0, min(to, len(self.text_rows) - self.room))

    @keys.key("enter", "Close", "Close, to the next one or back to the list", bar=1)
    async def do_back(self) -> None:
        await self.desk.do_back()

    @keys.key("pagedown", "Down", "Further down; Down: a row", bar=2)
    async def do_down(self) -> None:
        """PgDn."""
        self._go(self.top + self.room)

    @keys.key("pageup", "Up", "Back up; Up: a row", bar=3)
    async def do_up(self) -> None:
        """PgUp."""
        self._go(self.top - self.room)

    @keys.key("right", "Right", "To the right, where the screen is narrower than the paper")
    async def do_right(self) -> None:
        """Right: what a narrow screen cuts off."""
        self.side += BY_SIDE

    @keys.key("left", "Left", "Back to the left")
    async def do_left(self) -> None:
        """Left."""
        self.side = max(0, self.side - BY_SIDE)

    def body(self, width: int, height: int) -> Drawn:
        self.room = height - 1
        self.side = min(self.side, max(0, WIDTH - width))
        self._go(self.top)
        shown = self.text_rows[self.top : self.top + self.room]
        rows = [_shifted(text, self.side, width) for text in shown]
        rows += [Line(width) for _ in range(self.room - len(rows))]
        below = len(self.text_rows) - self.top - len(shown)
        hints = [f"{below} more rows: PgDn" if below > 0 else "", _aside(self.side, width)]
        return [*rows, Line(width, f" {' · '.join(filter(None, hints))}", "dim")], (0, 0)


def previewed(text: Sequence[str], width: int, height: int) -> list[Line]:
    """What a paper lists, from the heads of its columns on, in so many rows.

    None where the screen is narrower than a paper: no figure is cut.
    """
    if width < WIDTH or height < 2:
        return []
    listed = text[next((number for number, row in enumerate(text) if row.startswith(HEADS)), 0) :]
    shown = listed if len(listed) <= height else listed[: height - 1]
    more = [Line(width, f" {len(listed) - len(shown)} more rows: Enter", "dim")] if len(shown) < len(listed) else []
    return [*(Line(width, row) for row in shown), *more]


def _shifted(text: str, side: int, width: int) -> Line:
    """The part of a row that shows."""
    whole = Line(max(WIDTH, width), text)
    line = Line(width)
    line.chars, line.styles = whole.chars[side : side + width], whole.styles[side : side + width]
    return line


def _aside(side: int, width: int) -> str:
    """Where the rest of a wide paper is."""
    if width >= WIDTH:
        return ""
    return "Left goes back" if side >= WIDTH - width else "Right shows what is cut off"
