"""The form of a party relationship: what this party is, to whom, from when to when (F-42, R-19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.choice import Choice, Listing
from custtui.domain.records.relation import RELATION_DAYS
from custtui.services.payers import party_relation_form
from custtui.services.payers.party_relation_form import RelationText
from custtui.ui.kit.field import Field
from custtui.ui.kit.form_view import FormView
from custtui.ui.kit.prompt import Provider, matching
from custtui.ui.kit.spec import spec_of

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


def _fields(who: str) -> list[Field]:
    return [
        Field("kind", f"{who} is", 24, longest=40, help="subsidiary of, employer of …", needed=True),
        Field(
            "other",
            "With whom",
            48,
            help="A customer's code, or the name of a party: customer, contact or another",
            needed=True,
        ),
        *(spec_of(one).field(16) for one in RELATION_DAYS.values()),
        Field(
            "new",
            "New party",
            16,
            longest=20,
            help="Only for one not known yet, who is not a customer: O organization, P person",
        ),
    ]


class PartyRelationForm(FormView):
    """A relationship that is being recorded for the party of an account, or for a person who acts for it."""

    def __init__(
        self, desk: Desk, account_id: int, code: str, *, party_id: int | None = None, name: str = ""
    ) -> None:
        super().__init__(desk, _fields("Contact" if party_id else "This party"))
        self.account_id, self.code, self.party_id, self.name = account_id, code, party_id, name
        self._chosen: tuple[str, int] | None = None

    @property
    def title(self) -> str:
        return f"New relationship of {self.name or 'the party'} · {self.code}"

    def provider(self, field: Field) -> Provider | None:
        return {"kind": self._kinds, "other": self._others, "new": self._new}.get(field.name)

    async def _kinds(self, find: str) -> list[Choice]:
        return matching(await self.desk.ask(party_relation_form.kinds, self.account_id, self.party_id), find)

    async def _others(self, find: str) -> Listing:
        return await self.desk.ask(party_relation_form.others, self.account_id, find)

    async def _new(self, find: str) -> list[Choice]:
        return matching(party_relation_form.new_kinds(), find)

    async def taken(self, field: Field, choice: Choice) -> None:
        """A party that has no code reads by its name; which of that name it is, is remembered."""
        await super().taken(field, choice)
        if choice.key.startswith("#"):
            field.value = choice.label
            field.end()
            self._chosen = choice.label, int(choice.key[1:])

    def _typed(self) -> RelationText:
        values = {field.name: field.value for field in self.fields}
        chosen = self._chosen if self._chosen and self._chosen[0] == values["other"] else None
        return RelationText(**values, known=chosen[1] if chosen else None)

    async def store(self, confirmed: frozenset[str]) -> str:
        done = await self.desk.ask(
            party_relation_form.keep,
            self.desk.session.who,
            self.account_id,
            self._typed(),
            party_id=self.party_id,
            confirmed=confirmed,
        )
        whose = f"{self.name} is " if self.party_id else ""
        return f"Recorded: {whose}{done.words}"
