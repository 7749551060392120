"""What something was: each change with the value before, the newest first; read on as one goes down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.facts import FactRow, labelled
from custtui.ui.kit.paint import Line
from custtui.ui.kit.record_list import RecordList
from custtui.ui.kit.refilled import refill
from custtui.ui.kit.table import Column, Table
from custtui.ui.kit.view import Drawn

NONE = "-"


class ChangeRow(Protocol):
    """One change, as read models have it."""

    @property
    def row(self) -> int:
        """Its number: later ones have higher ones."""
        ...

    @property
    def old(self) -> str:
        """What it was."""
        ...

    @property
    def new(self) -> str:
        """What it became."""
        ...

    @property
    def by(self) -> str:
        """Who changed it."""
        ...

    @property
    def at(self) -> datetime:
        """When."""
        ...


C = TypeVar("C", bound=ChangeRow)


class ChangesList(RecordList[C]):
    """Changes that were kept; none of them can be changed. Subclasses read them and say what each is of."""

    LEADS = True
    HEAD = "Field"
    """The head of what each is of."""
    NOTHING = "No changes yet"
    PAGE = 100
    """Changes read at once."""

    async def read_changes(self, limit: int, before: int | None) -> Sequence[C]:
        """The latest of them; `before` is the row of the last that was read."""
        raise NotImplementedError

    def label(self, one: C) -> str:
        """What it is of."""
        raise NotImplementedError

    def more_of(self, one: C) -> str:
        """What else is said of the chosen one."""
        return ""

    async def load(self) -> None:
        count = max(self.PAGE, len(self.rows.items))
        read = await self.read_changes(count, None)
        refill(self.rows, read, lambda one: one.row)
        self.whole = len(read) < count

    async def more(self) -> None:
        if not self.whole:
            read = await self.read_changes(self.PAGE, self.rows.items[-1].row)
            self.rows.items += read
            self.whole = len(read) < self.PAGE

    async def open_item(self, item: C, option: str) -> None:
        """Enter, 5: all of it stands below the list already; it is said as well."""
        self.desk.hint(f"{self.label(item)}: {item.old or NONE} became {item.new or NONE}")

    def body(self, width: int, height: int) -> Drawn:
        below = [Line(width), *self._whole(width)] if self.rows.items else []
        room = max(2, height - 1 - len(below))
        table = Table(self._columns, width, map(self._texts, self.rows.visible(room)))
        lines, at = self.rows.listed(width, room, lambda one, line: table.draw(line, self._texts(one)))
        if not lines:
            return [Line(width, f"  {self.NOTHING}", "dim")], (0, 0)
        return [table.heads(width), *lines, *below], (0, at + 1)

    @property
    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("when", "When", 13, 12, style="dim", whole=18, spare=1),
            Column("by", "Who", 8, 6, spare=2),
            Column("label", self.HEAD, 20, 14, style="strong", share=1),
            Column("old", "Was", 17, 11, share=2, whole=22),
            Column("new", "Became", 16, 11, share=2, whole=22),
        )

    def _texts(self, one: C) -> dict[str, str]:
        said = {"when": fmt.moment(one.at), "by": one.by, "label": self.label(one), "old": one.old, "new": one.new}
        return {name: text or NONE for name, text in said.items()}

    def _whole(self, width: int) -> list[Line]:
        """The chosen change: what its columns cut."""
        one = self.rows.current
        if one is None:
            return [Line(width, " an arrow chooses a change: all of it stands here", "dim")]
        by = f"{fmt.moment(one.at)} by {one.by or 'somebody'}"
        facts: list[FactRow] = [
            (self.HEAD, [self.label(one), self.more_of(one)], "strong"),
            ("Was", [one.old or "nothing"], "text"),
            ("Became", [one.new or "nothing", by], "text"),
        ]
        return labelled(facts, width)

    @keys.key("enter", "Details", "The chosen change in full, below the list", bar=1)
    async def do_take(self) -> None:
        await super().do_take()

    @keys.key("f5", "Refresh", "Refreshed", bar=2)
    async def do_refresh(self) -> None:
        await super().do_refresh()
