"""The work list: what is to be done for all customers, by the day it is to be looked at (F-23)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from custtui.services.clock import today
from custtui.services.notes import action_notes
from custtui.services.notes.action_notes import CustomerAction
from custtui.ui import routes
from custtui.ui.customer.note_forms import ActionForm
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.paint import Line
from custtui.ui.kit.record_list import RecordList
from custtui.ui.kit.table import Column, Table, told
from custtui.ui.kit.view import Drawn
from custtui.ui.paths import path

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

COLUMNS = (
    Column("follow_up", "Follow up", 11, 11, whole=13),
    Column("name", "Customer", 20, 16, share=1, style="strong"),
    Column("reason", "Reason", 10, 10),
    Column("text", "Text", 24, 16, share=2),
    Column("assignee", "Who", 8, 0),
)
CHUNK = 100
"""Notes read at once."""


class OpenNotes(RecordList[CustomerAction]):
    """Open action notes of all customers, or only mine."""

    OPTIONS = {"2": "change", "5": "display", "7": "resolve"}
    AT_ONCE, REREADS = "7", False

    def __init__(self, desk: Desk, *, mine: bool = False) -> None:
        super().__init__(desk)
        self.mine, self.whole, self.day = mine, False, date.min

    @property
    def title(self) -> str:
        return "My open notes and follow-ups" if self.mine else "Open notes and follow-ups"

    async def load(self) -> None:
        count = max(CHUNK, len(self.rows.items))
        self.day = await self.desk.ask(today)
        self.rows.again(await self._read(count, 0))
        self.whole = len(self.rows.items) < count

    async def _read(self, limit: int, offset: int) -> tuple[CustomerAction, ...]:
        login = self.desk.session.who.login if self.mine else ""
        return await self.desk.ask(action_notes.open_actions, login, limit, offset)

    async def more(self) -> None:
        if not self.whole:
            read = await self._read(CHUNK, len(self.rows.items))
            self.rows.items.extend(read)
            self.whole = len(read) < CHUNK

    async def open_item(self, item: CustomerAction, option: str) -> None:
        """Enter, 2, 5: its form; 7 resolves it."""
        if option == "7":
            await self._resolve(item)
        else:
            await self.desk.open(ActionForm(self.desk, item.account_id, f"{item.code} {item.name}", item.note_id))

    async def _resolve(self, item: CustomerAction) -> None:
        one = await self.desk.ask(action_notes.resolve, self.desk.session.who, item.note_id, item.version)
        if len(self.rows.options) > 1:
            self.rows.items[self.rows.chosen] = one  # further options keep their rows
        else:
            await self.load()
        self.desk.say(f"Resolved: {one.name}, {one.reason} {one.text}")

    @keys.key("enter", "Change", "Change the chosen note; 2 change, 7 resolve beside several", bar=1)
    async def do_take(self) -> None:
        await super().do_take()

    @keys.key("f7", "Resolve", "The chosen one is done: it leaves the list", bar=2)
    async def do_resolve(self) -> None:
        """F7: the chosen one is done."""
        if one := self.reached():
            await self._resolve(one)

    INSTEAD = f"{keys.name(do_resolve)} resolves the chosen note"

    @keys.key("f4", "Mine / all", "Only what I am to do, or what anybody is", bar=3)
    @keys.action("M", "Mine, or all")
    async def do_filter(self) -> None:
        """F4, F10 M: mine, or all."""
        self.mine = not self.mine
        self.rows.fill([])
        await self.load()
        self.desk.hint("Only what you are to do" if self.mine else "What anybody is to do")

    @keys.key("f6", "Customer", "The profile of the chosen note's customer", bar=4)
    async def do_customer(self) -> None:
        """F6: the customer."""
        if self.rows.current is None:
            self.refuse_unchosen()
            return
        await self.desk.open(routes.profile(self.desk, self.rows.current.account_id))

    def body(self, width: int, height: int) -> Drawn:
        one = self.rows.current
        parts = [f"{one.code} {one.name}", one.text, one.assignee, f"{one.changed_by} wrote it"] if one else []
        below = told(parts, width)
        room = height - 2 - len(below)
        table = Table(COLUMNS, width, map(self._texts, self.rows.visible(room)))
        lines, at = self.rows.listed(width, room, lambda item, line: self._draw(table, item, line))
        if not self.rows.items:
            lines = [Line(width, f"  {self._nothing()}", "dim")]
        return [table.heads(width), *lines, Line(width), *below], (1 if self.in_list else 0, at + 1)

    def _nothing(self) -> str:
        """An empty list says the next key."""
        if self.mine:
            return f"Nothing is open: {keys.name(self.do_filter)} shows what anybody is to do"
        return f"Nothing is open: notes are made where a customer is ({path('CP')} and its code)"

    def _late(self, one: CustomerAction) -> bool:
        return one.open and one.follow_up is not None and one.follow_up < self.day

    def _draw(self, table: Table, one: CustomerAction, line: Line) -> None:
        """What is overdue stands out and is marked; what was resolved just now says so and is dim."""
        table.draw(line, self._texts(one), style="mark" if self._late(one) else "" if one.open else "dim")

    def _texts(self, one: CustomerAction) -> dict[str, str]:
        return {
            "follow_up": f"{fmt.day(one.follow_up)}{' !' if self._late(one) else ''}" if one.open else "resolved",
            "name": one.name,
            "reason": one.reason,
            "text": one.text,
            "assignee": one.assignee or "anybody",
        }
