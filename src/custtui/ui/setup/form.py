"""The form of one record of what the house is set up with: its fields are those its record describes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.errors import Fault
from custtui.domain.who import Act, may, who_may
from custtui.services.upkeep import keeping
from custtui.services.upkeep.keeping import SetupRecord
from custtui.services.upkeep.prompts import choices_of
from custtui.services.views import Hit
from custtui.ui import routes
from custtui.ui.kit import keys
from custtui.ui.kit.field import Field
from custtui.ui.kit.form_view import Looked
from custtui.ui.kit.paint import Line, wrapped
from custtui.ui.kit.prompt import Provider
from custtui.ui.kit.record_form import RecordForm
from custtui.ui.kit.secret import Secret
from custtui.ui.kit.spec import spec_of
from custtui.ui.setup.sections import Section

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


SAVES = {
    Act.SETUP: keeping.save_setup,
    Act.PRODUCTS: keeping.save_goods,
    Act.CONTROLS: keeping.save_control,
    Act.OPERATORS: keeping.save_operator,
}
"""The service that saves a record, by what saving it is."""
SECRET = "pin"
"""The field whose text nobody sees."""


class SetupForm(RecordForm):
    """One record; None is a new one. What it is called by never changes."""

    TELLS_WHO = True

    def __init__(
        self, desk: Desk, section: Section, stands: SetupRecord | None, saved: Callable[[SetupRecord], None]
    ) -> None:
        asked = () if stands else keeping.asks_of(section.kind)
        super().__init__(desk, [spec_of(one) for one in (*keeping.facts_of(section.kind).values(), *asked)])
        self.section, self.stands, self.saved = section, stands, saved
        self.fields = [_secret(field) if field.name == SECRET else field for field in self.fields]
        for field in self.fields:
            field.locked = stands is not None and field.name in keeping.fixed_of(section.kind)

    @property
    def title(self) -> str:
        one = self.section.one
        return f"{one.capitalize()} {self.section.called(self.stands)}" if self.stands else f"New {one}"

    @property
    def is_stored(self) -> bool:
        return self.stands is not None

    @property
    def act(self) -> Act | None:
        return self.section.act

    async def read(self) -> Mapping[str, str]:
        if self.stands is None:
            return await self.desk.ask(keeping.starting_texts, self.section.kind)
        self.stands = await self.desk.ask(keeping.setup_record, self.section.kind, self.stands.row)
        return self.stands.texts

    async def fill(self) -> None:
        """The cursor begins in the first field that can be changed."""
        await super().fill()
        self.go(next((field.name for field in self.fields if not field.locked), self.fields[0].name))

    async def look(self) -> Looked:
        row = self.stands.row if self.stands else None
        return await self.desk.ask(keeping.look_at_record, self.section.kind, self.typed_values(), row)

    async def made_odd(self) -> Sequence[Fault]:
        return (await self.look())[1]

    async def store(self, confirmed: frozenset[str]) -> str:
        stands, who = self.stands, self.desk.session.who
        row, before = (stands.row, stands.texts) if stands else (None, None)
        made = await self.desk.ask(SAVES[self.section.act], who, self.section.kind, self.typed_values(), row, before)
        self.saved(made)
        called = (self.section.one.capitalize(), self.section.called(made), "saved")
        return " ".join(filter(None, called))

    def provider(self, field: Field) -> Provider | None:
        return routes.product_list(self.desk) if field.prompt == "products" else super().provider(field)

    @keys.key(keys.LIST, "List", "Values of this field, where there is a list", bar=3)
    async def do_list(self) -> None:
        """F4: customers are found as everywhere."""
        field = self.field
        if field is None or field.prompt != "customers" or field.locked:
            await super().do_list()
            return

        async def take(hit: Hit) -> None:
            field.fill(hit.code)

        await routes.choose_customer(self.desk, "Customer", take, find=field.value)

    async def choices(self, prompt: str) -> list[Choice]:
        return await self.desk.ask(choices_of, prompt)

    def above(self, width: int) -> list[Line]:
        """Who may not save is told before anything is typed."""
        act, told = self.section.act, list(self.stands.notes) if self.stands else []
        if not may(self.desk.session.who, act):
            told.append(f"{who_may(act).capitalize()} saves it, or signs for it")
        return [*(Line(width, f" {row}", "dim") for row in wrapped(told, width - 2)), *[Line(width)] * bool(told)]


def _secret(field: Field) -> Field:
    return Secret(field.name, field.label, 20, longest=field.longest, help=field.help)
