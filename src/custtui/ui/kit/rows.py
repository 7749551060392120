"""A list that is walked by keys: which rows show, which one is chosen, and the options typed beside them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from custtui.ui.kit.field import Field
from custtui.ui.kit.paint import Line

T = TypeVar("T")

LONGEST = 20
"""Digits that are taken beside a row."""

STANDING = "Options are typed beside rows: Enter does them, Backspace takes them away"
"""Refuses what would bring another list under them."""


@dataclass
class Rows(Generic[T]):
    """Items of a list. `chosen` is -1 while no row is; `untouched`: it is the first one since the list came up, and
    no key went there yet. `whole`: there are no others to read.
    """

    items: list[T] = field(default_factory=list[T])
    chosen: int = -1
    untouched: bool = False
    whole: bool = True
    top: int = 0
    height: int = 10
    options: dict[int, str] = field(default_factory=dict[int, str])

    def fill(self, items: list[T]) -> None:
        """Other items: nothing is chosen, no options stand."""
        self.items, self.chosen, self.top = items, -1, 0
        self.options, self.untouched = {}, False

    def again(self, items: Iterable[T]) -> None:
        """The items read again: the cursor keeps its place as far as they go, the options theirs."""
        self.items = list(items)
        self.chosen = min(self.chosen, len(self.items) - 1)

    def enter(self, *, reached: bool) -> None:
        """The first row is chosen where none is; `reached`: as if a key had gone there."""
        if self.chosen < 0 and self.items:
            self.choose(0)
            self.untouched = not reached

    @property
    def entered(self) -> bool:
        """No key has reached the chosen row: what changes one at once does not count it yet (C-33)."""
        return self.untouched and self.chosen >= 0

    @property
    def current(self) -> T | None:
        """The row that is chosen."""
        return self.items[self.chosen] if 0 <= self.chosen < len(self.items) else None

    def runs_out(self, key: str) -> bool:
        """Does this key go down into the last rows there are? What is behind them is read before it does."""
        return key in ("down", "pagedown") and self.chosen >= len(self.items) - self.height

    def key(self, key: str) -> bool:
        """Walk: arrows and page keys, Home and End. False at another key, and where there is no row that way."""
        last, at = len(self.items) - 1, -1 if self.entered else self.chosen
        target = {
            "down": at + 1,
            "up": at - 1,
            "pagedown": min(last, max(at, 0) + self.height),
            "pageup": max(0, at - self.height),
            "home": 0,
            "end": last,
        }.get(key)
        if target is None or not 0 <= target <= last:
            return False
        self.choose(target)
        return True

    def choose(self, number: int) -> None:
        """Go to that row."""
        self.chosen, self.untouched = number, False
        self._into_view()

    def _into_view(self) -> None:
        number = self.chosen
        self.top = min(max(self.top, number - self.height + 1), max(0, number))

    def type_option(self, text: str) -> bool:
        """Digits typed beside the chosen row: an option; more than one are seen, and refused when they are done."""
        if self.current is None or not text.isascii() or not text.isdigit():
            return False
        typed = self.options.get(self.chosen, "") + text
        if len(typed) > LONGEST:
            return False
        self.options[self.chosen] = typed
        return True

    def rub_out(self) -> bool:
        """Take the last digit of the chosen row's option away, else of the topmost one; False where none is typed."""
        if not self.options:
            return False
        if self.chosen not in self.options:
            self.choose(min(self.options))
        left = self.options.pop(self.chosen)
        if left[:-1]:
            self.options[self.chosen] = left[:-1]
        return True

    @property
    def undone(self) -> str:
        """The topmost option typed; '' where none is."""
        return self.options[min(self.options)] if self.options else ""

    def take_option(self) -> tuple[str, T] | None:
        """The topmost option typed, and its row; it is taken off the list."""
        if not self.options:
            return None
        number = min(self.options)
        self.choose(number)
        return self.options.pop(number), self.items[number]

    def to_field(self, field: Field, text: str) -> bool:
        """Text that is no option, for a field above the list: the digits typed beside the row begin it.

        False where options stand beside other rows: another list would lose them.
        """
        begun = self.options.pop(self.chosen, "")
        if self.options:
            if begun:
                self.options[self.chosen] = begun
            return False
        self.chosen = -1
        if begun:
            field.enter()
            field.type(begun)
        return True

    def _room(self, height: int) -> int:
        """Rows for items: the last one tells where there are more than fit."""
        return height - 1 if height > 1 and (len(self.items) > height or not self.whole) else height

    def visible(self, height: int) -> list[T]:
        """The rows that `listed` will show in that many."""
        self._fit(self._room(height))
        return self.items[self.top : self.top + self._room(height)]

    def listed(
        self, width: int, height: int, row: Callable[[T, Line], None], *, what: str = "", key: str = "PgDn"
    ) -> tuple[list[Line], int]:
        """What `draw` gives, and below it how many rows more there are: a list ends honestly.

        `what` they are is said where another list stands beside; `key` goes to them.
        """
        room = self._room(height)
        lines, at = self.draw(width, room, row)
        if room < height:
            lines.append(Line(width, f"   {self._rest(len(lines), f' {what}' if what else '', key)}", "dim"))
        return lines, at

    def _rest(self, drawn: int, what: str, key: str) -> str:
        """`12 more: PgDn`, `12 more: PgDn · 3 above`, `15 more above: PgUp`; `+` while not all is read."""
        below, above = len(self.items) - self.top - drawn, self.top
        if not below and self.whole:
            return f"{above:,} more{what} above: PgUp"
        number = f"{below:,}{'' if self.whole else '+'} " if below else ""
        text = f"{number}more{what}: {key}"
        return f"{text} · {above:,} above" if above else text

    def _fit(self, height: int) -> None:
        """So many rows show; the chosen one is among them."""
        self.height = max(1, height)
        if self.chosen >= 0:
            self._into_view()
        elif self.items:
            self.top = min(self.top, len(self.items) - 1)

    def draw(self, width: int, height: int, row: Callable[[T, Line], None]) -> tuple[list[Line], int]:
        """The rows that fit, each drawn by `row`; and the row (of these) the cursor stands on, 0 where none."""
        self._fit(height)
        lines = [
            self._line(width, number, row) for number in range(self.top, min(self.top + height, len(self.items)))
        ]
        return lines, max(0, self.chosen - self.top)

    def _line(self, width: int, number: int, row: Callable[[T, Line], None]) -> Line:
        line = Line(width)
        row(self.items[number], line)
        if number == self.chosen:
            line.put(0, ">", "strong" if self.entered else "selected")
            if not self.entered:
                line.mark("selected")
        if number in self.options:
            _put_option(line, self.options[number])
        return line


def _put_option(line: Line, option: str) -> None:
    """The option over blanks: what is left of a word under it would read as more of its digits (X-19).

    Underlined, not reversed: so it stands out of a row that is.
    """
    end = 1 + len(option)
    while end < line.width and line.chars[end] != " ":
        end += 1
    line.blank(1, end - 1, "field")
    line.put(1, option, "field")
