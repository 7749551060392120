"""The rows of a list that is longer than what is kept of it: read on and back as somebody walks there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from custtui.domain.choice import Choice, Listing
from custtui.ui.kit.rows import Rows

HELD = 200
"""Rows kept: what is walked away from is read again when one comes back."""
AT_ONCE = 50
"""Rows before those kept that are read when one walks up."""

Whole = Callable[[str], Awaitable[list[Choice] | Listing]]
"""Answers a find text with all rows it has."""


@dataclass(frozen=True, slots=True)
class Paged:
    """Answers a find text with rows from an offset on; `count` tells how many there are to the last."""

    read: Callable[[str, int], Awaitable[Listing]]
    count: Callable[[str], Awaitable[int]] | None = None


Provider = Whole | Paged


class Pages:
    """What a prompt lists: the rows kept stand in `rows`, the first of them is number `base` of the list."""

    def __init__(self, provider: Provider) -> None:
        self.rows: Rows[Choice] = Rows()
        self._provider = provider
        self._find, self._base = "", 0
        self._told = Listing([], 0)

    async def fill(self, find: str) -> None:
        """The list anew, from its first row on; the marked one is chosen."""
        self._find = find
        await self._from(0)
        if self.rows.items:
            self.rows.choose(next((n for n, choice in enumerate(self.rows.items) if choice.marked), 0))

    async def key(self, key: str) -> bool:
        """Walk, reading on or back where the rows kept do not reach."""
        rows = self.rows
        if key in ("down", "pagedown"):
            while rows.chosen + (1 if key == "down" else rows.height) >= len(rows.items) and await self._read_on():
                pass
        elif key in ("up", "pageup"):
            while rows.chosen - (1 if key == "up" else rows.height) < 0 and await self._read_back():
                pass
        elif key == "home" and self._base:
            await self._from(0)
        elif key == "end" and self._goes_on:
            await self._to_end()
        return rows.key(key)

    def below(self, drawn: int) -> str:
        """`12 more: PgDn`, `500+ more: PgDn`; at the end what is said there; nothing where all is seen."""
        left = self._told.count - self._base - self.rows.top - drawn
        held = len(self.rows.items) - self.rows.top - drawn
        if left > 0 or held > 0 or self._told.capped:
            many = max(left, held)
            return f"{many:,}{'+' if self._told.capped else ''} more: PgDn" if many > 0 else "more: PgDn"
        return self._told.beyond

    # -- reading -------------------------------------------------------------------------------------------------
    @property
    def _goes_on(self) -> bool:
        return self._told.capped or self._base + len(self.rows.items) < self._told.count

    async def _read(self, offset: int) -> list[Choice]:
        if not isinstance(self._provider, Paged):
            found = await self._provider(self._find)
            self._told = found if isinstance(found, Listing) else Listing(found, len(found))
            return self._told.rows
        self._told = await self._provider.read(self._find, offset)
        return self._told.rows

    async def _from(self, offset: int) -> None:
        self.rows.fill(await self._read(offset))
        self._base = offset

    async def _read_on(self) -> bool:
        """The rows after those kept; the first ones are let go."""
        if not self._goes_on:
            return False
        end = self._base + len(self.rows.items)
        more = await self._read(end)
        if not more:  # this was the last row: fewer than were counted, or the end of an unknown number
            self._told = Listing([], end, beyond=self._told.beyond)
            return False
        self.rows.items += more
        self._let_go(max(0, len(self.rows.items) - HELD))
        return True

    def _let_go(self, number: int) -> None:
        """The first rows go; the cursor stays where it is."""
        number = min(number, max(self.rows.top, 0))
        del self.rows.items[:number]
        self._base += number
        self.rows.chosen -= number
        self.rows.top -= number

    async def _read_back(self) -> bool:
        """The rows before those kept; the last ones are let go."""
        if not self._base:
            return False
        start = max(0, self._base - AT_ONCE)
        before = (await self._read(start))[: self._base - start]
        rows = self.rows
        rows.items = [*before, *rows.items]
        rows.chosen += len(before)
        rows.top += len(before)
        del rows.items[max(HELD, rows.top + rows.height) :]
        self._base = start
        return bool(before)

    async def _to_end(self) -> None:
        assert isinstance(self._provider, Paged)
        count = await self._provider.count(self._find) if self._provider.count else self._told.count
        height = max(1, self.rows.height)
        await self._from(max(0, count - max(AT_ONCE, height)))
        while await self._read_on():
            pass
