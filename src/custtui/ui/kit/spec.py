"""A field of a form as data: how it is called, how much it keeps, what its help says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from custtui.domain.past_day import read_past_day
from custtui.domain.reading import read_any_day
from custtui.domain.records.fact import NUMERIC, Fact, Sort
from custtui.ui.kit.day_field import DAY_CELLS, CalendarField
from custtui.ui.kit.field import FLAG, NUMBER, TEXT, Field


@dataclass(frozen=True, slots=True)
class Spec:
    """A field: its name as the service calls it, its label, the characters it keeps, its help and its F4 list.

    `reads`: how it is read where it holds a day.
    """

    name: str
    label: str
    longest: int
    help: str
    prompt: str = ""
    kind: str = TEXT
    needed: bool = False
    reads: Callable[[str, date], date] | None = None

    def field(self, width: int) -> Field:
        """An empty field `width` cells wide; one of a day is as wide as a day."""
        if self.reads is not None:
            made: Field = CalendarField(self.name, self.label, DAY_CELLS, reads=self.reads)
        else:
            made = Field(self.name, self.label, width, kind=self.kind)
        made.longest, made.needed = self.longest, self.needed
        made.help, made.prompt = self.help, self.prompt
        return made


KINDS = {Sort.FLAG: FLAG, **dict.fromkeys(NUMERIC, NUMBER)}
"""How values of a sort are typed."""
READS = {
    **dict.fromkeys((Sort.DAY, Sort.FIRST_DAY, Sort.LAST_DAY), read_any_day),
    **dict.fromkeys((Sort.PAST_DAY, Sort.SINCE), read_past_day),
}
"""How days of a sort are read."""


def spec_of(said: Fact) -> Spec:
    """The field of a form for a field of a record."""
    kind = KINDS.get(said.sort, TEXT)
    reads = READS.get(said.sort)
    return Spec(said.name, said.on_form, said.longest, said.help, said.prompt, kind, said.needed, reads)
