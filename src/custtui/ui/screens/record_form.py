"""A record as one column of fields: marked while typed, kept by F9 with all faults at once, dropped by F11."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from custtui.domain.errors import Conflict, Fault, Refused
from custtui.services.order_entry.views import Choice
from custtui.ui.commands import Command
from custtui.ui.desk import Answer
from custtui.ui.paint import Line
from custtui.ui.screens.profile_fields import Spec
from custtui.ui.screens.record_rows import draw_record
from custtui.ui.view import Drawn, View
from custtui.ui.widgets.field import Field
from custtui.ui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from custtui.ui.desk import Desk

Looked = tuple[Sequence[Fault], Sequence[Fault]]
"""What cannot be kept, and what looks odd."""


class RecordForm(View):
    """Fields of one record. Subclasses say how it is read, looked at and stored, and what F4 lists."""

    COMMANDS = (
        Command("enter", "Next", "The next field; in the last one it stays; it never keeps", "next"),
        Command("f9", "Keep", "Check everything and keep the record", "keep"),
        Command("f4", "List", "Values of this field; in a field of several, Enter gives or takes one", "list"),
        Command("f11", "Drop", "Drop the changes; asks if there are any", "drop"),
    )
    LISTS: Mapping[str, str] = {}
    """Fields that hold several codes, and what stands between them."""

    def __init__(self, desk: Desk, specs: Sequence[Spec] = ()) -> None:
        super().__init__(desk)
        self.odd: Sequence[Fault] = ()
        self._seen: object = None
        self._up = False
        self.set_specs(specs)

    def set_specs(self, specs: Sequence[Spec]) -> None:
        """The fields of the form, all empty."""
        self.fields = [
            Field(one.name, one.label, 40, longest=one.longest, kind=one.kind, help=one.help, prompt=one.prompt)
            for one in specs
        ]
        self.at = 0

    # -- what subclasses say -------------------------------------------------------------------------------------
    async def read(self) -> Mapping[str, str]:
        """The record as stored: a text a field."""
        raise NotImplementedError

    async def look(self) -> Looked:
        """What is wrong with what is typed, and what is odd."""
        return (), ()

    async def store(self) -> str:
        """Keep what is typed; the outcome in a line. Raises Refused, Conflict."""
        raise NotImplementedError

    async def choices(self, prompt: str) -> list[Choice]:
        """The values F4 lists for a field."""
        raise NotImplementedError

    def above(self, width: int) -> list[Line]:
        """Rows over the fields."""
        return []

    # -- coming and going ----------------------------------------------------------------------------------------
    async def opened(self) -> None:
        """The form comes up; back from another screen, what is typed stays."""
        if not self._up:
            await self.fill()
            self._up = True

    async def fill(self) -> None:
        """Show the record as it is stored."""
        values = await self.read()
        for field in self.fields:
            field.set(values.get(field.name, ""))
        if self.fields:
            self.go(self.fields[0].name)

    def changed(self) -> bool:
        return any(field.changed for field in self.fields)

    def typed_values(self) -> dict[str, str]:
        """What stands in the fields."""
        return {field.name: field.value for field in self.fields}

    async def settle(self) -> None:
        """Mark what is wrong in the fields that were left; nothing is refused while typing."""
        seen = (self.at, [field.value for field in self.fields])
        if seen == self._seen or not self.changed():
            return
        self._seen = seen
        faults, odd = await self.look()
        here = self.field.name if self.field else ""
        self.odd = [fault for fault in odd if fault.field != here]
        for fault in faults:
            if fault.field != here and fault.code != "missing":
                self._mark(fault)

    def _mark(self, fault: Fault) -> bool:
        field = next((one for one in self.fields if one.name == fault.field), None)
        if field:
            field.error = field.error or fault.text
        return field is not None

    async def do_next(self) -> None:
        """Enter: the next field."""
        await self._move("enter")

    # -- keeping -------------------------------------------------------------------------------------------------
    async def do_keep(self) -> None:
        """F9: kept, and back; or every fault at its field, the cursor on the first."""
        await self._keep(self.desk.back)

    async def _keep(self, then: Answer) -> None:
        for field in self.fields:
            field.error = ""
        try:
            outcome = await self.store()
        except Conflict as conflict:
            await self._show_conflict(conflict)
            return
        except Refused as refused:
            self._show_faults(refused.faults)
            return
        for field in self.fields:
            field.stored = field.value
        await then()
        self.desk.say(outcome)

    def _show_faults(self, faults: Sequence[Fault]) -> None:
        for fault in faults:
            self._mark(fault)
        self._to_first()
        count = f"{len(faults)} to clear: " if len(faults) > 1 else ""
        self.desk.refuse(count + "; ".join(fault.text for fault in faults[:3]))

    def _to_first(self) -> None:
        """The cursor to the first field with an error."""
        if first := next((field.name for field in self.fields if field.error), ""):
            self.go(first)

    async def _show_conflict(self, conflict: Conflict) -> None:
        """What is stored now comes in; where both changed, F5 takes theirs and F9 keeps mine (X-13)."""
        stored, both = await self.read(), list[str]()
        for field in self.fields:
            theirs = stored.get(field.name, "")
            if not field.changed:
                field.set(theirs)
            elif theirs != field.stored:
                field.stored = theirs
                if theirs != field.value:
                    field.error = f"{field.label}: stored is now “{theirs}”. F5 takes that, F9 keeps yours"
                    both.append(field.label)
        self._to_first()
        more = f"both changed {', '.join(both)}" if both else "their changes are here now, beside yours: F9 keeps"
        self.desk.refuse(f"{conflict.faults[0].text}; {more}")

    # -- dropping and leaving ------------------------------------------------------------------------------------
    async def do_drop(self) -> None:
        """F11: back, nothing stored; asks only if something was changed."""
        if self.changed():
            self.desk.confirm("Drop the changes?", self._drop)
        else:
            await self.desk.back()

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
            await self._keep(leave)

        async def drop() -> None:
            await leave()
            self.desk.say("Changes dropped; nothing was stored")

        self.desk.confirm("Keep the changes before leaving?", keep, drop)

    # -- lists ---------------------------------------------------------------------------------------------------
    async def do_list(self) -> None:
        """F4: the values of this field."""
        field = self.field
        if field is None or not field.prompt:
            self.desk.say(f"{field.label if field else 'Here'}: there is no list for this field")
            return
        between = self.LISTS.get(field.name, "")

        async def provide(find: str) -> list[Choice]:
            rows = await self.choices(field.prompt)
            low, held = find.lower(), _parts(field.value, between)
            return [
                Choice(row.key, row.label, row.detail, row.key in held)
                for row in rows
                if low in f"{row.label} {row.detail}".lower()
            ]

        async def take(choice: Choice) -> None:
            field.value = _turned(field.value, choice, between) if between else self.taken(field, choice)
            field.error, field.fresh = "", False
            field.end()

        prompt = Prompt(self.desk, field.label, provide, take)
        self.desk.windows.append(prompt)
        await prompt.fill()

    def taken(self, field: Field, choice: Choice) -> str:
        """What a chosen value reads as in a field."""
        return choice.key

    def body(self, width: int, height: int) -> Drawn:
        return draw_record(self, width, height)


def _parts(value: str, between: str) -> list[str]:
    return [part.strip() for part in value.split(between)] if between else [value.strip()]


def _turned(value: str, choice: Choice, between: str) -> str:
    """The list with a value given, or taken where it stands."""
    held = [part for part in _parts(value, between) if part]
    kept = [part for part in held if part.casefold() != choice.key.casefold()]
    return f"{between} ".join(kept if len(kept) < len(held) else [*held, choice.key])


def yes(text: str) -> bool:
    """Y in a field that holds Y or N."""
    return text.strip().upper() in ("Y", "J", "1")


def letter(flag: bool) -> str:
    """Y or N."""
    return "Y" if flag else "N"
