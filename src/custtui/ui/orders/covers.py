"""Covers: those of a line of an order, or all that are open in the house by their due date (F-76, C-45)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from custtui.domain.covering import Step, step_fault
from custtui.domain.errors import refuse
from custtui.domain.text import as_sentence
from custtui.services import fulfilment
from custtui.services.orders import to_cover
from custtui.services.views.covers import CoverRow, LineCovers
from custtui.ui import routes
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.paint import Line
from custtui.ui.kit.record_list import RecordList
from custtui.ui.kit.table import CODE, NUMBER, Column, Table, told
from custtui.ui.kit.view import Drawn
from custtui.ui.orders.cover_form import CoverForm, CoverProgress
from custtui.ui.orders.cover_rows import cover_texts, cover_words
from custtui.ui.orders.tasks import of_covers

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

CHUNK = 100
"""Rows read at once."""
NOTHING = f"No cover is open: {keys.shown(keys.ACTIONS)} OW has what is to cover"
COLUMNS = (
    Column("due", "Due", 9, 9, whole=11),
    Column("mark", "", 1, 1, style="mark"),
    Column("cover", "Covered by", 12, 9, share=1, style="strong", whole=CODE),
    Column("order", "Order", 9, 8, whole=NUMBER),
    Column("position", "Pos", 3, 0, right=True, spare=4),
    Column("product", "Item", 9, 8, share=1, whole=CODE),
    Column("quantity", "Quantity", 8, 8, right=True),
    Column("done", "Done", 6, 6, right=True),
    Column("stands", "Progress", 12, 9, share=1, spare=1),
)


class Covers(RecordList[CoverRow]):
    """Production and purchase orders with the lines they cover, the first due first."""

    OPTIONS: ClassVar = {"2": "progress", "5": "display"}
    TASKS = of_covers

    def __init__(self, desk: Desk, number: str = "", position: int = 0) -> None:
        super().__init__(desk)
        self.number, self.position = number, position
        self.line: LineCovers | None = None

    @property
    def title(self) -> str:
        return f"Covers of {self.number} line {self.position}" if self.number else "Covers by due date"

    async def load(self) -> None:
        if self.number:
            self.line = await self.desk.ask(fulfilment.covers, self.number, self.position)
            self.rows.again([*self.line.rows])
            return
        count = max(CHUNK, len(self.rows.items))
        self.rows.again(await self.desk.ask(to_cover.schedule, count, 0))
        self.whole = len(self.rows.items) < count

    async def more(self) -> None:
        if not self.whole:
            read = await self.desk.ask(to_cover.schedule, CHUNK, len(self.rows.items))
            self.rows.items.extend(read)
            self.whole = len(read) < CHUNK

    async def open_item(self, item: CoverRow, option: str) -> None:
        """5 or Enter: the order at its line; 2: how far it is."""
        if option == "2":
            await self.desk.open(CoverProgress(self.desk, item))
        else:
            await self.desk.open(routes.order(self.desk, item.number, position=item.position))

    @keys.key("enter", "Open", "Open the order of the chosen row", bar=1)
    async def do_take(self) -> None:
        await super().do_take()

    @keys.key("f9", "Next step", "The chosen one is started; once more, and all of it is done", bar=2)
    async def do_step(self) -> None:
        """F9: planned, started, done."""
        await self._step("next")

    @keys.inserting("Cover", "Cover what is left of this line", bar=3)
    async def do_cover(self) -> None:
        """F6, Ins: a new cover of the line."""
        if self.line is None:
            raise refuse("line", "Covers are made from a line of an order: 3 beside it")
        if self.line.why_not or not self.line.to_cover:
            raise refuse("covered", self.line.why_not or "Nothing of this line is left to cover")
        await self.desk.open(CoverForm(self.desk, self.line))

    @keys.action("X", "Close the chosen cover: nothing more comes of it")
    async def do_close(self) -> None:
        """F10 X: asks first."""
        if (one := self.rows.current) is None:
            self.refuse_unchosen()
            return
        if why := step_fault(one.cover, "close"):
            raise refuse("nothing", why)

        async def close() -> None:
            await self._step("close")

        self.desk.confirm(
            f"Close {one.cover.name}: nothing more than {fmt.quantity(one.cover.done, '0')} comes?", close
        )

    @keys.key("f11", "No", keys.NO_USE)
    async def do_nothing(self) -> None:
        self.desk.hint(keys.no_use(self.do_nothing))

    async def _step(self, step: Step) -> None:
        if (one := self.reached() if step == "next" else self.rows.current) is None:
            return
        done = await self.desk.ask(fulfilment.progress, self.desk.session.who, one, step)
        await self.load()
        self.desk.say(f"{as_sentence(done)}: {fmt.quantity(one.cover.quantity)} {one.product} of {one.number}")

    def body(self, width: int, height: int) -> Drawn:
        below = told(cover_words(self.rows.current) if self.rows.current else self._about(), width)
        room = height - 2 - len(below)
        table = Table(COLUMNS, width, map(cover_texts, self.rows.visible(room)))
        lines, at = self.rows.listed(width, room, lambda item, line: table.draw(line, cover_texts(item)))
        if not self.rows.items:
            lines = [Line(width, f"  {self._nothing()}", "dim")]
        return [table.heads(width), *lines, Line(width), *below], (1 if self.in_list else 0, at + 1)

    def _nothing(self) -> str:
        return "Nothing covers this line yet: Ins covers it" if self.number else NOTHING

    def _about(self) -> list[str]:
        """The line, and what of it is left to cover."""
        if (one := self.line) is None:
            return []
        left = f"{fmt.quantity(one.to_cover, '0')} of {fmt.counted(one.ordered, one.unit)} to cover"
        wanted = f"wanted {fmt.day(one.wanted)}" if one.wanted else ""
        return [f"{one.product} {one.description}", one.customer, left, wanted]
