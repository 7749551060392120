"""A record that is read as one column of fields; F4 lists their values, also of those that hold several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.flag import read_flag
from custtui.domain.who import Act
from custtui.ui.kit import keys
from custtui.ui.kit.field import Field
from custtui.ui.kit.form_rows import advice, field_row, further, label_cells
from custtui.ui.kit.form_view import FormView
from custtui.ui.kit.paint import Line
from custtui.ui.kit.postal import name_postal
from custtui.ui.kit.prompt import Provider, matching
from custtui.ui.kit.spec import Spec
from custtui.ui.kit.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.paint import Line


LABEL = 16
"""Cells of the labels, the first one blank."""


def draw_record(form: RecordForm, width: int, height: int) -> Drawn:
    """The body, scrolled so that the cursor is in view; what is told of the fields stands right below them."""
    top, below = form.above(width), advice(form, width, 6, faults=3)[:5]
    room = max(3, height - len(top) - max(2, len(below)))
    cut = len(form.fields) > room > 3
    room -= cut
    first = max(0, min(form.at - room // 2, len(form.fields) - room))
    rows, cursor = list(top), (0, 0)
    name_postal(form.fields)
    at = label_cells(form.fields, LABEL - 1) + 1
    for number, field in list(enumerate(form.fields))[first : first + room]:
        field.width = max(3, min(width - at - 1, field.cells))
        line, x = field_row(field, width, at, at - 2, here=number == form.at)
        cursor = (x, len(rows)) if number == form.at else cursor
        rows.append(line)
    if cut:
        rows.append(further(len(form.fields) - first - room, width))
    apart = [Line(width)] if len(rows) + len(below) < height else []
    return [*rows, *apart, *below], cursor


class RecordForm(FormView):
    """Fields of one record. Subclasses say how it is read, looked at and stored, and what F4 lists."""

    LISTS: Mapping[str, str] = {}
    """Fields that hold several codes, and what stands between them."""

    def __init__(self, desk: Desk, specs: Sequence[Spec] = ()) -> None:
        super().__init__(desk, [])
        self._up = False
        self.set_specs(specs)

    def set_specs(self, specs: Sequence[Spec]) -> None:
        """The fields of the form, all empty."""
        self.fields = [one.field(40) for one in specs]
        for field in self.fields:
            field.several = field.name in self.LISTS
        self.at = 0

    # -- what subclasses say -------------------------------------------------------------------------------------
    async def read(self) -> Mapping[str, str]:
        """The record as stored: a text a field."""
        raise NotImplementedError

    async def choices(self, prompt: str) -> list[Choice]:
        """The values F4 lists for a field."""
        raise NotImplementedError

    def reads_as(self, field: Field, choice: Choice) -> str:
        """What a chosen value reads as in a field."""
        return choice.key

    @property
    def act(self) -> Act | None:
        """What saving it takes; None where everybody may."""
        return None

    @property
    def commands(self) -> tuple[keys.Key, ...]:
        """Saving asks for what the fields ask for that read as text."""
        act = next((field.act for field in self.fields if field.act), None)
        own = super().commands
        return tuple(replace(one, act=act) if one.key in (keys.SAVE, keys.DROP) else one for one in own)

    def above(self, width: int) -> list[Line]:
        """Rows over the fields."""
        return []

    # -- coming and going ----------------------------------------------------------------------------------------
    async def opened(self) -> None:
        """The form comes up; back from another screen, what is typed stays."""
        if not self._up:
            await self.fill()
            self._up = True

    async def fill(self) -> None:
        """Show the record as it is stored."""
        values = await self.read()
        for field in self.fields:
            field.set(values.get(field.name, ""))
        if self.act:
            self.guard.watch(self.act, self.fields)
        if self.fields:
            self.go(self.fields[0].name)

    async def stored_now(self) -> Mapping[str, str] | None:
        return await self.read()

    def typed_values(self) -> dict[str, str]:
        """What stands in the fields."""
        return {field.name: field.value for field in self.fields}

    # -- lists ---------------------------------------------------------------------------------------------------
    def provider(self, field: Field) -> Provider | None:
        between = self.LISTS.get(field.name, "")

        async def provide(find: str) -> list[Choice]:
            held = _parts(field.value, between)
            rows = matching(await self.choices(field.prompt), find)
            return [replace(row, marked=row.key in held) for row in rows]

        return provide if field.prompt else None

    async def taken(self, field: Field, choice: Choice) -> None:
        between = self.LISTS.get(field.name, "")
        text = _turned(field.value, choice, between) if between else self.reads_as(field, choice)
        await super().taken(field, replace(choice, key=text))

    @keys.key(keys.LIST, "List", "Values of this field; in a field of several, Enter gives or takes one", bar=3)
    async def do_list(self) -> None:
        await super().do_list()

    def body(self, width: int, height: int) -> Drawn:
        return draw_record(self, width, height)


def _parts(value: str, between: str) -> list[str]:
    return [part.strip() for part in value.split(between)] if between else [value.strip()]


def _turned(value: str, choice: Choice, between: str) -> str:
    """The list with a value given, or taken where it stands."""
    held = [part for part in _parts(value, between) if part]
    kept = [part for part in held if part.casefold() != choice.key.casefold()]
    return f"{between} ".join(kept if len(kept) < len(held) else [*held, choice.key])


def yes(text: str) -> bool:
    """Y in a field that holds Y or N."""
    return read_flag(text) is True


def letter(flag: bool) -> str:
    """Y or N."""
    return "Y" if flag else "N"
