"""F1: help on the field, the screen and all keys; made from the same declarations that dispatch them."""

from __future__ import annotations

from custtui.ui.kit import keys
from custtui.ui.kit.beside import SIGN
from custtui.ui.kit.desk import Desk, all_commands
from custtui.ui.kit.field import MORE
from custtui.ui.kit.message_line import AT_QUESTION
from custtui.ui.kit.paint import Line, broken, lines_of
from custtui.ui.kit.rights import by_whom, helped, labelled
from custtui.ui.kit.view import Drawn
from custtui.ui.kit.window import Window, bottom, section

_LEAVE = keys.name(Desk.do_leave)
GENERAL = (
    ("Esc", "Reset: ends a lock; otherwise nothing"),
    (
        "Esc, digit",
        f"1 … 9 0 - = are F1 … F12 where escape_prefix is on; {_LEAVE} is {keys.shown(keys.ACTIONS)} EN then",
    ),
    ("Ctrl+Y, X, N", f"at a question {', '.join(map(keys.shown, AT_QUESTION.values()))}"),
    ("Tab, arrows", "from field to field, from row to row"),
    ("Ctrl+D", "the value of this field in the record above"),
    (SIGN.name, "after a refusal for want of a role: an operator who may signs for it, by login and PIN"),
    ("digit + Enter", "in lists: does the option on the row; several rows may carry one"),
)


MARKS = (
    (">", "the chosen row"),
    ("?", "not right, or not to be read: what is wrong stands with it"),
    ("*", "has to be filled; in a list: holds now"),
    ("!", "late, overdue, or something to mind"),
    ("x", "struck out"),
    (MORE, "goes on: it stands whole below, or where it is opened"),
)


class HelpWindow(Window):
    """Lines of help, walked by page keys."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines = _help_lines(desk)
        self._top = 0
        self._room, self._count = 10, len(self._lines)

    async def key(self, key: str) -> bool:
        step = {"down": 1, "up": -1, "pagedown": self._room, "pageup": -self._room}.get(key, 0)
        self._top = max(0, min(self._top + step, self._count - self._room))
        return bool(step)

    def draw(self, width: int, height: int) -> Drawn:
        lines = [line for name, text in self._lines for line in _rows(name, text, width)]
        self._count, self._room = len(lines), min(len(lines), height - 2)
        self._top = max(0, min(self._top, self._count - self._room))
        rows = [section("Help", width), *lines[self._top : self._top + self._room]]
        more = self._count - self._top - self._room
        rows.append(bottom(more, width))
        return rows, (0, 1)

    @keys.key("enter", "Close", "Close the help", bar=1)
    @keys.key("f1", "Close", "Close the help")
    @keys.key("f12", "Back", "Close the help", bar=2)
    async def do_back(self) -> None:
        await super().do_back()


def _rows(name: str, text: str, width: int) -> list[Line]:
    """A key and what it does, in as many rows as that takes; without a name a heading."""
    at = 18 if name else 2
    lines = lines_of(broken(text, width - at - 1), width, at, "text" if name else "strong")
    lines[0].put(2, name, "key", 15)
    return lines


def _help_lines(desk: Desk) -> list[tuple[str, str]]:
    view = desk.top
    lines: list[tuple[str, str]] = []
    if view.field:
        lines += [(view.field.label or view.field.name, view.field.advice or "type; Tab goes on"), ("", "")]
    if desk.messages.lasting:
        lines += [(desk.messages.lasting_name, desk.messages.lasting), ("", "")]
    if view.told_whole:
        lines += [(name, text) for name, text in view.told_whole if text] + [("", "")]
    if view.tasks:
        lines += [("", "How to do it"), *((what, by_whom(view, how)) for what, how in view.tasks), ("", "")]
    lines += [("", f"Keys of this screen: {desk.view.title}" if view is desk.view else "Keys of this window")]
    role = desk.session.who.role
    lines += [(command.name, helped(command, role)) for command in all_commands(view)]
    lines += [(action.name, labelled(action, role).label) for action in desk.view.declares.actions]
    lines += [("", ""), ("", "Marks"), *MARKS]
    lines += [("", ""), ("", "On every screen"), *GENERAL]
    return lines + [(path.name, path.label) for path in desk.paths if not desk.view.ALONE]
