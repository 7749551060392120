"""F10: further actions by one letter and Enter; two letters are the fast path from anywhere (F-83)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from custtui.ui.kit import keys
from custtui.ui.kit.field import Field
from custtui.ui.kit.keys import Action
from custtui.ui.kit.paint import Line, broken
from custtui.ui.kit.rights import labelled
from custtui.ui.kit.view import Drawn
from custtui.ui.kit.window import Window, bottom, section

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


COLUMN = 39
"""Cells of a column: room for the longest action. Where only one fits, they scroll."""
AROUND = 2
"""Rows of the window around its list."""
HERE, ANYWHERE = "Here", "From anywhere"


class ActionsWindow(Window):
    """A command line with the actions of the screen below it, under headings. An arrow puts one's letter into it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.fields = [Field("command", "Action", 20, help="A letter, or two letters and what they want behind them")]
        here = [labelled(one, desk.session.who.role) for one in desk.view.declares.actions]
        self.blocks = [*blocks_of(here, HERE), *blocks_of(desk.paths, ANYWHERE)]
        self.actions = [one for block in self.blocks for one in block if isinstance(one, Action)]
        self.top, self.page = 0, 1
        self._drawn = [_below(self.blocks, COLUMN)]
        """The columns that page keys walk."""

    @property
    def chosen(self) -> Action | None:
        """The action whose letters stand in the command line."""
        code = self._typed()[0]
        return next((one for one in self.actions if one.code == code), None)

    def _typed(self) -> tuple[str, str]:
        """The letters, and what they want."""
        code, _, rest = self.value("command").strip().partition(" ")
        return code.upper(), rest.strip()

    async def key(self, key: str) -> bool:
        """Arrows go from action to action, page keys by as many rows as are in view."""
        steps = {"down": self._next, "up": self._next, "pagedown": self._further, "pageup": self._further}
        if key not in steps:
            return await super().key(key)
        to = steps[key](1 if key.endswith("down") else -1)
        if to in self.desk.paths:
            self.fields[0].fill(f"{to.code} ")  # what it wants is typed behind it
        else:
            self.fields[0].choose(to.code)
        return True

    def _next(self, step: int) -> Action:
        at = next((number for number, one in enumerate(self.actions) if one is self.chosen), None)
        first = 0 if step > 0 else len(self.actions) - 1
        return self.actions[first if at is None else max(0, min(at + step, len(self.actions) - 1))]

    def _further(self, step: int) -> Action:
        """A page along the column, to its end where that is nearer; from there to the end of the next column.

        What stands beside the column comes into view with it.
        """
        walked = [_reached(column) for column in self._drawn][::step]
        one = self.chosen
        places = [(n, at) for n, column in enumerate(walked) for at, action in column if one and action is one]
        if not places and step < 0:
            return self.actions[-1]
        number, place = places[0] if places else (0, -1)
        ahead = [(abs(at - place), action) for at, action in walked[number][::step] if (at - place) * step > 0]
        if ahead:
            return [action for far, action in ahead if far <= max(self.page, ahead[0][0])][-1]
        ends = [column[::step][-1][1] for column in walked[number + 1 :] if column]
        return ends[0] if ends else self.actions[::step][-1]

    @keys.key("f12", "Back", "Close", bar=2)
    @keys.key("f10", "Close", "Close")
    async def do_back(self) -> None:
        await super().do_back()

    @keys.key("enter", "Do", "Do the action typed or chosen by an arrow", bar=1)
    async def do_take(self) -> None:
        """Enter: do what stands in the command line."""
        (code, rest), action = self._typed(), self.chosen
        if action is None:
            self.desk.refuse(f"{code}: no such action here" if code else "Type a letter from the list")
            return
        self.close()
        if action in self.desk.paths:
            await self.desk.take_path(self.desk, action, rest)
        else:
            self.desk.beside.doing = do = attrgetter(action.method)(self.desk.view)
            await do()

    def draw(self, width: int, height: int) -> Drawn:
        rows = [section("Actions", width)]
        cursor = self.fields[0].draw(rows[0], 10, here=True)
        columns = self._drawn = self._columns(width, height - AROUND)
        each = (width - 2) // len(columns)
        tall = _tall(columns)
        room = self.page = max(1, min(tall, height - AROUND))
        self._follow(columns, room)
        for line in range(self.top, self.top + room):
            rows.append(row := Line(width))
            for number, column in enumerate(columns):
                self._put(row, 2 + number * each, column[line] if line < len(column) else BLANK, each)
        return [*rows, bottom(tall - self.top - room, width)], (cursor, 0)

    def _columns(self, width: int, room: int) -> list[list[ActionRow]]:
        """The headings with theirs in two columns of the same height, or in one where the width is short.

        A blank row stands above each heading where all are in view so; a long list goes on in the second column
        where they are not.
        """
        if width - 2 < 2 * COLUMN or len(self.blocks) < 2:
            return [_below(self.blocks, width - 2)]
        cells = (width - 2) // 2
        ways = (self._pair(cells, [BLANK]), self._pair(cells, []))
        return next((way for way in ways if _tall(way) <= room), _halves(_below(self.blocks, cells, [])))

    def needs(self, width: int, room: int) -> int:
        return AROUND + _tall(self._columns(width, room - AROUND))

    def _pair(self, cells: int, apart: Sequence[ActionRow]) -> list[list[ActionRow]]:
        cuts = range(len(self.blocks) - 1, 0, -1)
        halves = ((self.blocks[:cut], self.blocks[cut:]) for cut in cuts)
        return min(([_below(half, cells, apart) for half in both] for both in halves), key=_tall)

    def _follow(self, columns: list[list[ActionRow]], room: int) -> None:
        """The chosen action is in view, its heading too where it is the first."""
        one = self.chosen
        places = [at for column in columns for at, row in enumerate(column) if one and row.action is one]
        last = _tall(columns) - room
        if places:
            self.top = min(max(self.top, places[-1] - room + 1), max(0, places[0] - 1))
        self.top = max(0, min(self.top, last))

    def _put(self, line: Line, x: int, row: ActionRow, cells: int) -> None:
        chosen = row.action is not None and row.action is self.chosen
        if chosen:
            line.put(x - 1, " " * (cells - 1), "selected")
        if row.action is None:
            line.put(x, row.text, "head")
            return
        line.put(x, row.code, "selected" if chosen else "key")
        line.put(x + 3, row.text, "selected" if chosen else "text")


