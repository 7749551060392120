"""A list of what the house is set up with, and the history of one of its rows or of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from custtui.domain.errors import refuse
from custtui.services.setup_history import SetupWas
from custtui.services.upkeep.keeping import PAGE, SetupRecord, adds_to, record_history, setup_records
from custtui.ui.kit import keys
from custtui.ui.kit.changes import ChangesList
from custtui.ui.kit.field import Field
from custtui.ui.kit.paint import Line
from custtui.ui.kit.record_list import RecordList
from custtui.ui.kit.refilled import refill
from custtui.ui.kit.rights import offered
from custtui.ui.kit.rows import STANDING
from custtui.ui.kit.table import Table, told
from custtui.ui.kit.view import Drawn
from custtui.ui.setup.form import SetupForm
from custtui.ui.setup.sections import Section
from custtui.ui.setup.tasks import of_list

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


class SetupList(RecordList[SetupRecord]):
    """Records of one sort by what they are called by; a row's form opens, nothing changes at once."""

    OPTIONS = {"2": "change", "5": "display"}
    LEADS = True
    TASKS = of_list

    def __init__(self, desk: Desk, section: Section) -> None:
        super().__init__(desk)
        self.section = section
        if section.finds:
            self.fields = [Field("find", "Find", 20, help=section.finds)]
        self._asked = ""
        """What the list was read for."""
        self._saved: int | None = None
        """The row that was saved last: the cursor goes there."""

    @property
    def title(self) -> str:
        return self.section.title

    @property
    def _find(self) -> str:
        return self.value("find") if self.fields else ""

    async def _follow(self) -> None:
        """Bring the list up to what is typed in Find."""
        if self._find != self._asked:
            self.rows.fill([])
            await self.load()

    async def settle(self) -> None:
        await self._follow()

    async def text(self, text: str) -> None:
        """In the list a digit is an option; all else goes into Find."""
        if not self.fields:
            await super().text(text)
        elif not (self.in_list and self.rows.type_option(text)):
            if not self.rows.to_field(self.fields[0], text):
                raise refuse("option", STANDING)
            await super().text(text)

    async def key(self, key: str) -> bool:
        await self._follow()
        if self.fields and key in ("tab", "shift+tab", "up") and self.rows.chosen <= 0:
            self.rows.chosen = -1
            return True
        return await super().key(key)

    def _go_to(self, saved: SetupRecord) -> None:
        self._saved = saved.row

    async def load(self) -> None:
        count = max(PAGE, len(self.rows.items))
        self._asked = self._find
        read = await self.desk.ask(setup_records, self.section.kind, self._asked, 0, count)
        refill(self.rows, read, lambda one: one.row, self._saved)
        self.whole, self._saved = len(read) < count, None

    async def more(self) -> None:
        if not self.whole:
            read = await self.desk.ask(setup_records, self.section.kind, self._asked, len(self.rows.items), PAGE)
            self.rows.items += read
            self.whole = len(read) < PAGE

    async def open_item(self, item: SetupRecord, option: str) -> None:
        """Enter, 2, 5: its form."""
        await self.desk.open(SetupForm(self.desk, self.section, item, self._go_to))

    @property
    def commands(self) -> tuple[keys.Key, ...]:
        """A new one asks for what its list asks for."""
        own, act, adds = super().commands, self.section.act, self.adds
        new = (replace(one, act=act, bar=one.bar * adds) if one.method == "do_new" else one for one in own)
        return tuple(new)

    @property
    def adds(self) -> bool:
        """May there be one more?"""
        return adds_to(self.section.kind, len(self.rows.items))

    @keys.key("enter", "Open", "The form of the chosen row: it is changed there", bar=1)
    async def do_take(self) -> None:
        """Enter: the chosen row; in Find the only one there is."""
        await self._follow()
        if self.fields and not self.in_list and len(self.rows.items) == 1 and not self.rows.options:
            await self.open_item(self.rows.items[0], "5")
        else:
            await super().do_take()

    @keys.inserting("New", "A new one", bar=2)
    async def do_new(self) -> None:
        """Ins, F6: a new one."""
        if not self.adds:
            raise refuse("adds", f"{self.section.title}: none is added, Enter changes one")
        await self.desk.open(SetupForm(self.desk, self.section, None, self._go_to))

    @property
    def instead(self) -> str:
        if not self.adds:
            return f"{keys.name(self.do_take)} changes one"
        return offered(self, self.do_new, f"{keys.name(self.do_new)} makes a new one")

    @keys.key("f8", "History", "What the chosen row was before, and who changed it", bar=3)
    async def do_history(self) -> None:
        """F8: what it was."""
        if self.rows.current is None:
            self.refuse_unchosen()
        else:
            one = self.rows.current
            await self.desk.open(SetupHistory(self.desk, self.section, one.code, self.section.called(one)))

    @keys.action("H", "All changes of this list, the latest first")
    async def do_all_history(self) -> None:
        """F10 H: what all of them were."""
        await self.desk.open(SetupHistory(self.desk, self.section))

    def body(self, width: int, height: int) -> Drawn:
        top = self._top(width)
        height -= len(top)
        current = self.rows.current
        below = [Line(width), *told(self.section.words(current), width)] if current else []
        room = height - 1 - len(below)
        table = Table(self.section.columns, width, map(self.section.texts, self.rows.visible(room)))
        lines, at = self.rows.listed(width, room, lambda one, line: table.draw(line, self.section.texts(one)))
        if not self.rows.items:
            lines = [Line(width, f"  {self._nothing}", "dim")]
        whole = [*top, table.heads(width), *lines, *below]
        return whole, (1, at + 1 + len(top)) if self.in_list or not top else (self._cursor, 0)

    @property
    def _nothing(self) -> str:
        """What an empty list says: none stands, or none matches."""
        makes = offered(self, self.do_new, f": {keys.name(self.do_new)} makes one")
        return "Nothing matches" if self._find else f"No {self.section.one} yet{makes}"

    def _top(self, width: int) -> list[Line]:
        """Find, where there are many."""
        if not self.fields:
            return []
        line = Line(width)
        line.put(1, "Find", "label")
        self._cursor = self.fields[0].draw(line, 7, here=not self.in_list)
        line.put(7 + self.fields[0].width + 2, self.section.finds, "dim")
        return [line, Line(width)]


class SetupHistory(ChangesList[SetupWas]):
    """What a record was, or all of a list were; nothing can be changed here."""

    INSTEAD = "what was changed stays as it was told"
    NOTHING = "No changes yet"

    def __init__(self, desk: Desk, section: Section, code: str = "", called: str = "") -> None:
        super().__init__(desk)
        self.section, self.code, self.called = section, code, called

    @property
    def title(self) -> str:
        return f"History · {self.section.title}" + (f" · {self.called}" if self.code else "")

    async def read_changes(self, limit: int, before: int | None) -> Sequence[SetupWas]:
        read = await self.desk.ask(record_history, self.section.kind, self.code, limit, before)
        return [self._shown(one) for one in read]

    def _shown(self, one: SetupWas) -> SetupWas:
        """With texts as rows show them."""
        return replace(one, old=self.section.shown(one.field, one.old), new=self.section.shown(one.field, one.new))

    def label(self, one: SetupWas) -> str:
        field = self.section.label(one.field) if one.field else "made"
        return field if self.code else f"{one.code} {field}"
