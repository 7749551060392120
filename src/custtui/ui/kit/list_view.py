"""What screens with a list have in common: walking it, opening a row, options typed beside several rows (F-84)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from custtui.domain.errors import Refused, refuse
from custtui.ui.kit import keys
from custtui.ui.kit.clipboard import of_row
from custtui.ui.kit.goes_on import GoesOn
from custtui.ui.kit.rows import Rows
from custtui.ui.kit.view import View

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

T = TypeVar("T")
GOES_ON = "There is more below: End goes on"
FURTHEST = 1000
"""Rows that one End reads at most: the key stays quick in a list of tens of thousands."""
NOT_CHOSEN = "Choose a row first (arrow keys)"
NOT_REACHED = f"Choose it first: {keys.shown('down')}"


class ListView(View, Generic[T]):
    """A list: it comes up with its first row chosen, told below and for the keys that lead somewhere.

    What changes a row at once, without a form or a question, does so only once a key has reached it: what was typed
    ahead would do it to one that nobody looked at (C-33). There the first Down reaches row 1; but see `LEADS`.
    """

    OPTIONS: ClassVar[dict[str, str]] = {"5": "display"}
    """Option digits and what they do; a refusal names them."""

    AT_ONCE: ClassVar[str] = ""
    """Those of them that change the row at once."""

    LEADS: ClassVar[bool] = False
    """All its keys lead somewhere: the first row counts as reached, the first Down is row 2."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows: Rows[T] = Rows()
        self._working = False
        self._goes_on = GoesOn(desk.hint)

    @property
    def whole(self) -> bool:
        """All of the list is read; lists read in parts say so."""
        return self.rows.whole

    @whole.setter
    def whole(self, whole: bool) -> None:
        self.rows.whole = whole

    @property
    def in_list(self) -> bool:
        """True where a row is chosen."""
        return self.rows.chosen >= 0

    async def open_item(self, item: T, option: str) -> None:
        """Do an option (Enter is "5") on a row. Raises Refused where it cannot be done."""
        raise NotImplementedError

    @property
    def undone(self) -> str:
        return self.rows.undone

    def copies(self) -> list[tuple[str, str]]:
        return [*of_row(self.rows.current), *super().copies()]

    async def more(self) -> None:
        """The end of what was read is reached: read on, where there is more."""

    async def to_end(self) -> bool:
        """The real end: what is not read yet is read; where that is too much at once it is said. False where none."""
        room = len(self.rows.items) + FURTHEST
        while not self.whole and len(self.rows.items) < room:
            await self.more()
        self._goes_on.tell("" if self.whole else GOES_ON)
        return self.rows.key("end")

    def begin(self) -> None:
        """The first row is chosen if none is; where fields stand above the list, an arrow has to go down to it."""
        if not self.fields:
            self.rows.enter(reached=self.LEADS)

    async def opened(self) -> None:
        """The list comes up; back from a row's screen the options typed beside further rows go on."""
        self.begin()
        if self._working:
            await self._next_option()

    async def text(self, text: str) -> None:
        """A digit beside the chosen row is an option."""
        if self.rows.entered and any(digit in self.AT_ONCE for digit in text):
            self.refuse_unreached()
        elif self.rows.type_option(text):
            pass
        elif self.field is None and text.isdigit() and not self.in_list:
            self.refuse_unchosen()
        else:
            await super().text(text)

    async def edit(self, key: str) -> bool:
        if self.in_list and key in ("home", "end"):
            return await self.key(key)
        if key in ("backspace", "delete") and (self.in_list or self.rows.options):
            return self.rows.rub_out()
        return await super().edit(key)

    async def key(self, key: str) -> bool:
        if self.rows.runs_out(key):
            await self.more()
        if key == "end":
            return await self.to_end()
        if walked := self.rows.key(key):
            self._goes_on.tell("")
        return walked

    async def do_take(self) -> None:
        """Enter: do the options typed, top-down; without any, open the chosen row."""
        if self.rows.options:
            self._working = True
            await self._next_option()
        elif self.rows.current is not None:
            await self.open_item(self.rows.current, "5")
        else:
            self.refuse_unchosen()

    def refuse_unchosen(self) -> None:
        """Say that no row is chosen. Only on Find an arrow ends the lock: it would let in what was typed ahead."""
        self.desk.refuse(NOT_CHOSEN if self.rows.items else "There is no row to choose")

    def refuse_unreached(self) -> None:
        """Say that the chosen row has to be reached first, and by which key."""
        self.desk.refuse(NOT_REACHED)

    def reached(self) -> T | None:
        """The row that a key has reached, for what changes it at once; None where the desk has said that none is."""
        if self.rows.current is None:
            self.refuse_unchosen()
        elif self.rows.entered:
            self.refuse_unreached()
        else:
            return self.rows.current
        return None

    async def _next_option(self) -> None:
        """The topmost option left; those done on the spot are done in turn until one opens a screen or asks."""
        await self._one_option()
        while self._working and self.rows.options and self.desk.view is self and not self.desk.question:
            await self._one_option()

    async def _one_option(self) -> None:
        """Do the topmost option; an error stops there, what is below stays typed."""
        number = min(self.rows.options, default=-1)
        self._working = len(self.rows.options) > 1
        if number < 0:
            return
        self.rows.choose(number)
        option = self.rows.options[number]
        try:
            if option not in self.OPTIONS:
                names = ", ".join(f"{digit} {what}" for digit, what in self.OPTIONS.items())
                raise refuse("option", f"Option {option} does not exist here: {names}")
            await self.open_item(self.rows.items[number], option)
        except Refused:
            self._working = False
            raise
        self.rows.options.pop(number, None)
