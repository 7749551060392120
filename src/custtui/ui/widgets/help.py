"""F1: help on the field, the screen and all keys; made from the same declarations that dispatch them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.ui.commands import FAST_PATHS, Command
from custtui.ui.paint import Line
from custtui.ui.view import Drawn
from custtui.ui.widgets.frame import all_commands
from custtui.ui.widgets.window import Window, bottom, section

if TYPE_CHECKING:
    from custtui.ui.desk import Desk

GENERAL = (
    ("Esc", "Reset: ends a lock; otherwise nothing"),
    ("Esc, digit", "1 … 9 0 - = are F1 … F12 where escape_prefix is on; F3 is F10 EN then"),
    ("Ctrl+Y, X, N", "at a question F9, F11, F12"),
    ("Tab, arrows", "from field to field, from row to row"),
    ("Ctrl+D", "the value of this field in the record above"),
    ("digit + Enter", "in lists: does the option on the row; several rows may carry one"),
)


class HelpWindow(Window):
    """Lines of help, walked by page keys."""

    COMMANDS = (
        Command("enter", "Close", "Close the help", "back"),
        Command("f1", "Close", "Close the help", "back", bar=False),
        Command("f12", "Back", "Close the help", "back"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines = _help_lines(desk)
        self._top = 0
        self._room = 10

    async def key(self, key: str) -> bool:
        step = {"down": 1, "up": -1, "pagedown": self._room, "pageup": -self._room}.get(key, 0)
        self._top = max(0, min(self._top + step, len(self._lines) - self._room))
        return bool(step)

    def draw(self, width: int, height: int) -> Drawn:
        self._room = min(len(self._lines), height - 2)
        rows = [section("Help", width)]
        for name, text in self._lines[self._top : self._top + self._room]:
            line = Line(width)
            line.put(2, name, "key", 15)
            line.put(18 if name else 2, text, "text" if name else "strong", width - 19)
            rows.append(line)
        more = len(self._lines) - self._top - self._room
        rows.append(bottom(more, width))
        return rows, (0, 1)


def _help_lines(desk: Desk) -> list[tuple[str, str]]:
    view = desk.top
    lines: list[tuple[str, str]] = []
    if view.field:
        lines += [(view.field.label or view.field.name, view.field.help or "type; Tab goes on"), ("", "")]
    lines += [("", f"Keys of this screen: {desk.view.title}")]
    lines += [(command.key_name, command.help) for command in all_commands(view)]
    lines += [(f"F10 {action.code}", action.label) for action in desk.view.ACTIONS]
    lines += [("", ""), ("", "On every screen"), *GENERAL]
    return lines + [(f"F10 {path.code}", path.label) for path in FAST_PATHS]
