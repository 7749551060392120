"""Notes about a customer; a flagged one stands on its own line when the customer orders (F-24, R-39)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from custtui.domain.errors import Conflict, Fault, Refused, refuse
from custtui.domain.records.note import NoteFields
from custtui.domain.records.reading import Ways, missing, read_record
from custtui.domain.who import Act, Who
from custtui.models.account import CustomerNote
from custtui.models.base import now
from custtui.models.database import transaction
from custtui.services.asks import asks
from custtui.services.customer.account_lock import take_account
from custtui.services.writing.customer import row_of
from custtui.services.writing.hand import ByHand


@dataclass(frozen=True, slots=True)
class Note:
    """A note with who wrote it last."""

    note_id: int
    version: int
    account_id: int
    text: str
    on_selection: bool
    changed_by: str
    changed_at: datetime


def notes(account_id: int) -> tuple[Note, ...]:
    """The notes of a customer, flagged ones first, then the newest first."""
    rows = CustomerNote.select().where(CustomerNote.account == account_id)
    return tuple(_note(row) for row in rows.order_by(CustomerNote.on_selection.desc(), CustomerNote.id.desc()))


def note(note_id: int) -> Note:
    """One note. Raises Refused for one that is gone."""
    row = CustomerNote.get_or_none(CustomerNote.id == note_id)
    if row is None:
        raise refuse("unknown_note", "This note is gone")
    return _note(row)


@asks(Act.NOTES)
def add_note(who: Who, account_id: int, typed: NoteFields) -> Note:
    """Store a new note. Raises Refused for an empty one, one too long, one with a card number (X-14)."""
    row = _row(typed)
    with transaction():
        take_account(who, account_id)
        made = ByHand(who).add(CustomerNote, account=account_id, **row)
    return note(made)


@asks(Act.NOTES)
def change_note(who: Who, note_id: int, version: int, typed: NoteFields) -> Note:
    """Store what was changed. Raises Refused as `add_note`, Conflict where somebody else changed it meanwhile."""
    with transaction():
        before = note(note_id)
        row = _row(typed, NoteFields(before.text, before.on_selection))
        take_account(who, before.account_id)
        stamps = {"version": version + 1, "changed_by": who.login, "changed_at": now()}
        here = (CustomerNote.id == note_id) & (CustomerNote.version == version)
        if not CustomerNote.update(**row, **stamps).where(here).execute():
            raise _conflict(before)
    return note(note_id)


@asks(Act.NOTES)
def remove_note(who: Who, note_id: int, version: int) -> None:
    """Take a note away. Raises Conflict where somebody else changed it meanwhile."""
    with transaction():
        before = note(note_id)
        take_account(who, before.account_id)
        here = (CustomerNote.id == note_id) & (CustomerNote.version == version)
        if not CustomerNote.delete().where(here).execute():
            raise _conflict(before)


def _row(typed: NoteFields, before: NoteFields | None = None) -> dict[str, Any]:
    ways = Ways(before=before)
    values = read_record(NoteFields, typed, ways)
    if faults := [*ways.faults, *missing(NoteFields, values, ways.faults)]:
        raise Refused(faults)
    return row_of(NoteFields, values.__getitem__)


def _conflict(before: Note) -> Conflict:
    return Conflict(
        [
            Fault("conflict", "", f"{before.changed_by} changed this note meanwhile"),
            Fault("conflict", "text", f"Note: stored {before.text!r}"),
        ],
        before.changed_by,
    )


def _note(row: CustomerNote) -> Note:
    return Note(
        row.id, row.version, row.account_id, row.text, row.on_selection, row.changed_by or row.made_by, row.changed_at
    )
