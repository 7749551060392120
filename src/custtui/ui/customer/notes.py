"""The notes of a customer: those to know and those to act on, in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.errors import refuse
from custtui.services.notes import action_notes, notes
from custtui.services.notes.action_notes import CustomerAction
from custtui.services.notes.notes import Note
from custtui.ui.customer.note_forms import ActionForm, NoteForm
from custtui.ui.customer.tasks import of_notes
from custtui.ui.kit import clock, keys
from custtui.ui.kit import format as fmt
from custtui.ui.kit.paint import Line, capped, wrapped
from custtui.ui.kit.record_list import RecordList
from custtui.ui.kit.table import Column, Table
from custtui.ui.kit.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

LEAST = 3
"""Rows that tell the chosen note."""
COLUMNS = (
    Column("kind", "Kind", 9, 9),
    Column("text", "Text", 34, 26, share=1, style="strong"),
    Column("assignee", "Who", 8, 0),
    Column("follow_up", "Follow up", 11, 11, whole=13),
    Column("by", "Written", 11, 0),
)


class Notes(RecordList[Note | CustomerAction]):
    """All notes of one customer: open action notes, then notes, then what was resolved."""

    OPTIONS = {"2": "change", "4": "remove a note", "5": "display", "7": "resolve an action note"}
    AT_ONCE, REREADS = "47", False
    TASKS = of_notes

    def __init__(self, desk: Desk, account_id: int, customer: str) -> None:
        super().__init__(desk)
        self.account_id, self.customer = account_id, customer

    @property
    def title(self) -> str:
        return f"Notes and follow-ups · {self.customer}"

    async def load(self) -> None:
        acts = await self.desk.ask(action_notes.actions_of, self.account_id)
        plain = await self.desk.ask(notes.notes, self.account_id)
        self.rows.again([*(one for one in acts if one.open), *plain, *(one for one in acts if not one.open)])

    async def open_item(self, item: Note | CustomerAction, option: str) -> None:
        """Enter, 2, 5: its form; 4 takes a note away; 7 resolves an action note."""
        if option == "4":
            await self._remove(item)
        elif option == "7":
            await self._resolve(item)
        else:
            form = ActionForm if isinstance(item, CustomerAction) else NoteForm
            await self.desk.open(form(self.desk, self.account_id, self.customer, item.note_id))

    async def _remove(self, item: Note | CustomerAction) -> None:
        if isinstance(item, CustomerAction):
            raise refuse("stays", "An action note stays with its customer: 7 resolves it")
        await self.desk.ask(notes.remove_note, self.desk.session.who, item.note_id, item.version)
        await self._done("Note removed")

    async def _resolve(self, item: Note | CustomerAction) -> None:
        if isinstance(item, Note) or not item.open:
            raise refuse("open", "Only an open action note is resolved")
        one = await self.desk.ask(action_notes.resolve, self.desk.session.who, item.note_id, item.version)
        self.rows.items[self.rows.chosen] = one
        await self._done(f"Resolved: {one.reason} {one.text}")

    async def _done(self, outcome: str) -> None:
        """Read again only when no further row carries an option."""
        if len(self.rows.options) <= 1:
            await self.load()
        self.desk.say(outcome)

    @keys.key("enter", "Change", "Change the chosen note; 2 change, 4 remove, 7 resolve beside several", bar=1)
    async def do_take(self) -> None:
        await super().do_take()

    @keys.key("f7", "Resolve", "The chosen action note is done", bar=4)
    async def do_resolve(self) -> None:
        """F7: the chosen one is done."""
        if one := self.reached():
            await self._resolve(one)

    @keys.key("insert", "Note", "A new note; it can be shown on orders", bar=2)
    async def do_new(self) -> None:
        """Ins: a new note."""
        await self.desk.open(NoteForm(self.desk, self.account_id, self.customer))

    @keys.key("f6", "Action note", "A new action note: reason, who does it, when", bar=3)
    async def do_new_action(self) -> None:
        """F6: a new action note."""
        await self.desk.open(ActionForm(self.desk, self.account_id, self.customer))

    INSTEAD = f"{keys.name(do_new)} makes a note, {keys.name(do_new_action)} an action note"

    def body(self, width: int, height: int) -> Drawn:
        below = _words(self.rows.current, width, max(LEAST, height - 6 - min(len(self.rows.items), 4)))
        room = height - 2 - len(below)
        table = Table(COLUMNS, width, map(_texts, self.rows.visible(room)))
        lines, at = self.rows.listed(
            width, room, lambda item, line: table.draw(line, _texts(item), style=_style(item))
        )
        if not self.rows.items:
            lines = [
                Line(
                    width,
                    f"  No notes yet: {keys.name(self.do_new)} note, {keys.name(self.do_new_action)} action note",
                    "dim",
                )
            ]
        return [table.heads(width), *lines, Line(width), *below], (1 if self.in_list else 0, at + 1)


def _texts(one: Note | CustomerAction) -> dict[str, str]:
    if isinstance(one, Note):
        kind = "on orders" if one.on_selection else "note"
        return {
            "kind": kind,
            "text": one.text,
            "assignee": "",
            "follow_up": "",
            "by": fmt.day(clock.local(one.changed_at).date()),
        }
    return {
        "kind": one.status,
        "text": f"{one.reason} {one.text}".strip(),
        "assignee": one.assignee,
        "follow_up": fmt.day(one.follow_up),
        "by": fmt.day(clock.local(one.changed_at).date()),
    }


def _style(one: Note | CustomerAction) -> str:
    return "dim" if isinstance(one, CustomerAction) and not one.open else ""


def _words(one: Note | CustomerAction | None, width: int, most: int) -> list[Line]:
    """The chosen note whole: three rows, more where it wants them."""
    parts: list[str] = []
    if one is not None:
        parts = [one.text, f"{one.changed_by}, {fmt.moment(one.changed_at)}"]
    rows = capped(wrapped(parts, width - 2), width - 2, most)
    return [Line(width, f" {text}") for text in (*rows, *[""] * (LEAST - len(rows)))]
