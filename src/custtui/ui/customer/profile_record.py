"""The customer of a profile as it is stored, who else may be the same one, and who was chosen as its contact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.customer import CustomerFields
from custtui.domain.errors import Fault, Refused
from custtui.services.customer.checks import check
from custtui.services.lookup.duplicates import Twin, likely_for
from custtui.services.profile import customers
from custtui.services.views import Customer, OrderRow
from custtui.ui.kit.form_view import Looked
from custtui.ui.kit.outcome import added

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


LAST = 5
"""Orders below the form."""


class ProfileRecord:
    """One customer account; without an id one that is being made."""

    def __init__(self, desk: Desk, account_id: int | None) -> None:
        self.desk, self.account_id = desk, account_id
        self.customer: Customer | None = None
        self.last: list[OrderRow] = []
        """Its last orders."""
        self.version, self.stored = 0, CustomerFields()
        self.twins: list[Twin] = []
        self._person: tuple[str, int | None] = ("", None)
        """The person chosen by F4 as the contact: the name as it came, and the party."""

    def begin(self, stored: CustomerFields) -> None:
        """What is typed from here on changes this."""
        self.stored, self._person = stored, ("", None)

    async def read(self) -> CustomerFields:
        """The customer as it is stored by now."""
        assert self.account_id is not None
        self.stored, self.customer, self.last = await self.desk.ask(customers.shown_form, self.account_id, LAST)
        self.version = self.customer.version
        return self.stored

    async def look(self, typed: CustomerFields) -> Looked:
        """What of it cannot be kept, and what looks odd."""
        return await self.desk.ask(_look, typed, self.stored if self.customer else None)

    async def made_odd(self, typed: CustomerFields) -> Sequence[Fault]:
        """What looks odd and did not before."""
        now = await self.desk.ask(customers.oddities, typed)
        return added(now, await self.desk.ask(customers.oddities, self.stored)) if now else now

    async def look_for_twins(self, typed: CustomerFields) -> None:
        """Who may be the same customer, while a new one is typed (X-02)."""
        if self.customer is None:
            self.twins = await self.desk.ask(likely_for, typed, limit=2)

    def chose_person(self, choice: Choice) -> None:
        """A person who is known is meant as long as the name stands as it came with that."""
        self._person = choice.label, int(choice.key)

    async def store(self, typed: CustomerFields, confirmed: frozenset[str]) -> str:
        """Make or change it; the outcome in words. Raises Refused, Conflict, Confirm."""
        who, one = self.desk.session.who, self.customer
        name, chosen = self._person
        same = chosen if name == typed.contact.strip() else None
        if one is None:
            kept = await self.desk.ask(customers.create, who, typed, confirmed, person=same)
        else:
            change = customers.update
            kept = await self.desk.ask(change, who, one.account_id, self.version, typed, confirmed, person=same)
        self.account_id = kept.account_id
        return f"{kept.code} {kept.name} {'saved' if one else 'created'}{_new_contact(one, kept)}"


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
