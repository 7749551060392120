"""The revisions of an order, the newest first: below each what it changed, what was beside what is (F-61)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from custtui.domain.naming import some
from custtui.domain.order import status_word
from custtui.services import orders
from custtui.services.views.order import Difference, RevisionRow
from custtui.ui import routes
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.facts import labelled
from custtui.ui.kit.paint import Line, held
from custtui.ui.kit.record_list import RecordList
from custtui.ui.kit.refilled import refill
from custtui.ui.kit.table import Column, Table
from custtui.ui.kit.view import Drawn
from custtui.ui.orders.tasks import of_revisions

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

COLUMNS = (
    Column("position", "Pos", 5, 5, right=True),
    Column("what", "What", 20, 13, share=1),
    Column("was", "Was", 20, 14, share=2),
    Column("now", "Now", 20, 14, share=2, style="strong"),
)


class Shown(NamedTuple):
    """A row: a revision, or one thing that it changed."""

    of: RevisionRow
    difference: Difference | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """By what the row is known when the list is read again."""
        return self.of.revision, self.difference


class Revisions(RecordList[Shown]):
    """Every revision stays viewable for ever; none is changed here."""

    INSTEAD, LEADS = "a revision never changes", True
    TASKS = of_revisions

    def __init__(self, desk: Desk, number: str) -> None:
        super().__init__(desk)
        self.number = number

    @property
    def title(self) -> str:
        return f"Revisions of {self.number}"

    async def load(self) -> None:
        found = await self.desk.ask(orders.revisions, self.number)
        rows = [row for one in found for row in (Shown(one), *(Shown(one, what) for what in one.changed))]
        refill(self.rows, rows, lambda row: row.key)

    async def open_item(self, item: Shown, option: str) -> None:
        """Enter, 5: the order as this revision says it."""
        await self.desk.open(routes.order(self.desk, self.number, item.of.revision))

    @keys.key("enter", "Open", "The order as the chosen revision says it", bar=1)
    async def do_take(self) -> None:
        await super().do_take()

    @keys.key("f5", "Refresh", "Refreshed", bar=2)
    async def do_refresh(self) -> None:
        await super().do_refresh()

    def body(self, width: int, height: int) -> Drawn:
        below = held([Line(width), *_whole(self.rows.current, width)], height - 4)
        room = max(2, height - 1 - len(below))
        seen = [row.difference for row in self.rows.visible(room) if row.difference]
        table = Table(COLUMNS, width, map(_texts, seen))
        lines, at = self.rows.listed(width, room, lambda row, line: _draw(row, line, table))
        return [table.heads(width), *lines, *below], (0, at + 1)


def _draw(row: Shown, line: Line, table: Table) -> None:
    if row.difference is None:
        line.put(1, _revision(row.of), "strong", line.width - 2)
    else:
        table.draw(line, _texts(row.difference))


def _texts(one: Difference) -> dict[str, str]:
    position = "" if one.position is None else str(one.position)
    return {"position": position, "what": one.what, "was": one.was or "-", "now": one.now}


def _revision(one: RevisionRow) -> str:
    """`Revision 2 · accepted · 29 Nov 08:50 ann · 466.63 USD`"""
    status = status_word(one.status) + (f" by revision {one.superseded_by}" if one.superseded_by else "")
    made, total = f"{fmt.moment(one.made_at)} {one.made_by}", f"{fmt.amount(one.gross, one.currency)} {one.currency}"
    return " · ".join((f"Revision {one.revision}", status, made, total))


def _whole(row: Shown | None, width: int) -> list[Line]:
    """The chosen row: what its columns cut."""
    if row is None:
        return [Line(width, " an arrow chooses a row: all of it stands here", "dim")]
    if row.difference is None:
        count = len(row.of.changed)
        changed = f"{some(count, 'change')}" if row.of.revision > 1 else "as it was placed"
        return labelled([("Chosen", [_revision(row.of), changed], "strong")], width)
    one = row.difference
    what = one.what if one.position is None else f"line {one.position} {one.what}"
    return labelled(
        [("What", [what], "strong"), ("Was", [one.was or "not on the order"], "text"), ("Now", [one.now], "text")],
        width,
    )
