"""Lists that are the pages of one screen: F8 and Tab go from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from custtui.ui.kit import keys
from custtui.ui.kit.paint import Line, width_of
from custtui.ui.kit.record_list import RecordList
from custtui.ui.kit.table import Column, Table, told
from custtui.ui.kit.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

T = TypeVar("T")
CHUNK = 100
"""Rows read at once."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its name, where its rows come from, and how they look."""

    name: str
    nothing: str
    read: Callable[..., list[Any]]
    columns: tuple[Column, ...]
    texts: Callable[[Any], dict[str, str]]
    words: Callable[[Any], list[str]]


class Sheets(RecordList[T], Generic[T]):
    """A screen of several lists. Subclasses say which, and of what they are read."""

    SHEETS: ClassVar[tuple[Sheet, ...]] = ()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.page = 0
        self.whole = False

    @property
    def sheet(self) -> Sheet:
        """The page that is up."""
        return self.SHEETS[self.page]

    def asked(self) -> tuple[object, ...]:
        """What a list is read of, before how many rows from where."""
        return ()

    def beside(self) -> list[str]:
        """What stands beside the names of the pages: the first of these that has room."""
        return []

    def about(self) -> list[str]:
        """What stands below the list while no row is chosen."""
        return []

    async def load(self) -> None:
        count = max(CHUNK, len(self.rows.items))
        self.rows.again(await self._read(count, 0))
        self.whole = len(self.rows.items) < count

    async def _read(self, limit: int, offset: int) -> list[T]:
        return await self.desk.ask(self.sheet.read, *self.asked(), limit, offset)

    async def more(self) -> None:
        if not self.whole:
            read = await self._read(CHUNK, len(self.rows.items))
            self.rows.items.extend(read)
            self.whole = len(read) < CHUNK

    async def show(self, page: int) -> None:
        """Another page."""
        self.page = page % len(self.SHEETS)
        self.rows.fill([])
        await self.load()
        self.begin()

    @keys.key("tab", "Page", "The next page")
    async def do_next_page(self) -> None:
        """Tab: the next page."""
        await self.show(self.page + 1)

    @keys.key("shift+tab", "Page", "The page before")
    async def do_page_before(self) -> None:
        """Shift+Tab: the page before."""
        await self.show(self.page - 1)

    def body(self, width: int, height: int) -> Drawn:
        below = self.below(width, height)
        room = height - 3 - len(below)
        table = Table(self.sheet.columns, width, map(self.sheet.texts, self.rows.visible(room)))
        table.share("currency", (getattr(item, "currency", "") for item in self.rows.items))
        lines, at = self.rows.listed(width, room, lambda item, line: table.draw(line, self.sheet.texts(item)))
        if not self.rows.items:
            lines = [Line(width, f"  {self._nothing()}", "dim")]
        cursor = (1 if self.in_list else 0, at + 2)
        return [self._tabs(width), table.heads(width), *lines, Line(width), *below], cursor

    def _nothing(self) -> str:
        """That the page is empty, and the key to the next one where it says no other."""
        following = self.SHEETS[(self.page + 1) % len(self.SHEETS)].name
        text = self.sheet.nothing
        return text if ":" in text else f"{text}: {keys.name(self.do_next_page)} shows {following}"

    def below(self, width: int, height: int) -> list[Line]:
        """What is told of the chosen row below the list, and of all rows where the tabs leave no room for that."""
        current = self.rows.current
        if current is None:
            return told(self.about(), width)
        lines = told(self.sheet.words(current), width)
        whole = next(iter(self.beside()), "")
        cut = self.about() and whole not in str(self._tabs(width))
        return [*lines, Line(width, f" {' · '.join(self.about())}")] if cut else lines

    def _tabs(self, width: int) -> Line:
        line, x = Line(width), 1
        for number, sheet in enumerate(self.SHEETS):
            here = number == self.page
            x = line.put(x, f"[{self._count} {sheet.name}]" if here else sheet.name, "strong" if here else "dim") + 2
        line.put(x, next((text for text in self.beside() if width_of(text) < width - x), ""), "text")
        return line

    @property
    def _count(self) -> str:
        return f"{len(self.rows.items)}{'' if self.whole else '+'}"
