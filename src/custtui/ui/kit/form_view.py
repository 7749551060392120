"""What small forms have in common: marks while typing, lists behind F4, fields one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from custtui.domain.errors import Fault
from custtui.services.lists.choice import Choice
from custtui.ui.kit import keys
from custtui.ui.kit.asks_to_keep import AsksToKeep, slips_of
from custtui.ui.kit.field import Field
from custtui.ui.kit.form_rows import advice, drawn, field_rows
from custtui.ui.kit.paint import rule
from custtui.ui.kit.prompt import Prompt, Provider
from custtui.ui.kit.view import Drawn

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

Looked = tuple[Sequence[Fault], Sequence[Fault]]
"""What cannot be kept, and what looks odd."""

NEXT = "The next field; in the last one it stays; it never keeps"
"""What Enter does in a form."""


class FormView(AsksToKeep):
    """A record as fields. Subclasses store it, say what is wrong with it, and what F4 lists."""

    def __init__(self, desk: Desk, fields: list[Field]) -> None:
        super().__init__(desk)
        self.fields = fields
        self.odd: Sequence[Fault] = ()
        self._seen: object = None
        self.step(0)

    # -- what a subclass says ------------------------------------------------------------------------------------
    async def look(self) -> Looked:
        """What cannot be kept of what is typed, and what is odd and kept all the same."""
        return (), ()

    async def faults(self) -> Sequence[Fault]:
        return (await self.look())[0]

    def provider(self, field: Field) -> Provider | None:
        """The F4 list of a field."""
        return None

    async def taken(self, field: Field, choice: Choice) -> None:
        """A row of the F4 list was chosen."""
        field.value, field.error, field.fresh = choice.key, "", False
        field.end()

    # -- typing --------------------------------------------------------------------------------------------------
    @keys.key("enter", "Next", NEXT, bar=1)
    async def do_next(self) -> None:
        """Enter: the next field."""
        await self._move("enter")

    async def settle(self) -> None:
        """Mark what is wrong in the fields that were left; nothing is refused while typing."""
        seen = (self.at, [field.value for field in self.fields if field is not self.field])
        if seen == self._seen or not self.changed():
            return
        faults, odd = await self.look()
        self._seen = seen
        here = self.field.name if self.field else ""
        self.odd = [fault for fault in odd if fault.field != here]
        for fault in [*slips_of(self.fields), *faults]:
            if fault.field != here and fault.code != "missing":
                self.mark_field(fault)

    def forget(self) -> None:
        """Other values stand in the fields: what was found in those before does not hold."""
        self.odd, self._seen = (), None

    @keys.key("f4", "List", "Values of this field, where there is a list", bar=3)
    async def do_list(self) -> None:
        """F4: the values of this field."""
        field = self.field
        provider = self.provider(field) if field else None
        if field is None or provider is None:
            self.no_list(field)
            return
        await Prompt(self.desk, field.label, provider, partial(self.taken, field)).open()

    # -- drawing -------------------------------------------------------------------------------------------------
    def body(self, width: int, height: int) -> Drawn:
        rows, cursor = field_rows(self, width, width, label=16)
        return drawn(rows, [rule(width), *advice(self, width)], cursor, height)
