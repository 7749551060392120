"""The form of a contact: who, where, which roles, told of what, reached how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.contact import ContactFields
from custtui.domain.errors import Fault
from custtui.domain.records.fact import fields_of
from custtui.services.people import contacts, known_people
from custtui.services.people.contacts import ContactRow
from custtui.ui.customer.person_choice import PEOPLE, known_persons, person_window
from custtui.ui.kit.field import Field
from custtui.ui.kit.form_view import Looked
from custtui.ui.kit.outcome import added
from custtui.ui.kit.prompt import Prompt, Provider
from custtui.ui.kit.record_form import RecordForm, letter, yes
from custtui.ui.kit.spec import spec_of

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

FLAGS = ("primary", "shared")
SPECS = tuple(map(spec_of, fields_of(ContactFields).values()))


class ContactForm(RecordForm):
    """One contact; None is one that is being made."""

    LISTS = {"roles": ",", "events": ","}

    def __init__(self, desk: Desk, account_id: int, contact_id: int | None, *, customer: str = "") -> None:
        super().__init__(desk, SPECS)
        self.account_id, self.contact_id, self.customer = account_id, contact_id, customer
        self.version, self.stored = 0, ContactFields()
        self._chosen: tuple[ContactFields, int] | None = None

    @property
    def title(self) -> str:
        what = "New contact" if self.contact_id is None else f"Contact {self.stored.name}"
        return f"{what} · {self.customer}" if self.customer else what

    @property
    def is_stored(self) -> bool:
        return self.contact_id is not None

    async def read(self) -> Mapping[str, str]:
        if self.contact_id is not None:
            self.version, self.stored = await self.desk.ask(contacts.contact_form, self.contact_id)
        return {**asdict(self.stored), **{name: letter(getattr(self.stored, name)) for name in FLAGS}}

    def _typed(self) -> ContactFields:
        values = self.typed_values()
        return ContactFields(**{**values, **{name: yes(values[name]) for name in FLAGS}})  # type: ignore[arg-type]

    async def look(self) -> Looked:
        return await self.desk.ask(contacts.faults, self._typed(), self.stored)

    async def made_odd(self) -> Sequence[Fault]:
        now = (await self.look())[1]
        return added(now, (await self.desk.ask(contacts.faults, self.stored, self.stored))[1]) if now else now

    async def store(self, confirmed: frozenset[str]) -> str:
        who, typed = self.desk.session.who, self._typed()
        same = self._same(typed)
        if self.contact_id is None:
            one = await self.desk.ask(contacts.create_contact, who, self.account_id, typed, confirmed, same=same)
            return f"{one.name} is a contact now{_also(one)}"
        change = contacts.update_contact
        one = await self.desk.ask(change, who, self.contact_id, self.version, typed, confirmed, same=same)
        return f"{one.name} saved{_also(one) if one.name != self.stored.name else ''}"

    def _same(self, typed: ContactFields) -> int | None:
        """The person (party) chosen by F4, as long as name and codes stand as they came with that."""
        chosen = self._chosen
        return chosen[1] if chosen and _who(chosen[0]) == _who(typed) else None

    def provider(self, field: Field) -> Provider | None:
        return known_persons(self.desk) if field.prompt == PEOPLE else super().provider(field)

    def window(self, field: Field, provider: Provider) -> Prompt:
        """On Name: those who are known, found by what is typed there."""
        if field.prompt != PEOPLE:
            return super().window(field, provider)
        return person_window(self.desk, field, partial(self.taken, field))

    async def taken(self, field: Field, choice: Choice) -> None:
        """A person who is known: the codes that tell who it is come along."""
        if field.prompt != PEOPLE:
            await super().taken(field, choice)
            return
        codes = await self.desk.ask(known_people.known_as, int(choice.key))
        for name, value in zip(("name", "person", "contact_of"), (choice.label, *codes), strict=True):
            one = next(one for one in self.fields if one.name == name)
            one.fill(value)
        self._chosen = self._typed(), int(choice.key)
        self.desk.hint(f"Same person: {choice.label}, {choice.detail}")

    async def choices(self, prompt: str) -> list[Choice]:
        if prompt == "sites":
            return await self.desk.ask(contacts.sites, self.account_id)
        return await self.desk.ask(contacts.roles if prompt == "roles" else contacts.events)

    def reads_as(self, field: Field, choice: Choice) -> str:
        """A site reads by its alias."""
        return choice.label if choice.key else ""


def _who(typed: ContactFields) -> tuple[str, str, str]:
    return " ".join(typed.name.split()), typed.person, typed.contact_of


def _also(one: ContactRow) -> str:
    """That the person stands elsewhere too."""
    return f", as for {one.contact_of}: one person" if one.contact_of else ""
