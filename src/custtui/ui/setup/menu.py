"""What a house is set up with: the lists there are, each with what it is for (X-23)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.errors import refuse
from custtui.ui.kit import keys
from custtui.ui.kit.paint import Line
from custtui.ui.kit.record_list import RecordList
from custtui.ui.kit.table import Column, Table, told
from custtui.ui.kit.view import Drawn, View
from custtui.ui.setup.records import SetupList
from custtui.ui.setup.sections import SECTIONS, Section
from custtui.ui.setup.tasks import of_menu

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

COLUMNS = (Column("title", "List", 16, 16, style="strong"), Column("what", "For", 60, 40, share=1))


class SetupMenu(RecordList[Section]):
    """One row a list; Enter opens it."""

    TITLE, LEADS = "Set-up", True
    INSTEAD = "Enter opens a list"
    TASKS = of_menu

    async def load(self) -> None:
        self.rows.again(SECTIONS.values())

    async def open_item(self, item: Section, option: str) -> None:
        """Enter, 5: the list."""
        await self.desk.open(SetupList(self.desk, item))

    @keys.key("enter", "Open", "Open the chosen list", bar=1)
    async def do_take(self) -> None:
        await super().do_take()

    def body(self, width: int, height: int) -> Drawn:
        table = Table(COLUMNS, width)
        below = [Line(width), *told([self.rows.current.what] if self.rows.current else [], width)]
        lines, at = self.rows.listed(width, height - 1 - len(below), lambda one, line: table.draw(line, _texts(one)))
        return [table.heads(width), *lines, *below], (1, at + 1)


def setup_screen(desk: Desk, kind: str = "") -> View:
    """The menu, or the list whose name begins so. Raises Refused where there is none."""
    if not kind:
        return SetupMenu(desk)
    low = kind.casefold()
    found = next((one for one in SECTIONS.values() if one.title.casefold().startswith(low)), None)
    found = found or next((one for one in SECTIONS.values() if one.kind.startswith(low)), None)
    if found is None:
        names = ", ".join(one.title for one in SECTIONS.values())
        raise refuse("setup", f'"{kind}" is not a list of the set-up: {names}')
    return SetupList(desk, found)


def _texts(one: Section) -> dict[str, str]:
    return {"title": one.title, "what": one.what}
