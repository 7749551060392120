"""The forms of a cover: a new one of a line, and how far one is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from custtui.domain.numbers import grouped, one_way
from custtui.domain.records.cover import CoverFields, ProgressFields
from custtui.domain.records.fact import fields_of
from custtui.domain.text import as_sentence
from custtui.services import fulfilment
from custtui.services.views.covers import CoverRow, LineCovers
from custtui.ui.kit import clock, keys
from custtui.ui.kit import format as fmt
from custtui.ui.kit.facts import labelled
from custtui.ui.kit.paint import Line
from custtui.ui.kit.record_form import RecordForm
from custtui.ui.kit.spec import spec_of

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

NEW, PROGRESS = (tuple(map(spec_of, fields_of(record).values())) for record in (CoverFields, ProgressFields))


class CoverForm(RecordForm):
    """A new cover of a line: what is left to cover, by the day the line is wanted on."""

    def __init__(self, desk: Desk, line: LineCovers) -> None:
        super().__init__(desk, NEW)
        self.line = line

    @property
    def title(self) -> str:
        return f"Cover {self.line.number} line {self.line.position}"

    def above(self, width: int) -> list[Line]:
        one = self.line
        left = f"{grouped(one.to_cover)} of {fmt.counted(one.ordered, one.unit)} to cover"
        return [*labelled([("Line", [f"{one.product} {one.description}", left], "strong")], width), Line(width)]

    async def read(self) -> Mapping[str, str]:
        one, today = self.line, clock.today()
        due = one.wanted.isoformat() if one.wanted and one.wanted >= today else ""
        return {"quantity": one_way(one.to_cover), "due": due}

    async def store(self, confirmed: frozenset[str]) -> str:
        one, typed = self.line, CoverFields(**self.typed_values()).read(clock.today())
        await self.desk.ask(fulfilment.cover, self.desk.session.who, one.number, one.position, typed)
        return f"{grouped(typed.quantity)} {one.product} of {one.number} covered by {typed.number}"

    @keys.key("f9", "Save", "Check everything and cover the line", bar=2)
    async def do_keep(self) -> None:
        await super().do_keep()


class CoverProgress(RecordForm):
    """How much of a cover is done, and when all of it will be."""

    def __init__(self, desk: Desk, row: CoverRow) -> None:
        super().__init__(desk, PROGRESS)
        self.row = row

    @property
    def title(self) -> str:
        return f"Progress of {self.row.cover.name}"

    @property
    def is_stored(self) -> bool:
        return True

    def above(self, width: int) -> list[Line]:
        one = self.row
        about = f"{one.number} line {one.position}"
        goods = f"{fmt.counted(one.cover.quantity, one.unit)} {one.product} {one.description}"
        return [*labelled([("Line", [about, goods, one.cover.stands], "strong")], width), Line(width)]

    async def read(self) -> Mapping[str, str]:
        one = self.row.cover
        return {"done": one_way(one.done), "due": one.due.isoformat() if one.due else ""}

    async def store(self, confirmed: frozenset[str]) -> str:
        done, due = ProgressFields(**self.typed_values()).read(clock.today(), self.row.cover.due)
        return as_sentence(await self.desk.ask(fulfilment.change_cover, self.desk.session.who, self.row, done, due))

    @keys.key("f9", "Save", "Check everything and keep how far it is", bar=2)
    async def do_keep(self) -> None:
        await super().do_keep()
