"""Reads what was typed field by field and collects every fault, so that all are told at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from custtui.domain.card import LONG_NUMBERS, SHORTEST
from custtui.domain.errors import Fault, Refused
from custtui.domain.numbers import Unreadable
from custtui.domain.past_day import names_past_day, read_past_day
from custtui.domain.text import cleaned
from custtui.domain.typed import read_date


def read_any_day(text: str, today: date) -> date:
    """`+7`, `28.11.`, `28 Nov`: the next such day; `-30`, or one with its year, may be past. Raises Unreadable."""
    try:
        return read_date(text, today)
    except Unreadable:
        if names_past_day(text):
            return read_past_day(text, today)
        raise


@dataclass(slots=True)
class Reading:
    """One reading of a form. `labels` say what people call each field, in the order of the form."""

    labels: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list[Fault])

    def label(self, name: str) -> str:
        """`Certificate` for `0.certificate`: fields of rows are named by row and field."""
        return self.labels.get(name) or self.labels.get(name.rpartition(".")[2], name)

    def complain(self, code: str, name: str, text: str, *, listed: bool = False) -> None:
        """A fault at a field, its label before the text."""
        self.faults.append(Fault(code, name, f"{self.label(name)}: {text}", listed=listed))

    def text(self, name: str, typed: str, *, longest: int = 200, lines: bool = False, number: bool = False) -> str:
        """The text as it is kept; '' where it cannot be. `number`: a phone's or tax number may be long (X-14)."""
        card = LONG_NUMBERS if number else SHORTEST
        return cleaned(typed, name, self.label(name), self.faults, longest=longest, lines=lines, card_from=card)

    def needed(self, name: str, typed: str, *, longest: int = 200, lines: bool = False) -> str:
        """A text that must be there."""
        kept = self.text(name, typed, longest=longest, lines=lines)
        if not kept and not any(fault.field == name for fault in self.faults):
            self.faults.append(Fault("missing", name, f"{self.label(name)} is required"))
        return kept

    def day(self, name: str, typed: str, today: date, read: Callable[[str, date], date]) -> date | None:
        """A day, None where nothing is typed."""
        try:
            return read(typed, today) if typed.strip() else None
        except Unreadable as error:
            self.complain("day", name, str(error))
            return None

    def end(self) -> None:
        """Raises Refused where there is a fault: all of them, in the order of the form."""
        if self.faults:
            names = [*self.labels]
            order = {name: number for number, name in enumerate(names)}
            raise Refused(sorted(self.faults, key=lambda one: order.get(one.field, len(names))))
