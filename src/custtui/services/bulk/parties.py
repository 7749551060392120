"""Parties as files name them: customers, contacts of customers, and those who are neither (R-20)."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from peewee import fn

from custtui.domain.relations import ORGANIZATION, PERSON
from custtui.models.account import Contact, ContactPoint, CustomerAccount
from custtui.models.among import among
from custtui.models.party import Party
from custtui.services.bulk.values import Quick

_NUMBERED = re.compile(r"(.+)#([0-9]{1,6})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PartyName(Quick):
    """A party: the customer with a code; the contact of that customer with a name; or one with that name and kind.

    Without a kind it is the person of that name, else the organization there is; a new one is a person.

    `Ann Lee#2` is the second one called Ann Lee.
    """

    customer: str = ""
    name: str = ""
    kind: str = ""

    @property
    def key(self) -> str:
        """Tells it from every other."""
        return f"{self.customer}\t{self.name}" if self.customer else f"\t{self.name}\t{self.kind}"

    @property
    def plain(self) -> tuple[str, int]:
        """The name itself, and which one of that name it is, counted from 1."""
        found = _NUMBERED.fullmatch(self.name)
        return (found[1], int(found[2])) if found else (self.name, 1)


def numbered(name: str, number: int) -> str:
    """`Ann Lee`, `Ann Lee#2`; a name that reads like that gets its number in any case."""
    return f"{name}#{number}" if number > 1 or _NUMBERED.fullmatch(name) else name


def parties_of(names: Iterable[PartyName]) -> dict[PartyName, int]:
    """The parties (ids) there are of those named."""
    wanted = list(names)
    customers = customer_parties({one.customer for one in wanted if one.customer and not one.name})
    contacts = contact_ids({one.key for one in wanted if one.customer and one.name})
    others = _others({one.plain[0] for one in wanted if not one.customer})
    found: dict[PartyName, int | None] = {}
    for one in wanted:
        if one.customer:
            found[one] = contacts.get(one.key) if one.name else customers.get(one.customer)
        else:
            name, number = one.plain
            known = others.get((name, one.kind or PERSON), []) or others.get((name, one.kind or ORGANIZATION), [])
            found[one] = known[number - 1] if number <= len(known) else None
    return {one: party for one, party in found.items() if party is not None}


def as_told(names: Iterable[PartyName]) -> list[PartyName]:
    """Each as files tell of the party there is: one party has one name, whichever way it was named."""
    wanted = list(names)
    there = parties_of(wanted)
    told = party_names(there.values())
    return [told.get(there.get(one, 0), one) for one in wanted]


def customer_parties(codes: set[str]) -> dict[str, int]:
    """The parties (ids) of customers, by code."""
    rows = CustomerAccount.select(CustomerAccount.code, CustomerAccount.party)
    return dict(rows.where(among(CustomerAccount.code, codes)).tuples()) if codes else {}


def contact_ids(keys: Iterable[str]) -> dict[str, int]:
    """The persons (party ids) behind contacts named `customer\\tname`, of the customers of these keys."""
    codes = {key.partition("\t")[0] for key in keys}
    return {one.key: one.person for one in acting(among(CustomerAccount.code, codes))} if codes else {}


def acting_under(keys: Iterable[str]) -> set[str]:
    """Of the customers in `customer\\tname` all names their contacts have, as such keys, whoever of a name it is."""
    there = acting(among(CustomerAccount.code, {key.partition("\t")[0] for key in keys}))
    return {f"{one.customer}\t{one.name}" for one in there}


@dataclass(frozen=True, slots=True)
class WrittenContact:
    """A contact (id) and its person (party); the key is `customer\\tname`. `first`: the primary one of an account."""

    contact: int
    person: int
    customer: str
    name: str
    key: str
    first: bool


def acting(where: Any) -> list[WrittenContact]:
    """The contacts that fit, in the order in which they go out and come in."""
    rows = (
        Contact.select(Contact.id, Contact.person, CustomerAccount.code, Party.name, _FIRST)
        .join_from(Contact, CustomerAccount)
        .join_from(Contact, Party, on=Contact.person == Party.id)
        .where(where, CustomerAccount.merged_into.is_null())
        .order_by(_FIRST.desc(), Contact.id)
    )
    found = list(rows.tuples())
    keys = contact_keys((code, name) for _, _, code, name, _ in found)
    return [
        WrittenContact(id, person, code, name, key, bool(first))
        for (id, person, code, name, first), key in zip(found, keys, strict=True)
    ]


_FIRST: Any = Contact.is_primary & Contact.site.is_null()


def contact_keys(named: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The keys of contacts given by customer and name: those of one name are counted."""
    times = dict[tuple[str, str], int]()
    for code, name in named:
        times[code, name] = times.get((code, name), 0) + 1
        yield f"{code}\t{numbered(name, times[code, name])}"


