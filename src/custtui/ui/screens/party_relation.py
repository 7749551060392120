"""The form of a party relationship: what this party is, to whom, from when to when (F-42, R-19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.services.customer import party_relation_form
from custtui.services.customer.party_relation_form import RelationText
from custtui.services.order_entry.views import Choice, Listing
from custtui.ui.screens.form_view import FormView
from custtui.ui.widgets.field import Field
from custtui.ui.widgets.prompt import Provider, matching

if TYPE_CHECKING:
    from custtui.ui.desk import Desk


class PartyRelationForm(FormView):
    """A relationship that is being recorded for the party of an account."""

    def __init__(self, desk: Desk, account_id: int, code: str) -> None:
        super().__init__(
            desk,
            [
                Field(
                    "kind",
                    "This party is",
                    24,
                    longest=40,
                    help="subsidiary of, employer of … F4 lists them all",
                    needed=True,
                ),
                Field(
                    "other",
                    "With whom",
                    48,
                    help="A customer's code, or the name of a person: F4 finds both",
                    needed=True,
                ),
                Field("first_day", "From", 16, longest=20, help="The first day, if there is one: 1 May, 2024-05-01"),
                Field("last_day", "To", 16, longest=20, help="The last day, if there is one"),
            ],
        )
        self.account_id, self.code = account_id, code

    @property
    def title(self) -> str:
        return f"New relationship of the party · {self.code}"

    def provider(self, field: Field) -> Provider | None:
        return {"kind": self._kinds, "other": self._others}.get(field.name)

    async def _kinds(self, find: str) -> list[Choice]:
        return matching(await self.desk.ask(party_relation_form.kinds, self.account_id), find)

    async def _others(self, find: str) -> Listing:
        return await self.desk.ask(party_relation_form.others, self.account_id, find)

    async def store(self, confirmed: frozenset[str]) -> str:
        typed = RelationText(*(field.value for field in self.fields))
        done = await self.desk.ask(party_relation_form.keep, self.desk.session.who, self.account_id, typed)
        return f"Recorded: {done.words}"
