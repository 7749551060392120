"""The form of one record of what the house is set up with: its fields are those its record describes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.errors import Fault
from custtui.domain.records.fact import fields_of
from custtui.domain.who import may, who_may
from custtui.services.upkeep import keeping
from custtui.services.upkeep.keeping import SetupRecord
from custtui.services.upkeep.prompts import choices_of
from custtui.ui.kit.form_view import Looked
from custtui.ui.kit.paint import Line
from custtui.ui.kit.record_form import RecordForm
from custtui.ui.kit.spec import spec_of
from custtui.ui.setup.sections import Section

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


class SetupForm(RecordForm):
    """One record; None is a new one. What it is called by never changes."""

    def __init__(
        self, desk: Desk, section: Section, stands: SetupRecord | None, saved: Callable[[SetupRecord], None]
    ) -> None:
        super().__init__(desk, [spec_of(one) for one in fields_of(keeping.record_of(section.kind)).values()])
        self.section, self.stands, self.saved = section, stands, saved
        for field in self.fields:
            field.locked = stands is not None and field.name in keeping.fixed_of(section.kind)

    @property
    def title(self) -> str:
        one = self.section.one
        return f"{one.capitalize()} {self.section.called(self.stands)}" if self.stands else f"New {one}"

    @property
    def is_stored(self) -> bool:
        return self.stands is not None

    async def read(self) -> Mapping[str, str]:
        if self.stands is None:
            return await self.desk.ask(keeping.starting_texts, self.section.kind)
        self.stands = await self.desk.ask(keeping.setup_record, self.section.kind, self.stands.row)
        return self.stands.texts

    async def fill(self) -> None:
        """The cursor begins in the first field that can be changed."""
        await super().fill()
        self.go(next((field.name for field in self.fields if not field.locked), self.fields[0].name))

    async def look(self) -> Looked:
        row = self.stands.row if self.stands else None
        return await self.desk.ask(keeping.look_at_record, self.section.kind, self.typed_values(), row)

    async def made_odd(self) -> Sequence[Fault]:
        return (await self.look())[1]

    async def store(self, confirmed: frozenset[str]) -> str:
        stands, who = self.stands, self.desk.session.who
        row, before = (stands.row, stands.texts) if stands else (None, None)
        made = await self.desk.ask(keeping.save_setup, who, self.section.kind, self.typed_values(), row, before)
        self.saved(made)
        return f"{self.section.one.capitalize()} {self.section.called(made)} saved"

    async def choices(self, prompt: str) -> list[Choice]:
        return await self.desk.ask(choices_of, prompt)

    def above(self, width: int) -> list[Line]:
        """Who may not save is told before anything is typed."""
        act = self.section.act
        if may(self.desk.session.who, act):
            return []
        return [Line(width, f" {who_may(act).capitalize()} saves it, or signs for it", "dim"), Line(width)]