class ActionRow(NamedTuple):
    """A row of the list: of an action, its letters in its first one; a heading; blank."""

    text: str = ""
    action: Action | None = None
    code: str = ""


BLANK = ActionRow()


def _reached(column: Iterable[ActionRow]) -> list[tuple[int, Action]]:
    """The actions of a column, each with its row, its first one where it has several."""
    return [(at, row.action) for at, row in enumerate(column) if row.action and row.code]


def _tall(columns: Iterable[list[ActionRow]]) -> int:
    """The rows of the longest column."""
    return max(map(len, columns))


def _halves(rows: list[ActionRow]) -> list[list[ActionRow]]:
    """In two columns of the same height; no heading stands last in the first."""
    at = (len(rows) + 1) // 2
    at -= rows[at - 1].action is None
    return [rows[:at], rows[at:]]


def _below(
    blocks: Iterable[list[str | Action]], cells: int, apart: Sequence[ActionRow] = (BLANK,)
) -> list[ActionRow]:
    """One below the other, `apart` above each heading but the first; long labels go on below."""
    rows = list[ActionRow]()
    for block in blocks:
        rows += apart if rows else ()
        for one in block:
            texts = [one] if isinstance(one, str) else broken(one.label, cells - 4)
            action = None if isinstance(one, str) else one
            rows += [ActionRow(text, action, "" if n or not action else action.code) for n, text in enumerate(texts)]
    return rows


def blocks_of(actions: Iterable[Action], other: str) -> list[list[str | Action]]:
    """Actions under their headings; under `other` those that name none, all of them where they name one."""
    known = list(actions)
    named = sorted({one.group for one in known})
    texts = {one: one.text if one.place and len(named) > 1 else other for one in named}
    return [[texts[group], *(one for one in known if one.group == group)] for group in named]
