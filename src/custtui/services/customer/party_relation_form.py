"""A party relationship as typed: kinds by their words, the other by code or name, days as clerks type them (F-42)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from custtui.domain.errors import Fault, Refused, refuse
from custtui.domain.numbers import Unreadable
from custtui.domain.past_day import read_past_day
from custtui.domain.relations import RelationChoice
from custtui.domain.typed import read_date
from custtui.domain.who import Who
from custtui.models.account import CustomerAccount
from custtui.models.database import transaction
from custtui.services import lookup
from custtui.services.clock import today
from custtui.services.customer import party_relationships
from custtui.services.customer.relation_views import RelatedParty
from custtui.services.order_entry.views import Choice, Listing


@dataclass(frozen=True, slots=True)
class RelationText:
    """As typed: `kind` in words (`parent of`), `other` a customer's code, or the name of a person."""

    kind: str = ""
    other: str = ""
    first_day: str = ""
    last_day: str = ""


def kinds(account_id: int) -> list[Choice]:
    """What the party of an account can be to another."""
    return [Choice(one.words, one.words, one.kind.code.lower()) for one in party_relationships.choices(account_id)]


def others(account_id: int, find: str = "") -> Listing:
    """Persons known as contacts of the party, and the customers a text finds."""
    known = party_relationships.known_persons(account_id)
    persons = [Choice(name, name, "a contact of this customer") for _, name in known]
    rows, beyond = [one for one in persons if find.casefold() in one.label.casefold()], ""
    if find.strip():
        found = lookup.find(find, limit=lookup.CAP)
        hits = () if found.near else found.hits  # Enter must not take just anybody
        rows += [Choice(hit.code, f"{hit.code} {hit.name}", hit.place) for hit in hits]
        beyond = lookup.MANY if found.capped else ""
    return Listing(rows, len(rows), beyond=beyond)


def keep(who: Who, account_id: int, typed: RelationText) -> RelatedParty:
    """Record it. A name that is no customer's code and no known person's makes a person.

    Raises Refused with all faults, each naming its field.
    """
    faults: list[Fault] = []
    with transaction():
        kind = _kind(account_id, typed.kind, faults)
        first = _day(typed.first_day, read_past_day, "first_day", "From", faults)
        last = _day(typed.last_day, read_date, "last_day", "To", faults)
        if faults:
            if not typed.other.strip():
                faults.append(Fault("missing", "other", "With whom is missing: a customer or a person"))
            raise Refused(faults)
        account, party = _other(account_id, typed.other.strip())
        return party_relationships.relate(
            who,
            account_id,
            kind.key if kind else "",
            other_account=account,
            other_party=party,
            person=typed.other,
            first_day=first,
            last_day=last,
        )


def _kind(account_id: int, text: str, faults: list[Fault]) -> RelationChoice | None:
    """By its words, or as much of them as tells it from the others."""
    typed = " ".join(text.casefold().split())
    offered = party_relationships.choices(account_id)
    exact = [one for one in offered if typed == one.words]
    found = exact or [one for one in offered if typed and one.words.startswith(typed)]
    if len(found) != 1:
        what = f"{text.strip()[:40]} is not one of the kinds" if typed else "what it is to the other one is missing"
        faults.append(Fault("kind", "kind", f"This party is: {what}: F4 lists them"))
        return None
    return found[0]


def _day(text: str, read: Callable[[str, date], date], field: str, label: str, faults: list[Fault]) -> date | None:
    if not text.strip():
        return None
    try:
        return read(text, today())
    except Unreadable as error:
        faults.append(Fault("date", field, f"{label}: {error}"))
        return None


def _other(account_id: int, text: str) -> tuple[int | None, int | None]:
    """The customer with that code, else the person known by that name, else the one customer called so.

    Neither for a name that is new. Raises Refused where several customers are called so.
    """
    row = CustomerAccount.get_or_none(CustomerAccount.code == text)
    if row is not None:
        return row.id, None
    known = party_relationships.known_persons(account_id)
    person = next((number for number, name in known if name == text), None)
    return (None, person) if person else (_called(text), None)


def _called(name: str) -> int | None:
    hits = lookup.find(name, limit=20, inactive=True).hits if name else ()
    called = {one.account_id: one.code for one in hits if one.name.casefold() == name.casefold()}
    rows = CustomerAccount.select(CustomerAccount.party).where(CustomerAccount.id.in_([*called])).distinct()
    if called and rows.count() > 1:
        text = f"With whom: {name} is the name of {', '.join(called.values())}: type the code"
        raise refuse("several", text, "other")
    return next(iter(called), None)
