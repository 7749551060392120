"""A party relationship as typed: kinds by their words, the other by code or name, days as clerks type them (F-42)."""

from collections.abc import Collection
from dataclasses import dataclass

from custtui.domain.choice import Choice, Listing
from custtui.domain.errors import Confirm, Fault, Refused
from custtui.domain.records.reading import Ways, read_record
from custtui.domain.records.relation import RelationDays
from custtui.domain.relations import ORGANIZATION, PERSON, RelationChoice, read_kind
from custtui.domain.who import Act, Who
from custtui.models.account import CustomerAccount
from custtui.models.database import transaction
from custtui.services import lookup
from custtui.services.asks import asks
from custtui.services.clock import today
from custtui.services.payers import known_parties, party_relationships
from custtui.services.payers.relation_views import RelatedParty

ANOTHER = "another_party_of_that_name"
"""The question before a party is made though one of that name is known."""


@dataclass(frozen=True, slots=True)
class RelationText:
    """As typed: `kind` in words (`parent of`), `other` a customer's code, or the name of a party.

    `new` is the kind of party that is made where the name is of none; `known` the party (id) chosen from the list.
    """

    kind: str = ""
    other: str = ""
    first_day: str = ""
    last_day: str = ""
    new: str = ""
    known: int | None = None


def kinds(account_id: int, party_id: int | None = None) -> list[Choice]:
    """What the party of an account, or another one given, can be to others."""
    offered = party_relationships.choices(account_id, party_id)
    return [Choice(one.words, one.words, one.kind.code.lower()) for one in offered]


def new_kinds() -> list[Choice]:
    """The kinds a new party can be of."""
    return [
        Choice("organization", "O organization", "a company or house that is not a customer"),
        Choice("person", "P person", "somebody who is not a customer nor a contact"),
    ]


def others(account_id: int, find: str = "") -> Listing:
    """Contacts of the party; and whom a text finds of all others. The key is a customer's code, or `#` and an id."""
    known = party_relationships.known_persons(account_id)
    persons = [Choice(f"#{number}", name, "a contact of this customer") for number, name in known]
    if not find.strip():
        return Listing(persons, len(persons))
    free, more = known_parties.acting_or_free(find)
    own = {number for number, _ in known}
    rows = [one for one in persons if int(one.key[1:]) in {party.party_id for party in free}]
    rows += [Choice(f"#{one.party_id}", one.name, one.words) for one in free if one.party_id not in own]
    found = lookup.find(find, limit=lookup.CAP)
    hits = () if found.near else found.hits  # Enter must not take just anybody
    rows += [Choice(hit.code, f"{hit.code} {hit.name}", hit.place) for hit in hits]
    return Listing(rows, len(rows), beyond=lookup.MANY if found.capped or more else "")


@asks(Act.PARTIES)
def keep(
    who: Who,
    account_id: int,
    typed: RelationText,
    *,
    party_id: int | None = None,
    confirmed: Collection[str] = (),
) -> RelatedParty:
    """Record what the party of an account, or `party_id`, is to the one typed: the one there is of that code or name,
    else a new one of the kind given. Nobody is made whose kind nobody said.

    Raises Refused with all faults, each naming its field; Confirm where a kind is given and the name is known.
    """
    faults: list[Fault] = []
    with transaction():
        kind = _kind(party_relationships.choices(account_id, party_id), typed.kind, faults)
        ways = Ways(today=today(), faults=faults)
        days = read_record(RelationDays, RelationDays(typed.first_day, typed.last_day), ways)
        new = read_kind(typed.new)
        if typed.new.strip() and not new:
            faults.append(Fault("new", "new", f"New party: {typed.new.strip()[:40]} is neither O nor P"))
        other = _other(typed, new, confirmed, faults)
        if faults:
            raise Refused(faults)
        return party_relationships.relate(
            who,
            account_id,
            kind.key if kind else "",
            party_id=party_id,
            other_party=other,
            first_day=days["first_day"],
            last_day=days["last_day"],
            person=typed.other if new == PERSON else "",
            organization=typed.other if new == ORGANIZATION else "",
        )


def _kind(offered: list[RelationChoice], text: str, faults: list[Fault]) -> RelationChoice | None:
    """By its words, or as much of them as tells it from the others."""
    typed = " ".join(text.casefold().split())
    exact = [one for one in offered if typed == one.words]
    found = exact or [one for one in offered if typed and one.words.startswith(typed)]
    if len(found) != 1:
        what = f"{text.strip()[:40]} is not one of the kinds" if typed else "what it is to the other one is missing"
        faults.append(Fault("kind", "kind", f"This party is: {what}", listed=True))
        return None
    return found[0]


def _other(typed: RelationText, new: str, confirmed: Collection[str], faults: list[Fault]) -> int | None:
    """The party (id) chosen, or the customer with that code, else the one party of that name; None for a new one.

    Raises Confirm where a new one is wanted though one of the name is known.
    """
    name = " ".join(typed.other.split())
    if not name:
        faults.append(Fault("missing", "other", "With whom is missing: a customer or a person"))
        return None
    row = CustomerAccount.get_or_none(CustomerAccount.code == name)
    if typed.known or row is not None:
        return typed.known or row.party_id
    known = known_parties.called(name)
    told = "; ".join(one.words for one in known[:3]) + (" …" if len(known) > 3 else "")
    if new and known and not faults and ANOTHER not in confirmed:
        raise Confirm(ANOTHER, f"{known[0].name} is known ({told}): record another party of that name?")
    if new:
        return None
    if len(known) > 1:
        text = f"With whom: {len(known)} are called {known[0].name} ({told})"
        faults.append(Fault("several", "other", text, listed=True))
    elif not known:
        text = f"New party: {name[:40]} is not known: type O organization or P person, or choose another in With whom"
        faults.append(Fault("unknown", "new", text))
    return known[0].party_id if len(known) == 1 else None
