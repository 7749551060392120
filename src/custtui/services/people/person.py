"""Who the person behind a contact is: one party wherever he or she acts, customer or not (F-43, R-17, R-20)."""

from collections.abc import Collection
from dataclasses import replace

from custtui.domain.contact import ContactFields
from custtui.domain.errors import Confirm, Fault, refuse
from custtui.domain.relations import PERSON
from custtui.domain.who import Who
from custtui.models.account import Contact, CustomerAccount
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
    party = CustomerAccount.select(CustomerAccount.party).where(CustomerAccount.id == account_id)
    mine = CustomerAccount.select(CustomerAccount.id).where(CustomerAccount.party.in_(party))
    acting = Contact.select(Contact.person).where(Contact.account.in_(mine))
    ends = PartyRelationship.subject, PartyRelationship.object
    others = [PartyRelationship.select(one).where(end.in_(party)) for one, end in (ends, ends[::-1])]
    here = Party.id.in_(acting) | Party.id.in_(others[0]) | Party.id.in_(others[1])
    rows = Party.select(Party.id).where(here, Party.kind == PERSON, Party.name == name).order_by(Party.id)
    return [one for (one,) in rows.tuples()]


def ask_another(account_id: int, typed: ContactFields, name: str) -> None:
    """Nobody is made a second time without a word. Raises Confirm where the account knows a person of that name."""
    if not (typed.person.strip() or typed.contact_of.strip()) and known_here(account_id, name):
        text = f"{name} is known here already: another person of that name?"
        raise Confirm(ANOTHER, text)


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
