"""Who the person behind a contact is: one party wherever he or she acts, customer or not (F-43, R-17, R-20)."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from custtui.domain.contact import ContactFields, another_person
from custtui.domain.errors import Confirm, Fault, refuse
from custtui.domain.relations import PERSON
from custtui.domain.who import Who
from custtui.models.account import Contact, CustomerAccount
from custtui.models.among import among
from custtui.models.base import now
from custtui.models.party import Party, PartyRelationship
from custtui.models.search import engine as search
from custtui.services.customer.account_lock import party_accounts
from custtui.services.people.reading import acting_elsewhere
from custtui.services.writing.hand import ByHand
from custtui.services.writing.parts import add_person

ANOTHER = "another_person"
"""The question whether somebody else of a name that is known is meant."""
RENAME = "rename_person"
"""The question whether a person who acts for others too is called otherwise for all of them."""


def named_person(
    typed: ContactFields, before: ContactFields | None, same: int | None, found: list[Fault]
) -> int | None:
    """The person (party) named: chosen from the list (`same`), the customer of a code, the contact of another one.

    None where nobody else is named than who it was.
    """
    code, other = typed.person.strip(), typed.contact_of.strip()
    if before is not None and other == before.contact_of:
        other = ""
    if same is not None:
        return same
    if code and other:
        found.append(Fault("both", "contact_of", "Contact of: leave it empty where Is customer is filled"))
        return None
    return _customer(code, found) if code else _contact(other, typed.name, found) if other else None


def as_customer(typed: ContactFields) -> ContactFields:
    """A contact who is a customer is called as that customer is: a form of contacts never renames customers.

    A name left empty is the customer's. Raises Refused for another one.
    """
    code, name = typed.person.strip(), " ".join(typed.name.split())
    row = _by_code(code)
    if not code or row is None or row.party.kind != PERSON or name == row.party.name:
        return typed
    if name:
        text = f"Name: customer {code} is {row.party.name}: leave it empty, or clear Is customer"
        raise refuse("renames", text, "name")
    return replace(typed, name=row.party.name)


def own_person(who: Who, person_id: int, before: ContactFields, typed: ContactFields, name: str) -> int:
    """The person of a contact for whom nobody else is named; with Is customer or Contact of cleared another one."""
    parted = bool(before.contact_of) and not typed.contact_of.strip()
    if not before.person and not parted and not party_accounts(person_id):
        return person_id
    return add_person(ByHand(who), name)


def known_here(account_id: int, name: str) -> list[int]:
    """Persons (parties) of exactly this name that the party of an account knows: contacts of its accounts, at
    whatever site, in use or not, and persons it is related with; the oldest first (R-20, F-42).
    """
    rows = _known(CustomerAccount.id == account_id, Party.name == name)
    return sorted({person for _, _, person in rows})


def known_names(keys: Iterable[str]) -> set[str]:
    """Of `code of an account\tname` those of a person known there, as `known_here` has it."""
    parts = [key.partition("\t") for key in keys]
    codes, names = {code for code, _, _ in parts}, {name for _, _, name in parts}
    rows = _known(among(CustomerAccount.code, codes), among(Party.name, names)) if parts else ()
    return {f"{code}\t{name}" for code, name, _ in rows} & set(keys)


def _known(accounts: Any, named: Any) -> Any:
    """Code of an account, name and id (party) of a person: who acts for its party, or is related with it."""
    one, mine = CustomerAccount, CustomerAccount.alias()
    rows = one.select(one.code, Party.name, Party.id).where(accounts, Party.kind == PERSON, named)
    acting = rows.join(mine, on=mine.party == one.party).join(Contact, on=Contact.account == mine.id)
    found = acting.join(Party, on=Contact.person == Party.id)
    ends = PartyRelationship.subject, PartyRelationship.object
    for here, other in (ends, ends[::-1]):
        related = rows.join(PartyRelationship, on=here == one.party)
        found |= related.join(Party, on=other == Party.id)
    return found.tuples()


def ask_another(account_id: int, typed: ContactFields, name: str) -> None:
    """Nobody is made a second time without a word. Raises Confirm where the account knows a person of that name."""
    if not (typed.person.strip() or typed.contact_of.strip()) and known_here(account_id, name):
        raise Confirm(ANOTHER, another_person(name))


def rename(who: Who, contact_id: int, person_id: int, name: str, confirmed: Collection[str]) -> None:
    """The person's name, in one place: wherever else he or she acts, it is the same (R-10); no customer's name.

    A form open on another contact of that person is told (X-13). Raises Confirm where there are some and that was
    not confirmed.
    """
    row = Party.get_by_id(person_id)
    if row.name == name:
        return
    acting = acting_elsewhere([person_id]).get(person_id, [])
    others = list(dict.fromkeys(code for contact, _, code in acting if contact != contact_id))
    if others and RENAME not in confirmed:
        named = ", ".join(others[:3]) + (" …" if len(others) > 3 else "")
        raise Confirm(RENAME, f"{row.name} is a contact of {named} too: rename for all of them?")
    stamps = {"changed_by": who.login, "changed_at": now()}
    Party.update(name=name, version=Party.version + 1, **stamps).where(Party.id == person_id).execute()
    elsewhere = (Contact.person == person_id) & (Contact.id != contact_id)
    Contact.update(version=Contact.version + 1, **stamps).where(elsewhere).execute()
    search.index_accounts(sorted({account for _, account, _ in acting}))


def _by_code(code: str) -> CustomerAccount | None:
    """The customer of a code, with its party."""
    return CustomerAccount.select(CustomerAccount, Party).join(Party).where(CustomerAccount.code == code).first()


def _customer(code: str, found: list[Fault]) -> int | None:
    """The person behind a customer's code, who acts here as well (R-19, R-20)."""
    row = _by_code(code)
    if row is None or row.party.kind != PERSON:
        what = "there is no customer" if row is None else "not a person:"
        found.append(Fault("person", "person", f"Is customer: {what} {code[:40]}"))
        return None
    return row.party_id


def _contact(code: str, name: str, found: list[Fault]) -> int | None:
    """The person who acts for the customer of a code under a name."""
    rows = Contact.select(Contact.person).join_from(Contact, Party, on=Contact.person == Party.id)
    rows = rows.join_from(Contact, CustomerAccount).where(CustomerAccount.code == code)
    people = {person for (person,) in rows.where(Party.name == " ".join(name.split())).tuples()}
    if len(people) == 1:
        return people.pop()
    what = f"{len(people)} contacts of {code[:20]} are" if people else f"no contact of {code[:20]} is"
    found.append(Fault("contact_of", "contact_of", f"Contact of: {what} called {name.strip()[:40]}"))
    return None
