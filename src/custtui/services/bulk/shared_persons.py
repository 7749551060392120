"""Persons who act more than once: files tell of each once, and name that contact where they act again (R-20)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from peewee import fn

from custtui.domain.errors import refuse
from custtui.domain.relations import PERSON
from custtui.models.account import Contact, CustomerAccount
from custtui.models.among import among
from custtui.models.party import Party
from custtui.services.bulk.parties import acting, contact_keys, customer_parties, first_contacts
from custtui.services.bulk.tables import Bulk
from custtui.services.bulk.values import NewContact


def shared_persons(persons: Collection[int]) -> dict[int, tuple[int, str]]:
    """Of persons (party ids) who act more than once the contact (id) that files tell of first, and its key."""
    rows = Contact.select(Contact.person).join(CustomerAccount)
    rows = rows.where(among(Contact.person, persons), CustomerAccount.merged_into.is_null())
    several = rows.group_by(Contact.person).having(fn.COUNT(Contact.id) > 1).tuples()
    return first_contacts({person for (person,) in several} if persons else set())


@dataclass(slots=True)
class _Acting:
    """A contact that stands or comes; `same` is the key of the one whose person it is, '' where none is named."""

    customer: str
    name: str
    first: bool
    person: int | None
    same: str = ""


def persons_of(bulk: Bulk, chunk: list[NewContact]) -> dict[int, int]:
    """The persons (party ids) of contacts, by place in the chunk; those who are missing are made with their contact.

    A contact may be that of another customer, who stands already or comes in the same chunk. Raises Refused where
    there is no such contact.
    """
    codes = {one.person for one in chunk if one.person and not one.person_name}
    customers = customer_parties(codes)
    if not any(one.person_name for one in chunk):
        return {at: customers[one.person] for at, one in enumerate(chunk) if one.person}
    coming = [_coming(bulk, one, customers) for one in chunk]
    keyed = dict(_keyed([*_standing(chunk), *coming]))
    return {at: _person(one, keyed) for at, one in enumerate(coming)}


def _coming(bulk: Bulk, one: NewContact, customers: dict[str, int]) -> _Acting:
    first = bool(one.primary) and not one.site
    if one.person_name:
        return _Acting(one.customer, one.name, first, None, f"{one.person}\t{one.person_name}")
    person = customers[one.person] if one.person else bulk.add(Party, kind=PERSON, name=one.name)
    return _Acting(one.customer, one.name, first, person)


def _standing(chunk: list[NewContact]) -> Iterator[_Acting]:
    codes = {code for one in chunk for code in (one.customer, one.person if one.person_name else "")}
    for one in acting(among(CustomerAccount.code, codes)):
        yield _Acting(one.customer, one.name, one.first, one.person)


def _keyed(everybody: list[_Acting]) -> Iterator[tuple[str, _Acting]]:
    ordered = sorted(everybody, key=lambda one: not one.first)
    return zip(contact_keys((one.customer, one.name) for one in ordered), ordered, strict=True)


def _person(one: _Acting, keyed: dict[str, _Acting]) -> int:
    """Who it is, whomever the contact named names in turn."""
    named = " ".join(one.same.split())
    for _step in range(len(keyed)):
        if one.person is not None:
            return one.person
        if one.same not in keyed:
            break
        one = keyed[one.same]
    raise refuse("person_name", f"person_name: there is no contact {named} yet; nothing was written", "person_name")
