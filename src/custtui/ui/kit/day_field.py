"""A field that holds a day: typed in any way, shown as every day is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from custtui.domain.days import dated, shown_day
from custtui.domain.numbers import Unreadable
from custtui.domain.reading import read_any_day
from custtui.ui.kit import clock
from custtui.ui.kit.field import Field

DAY_CELLS = 12
"""`28 Nov 2026`, and the cell of the cursor."""


@dataclass(slots=True)
class CalendarField(Field):
    """Its value is what was typed, or an ISO day; what it shows, once the cursor has left it, is `4 Dec`.

    `reads`: how what is typed here is read (a day ahead, or a past one); raises Unreadable.
    """

    reads: Callable[[str, date], date] = read_any_day

    @property
    def cells(self) -> int:
        return DAY_CELLS

    @property
    def changed(self) -> bool:
        """True where it holds another day: the same one in other letters is none."""
        return self.value != self.stored and self.told(self.value) != self.told(self.stored)

    @property
    def copied(self) -> str:
        return self.told(self.value)

    def told(self, text: str) -> str:
        """`4 Dec` for whatever is read as that day; anything else as it was typed."""
        day = self._day(text)
        return shown_day(day, clock.today()) if day else text

    def seen(self, *, here: bool) -> tuple[str, int]:
        if here and not self.anew:
            return self.value, self.cursor
        told = self.told(self.value)
        return told, len(told)

    def key(self, key: str) -> bool:
        """What is edited is what was shown; with its year where it would else be read as another day."""
        if self.anew:
            self.fill(self._typed_on())
        return super(CalendarField, self).key(key)

    def _typed_on(self) -> str:
        day, told = self._day(self.value), self.told(self.value)
        return told if day in (None, self._day(told)) else dated(day)

    def _day(self, text: str) -> date | None:
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            pass
        try:
            return self.reads(text, clock.today()) if text.strip() else None
        except Unreadable:
            return None
