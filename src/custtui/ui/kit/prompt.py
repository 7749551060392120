"""The prompt window (F4 and the role windows): a list to choose from, narrowed by typing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from custtui.services.lists.choice import Choice
from custtui.ui.kit import keys
from custtui.ui.kit.field import Field
from custtui.ui.kit.pages import Paged, Pages, Provider
from custtui.ui.kit.paint import Line, fit
from custtui.ui.kit.rows import Rows
from custtui.ui.kit.view import Drawn
from custtui.ui.kit.window import Window, foot, section

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

__all__ = ["Paged", "Prompt", "Provider", "matching"]

Taker = Callable[[Choice], Awaitable[None]]
Maker = Callable[[], Awaitable[None]]


def matching(rows: Iterable[Choice], find: str) -> list[Choice]:
    """The rows that have the text somewhere, whatever its case."""
    low = find.casefold()
    return [row for row in rows if low in f"{row.label} {row.detail}".casefold()]


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
        new: Maker | None = None,
        find: str = "",
        none: str = "nothing to list",
    ) -> None:
        """`none`: what is said where nothing is listed before anything was typed."""
        super().__init__(desk)
        self._none = none
        self.heading, self._pages, self._take, self._new = title, Pages(provider), take, new
        self._same_key = same_key
        self.fields = [Field("find", "Find", 30, find)]

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
        await self._take(choice)

    async def why_nothing(self) -> str:
        """What is said where Enter finds no row."""
        return "Nothing to take: no row matches"

    @keys.inserting("New", "A new one", bar=2, when="making")
    async def do_new(self) -> None:
        """Ins: a new one."""
        if self._new:
            await self._new()

    def draw(self, width: int, height: int) -> Drawn:
        field = self.fields[0]
        x = width - field.width - 3
        heading = section(fit(self.heading, x - 9), width)
        heading.put(x - 6, " Find ", "label")
        cursor = field.draw(heading, x, here=True)
        room = min(max(3, len(self.rows.items)), height - 2)
        lines, at = self.rows.draw(width, room, self._row)
        if not lines:
            lines = [Line(width, f"  {'nothing matches' if field.value else self._none}", "dim")]
        there = (cursor, 0) if field.value else (0, at + 1)
        return [heading, *lines, foot(self._pages.below(len(lines)) if self.rows.items else "", width)], there

    @staticmethod
    def _row(choice: Choice, line: Line) -> None:
        half = max(24, line.width * 2 // 5)
        line.put(2, "*" if choice.marked else " ")
        line.put(4, choice.label, "strong", half - 4)
        line.put(half + 1, choice.detail, "text", line.width - half - 2)
