"""What the terms of a customer were: each change with the value before, the newest first (F-64)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.services.terms.history import PAGE, TermWas, term_history
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.facts import labelled
from custtui.ui.kit.paint import Line
from custtui.ui.kit.record_list import RecordList
from custtui.ui.kit.refilled import refill
from custtui.ui.kit.table import Column, Table
from custtui.ui.kit.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

COLUMNS = (
    Column("when", "When", 13, 12, style="dim", whole=18, spare=1),
    Column("by", "Who", 8, 6, spare=2),
    Column("label", "Term", 20, 14, style="strong", share=1),
    Column("old", "Was", 17, 11, share=2, whole=22),
    Column("new", "Became", 16, 11, share=2, whole=22),
)
NONE = "-"


class TermHistory(RecordList[TermWas]):
    """The changes of one customer's terms; nothing can be changed here."""

    INSTEAD, LEADS = "the history of terms never changes", True

    def __init__(self, desk: Desk, account_id: int, customer: str) -> None:
        super().__init__(desk)
        self.account_id, self.customer = account_id, customer

    @property
    def title(self) -> str:
        return f"Terms history · {self.customer}"

    async def load(self) -> None:
        count = max(PAGE, len(self.rows.items))
        read = await self.desk.ask(term_history, self.account_id, count)
        refill(self.rows, read, lambda one: one.row)
        self.whole = len(read) < count

    async def more(self) -> None:
        if not self.whole:
            read = await self.desk.ask(term_history, self.account_id, PAGE, self.rows.items[-1].row)
            self.rows.items += read
            self.whole = len(read) < PAGE

    async def open_item(self, item: TermWas, option: str) -> None:
        """Enter, 5: all of it stands below the list already; it is said as well."""
        self.desk.hint(f"{item.label}: {item.old or NONE} became {item.new or NONE}")

    def body(self, width: int, height: int) -> Drawn:
        below = [Line(width), *_whole(self.rows.current, width)] if self.rows.items else []
        room = max(2, height - 1 - len(below))
        table = Table(COLUMNS, width, map(_texts, self.rows.visible(room)))

        def draw(one: TermWas, line: Line) -> None:
            table.draw(line, _texts(one))

        lines, at = self.rows.listed(width, room, draw)
        if not lines:
            return [Line(width, "  No changes since the customer was created", "dim")], (0, 0)
        return [table.heads(width), *lines, *below], (0, at + 1)

    @keys.key("enter", "Details", "The chosen change in full, below the list", bar=1)
    async def do_take(self) -> None:
        await super().do_take()

    @keys.key("f5", "Refresh", "Refreshed", bar=2)
    async def do_refresh(self) -> None:
        await super().do_refresh()


def _texts(one: TermWas) -> dict[str, str]:
    return {
        "when": fmt.moment(one.at),
        "by": one.by or NONE,
        "label": one.label,
        "old": one.old or NONE,
        "new": one.new or NONE,
    }


def _whole(one: TermWas | None, width: int) -> list[Line]:
    """The chosen change: what its columns cut."""
    if one is None:
        return [Line(width, " an arrow chooses a change: all of it stands here", "dim")]
    shared = "shared by all accounts of the party" if one.shared else ""
    return labelled(
        [
            ("Term", [one.label, shared], "strong"),
            ("Was", [one.old or "nothing"], "text"),
            ("Became", [one.new or "nothing", f"{fmt.moment(one.at)} by {one.by or 'somebody'}"], "text"),
        ],
        width,
    )
