"""The prompt window (F4 and the role windows): a list to choose from, narrowed by typing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice, matches
from custtui.ui.kit import keys
from custtui.ui.kit.field import Field
from custtui.ui.kit.pages import Paged, Pages, Provider, Whole
from custtui.ui.kit.paint import Line, bounded, capped, lines_of, width_of, wrapped
from custtui.ui.kit.rows import Rows
from custtui.ui.kit.view import Drawn
from custtui.ui.kit.window import Window, foot, section

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


__all__ = ["Paged", "Prompt", "Provider", "matching", "read_once"]

Taker = Callable[[Choice], Awaitable[None]]
WindowMaker = Callable[[], Awaitable[None]]


def matching(rows: Iterable[Choice], find: str) -> list[Choice]:
    """The rows that have all words of the text somewhere, whatever their case."""
    return [row for row in rows if matches(row, find)]


def read_once(read: Callable[[], Awaitable[list[Choice]]]) -> Whole:
    """What F4 lists where all of it is read as it opens: letters narrow it and wait for nothing (P-13)."""
    known = list[Choice]()

    async def listed(find: str) -> list[Choice]:
        if not known:
            known.extend(await read())
        return matching(known, find)

    return listed


def listing(rows: Iterable[Choice] | None) -> Whole | None:
    """What F4 lists where all of it is known; None where there is nothing to list."""
    known = list(rows or ())

    async def listed(find: str) -> list[Choice]:
        return matching(known, find)

    return listed if known else None


FIND = 23
"""Cells of what narrows a list: the heading has the rest of the row."""

MOST_WHOLE = 3
"""Rows that tell a row whole."""


LEAST = 14
"""The cell before what is said of a row, at least."""


def _half(width: int, rows: Iterable[Choice]) -> int:
    """The cell before what is said of a row: as the longest of those read needs it, two fifths at most."""
    longest = max((width_of(one.label) for one in rows), default=0)
    return min(max(LEAST, longest + 5), max(24, width * 2 // 5))


class Prompt(Window):
    """Lists the values of a coded field. Enter returns one, F12 leaves the field untouched (F-82)."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        provider: Provider,
        take: Taker,
        *,
        same_key: str = "f4",
        new: WindowMaker | None = None,
        find: str = "",
        none: str = "Nothing to list",
    ) -> None:
        """`none`: what is said where nothing is listed before anything was typed."""
        super().__init__(desk)
        self._none = none
        self.heading, self._pages, self._take, self._new = title, Pages(provider), take, new
        self._same_key = same_key
        self.fields = [Field("find", "Find", FIND, find)]

    @property
    def rows(self) -> Rows[Choice]:
        """The rows read."""
        return self._pages.rows

    @property
    def modes(self) -> frozenset[str]:
        return frozenset({"making"}) if self._new else keys.ALWAYS

    @property
    def commands(self) -> tuple[keys.Key, ...]:
        own = super().commands
        close = next(one for one in own if one.key == "f12")
        same = replace(close, key=self._same_key, bar=0)  # first: F6 closes its own window, it makes no new one
        return (same, *own)

    @keys.key("f12", "Back", "Close; the field stays as it was", bar=3)
    async def do_back(self) -> None:
        await super().do_back()

    async def open(self) -> None:
        """Put the window up with its rows."""
        self.desk.windows.append(self)
        await self.fill()

    async def fill(self) -> None:
        """Ask for the rows; the first one is chosen."""
        await self._pages.fill(self.value("find"))

    async def typed(self) -> None:
        await self.fill()

    async def key(self, key: str) -> bool:
        return await self._pages.key(key)

    async def edit(self, key: str) -> bool:
        return key not in ("home", "end", "left", "right") and await super().edit(key)

    @keys.key("enter", "Take", "Take the highlighted row", bar=1)
    async def do_take(self) -> None:
        """Enter: take the row."""
        choice = self.rows.current
        if choice is None:
            self.desk.refuse(await self.why_nothing())
            return
        self.close()
        self.desk.beside.doing = do = partial(self._take, choice)
        await do()

    async def why_nothing(self) -> str:
        """What is said where Enter finds no row."""
        return "Nothing to take: no row matches"

    @property
    def nothing(self) -> str:
        """What stands where there are no rows."""
        return "Nothing matches" if self.value("find") else self._none

    @keys.inserting("New", "A new one", bar=2, when="making")
    async def do_new(self) -> None:
        """Ins: a new one."""
        if self._new:
            await self._new()

    def draw(self, width: int, height: int) -> Drawn:
        heads, cursor = self._heads(width, height)
        above = len(heads)
        whole = self._whole(width)
        room = max(1, min(max(3, len(self.rows.items)), height - above - 1 - len(whole)))
        lines, at = self.rows.draw(width, room, partial(self._row, _half(width, self.rows.items)))
        if not lines:
            lines = lines_of(bounded(self.nothing, width - 3, room), width, 2, "dim")
        there = (cursor, above - 1) if self.value("find") else (0, at + above)
        return [*heads, *lines, *whole, foot(self._pages.below(len(lines)) if self.rows.items else "", width)], there

    def _heads(self, width: int, height: int) -> tuple[list[Line], int]:
        """What is chosen and the field Find, in which the cursor's cell is told: in one row, where the heading is
        longer in rows of its own above, as many as leave three to choose from."""
        field = self.fields[0]
        x = width - field.width - 3
        fits = width_of(self.heading) <= x - 10
        own = [] if fits else bounded(self.heading, width - 2, max(1, height - 5))
        last = section(self.heading if fits else "", width)
        last.put(x - 7, " Find ", "label")
        cursor = field.draw(last, x, here=True)
        return [*(section(row, width) for row in own), last], cursor

    def _whole(self, width: int) -> list[Line]:
        """The chosen row in words, where its columns cut it."""
        one, half = self.rows.current, _half(width, self.rows.items)
        if one is None:
            return []
        label = [one.label] if width_of(one.label) > half - 4 else []
        detail = one.detail.split(" · ") if width_of(one.detail) > width - half - 2 else []
        return lines_of(capped(wrapped([*label, *detail], width - 6), width - 6, MOST_WHOLE), width, 4, "dim")

    @staticmethod
    def _row(half: int, choice: Choice, line: Line) -> None:
        line.put(2, "*" if choice.marked else " ")
        line.put(4, choice.label, "strong", half - 4)
        line.put(half + 1, choice.detail, "text", line.width - half - 2)
