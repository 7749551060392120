"""A field that is typed into: text, cursor, and the habits of a 5250 field."""

from dataclasses import dataclass

from custtui.domain.flag import flag_slip
from custtui.domain.numbers import read_easily
from custtui.domain.who import Act
from custtui.ui.kit import keys
from custtui.ui.kit.paint import Line, cells, fit, width_of

NUMBER = "number"
TEXT = "text"
FLAG = "flag"

OVER = 2000
"""So many characters too many are kept, marked, in a form: nothing that was typed goes unseen."""


SHORT = 24
"""So many characters of a field are always in view."""


def shown(longest: int) -> int:
    """Cells of a field that takes so many characters: long ones scroll, since each blank cell costs a byte (P-4)."""
    return min(longest, SHORT + max(0, longest - SHORT) // 12) + 1


@dataclass(slots=True)
class Field:
    """One field of a screen. The first printable key replaces what stands in a field just entered.

    `width` is in cells on the screen; `longest` in characters. `kind` NUMBER takes keypad + as Field Exit, FLAG
    holds Y or N. A `needed` one carries a star while it is empty. `prompt` names its list, `several` of which it may
    hold; `help` says what it is for.
    """

    name: str
    label: str
    width: int
    value: str = ""
    longest: int = 200
    kind: str = TEXT
    help: str = ""
    prompt: str = ""
    several: bool = False
    locked: bool = False
    needed: bool = False
    cursor: int = 0
    fresh: bool = True
    error: str = ""
    stored: str = ""
    act: Act | None = None
    """What changing it takes, where who is here may not: it reads as text, and typing is refused (S-7)."""
    chosen: bool = False
    """What stands in it was chosen from a list: text typed next replaces it, no code is typed on to (X-18)."""
    _left: int = 0

    def enter(self) -> None:
        """The cursor comes into the field."""
        self.fresh, self.chosen = True, False
        self.cursor = len(self.value)

    def hide(self) -> None:
        """The screen is hidden: what is typed stays, but for secrets."""

    @property
    def anew(self) -> bool:
        """What stands in it gives way to the first letter typed: it shows so."""
        return self.fresh or self.chosen

    @property
    def cells(self) -> int:
        """How wide it is on a form."""
        return shown(self.longest)

    def told(self, text: str) -> str:
        """How a value of it reads."""
        return text

    def seen(self, *, here: bool) -> tuple[str, int]:
        """What it shows, and behind how many letters of that its cursor stands."""
        return self.value, self.cursor

    @property
    def copied(self) -> str:
        """What of it may go to the clipboard."""
        return self.value

    def held(self) -> str:
        """Why the cursor stays when it is to go on to the next field; '' where it goes."""
        return ""

    def set(self, value: str) -> None:
        """Put a value in, as stored."""
        self.value = self.stored = value
        self.error = ""
        self.enter()

    @property
    def changed(self) -> bool:
        """True where the value is not what is stored."""
        return self.value != self.stored

    def reset(self) -> None:
        """F5: back to what is stored."""
        self.set(self.stored)

    @property
    def slip(self) -> str:
        """What is wrong with it whatever it means: too long, or neither Y nor N; '' where nothing is.

        What stands in the database untouched is not asked again.
        """
        if self.kind == FLAG:
            return flag_slip(self.label.strip(), self.value)
        much = len(self.value) if self.changed else 0
        return f"{self.label.strip()}: {much} characters, at most {self.longest} are saved" * (much > self.longest)

    @property
    def advice(self) -> str:
        """What it is for, and by which key its list comes up."""
        listed = (keys.GIVES if self.several else keys.LISTS) if self.prompt else ""
        return " · ".join(filter(None, (self.help, listed)))

    @property
    def mark(self) -> str:
        """What stands before it: `?` where it is wrong, `*` where it has to be filled."""
        return "?" if self.error else "*" if self.needed and not self.value else ""

    def meet(self, theirs: str, by: str = "") -> bool:
        """Somebody else stored `theirs`; it comes in where nothing was typed. True where both changed it (X-13)."""
        if not self.changed:
            self.set(theirs)
            return False
        both = theirs not in (self.stored, self.value)
        self.stored = theirs
        if both:
            who = f"{by} made it" if by else "stored is now"
            takes, saves = keys.shown(keys.RESET), keys.shown(keys.SAVE)
            self.error = f'{self.label}: {who} "{self.told(theirs)}". {takes} takes that, {saves} saves yours'
        return both

    def type(self, text: str, over: int = 0) -> bool:
        """Insert printable text at the cursor. False where the field cannot take it (locked or full): it stays.

        `over` are the characters it takes above its `longest`.
        """
        if self.locked or (0 if self.anew else len(self.value)) + len(text) > self.longest + over:
            return False
        if self.anew:
            self.value, self.cursor, self.fresh, self.chosen = "", 0, False, False
        self.value = self.value[: self.cursor] + text + self.value[self.cursor :]
        self.cursor += len(text)
        self.error = ""
        return True

    def key(self, key: str) -> bool:
        """Do an editing key; False where it is none of the field's."""
        action = EDITING.get(key)
        if action is None:
            return False
        self.fresh = self.chosen = False
        if not self.locked or action in (Field.left, Field.right, Field.home, Field.end):
            action(self)
        return True

    def left(self) -> None:
        """One character to the left."""
        self.cursor = max(0, self.cursor - 1)

    def right(self) -> None:
        """One character to the right."""
        self.cursor = min(len(self.value), self.cursor + 1)

    def fill(self, value: str) -> None:
        """A value put in instead of typed, the cursor behind it."""
        self.value, self.error, self.fresh, self.chosen = value, "", False, False
        self.end()

    def choose(self, value: str) -> None:
        """A value chosen from a list, the cursor behind it; arrows, Home and End keep it, text replaces it."""
        self.fill(value)
        self.chosen = True

    def home(self) -> None:
        """To the first character."""
        self.cursor = 0

    def end(self) -> None:
        """Behind the last character."""
        self.cursor = len(self.value)

    def backspace(self) -> None:
        """Take the character before the cursor away."""
        if self.cursor:
            self.value = self.value[: self.cursor - 1] + self.value[self.cursor :]
            self.cursor -= 1

    def delete(self) -> None:
        """Take the character under the cursor away."""
        self.value = self.value[: self.cursor] + self.value[self.cursor + 1 :]

    def clear_to_end(self) -> None:
        """Field Exit: nothing stays behind the cursor; in a field just entered nothing stays at all."""
        self.value = "" if self.fresh else self.value[: self.cursor]
        self.cursor = len(self.value)

    def draw(self, line: Line, x: int, *, here: bool) -> int:
        """Draw the field at cell x; returns the cell of its cursor."""
        text, at = self._easily(*self.seen(here=here), here)
        self._scroll(text, at, here)
        style = ("amiss" if here else "wrong") if self.error else "typing" if here else "field"
        if self.act or (self.locked and not here):
            style = "text"  # what cannot be changed is read, not typed into
        line.blank(x, self.width, style)
        value = "replaced" if here and self.anew and not (self.error or self.locked or self.act) else style
        if self.kind == NUMBER and not self._left:
            return self._draw_number(line, x, text, value, at if here else None)
        shown = _cut(text[self._left :], self.width, more=not here)
        if here and 0 < self._left < at:
            shown = MORE + shown[1:]
        line.put(x, shown, value, self.width)
        return x + min(width_of(text[self._left : at]), self.width - 1)

    def _easily(self, text: str, at: int, here: bool) -> tuple[str, int]:
        """A number reads as elsewhere, thousands grouped, as long as nobody edits it and the field holds that."""
        if self.kind != NUMBER or (here and not self.anew):
            return text, at
        easy = read_easily(text)
        return (easy, len(easy) if here else at) if width_of(easy) <= self.width else (text, at)

    def _draw_number(self, line: Line, x: int, text: str, style: str, at: int | None) -> int:
        """At the right, typed or not, so that digits stand below digits; typed, the cursor is right of the last one.

        `at`: behind how many characters the cursor is. A number without its end would be another one: it is cut so.
        """
        end = x + self.width
        line.put(x, fit(text, self.width) if at is None else text, style, self.width, "right")
        if at is not None and end < line.width and line.chars[end] == " ":
            line.blank(end, 1, "amiss" if self.error else "typing")
        return min(end - width_of(text[at or 0 :]), line.width - 1)

    def _scroll(self, text: str, at: int, here: bool) -> None:
        if not here:  # a field the cursor has left shows its beginning: a Y or a code stands whole
            self._left = 0
            return
        if at < self._left:
            self._left = at
        while width_of(text[self._left : at]) > self.width - 1 and self._left < at:
            self._left += 1
        # no cell for what comes next is wanted, or it stands behind the field
        full = self.kind in (FLAG, NUMBER) or len(text) >= self.longest
        if width_of(text) < self.width + full:
            self._left = 0


MORE = "…"
"""Where a field holds more than it shows."""


def _cut(text: str, width: int, *, more: bool) -> str:
    used = 0
    for number, character in enumerate(text):
        used += cells(character)
        if used > width:
            return fit(text, width) if more else text[:number]
    return text


EDITING = {
    "left": Field.left,
    "right": Field.right,
    "home": Field.home,
    "end": Field.end,
    "backspace": Field.backspace,
    "delete": Field.delete,
}
CHANGING = ("backspace", "delete")
"""Those of them that change what stands in it."""
