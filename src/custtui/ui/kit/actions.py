"""F10: further actions by one letter and Enter; two letters are the fast path from anywhere (F-83)."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from custtui.ui.kit import keys
from custtui.ui.kit.field import Field
from custtui.ui.kit.keys import Action
from custtui.ui.kit.paint import Line
from custtui.ui.kit.view import Drawn
from custtui.ui.kit.window import Window, bottom, section

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


COLUMN = 39
"""Cells of a column: room for the longest action. Where not all actions fit, they scroll."""


class ActionsWindow(Window):
    """A command line with the actions of the screen below it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.fields = [Field("command", "Action", 40, help="A letter, or two letters and what they want: OE 3897-5")]
        self.top, self.page, self.last = 0, 1, 0

    async def key(self, key: str) -> bool:
        """Arrows and page keys go through actions that do not fit."""
        steps = {"down": 1, "up": -1, "pagedown": self.page, "pageup": -self.page}
        if key not in steps:
            return await super().key(key)
        self.top = max(0, min(self.top + steps[key], self.last))
        return True

    @keys.key("f12", "Back", "Close", bar=2)
    @keys.key("f10", "Close", "Close")
    async def do_back(self) -> None:
        await super().do_back()

    @keys.key("enter", "Do", "Do the action typed", bar=1)
    async def do_take(self) -> None:
        """Enter: do what is typed."""
        code, _, rest = self.value("command").strip().partition(" ")
        action = find_action(self.desk, code.upper())
        if action is None:
            self.desk.refuse(f"{code or 'Nothing typed'}: no such action here")
            return
        self.close()
        if action in self.desk.paths:
            await self.desk.take_path(self.desk, action, rest.strip())
        else:
            self.desk.beside.doing = do = attrgetter(action.method)(self.desk.view)
            await do()

    def draw(self, width: int, height: int) -> Drawn:
        rows = [section("Actions", width), Line(width)]
        rows[1].put(2, "Action", "label")
        cursor = self.fields[0].draw(rows[1], 10, here=True)
        actions = (*self.desk.view.declares.actions, *self.desk.paths)
        room = max(1, height - 3)
        columns = min(-(-len(actions) // room), max(1, (width - 2) // COLUMN))
        self.page, self.last = room, max(0, len(actions) - room * columns)
        shown = actions[min(self.top, self.last) :][: room * columns]
        rows += [Line(width) for _ in range(min(len(shown), room))]
        each = (width - 2) // columns
        for number, action in enumerate(shown):
            line, x = rows[2 + number % room], 2 + number // room * each
            end = line.put(x, action.code, "key")
            line.put(max(end + 1, x + (8 if columns == 1 else 3)), action.label, "text", each - 4)
        hidden = self.last - min(self.top, self.last)
        return [*rows, bottom(hidden, width)], (cursor, 1)


def find_action(desk: Desk, code: str) -> Action | None:
    """The action of a letter on this screen, or a fast path."""
    return next((action for action in (*desk.view.declares.actions, *desk.paths) if action.code == code), None)
