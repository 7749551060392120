"""What a party is to another: kinds as data, from when to when (F-42, R-19)."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from custtui.domain.days import overlap
from custtui.domain.errors import Confirm, Conflict, Fault, Refused, refuse
from custtui.domain.relations import PERSON, RelationChoice, relation_choices
from custtui.domain.text import clean
from custtui.domain.who import Who
from custtui.models.account import Contact, CustomerAccount
from custtui.models.base import now
from custtui.models.database import transaction
from custtui.models.party import Party, PartyRelationship
from custtui.services.clock import today
from custtui.services.customer import relation_views
from custtui.services.customer.relation_views import RelatedParty

END = "end_party_relationship"
"""The question before a relationship is ended."""


def related_parties(account_id: int) -> tuple[RelatedParty, ...]:
    """What the party of an account is to others, and they to it; ended ones last."""
    return relation_views.related_parties(_party_of(account_id), today())


def choices(account_id: int) -> list[RelationChoice]:
    """What the party of an account can be to another: `subsidiary of`, `employs` … by its kind."""
    kind = Party.get_by_id(_party_of(account_id)).kind
    return [one for one in relation_choices() if kind in (one.kind.subject if one.is_subject else one.kind.related)]


def known_persons(account_id: int) -> list[tuple[int, str]]:
    """Persons the party of an account has dealings with already: contacts of its accounts, by name."""
    rows = (
        Party.select(Party.id, Party.name)
        .join(Contact, on=Contact.person == Party.id)
        .join(CustomerAccount, on=Contact.account == CustomerAccount.id)
        .where((CustomerAccount.party == _party_of(account_id)) & Contact.active)
        .distinct()
        .order_by(Party.name)
    )
    return list(rows.tuples())


def relate(
    who: Who,
    account_id: int,
    choice: str,
    *,
    other_account: int | None = None,
    other_party: int | None = None,
    person: str = "",
    first_day: date | None = None,
    last_day: date | None = None,
) -> RelatedParty:
    """Record what the party of `account_id` is to another one: to a customer's, to a party known, or to a person who
    is made here, who exists from then on apart from any role (R-20). `choice` is the key of a RelationChoice.

    Raises Refused with all faults: no such kind, nobody named, kinds of party that do not fit, the party itself,
    days in the wrong order, and the same relationship at the same time, told from either end.
    """
    with transaction():
        chosen = next((one for one in relation_choices() if one.key == choice), None)
        faults = [] if chosen else [Fault("kind", "kind", "Relationship: there is no such kind")]
        if first_day and last_day and last_day < first_day:
            faults.append(Fault("days", "last_day", "To: the last day is before the first one"))
        mine = Party.get_by_id(_party_of(account_id))
        other = _other(who, other_account, other_party, person, faults)
        if chosen and other:
            faults += _misfits(chosen, mine, other)
        if faults or chosen is None or other is None:
            raise Refused(faults)
        subject, related = (mine, other) if chosen.is_subject else (other, mine)
        _check_once(chosen, subject.id, related.id, first_day, last_day)
        made = PartyRelationship.create(
            subject=subject,
            object=related,
            kind=chosen.kind.code,
            first_day=first_day,
            last_day=last_day,
            made_by=who.login,
            changed_by=who.login,
        )
    return next(one for one in related_parties(account_id) if one.relationship_id == made.id)


def end(who: Who, relationship_id: int, version: int, confirmed: Collection[str] = ()) -> None:
    """Yesterday was its last day; one that begins later, or begun today, goes away altogether.

    Raises Confirm first, Conflict where it changed meanwhile, Refused where it has ended.
    """
    with transaction():
        row = PartyRelationship.get_or_none(PartyRelationship.id == relationship_id)
        if row is None or (row.last_day and row.last_day < today()):
            raise refuse("ended", "This relationship has ended already")
        if END not in confirmed:
            raise Confirm(END, f"End the relationship of {row.subject.name} with {row.object.name}?")
        here = (PartyRelationship.id == relationship_id) & (PartyRelationship.version == version)
        yesterday = today() - timedelta(days=1)
        if row.first_day and row.first_day > yesterday:
            done = PartyRelationship.delete().where(here).execute()
        else:
            stamps = {"version": version + 1, "changed_by": who.login, "changed_at": now()}
            done = PartyRelationship.update(last_day=yesterday, **stamps).where(here).execute()
        if not done:
            by = row.changed_by or "Somebody"
            raise Conflict(
                [Fault("conflict", "", f"{by} changed this relationship meanwhile: look, and press again")]
            )


def _party_of(account_id: int) -> int:
    row = CustomerAccount.get_or_none(CustomerAccount.id == account_id)
    if row is None:
        raise refuse("unknown_customer", "There is no such customer")
    return row.party_id


def _other(who: Who, account_id: int | None, party_id: int | None, person: str, faults: list[Fault]) -> Party | None:
    if account_id is not None:
        return Party.get_by_id(_party_of(account_id))
    if party_id is not None:
        return Party.get_or_none(Party.id == party_id)
    try:
        name = clean(person, "Name")
    except Refused as refused:
        faults += [Fault(fault.code, "other", fault.text) for fault in refused.faults]
        return None
    if not name:
        faults.append(Fault("missing", "other", "With whom: choose a customer or name a person"))
        return None
    return Party.create(kind=PERSON, name=name, made_by=who.login, changed_by=who.login)


KIND_WORDS: Mapping[str, str] = {"ORGANIZATION": "an organisation", "PERSON": "a person"}


def _misfits(chosen: RelationChoice, mine: Party, other: Party) -> list[Fault]:
    if mine.id == other.id:
        return [Fault("itself", "other", "With whom: a party is not related to itself")]
    ends = (mine.kind, other.kind) if chosen.is_subject else (other.kind, mine.kind)
    if chosen.kind.fits(*ends):
        return []
    text = f"{mine.name}, {KIND_WORDS[mine.kind]}, cannot be “{chosen.words}” {KIND_WORDS[other.kind]}"
    return [Fault("kinds", "kind", text)]


def _check_once(chosen: RelationChoice, subject: int, related: int, first: date | None, last: date | None) -> None:
    """The same at the same time is recorded once; a direction excludes its opposite."""
    one = PartyRelationship
    pairs = ((one.subject == subject) & (one.object == related)) | (
        (one.subject == related) & (one.object == subject)
    )
    for row in one.select().where(pairs & (one.kind == chosen.kind.code)):
        if overlap((row.first_day, row.last_day), (first, last)):
            turned = row.subject_id != subject and not chosen.kind.mutual
            text = "The opposite is recorded for that time" if turned else "That is recorded already for that time"
            raise refuse("twice", text, "kind")
