"""What all screens have in common: fields that are gone through, commands, rows to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from custtui.domain.errors import refuse
from custtui.domain.text import without_unseen
from custtui.ui.kit import keys
from custtui.ui.kit.clipboard import copy_next
from custtui.ui.kit.field import NUMBER, Field
from custtui.ui.kit.paint import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.message_line import AnswerAct

NAMED = 20
"""Characters of what was not taken that are named."""

NO_FIELD = "There is no field here to type into"

Drawn = tuple[list[Line], tuple[int, int]]
"""Rows of a body, and where in it the cursor stands, as (x, y)."""


Tasks = tuple[tuple[str, str], ...]
"""What one comes to a screen to do, each with how."""


def no_tasks(screen: View) -> Tasks:
    """Of a screen that is told by its keys."""
    return ()


class View:
    """A screen: its fields, its commands, and its rows. Subclasses say what stands where."""

    TITLE: ClassVar[str] = ""
    declares: ClassVar[keys.Declared] = keys.Declared()
    """The keys and actions its methods declare."""
    ALONE: ClassVar[bool] = False
    """Whether no key but its own does anything: nothing leads away from it."""
    SIGNING: ClassVar[bool] = False
    """Whether a second signature is given here: none is offered then."""
    WINDOW_TOP: ClassVar[int] = 2
    """Row of the body from which windows may cover it."""
    WINDOW_KEPT: ClassVar[int] = 0
    """Rows at its foot that a window which can do without them leaves in sight."""
    TELLS_WHO: ClassVar[bool] = False
    """Whether its rows say who may do what not everybody may."""
    TASKS: ClassVar[Callable[[Any], Tasks]] = no_tasks
    """What one comes here to do, told of the screen as it stands."""
    OVER: ClassVar[int] = 0
    """Characters too many that its fields take, to be marked and refused as a whole."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.declares = keys.declared(cls, View)

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.fields: list[Field] = []
        self.at = 0

    @property
    def title(self) -> str:
        """What the first line says."""
        return self.TITLE

    @property
    def shows(self) -> str:
        """The number of what stands here as it is now; '' where it is told by no number."""
        return ""

    @property
    def field(self) -> Field | None:
        """The field the cursor is in."""
        return self.fields[self.at] if 0 <= self.at < len(self.fields) else None

    @property
    def open_field(self) -> Field | None:
        """The field that takes what is typed; None where none does."""
        return None if self.field is None or self.field.locked else self.field

    @property
    def modes(self) -> frozenset[str]:
        """What it is up to: keys may hold in some modes only."""
        return keys.ALWAYS

    @property
    def commands(self) -> tuple[keys.Key, ...]:
        """The keys valid here and now: the bottom line, the help and the dispatch go by it."""
        return self.declares.keys_in(self.modes)

    async def opened(self) -> None:
        """The screen comes up."""

    async def left(self) -> None:
        """Another screen comes up over this one, or this one goes away: keep what a pause would have kept."""

    async def gone(self) -> None:
        """This screen went away for good, whatever led away from it: nothing is kept that nobody would miss."""

    def carried_over(self, numbers: Mapping[int, int]) -> None:
        """Another file stands in the database's place: what was carried into it has other numbers there."""

    async def returned(self) -> None:
        """The screen above went away."""
        await self.opened()

    def body(self, width: int, height: int) -> Drawn:
        """The rows between title and message line."""
        raise NotImplementedError

    async def key(self, key: str) -> bool:
        """A key that is neither text, editing nor a command; True where it did something."""
        return await self._move(key)

    async def typed(self) -> None:
        """Text of the current field changed."""

    async def settle(self) -> None:
        """No key waits: work out what the screen shows (search, quote) and keep what is half typed.

        The next key gives it up at any await: what it found is noted when all of it is known.
        """

    async def afterwards(self) -> bool:
        """The screen is shown and no key waits: what may come a moment later. True where something changed."""
        return False

    async def covered(self) -> bool:
        """A window lies over the screen, and no key waits: what stands beside it. True where something changed."""
        return False

    def changed(self) -> bool:
        """True where leaving would lose something."""
        return False

    @property
    def pane(self) -> bool:
        """Whether it has a pane on the right where there is room: windows leave that in view."""
        return False

    @property
    def told_whole(self) -> tuple[tuple[str, str], ...]:
        """What the screen may have no room to say whole: the help does (F1)."""
        return ()

    @property
    def tasks(self) -> Tasks:
        """What one comes here to do, and how: the help tells it before the keys."""
        return type(self).TASKS(self)

    @property
    def undone(self) -> str:
        """An option that is typed beside a row and not done; '' where there is none."""
        return ""

    async def leaving(self, leave: AnswerAct) -> None:
        """Go where `leave` goes; where that would lose something it is asked first."""
        if self.changed():
            self.desk.confirm("Leave without saving the changes?", leave)
        else:
            await leave()

    async def text(self, text: str) -> None:
        """Printable text, typed or pasted; where no field takes it, it is refused (X-19)."""
        field = self.open_field
        if field is None:
            what = f'"{text[:NAMED].strip()}"' if text[:NAMED].strip() else "A blank"
            self.desk.refuse(f"{what} is not taken: no field here to type into")
        elif field.type(text, self.OVER):
            await self.typed()
        else:
            self.desk.refuse(f"{field.label.strip() or 'Here'}: at most {field.longest} characters")

    async def paste(self, text: str) -> None:
        """A pasted line goes where the cursor is, without what nobody sees; of several nothing is taken (X-19)."""
        text = without_unseen(text)
        rows = [row for row in text.split("\n") if row.strip()]
        if len(rows) > 1:
            label = self.open_field.label.strip() if self.open_field else ""
            self.desk.refuse(f"{label or 'Here'}: {len(rows)} lines were pasted, one fits; nothing was taken")
        else:
            await self.text("".join(rows or [text.strip("\n")]).replace("\t", " "))

    async def edit(self, key: str) -> bool:
        """An editing key in the current field."""
        if not self.field or not self.field.key(key):
            return False
        await self.typed()
        return True

    def go(self, name: str) -> None:
        """Put the cursor into the field of that name."""
        self.at = next((n for n, field in enumerate(self.fields) if field.name == name), self.at)
        if self.field:
            self.field.enter()

    def step(self, by: int) -> None:
        """To the next field that can be typed into; at the ends it goes round. A field may hold the cursor."""
        if by > 0 and self.field and (why := self.field.held()):
            self.desk.hint(why)
            return
        for _ in self.fields:
            self.at = (self.at + by) % len(self.fields)
            if not self.fields[self.at].locked:
                break
        if self.field:
            self.field.enter()

    async def _move(self, key: str) -> bool:
        if not self.fields or key not in ("tab", "shift+tab", "up", "down", "enter"):
            return False
        if key == "enter" and self.at == len(self.fields) - 1:
            return True  # in the last field of a form Enter stays; it never saves
        self.step(-1 if key in ("shift+tab", "up") else 1)
        return True

    def hide(self) -> None:
        """It is hidden from whoever comes: what was typed for nobody to see is gone."""
        for field in self.fields:
            field.hide()

    def copies(self) -> list[tuple[str, str]]:
        """What can be copied here, by its name, what is wanted most first; blank texts are left out."""
        return [(self.field.label.strip(), self.field.copied)] if self.field else []

    @keys.key("ctrl+c", "Copy", "A number, address, phone to your terminal's clipboard; again: the next one")
    async def do_clipboard(self) -> None:
        """Ctrl+C: the first of what can be copied, again the next."""
        copy_next(self.desk, [(name, text) for name, text in self.copies() if text])

    @keys.key("ctrl+e", "Field exit", "Clear to the end of the field and go on (keypad + in numbers)")
    async def do_exit(self) -> None:
        """Field Exit: clear to the end of the field and go on, as Enter in a form, elsewhere as Tab."""
        field = self.open_field
        if field is None:
            raise refuse("field", NO_FIELD)
        field.clear_to_end()
        await self.typed()
        if not await self.key("enter"):
            await self.key("tab")

    @keys.key("f5", "Refresh", "This field back to what is stored; a list is refreshed")
    async def do_refresh(self) -> None:
        """F5: the field back to what is stored."""
        field = self.open_field
        if field is None:
            raise refuse("field", NO_FIELD)
        if field.changed:
            field.reset()
            await self.typed()
        else:
            self.desk.hint(f"{field.label.strip() or 'This field'}: there is nothing to take back")

    def no_list(self, field: Field | None) -> None:
        """F4 where nothing can be listed: what is typed next was meant for a list, and must not go into the field."""
        self.desk.refuse(f"{field.label.strip() if field else 'Here'}: nothing to choose from here")

    @property
    def numeric(self) -> bool:
        """True in a number field, where keypad + is Field Exit."""
        return self.field is not None and self.field.kind == NUMBER

    def by_name(self, name: str) -> Field:
        """The field of that name."""
        return next(field for field in self.fields if field.name == name)

    def value(self, name: str) -> str:
        """What stands in the field of that name."""
        return self.by_name(name).value
