"""The forms of a note and of an action note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.records.fact import fields_of
from custtui.domain.records.note import ActionFields, NoteFields
from custtui.services.notes import action_notes, notes
from custtui.ui.kit.form_view import Looked
from custtui.ui.kit.record_form import RecordForm, letter, yes
from custtui.ui.kit.spec import spec_of

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

NOTE, ACTION = (tuple(map(spec_of, fields_of(record).values())) for record in (NoteFields, ActionFields))
LISTS = {
    "reasons": action_notes.note_reasons,
    "assignees": action_notes.assignees,
    "statuses": action_notes.statuses,
}


class NoteForm(RecordForm):
    """One note; None is one that is being written."""

    def __init__(self, desk: Desk, account_id: int, customer: str, note_id: int | None = None) -> None:
        super().__init__(desk, NOTE)
        self.account_id, self.customer, self.note_id, self.version = account_id, customer, note_id, 0

    @property
    def title(self) -> str:
        return f"{'New note' if self.note_id is None else 'Note'} · {self.customer}"

    @property
    def is_stored(self) -> bool:
        return self.note_id is not None

    async def read(self) -> Mapping[str, str]:
        if self.note_id is None:
            return {"on_selection": "N"}
        one = await self.desk.ask(notes.note, self.note_id)
        self.version = one.version
        return {"text": one.text, "on_selection": letter(one.on_selection)}

    async def store(self, confirmed: frozenset[str]) -> str:
        values = self.typed_values()
        typed, who = NoteFields(values["text"], yes(values["on_selection"])), self.desk.session.who
        if self.note_id is None:
            await self.desk.ask(notes.add_note, who, self.account_id, typed)
            return "Note saved"
        await self.desk.ask(notes.change_note, who, self.note_id, self.version, typed)
        return "Note changed"


class ActionForm(RecordForm):
    """One action note; None is one that is being written."""

    def __init__(self, desk: Desk, account_id: int, customer: str, note_id: int | None = None) -> None:
        super().__init__(desk, ACTION)
        self.account_id, self.customer, self.note_id, self.version = account_id, customer, note_id, 0
        self.stored: ActionFields | None = None

    @property
    def title(self) -> str:
        return f"{'New action note' if self.note_id is None else 'Action note'} · {self.customer}"

    @property
    def is_stored(self) -> bool:
        return self.note_id is not None

    async def read(self) -> Mapping[str, str]:
        if self.note_id is None:
            return asdict(await self.desk.ask(action_notes.blank_action, self.desk.session.who))
        one = await self.desk.ask(action_notes.action, self.note_id)
        self.version, self.stored = one.version, one.fields
        return asdict(one.fields)

    async def look(self) -> Looked:
        return await self.desk.ask(action_notes.faults, ActionFields(**self.typed_values()), self.stored), ()

    async def store(self, confirmed: frozenset[str]) -> str:
        typed, who = ActionFields(**self.typed_values()), self.desk.session.who
        if self.note_id is None:
            one = await self.desk.ask(action_notes.add_action, who, self.account_id, typed)
        else:
            one = await self.desk.ask(action_notes.change_action, who, self.note_id, self.version, typed)
        return f"Action note for {one.name} {'saved' if one.open else 'resolved'}"

    async def choices(self, prompt: str) -> list[Choice]:
        return await self.desk.ask(LISTS[prompt])
