"""What small forms have in common: marks while typing, F9 keeps, F11 drops, leaving asks, nothing is lost."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from custtui.domain.errors import Confirm, Fault, Refused
from custtui.services.order_entry.views import Choice
from custtui.ui.commands import Command
from custtui.ui.desk import Answer
from custtui.ui.paint import Line
from custtui.ui.view import View
from custtui.ui.widgets.field import Field
from custtui.ui.widgets.prompt import Prompt
from custtui.ui.wrap import wrapped

if TYPE_CHECKING:
    from custtui.ui.desk import Desk

Provider = Callable[[str], Awaitable[list[Choice]]]


class FormView(View):
    """A record as fields, one below the other. Subclasses store it and say what is wrong with it."""

    COMMANDS = (
        Command("enter", "Next", "The next field; in the last one it stays; it never keeps", "next"),
        Command("f9", "Keep", "Check everything and keep the record", "keep"),
        Command("f4", "List", "Values of this field, where there is a list", "list"),
        Command("f11", "Drop", "Drop the changes; asks if there are any", "drop"),
    )

    def __init__(self, desk: Desk, fields: list[Field]) -> None:
        super().__init__(desk)
        self.fields = fields
        self.odd: Sequence[Fault] = ()
        self._seen: object = None
        self.step(0)

    # -- what a subclass says ------------------------------------------------------------------------------------
    async def store(self, confirmed: frozenset[str]) -> str:
        """Store the record; the outcome in words. Raises Refused, Conflict, Confirm."""
        raise NotImplementedError

    async def look(self) -> tuple[Sequence[Fault], Sequence[Fault]]:
        """What cannot be kept, and what is odd and kept all the same."""
        return (), ()

    def provider(self, field: Field) -> Provider | None:
        """The F4 list of a field."""
        return None

    async def taken(self, field: Field, choice: Choice) -> None:
        """A row of the F4 list was chosen."""
        field.value, field.error, field.fresh = choice.key, "", False
        field.end()

    # -- typing --------------------------------------------------------------------------------------------------
    def by_name(self, name: str) -> Field:
        """The field of that name."""
        return next(field for field in self.fields if field.name == name)

    def changed(self) -> bool:
        return any(field.changed for field in self.fields)

    async def do_next(self) -> None:
        """Enter: the next field."""
        await self._move("enter")

    async def settle(self) -> None:
        """Mark what is wrong in the fields that were left; nothing is refused while typing."""
        seen = (self.at, tuple(field.value for field in self.fields if field is not self.field))
        if seen == self._seen or not self.changed():
            return
        self._seen = seen
        faults, odd = await self.look()
        here = self.field.name if self.field else ""
        self.odd = [fault for fault in odd if fault.field != here]
        for fault in faults:
            if fault.field != here and fault.code != "missing":
                self._mark(fault)

    async def do_list(self) -> None:
        """F4: the values of this field."""
        field = self.field
        assert field is not None
        provider = self.provider(field)
        if provider is None:
            self.desk.say(f"{field.label}: there is no list for this field")
            return

        async def take(choice: Choice) -> None:
            await self.taken(field, choice)

        prompt = Prompt(self.desk, field.label, provider, take)
        self.desk.windows.append(prompt)
        await prompt.fill()

    # -- keeping and leaving -------------------------------------------------------------------------------------
    async def do_keep(self) -> None:
        """F9: everything is checked, all errors are shown at once; kept, or nothing is."""
        await self.keep()

    async def keep(self, confirmed: frozenset[str] = frozenset(), then: Answer | None = None) -> None:
        """Keep the record and leave; what was refused the desk says, its fields are marked."""
        for field in self.fields:
            field.error = ""
        try:
            told = await self.store(confirmed)
        except Confirm as question:
            code = question.code

            async def yes() -> None:
                await self.keep(confirmed | {code}, then)

            self.desk.confirm(question.text, yes)
        except Refused as refused:
            self.mark(refused.faults)
        else:
            await (then or self.desk.back)()
            self.desk.say(told)

    def mark(self, faults: Sequence[Fault]) -> None:
        """Every fault at its field, the cursor on the first; the message line names them."""
        for fault in faults:
            self._mark(fault)
        first = next((field.name for field in self.fields if field.error), "")
        if first:
            self.go(first)
        count = f"{len(faults)} to clear: " if len(faults) > 1 else ""
        self.desk.refuse(count + "; ".join(fault.text for fault in faults[:3]))

    def _mark(self, fault: Fault) -> None:
        for field in self.fields:
            if field.name == fault.field:
                field.error = fault.text

    async def do_drop(self) -> None:
        """F11: drop the changes; asks only if there are any."""
        if self.changed():
            self.desk.confirm("Drop the changes?", self._drop)
        else:
            await self._drop()

    async def _drop(self) -> None:
        await self.desk.back()
        self.desk.say("Changes dropped; nothing was stored")

    async def do_back(self) -> None:
        """F12: back one screen; a changed record asks."""
        await self._leave(self.desk.back)

    async def do_leave(self) -> None:
        """F3: leave the task; a changed record asks."""
        await self._leave(self.desk.home)

    async def do_home(self) -> None:
        """F2: customers; a changed record asks."""
        await self._leave(self.desk.home)

    async def _leave(self, leave: Answer) -> None:
        if not self.changed():
            await leave()
            return

        async def keep() -> None:
            await self.keep(then=leave)

        async def drop() -> None:
            await leave()
            self.desk.say("Changes dropped; nothing was stored")

        self.desk.confirm("Keep the changes before leaving?", keep, drop)

    # -- drawing -------------------------------------------------------------------------------------------------
    def draw_fields(self, width: int, room: int, label: int = 13) -> tuple[list[Line], tuple[int, int]]:
        """The fields, `room` cells at most for each; and where the cursor is."""
        rows: list[Line] = []
        cursor = (0, 0)
        for number, field in enumerate(self.fields):
            line = Line(width)
            line.put(1, field.label, "label", label - 2)
            field.width = min(field.longest + 1, room, width - label - 2)
            if field.error:
                line.put(label, "?", "mark")
            x = field.draw(line, label + 1, here=number == self.at)
            cursor = (x, number) if number == self.at else cursor
            rows.append(line)
        return rows, cursor

    def told_rows(self, width: int) -> list[Line]:
        """What is wrong, what is odd, else what the field is for."""
        found = [("?", [field.error], "mark") for field in self.fields if field.error]
        if self.odd:
            found.append(("Odd", [fault.text for fault in self.odd], "text"))
        if self.field and not self.field.error:
            found.append(("Help", [self.field.help], "dim"))
        return labelled(found, width)


def labelled(facts: Sequence[tuple[str, Sequence[str], str]], width: int, label: int = 10) -> list[Line]:
    """Rows of a label and what it says in parts, wrapped; a fact that says nothing has none."""
    lines: list[Line] = []
    for name, parts, style in facts:
        for number, text in enumerate(wrapped(parts, width - label - 1)):
            line = Line(width)
            line.put(1, "" if number else name, "label")
            line.put(label, text, style, width - label - 1)
            lines.append(line)
    return lines


def drawn(
    rows: list[Line], below: list[Line], cursor: tuple[int, int], height: int
) -> tuple[list[Line], tuple[int, int]]:
    """Fields, and below what fits; where not even the fields do, those around the cursor."""
    x, y = cursor
    kept = below[: max(0, max(height - len(rows), min(2, len(below))))]
    room = height - len(kept)
    top = max(0, min(y - room + 1, len(rows) - room)) if len(rows) > room else 0
    top = max(top, y - room + 1)
    return [*rows[top : top + room], *kept], (x, y - top)
