"""What a party is to another: kinds as data, from when to when (F-42, R-19)."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import partial

from custtui.domain.days import overlap
from custtui.domain.errors import Confirm, Conflict, Fault, Refused, refuse
from custtui.domain.relations import KIND_WORDS, ORGANIZATION, PERSON, RelationChoice, relation_choices
from custtui.domain.text import clean
from custtui.domain.who import Act, Who
from custtui.models.account import Contact, CustomerAccount, acts_for
from custtui.models.base import now
from custtui.models.database import transaction
from custtui.models.party import Party, PartyRelationship
from custtui.models.search.party import index_parties
from custtui.services.asks import asks
from custtui.services.at_once import at_once
from custtui.services.clock import today
from custtui.services.payers import relation_views
from custtui.services.payers.relation_views import RelatedParty

END = "end_party_relationship"
"""The question before a relationship is ended."""


def related_parties(account_id: int) -> tuple[RelatedParty, ...]:
    """What the party of an account is to others, and they to it; ended ones last."""
    return relation_views.related_parties(*at_once(partial(_party_of, account_id), today))


def of_contacts(account_id: int) -> tuple[RelatedParty, ...]:
    """What contacts of an account are to others than its party, from each one's end, ended ones last."""
    people, mine, day = at_once(partial(_acting, account_id), partial(_party_of, account_id), today)
    people.pop(mine, None)
    return relation_views.related_to_others(people, mine, day)


def _acting(account_id: int) -> dict[int, str]:
    """The persons who act for an account, by id, and their names."""
    rows = Contact.select(Contact.person, Party.name).join(Party, on=Contact.person == Party.id)
    return dict(rows.where(acts_for(account_id) & Contact.active).order_by(Party.name).tuples())


def choices(account_id: int, party_id: int | None = None) -> list[RelationChoice]:
    """What the party of an account, or another one given, can be to others: `subsidiary of` … by its kind."""
    kind = _mine(account_id, party_id).kind
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


@asks(Act.PARTIES)
def relate(
    who: Who,
    account_id: int,
    choice: str,
    *,
    party_id: int | None = None,
    other_account: int | None = None,
    other_party: int | None = None,
    person: str = "",
    organization: str = "",
    first_day: date | None = None,
    last_day: date | None = None,
) -> RelatedParty:
    """Record what the party of `account_id`, or `party_id`, is to another one: to a customer's, to a party known, or
    to a person or an organization that is made here, and exists from then on apart from any role (R-20).

    `choice` is the key of a RelationChoice. Raises Refused with all faults: no such kind, nobody named, kinds of
    party that do not fit, the party itself, days in the wrong order, and the same relationship at the same time,
    told from either end.
    """
    with transaction():
        chosen = next((one for one in relation_choices() if one.key == choice), None)
        faults = [] if chosen else [Fault("kind", "kind", "Relationship: there is no such kind")]
        if first_day and last_day and last_day < first_day:
            faults.append(Fault("days", "last_day", "To: the last day is before the first one"))
        mine = _mine(account_id, party_id)
        new = (ORGANIZATION, organization) if organization else (PERSON, person)
        other = _other(who, other_account, other_party, new, faults)
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
    shown = relation_views.related_parties(mine.id, today())
    return next(one for one in shown if one.relationship_id == made.id)


@asks(Act.PARTIES)
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
            raise Conflict([Fault("conflict", "", f"{by} changed this relationship meanwhile: nothing was saved")])


def _party_of(account_id: int) -> int:
    row = CustomerAccount.get_or_none(CustomerAccount.id == account_id)
    if row is None:
        raise refuse("unknown_customer", "There is no such customer")
    return row.party_id


def _mine(account_id: int, party_id: int | None) -> Party:
    return Party.get_by_id(party_id or _party_of(account_id))


def _other(
    who: Who, account_id: int | None, party_id: int | None, new: tuple[str, str], faults: list[Fault]
) -> Party | None:
    """The other one; `new` is kind and name of one that is made."""
    if account_id is not None:
        return Party.get_by_id(_party_of(account_id))
    if party_id is not None:
        return Party.get_or_none(Party.id == party_id)
    kind, text = new
    try:
        name = clean(text, "Name")
    except Refused as refused:
        faults += [Fault(fault.code, "other", fault.text) for fault in refused.faults]
        return None
    if not name:
        faults.append(Fault("missing", "other", "With whom: choose a customer or name a person"))
        return None
    made = Party.create(kind=kind, name=name, made_by=who.login, changed_by=who.login)
    index_parties([made.id])
    return made


def _misfits(chosen: RelationChoice, mine: Party, other: Party) -> list[Fault]:
    if mine.id == other.id:
        return [Fault("itself", "other", "With whom: a party is not related to itself")]
    ends = (mine.kind, other.kind) if chosen.is_subject else (other.kind, mine.kind)
    if chosen.kind.fits(*ends):
        return []
    text = f'{mine.name}, {KIND_WORDS[mine.kind]}, cannot be "{chosen.words}" {KIND_WORDS[other.kind]}'
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