def first_contacts(persons: Collection[int]) -> dict[int, tuple[int, str]]:
    """For persons (party ids) who act for customers the contact (id) that files tell of first, and its key.

    That is one that comes with its customer, where there is one: customers come before contacts.
    """
    found = dict[int, tuple[bool, int, int, str]]()
    for person, account, contact, code, comes in _places(persons).tuples() if persons else ():
        place = (not comes, account, contact, code)
        found[person] = min(place, found.get(person, place))
    codes = {code for *_, code in found.values()}
    keys = {one.contact: one.key for one in acting(among(CustomerAccount.code, codes))} if codes else {}
    return {person: (contact, keys[contact]) for person, (_, _, contact, _) in found.items()}


def _places(persons: Collection[int]) -> Any:
    """Where persons act, and whether that comes with the row of the customer."""
    other = ContactPoint.select(ContactPoint.id).where(
        ContactPoint.contact == Contact.id, ContactPoint.kind.not_in(("PHONE", "EMAIL"))
    )
    plain = _FIRST & Contact.active & ~Contact.shared & Contact.location.is_null() & ~fn.EXISTS(other)
    rows = Contact.select(Contact.person, Contact.account, Contact.id, CustomerAccount.code, plain)
    return rows.join(CustomerAccount).where(among(Contact.person, persons), CustomerAccount.merged_into.is_null())


def _others(names: set[str]) -> dict[tuple[str, str], list[int]]:
    """Parties that are neither customers nor contacts, by name and kind, the oldest first."""
    accounts = CustomerAccount.select(CustomerAccount.id).where(CustomerAccount.party == Party.id)
    contacts = Contact.select(Contact.id).where(Contact.person == Party.id)
    rows = Party.select(Party.id, Party.name, Party.kind).where(
        among(Party.name, names), ~fn.EXISTS(accounts), ~fn.EXISTS(contacts)
    )
    found = dict[tuple[str, str], list[int]]()
    for id, name, kind in rows.order_by(Party.id).tuples() if names else ():
        found.setdefault((name, kind), []).append(id)
    return found


def party_names(ids: Iterable[int]) -> dict[int, PartyName]:
    """What files call these parties; those whose customers were all merged into others have no name."""
    wanted = set(ids)
    rows = CustomerAccount.select(CustomerAccount.party, CustomerAccount.code, CustomerAccount.merged_into)
    accounts = list(rows.where(among(CustomerAccount.party, wanted)).order_by(CustomerAccount.id.desc()).tuples())
    found = {party: PartyName(code) for party, code, merged in accounts if merged is None}
    rest = wanted - {party for party, *_ in accounts}
    for person, (_, key) in first_contacts(rest).items():
        code, _, name = key.partition("\t")
        found[person] = PartyName(code, name)
    parties = Party.select(Party.id, Party.name).where(among(Party.id, rest - found.keys()))
    for (name, kind), others in _others({row.name for row in parties}).items() if rest else ():
        for number, party in enumerate(others, 1):
            if party in rest:
                found[party] = PartyName("", numbered(name, number), kind)
    return found
