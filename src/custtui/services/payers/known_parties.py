"""Parties there are, of every kind: customers, persons who act for them, and those who are neither (F-42, R-20)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peewee import fn

from custtui.domain.relations import KIND_WORDS
from custtui.domain.words import asked, fold, indexed, sort_key
from custtui.domain.written_number import in_any_case
from custtui.models.account import Contact, CustomerAccount
from custtui.models.among import among
from custtui.models.party import Party
from custtui.models.search.party import with_words
from custtui.services import lookup
from custtui.services.clock import today
from custtui.services.payers.relation_views import related_parties

MOST = 50
"""Persons and others listed beside customers: further ones are found by another word."""
MOST_FREE = 2_000
"""Read and sorted of those who are neither customer nor contact."""


@dataclass(frozen=True, slots=True)
class KnownParty:
    """A party; `words` tell who it is: `customer 3897-9`, `contact of 3897-5 Healthy Juices Inc.`"""

    party_id: int
    name: str
    kind: str
    words: str


def acting_or_free(find: str) -> tuple[list[KnownParty], bool]:
    """Contacts' persons and those who are neither customer nor contact, by the beginnings of words of their names,
    whatever accents and case; and whether there are more than are told."""
    words = asked(find)
    if not words:
        return [], False
    found = {party: name for party, name in (*_acting(find), *_free(words)) if _has(name, words)}
    known = _known(sorted(found, key=lambda party: (sort_key(found[party]), party))[: MOST + 1])
    return known[:MOST], len(known) > MOST


def called(name: str) -> list[KnownParty]:
    """All parties of a name, whatever accents and case, the oldest first."""
    key = _key(name)
    if not key:
        return []
    found = dict([*_acting(name), *_free(asked(name)), *_customers(name), *_same(name)])
    return _known(sorted(party for party, text in found.items() if _key(text) == key))


def _key(name: str) -> str:
    return sort_key(name) or fold(name.strip())


def _has(name: str, words: list[str]) -> bool:
    own = indexed(name)
    return all(any(one.startswith(word) for one in own) for word in words)


# -- reading -------------------------------------------------------------------------------------------------------
IdsNamed = Iterable[tuple[int, str]]


def _hits(find: str) -> list[int]:
    found = lookup.find(find, limit=lookup.CAP, inactive=True)
    return [] if found.near else [hit.account_id for hit in found.hits]


def _acting(find: str) -> IdsNamed:
    """Persons who act for the customers a text finds."""
    rows = Contact.select(Party.id, Party.name).join(Party, on=Contact.person == Party.id)
    return rows.where(among(Contact.account, _hits(find))).distinct().tuples()


def _customers(find: str) -> IdsNamed:
    rows = CustomerAccount.select(Party.id, Party.name).join(Party)
    return rows.where(among(CustomerAccount.id, _hits(find))).distinct().tuples()


def _free(words: list[str]) -> IdsNamed:
    """Those who are neither customer nor contact: of very many the first ones met, another word finds the others.

    Of a name of marks alone none: it has no words.
    """
    return with_words(words, MOST_FREE) if words else ()


def _same(name: str) -> IdsNamed:
    """Parties of just that name, though its words are those of too many; not what is left of merged ones."""
    one = CustomerAccount.select(CustomerAccount.id).where(CustomerAccount.party == Party.id)
    living = one.where(CustomerAccount.merged_into.is_null())
    contacts = Contact.select(Contact.id).where(Contact.person == Party.id)
    ways = map(fn.LOWER, in_any_case(" ".join(name.split())))  # the database lowers both: it may know ASCII alone
    rows = Party.select(Party.id, Party.name).where(fn.LOWER(Party.name).in_([*ways]))
    return rows.where(fn.EXISTS(living) | fn.EXISTS(contacts) | ~fn.EXISTS(one)).tuples()


# -- telling who it is ---------------------------------------------------------------------------------------------
def _known(ids: list[int]) -> list[KnownParty]:
    """In the order asked for."""
    parties = {row.id: row for row in Party.select().where(among(Party.id, ids))}
    words = {**_as_contacts(ids), **_as_customers(ids)}
    return [
        KnownParty(one, parties[one].name, parties[one].kind, words.get(one) or _as_itself(parties[one]))
        for one in ids
        if one in parties
    ]


def _as_customers(ids: list[int]) -> dict[int, str]:
    rows = CustomerAccount.select(CustomerAccount.party, CustomerAccount.code)
    rows = rows.where(among(CustomerAccount.party, ids), CustomerAccount.merged_into.is_null())
    return {party: f"customer {code}" for party, code in rows.order_by(CustomerAccount.id.desc()).tuples()}


def _as_contacts(ids: list[int]) -> dict[int, str]:
    who = Party.alias()
    rows = (
        Contact.select(Contact.person, CustomerAccount.code, who.name)
        .join(CustomerAccount)
        .join(who, on=CustomerAccount.party == who.id)
        .where(among(Contact.person, ids), CustomerAccount.merged_into.is_null())
    )
    ordered = rows.order_by(Contact.active, Contact.id.desc()).tuples()
    return {person: f"contact of {code} {name}" for person, code, name in ordered}


def _as_itself(party: Any) -> str:
    related = next((one.words for one in related_parties(party.id, today()) if not one.ended), "no customer")
    return f"{KIND_WORDS[party.kind].split()[-1]}, {related}"
