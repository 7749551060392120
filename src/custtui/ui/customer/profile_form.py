"""The form of the profile: what is stored and what is typed beside it, and who may be the same customer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from custtui.domain.customer import CustomerFields
from custtui.domain.errors import Fault, Refused
from custtui.services.customer.checks import check
from custtui.services.lists.choice import Choice
from custtui.services.lists.payment import payment_methods, payment_terms
from custtui.services.profile import customers
from custtui.services.twins.duplicates import Twin, likely_for
from custtui.services.views import Customer
from custtui.ui.customer.person_choice import PEOPLE, known_persons, person_window
from custtui.ui.customer.profile_fields import profile_fields, read_fields, values_of
from custtui.ui.kit.field import Field
from custtui.ui.kit.form_view import FormView, Looked
from custtui.ui.kit.message_line import Answer
from custtui.ui.kit.outcome import added
from custtui.ui.kit.prompt import Prompt, Provider, matching

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

LISTS = {"terms": payment_terms, "methods": payment_methods}


class ProfileForm(FormView):
    """A customer as fields. They take typing only while `editing`."""

    def __init__(self, desk: Desk, account_id: int | None, *, editing: bool) -> None:
        super().__init__(desk, profile_fields())
        self.account_id: int | None = account_id
        self.editing = editing
        self.customer: Customer | None = None
        self.version, self.stored = 0, CustomerFields()
        self.twins: list[Twin] = []
        self._person: tuple[str, int | None] = ("", None)
        """The person chosen by F4 as the contact: the name as it came, and the party."""

    def fill(self, stored: CustomerFields) -> None:
        """Show a customer as it is stored."""
        self.stored, self._person = stored, ("", None)
        for name, value in values_of(stored).items():
            self.by_name(name).set(value)
        self.forget()
        self.go("name")

    def forget(self) -> None:
        super().forget()
        self.twins = []

    async def load(self) -> None:
        """Read the customer."""
        raise NotImplementedError

    def typed_customer(self) -> CustomerFields:
        """What is typed, as the service takes it."""
        return read_fields({field.name: field for field in self.fields}, self.stored)

    # -- typing --------------------------------------------------------------------------------------------------
    @property
    def open_field(self) -> Field | None:
        return super().open_field if self.editing else None

    async def edit(self, key: str) -> bool:
        return self.editing and await super().edit(key)

    def changed(self) -> bool:
        return self.editing and super().changed()

    async def look(self) -> Looked:
        found = await self.desk.ask(_look, self.typed_customer(), self.stored if self.is_stored else None)
        await self.look_for_twins()
        return found

    async def made_odd(self) -> Sequence[Fault]:
        now = await self.desk.ask(customers.oddities, self.typed_customer())
        return added(now, await self.desk.ask(customers.oddities, self.stored)) if now else now

    async def look_for_twins(self) -> None:
        """Who may be the same customer, while a new one is typed (X-02)."""
        if self.customer is None:
            self.twins = await self.desk.ask(likely_for, self.typed_customer(), limit=2)

    def window(self, field: Field, provider: Provider) -> Prompt:
        """On Contact: those who are known, found by what is typed there."""
        if field.prompt != PEOPLE:
            return super().window(field, provider)
        return person_window(self.desk, field, partial(self.taken, field))

    async def taken(self, field: Field, choice: Choice) -> None:
        """A person who is known is meant as long as the name stands as it came with that."""
        if field.prompt != PEOPLE:
            await super().taken(field, choice)
            return
        field.fill(choice.label)
        self._person = choice.label, int(choice.key)
        self.desk.hint(f"Same person: {choice.label}, {choice.detail}")

    def provider(self, field: Field) -> Provider | None:
        if field.prompt == PEOPLE:
            return known_persons(self.desk)
        service = LISTS.get(field.prompt)
        if service is None:
            return None

        async def choices(find: str) -> list[Choice]:
            return matching(await self.desk.ask(service), find)

        return choices

    # -- keeping -------------------------------------------------------------------------------------------------
    @property
    def is_stored(self) -> bool:
        return self.customer is not None

    async def store(self, confirmed: frozenset[str]) -> str:
        who, one, typed = self.desk.session.who, self.customer, self.typed_customer()
        name, chosen = self._person
        same = chosen if name == typed.contact.strip() else None
        if one is None:
            kept = await self.desk.ask(customers.create, who, typed, confirmed, person=same)
        else:
            change = customers.update
            kept = await self.desk.ask(change, who, one.account_id, self.version, typed, confirmed, person=same)
        self.account_id = kept.account_id
        return f"{kept.code} {kept.name} {'saved' if one else 'created'}{_new_contact(one, kept)}"

    async def kept(self, then: Answer | None) -> None:
        """On display again, as it is stored."""
        self.editing = False
        await self.load()
        if then:
            await then()

    async def stored_now(self) -> Mapping[str, str] | None:
        assert self.account_id is not None
        self.version, self.stored = await self.desk.ask(customers.editable, self.account_id)
        self.customer = await self.desk.ask(customers.customer, self.account_id)
        return values_of(self.stored)

    async def dropped(self) -> None:
        """On display as it was; a new one goes away."""
        if self.account_id is None:
            await self.desk.back()
        else:
            self.editing = False
            await self.load()


def _new_contact(before: Customer | None, kept: Customer) -> str:
    """Another name is another contact, not the old one spelt anew: the clerk is told."""
    known = {one.contact_id for one in before.contacts} if before else set[int]()
    names = [one.name for one in kept.contacts if one.contact_id not in known]
    return f", {names[0]} is a new contact" if known and names else ""


def _look(typed: CustomerFields, before: CustomerFields | None) -> Looked:
    """What cannot be kept, and what looks odd."""
    try:
        check(typed, before)
    except Refused as refused:
        return refused.faults, []
    return (), customers.oddities(typed)
