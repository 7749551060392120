"""The controls of the house, one at a time: each with its meaning, what it starts as, and who changed it last."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from custtui.domain.control_values import MEANINGS, as_set, as_shown, start_value
from custtui.domain.controls import Controls
from custtui.domain.errors import Fault
from custtui.domain.numbers import Unreadable
from custtui.domain.records.house import ControlFields, RecordValues
from custtui.domain.who import Who
from custtui.services.clock import today
from custtui.services.controls import read_controls, set_control
from custtui.services.setup_history import last_changes
from custtui.services.upkeep.stores import AskedBeside, RecordStore, StoredRecord

NAMES = tuple(MEANINGS)


def _values(name: str, stand: Controls) -> dict[str, Any]:
    return {"name": name, "value": as_shown(name, getattr(stand, name))}


class ControlStore(RecordStore):
    """All controls there are: none is added."""

    kind, record, key, adds = "controls", ControlFields, ("name",), False

    def page(self, find: str, offset: int, limit: int) -> list[StoredRecord]:
        stand = read_controls()
        return [(row, _values(name, stand)) for row, name in enumerate(NAMES, 1)][offset : offset + limit]

    def one(self, row: int) -> dict[str, Any]:
        return _values(NAMES[row - 1], read_controls())

    def number_of(self, values: RecordValues) -> int | None:
        return NAMES.index(values["name"]) + 1 if values["name"] in NAMES else None

    def beyond(self, values: RecordValues, before: RecordValues | None, asked: AskedBeside) -> Iterator[Fault]:
        """What is no value of it."""
        try:
            as_set(values["name"], values["value"], today())
        except Unreadable as why:
            yield Fault("control", "value", f"{why}")

    def write(self, who: Who, values: RecordValues, before: RecordValues | None, asked: AskedBeside) -> None:
        set_control(who, values["name"], as_set(values["name"], values["value"], today()))

    def notes(self, values: RecordValues) -> tuple[str, ...]:
        """Its meaning, and what it starts as."""
        name = values["name"]
        return MEANINGS[name], f"starts as {as_shown(name, start_value(name)) or 'blank'}"

    def states(self, records: list[StoredRecord], day: date) -> list[str]:
        changed = last_changes(self.kind)
        return [changed.get(values["name"], "") for _, values in records]
