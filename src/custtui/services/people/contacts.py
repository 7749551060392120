"""The people of a customer: at the account or at one site, with roles, events and how to reach them (F-43, F-44)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial

from custtui.domain.choice import Choice
from custtui.domain.contact import CheckedContact, ContactFields, checked_contact, faults_of, listed
from custtui.domain.errors import Fault, Refused, refuse
from custtui.domain.permission import dated_refusals
from custtui.domain.records.acting import ContactTexts
from custtui.domain.records.fact import said_of
from custtui.domain.who import Act, Who
from custtui.models.account import CustomerSite
from custtui.models.database import transaction
from custtui.models.party import Location, PartySite
from custtui.models.search import engine as search
from custtui.models.search.party import index_parties
from custtui.services import notices
from custtui.services.asks import asks
from custtui.services.at_once import at_once, each_at_once
from custtui.services.clock import today
from custtui.services.customer.account_lock import lock_accounts, party_accounts, sisters, take_account
from custtui.services.customer.checks import seller
from custtui.services.lists.coded import EVENT, ROLE, coded, codes
from custtui.services.notices import Listener
from custtui.services.people import points as contact_points
from custtui.services.people.person import ANOTHER, as_customer, ask_another, named_person, own_person, rename
from custtui.services.people.points import keep_one_primary, make_primary
from custtui.services.people.reading import ContactRow, contact_form, contact_row, contacts, stored_contact
from custtui.services.writing.hand import ByHand
from custtui.services.writing.parts import add_contact, add_person

__all__ = [
    "ContactRow",
    "Told",
    "contact_form",
    "contacts",
    "create_contact",
    "events",
    "faults",
    "roles",
    "set_contact_active",
    "share",
    "sites",
    "toggle",
    "told",
    "update_contact",
    "whom",
]


@dataclass(frozen=True, slots=True)
class Told:
    """A person to be told of something: `subscribed` asked for it, else it is the contact there.

    One who is told `instead` of those without an e-mail address gets the message, and they do not.
    """

    contact: ContactRow
    subscribed: bool
    instead: bool = False


def roles() -> list[Choice]:
    """The roles a contact may have."""
    return coded(ROLE)


def events() -> list[Choice]:
    """The events a contact may be told of."""
    return coded(EVENT)


def sites(account_id: int) -> list[Choice]:
    """Where a contact may act: the whole account, or one of its sites."""
    rows = (
        CustomerSite.select(CustomerSite.id, CustomerSite.alias, Location.street, Location.city)
        .join(PartySite)
        .join(Location)
        .where((CustomerSite.account == account_id) & CustomerSite.active)
        .order_by(CustomerSite.id)
        .tuples()
    )
    places = [Choice(str(key), alias or street, city) for key, alias, street, city in rows]
    return [Choice("", "account", "acts for the whole customer"), *places]


def whom(account_id: int, event: str, site_id: int | None = None) -> tuple[Told, ...]:
    """Whom do we tell about `event`? Subscribers; where nobody is, the contact of the site, else of the account.

    People of another site are never named when a site is given (R-18, R-45).
    """
    people = {one.contact_id: one for one in contacts(account_id)}
    found = notices.whom(account_id, event, site_id)
    return tuple(Told(people[one.contact_id], one.subscription is not None) for one in found)


def told(account_id: int) -> tuple[tuple[str, tuple[Told, ...]], ...]:
    """For every event in use whom we tell of it, and who is written to where those have no e-mail address."""
    found, asked = at_once(partial(contacts, account_id), partial(_told_of_each, account_id))
    people = {one.contact_id: one for one in found}
    return tuple((event, _with_readers(*told, people)) for event, told in asked)


def _told_of_each(account_id: int) -> list[tuple[str, tuple[list[Listener], list[Listener]]]]:
    events = codes(EVENT)
    told = each_at_once([partial(notices.whom_and_readers, account_id, event) for event in events])
    return list(zip(events, told, strict=True))


def _with_readers(named: list[Listener], readers: list[Listener], people: dict[int, ContactRow]) -> tuple[Told, ...]:
    known = {one.contact_id for one in named}
    told = [Told(people[one.contact_id], one.subscription is not None) for one in named]
    instead = [one for one in readers if one.contact_id not in known]
    return (*told, *(Told(people[one.contact_id], one.subscription is not None, instead=True) for one in instead))


def faults(typed: ContactFields, before: ContactFields | None = None) -> tuple[tuple[Fault, ...], list[Fault]]:
    """What cannot be kept, and what looks odd and may be."""
    try:
        refused = list[Fault]()
        typed = dated_refusals(as_customer(typed), before, today(), refused)
        found, odd = faults_of(typed, *_allowed(before), seller()[1], before)
        return (*refused, *found), odd
    except Refused as refused:
        return refused.faults, []


def _allowed(before: ContactFields | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The roles and events in use; a contact keeps those it came with."""
    had = before or ContactFields()
    return (*codes(ROLE), *listed(had.roles)), (*codes(EVENT), *listed(had.events))


@asks(Act.CONTACTS)
def create_contact(
    who: Who,
    account_id: int,
    typed: ContactFields,
    confirmed: Collection[str] = (),
    *,
    same: int | None = None,
) -> ContactRow:
    """A new contact; the first one of an account, or of a site, is its primary one (F-14).

    `same` is a person (party) who is known already and acts here as well: one party stays one (R-20).

    Raises Refused with all faults: those of the form, a site or a person that is none; Confirm where the account
    knows a person of that name and another one is to be made.
    """
    with transaction():
        typed = as_customer(typed)
        new = _checked(typed, None)
        site, person = _places(account_id, typed, None, same)
        if person is None and ANOTHER not in confirmed:
            ask_another(account_id, typed, new.name)
        lock_accounts(account_id, *party_accounts(person or 0))
        take_account(who, account_id)
        hand = ByHand(who)
        made = add_contact(hand, account_id, site, person or add_person(hand, new.name), new)
        make_primary(who, account_id, made, site, wanted=typed.primary)
        _index(account_id, shared=new.shared)
    return contact_row(made)


@asks(Act.CONTACTS)
def update_contact(
    who: Who,
    contact_id: int,
    version: int,
    typed: ContactFields,
    confirmed: Collection[str] = (),
    *,
    same: int | None = None,
) -> ContactRow:
    """Store what was changed of a contact; the person's name changes wherever he or she stands (R-10), and that is
    asked where it is elsewhere too. `same` as in `create_contact`.

    Raises Refused with all faults; Conflict where somebody else changed the contact meanwhile, with both values.
    """
    with transaction():
        row, before = stored_contact(contact_id)
        if typed == before and same is None and row.version == version:
            return contact_row(contact_id)
        typed = as_customer(typed)
        new = _checked(typed, before)
        site, person = _places(row.account_id, typed, before, same, row.site_id)
        lock_accounts(row.account_id)
        take_account(who, row.account_id)
        person = person or own_person(who, row.person_id, before, typed, new.name)
        columns = {
            "person": person,
            "site": site,
            **said_of(ContactTexts, new),
            "location": contact_points.put_address(who, row.location_id, new.address),
            "is_primary": row.is_primary and site == row.site_id,
            "shared": new.shared,
        }
        contact_points.stamp(who, contact_id, version, columns, typed, before)
        if not typed.person.strip():
            rename(who, contact_id, person, new.name, confirmed)
        if person != row.person_id:
            index_parties([row.person_id])
        contact_points.put_lists(who, contact_id, new)
        make_primary(who, row.account_id, contact_id, site, wanted=typed.primary)
        if site != row.site_id:
            keep_one_primary(who, row.account_id, row.site_id)
        _index(row.account_id, shared=row.shared or new.shared)
    return contact_row(contact_id)


@asks(Act.CONTACTS)
def share(who: Who, contact_id: int, version: int, account_id: int) -> ContactRow:
    """Let a contact act for all accounts of its party, or for its own alone where it does, by one key (F-48).

    Raises Refused for one who acts at a site, and at another account (`account_id`) than its own: there nobody would
    see it any more; Conflict where somebody else changed the contact meanwhile.
    """
    row, before = stored_contact(contact_id)
    if row.account_id != account_id:
        raise refuse("anothers", f"{before.name} was put down at {row.account.code}: take it back there")
    return update_contact(who, contact_id, version, replace(before, shared=not before.shared))


@asks(Act.CONTACTS)
def set_contact_active(who: Who, contact_id: int, version: int, active: bool) -> ContactRow:
    """Take a contact away, or back; the person stays a party (R-20), and another contact becomes the primary one.

    Raises Conflict where somebody else changed the contact meanwhile.
    """
    with transaction():
        row, before = stored_contact(contact_id)
        take_account(who, row.account_id)
        contact_points.stamp(who, contact_id, version, {"active": active, "is_primary": False}, before, before)
        keep_one_primary(who, row.account_id, row.site_id)
        _index(row.account_id, shared=row.shared)
    return contact_row(contact_id)


@asks(Act.CONTACTS)
def toggle(who: Who, contact_id: int, version: int, kind: str, code: str) -> ContactRow:
    """Give a contact a role or an event, or take it away, by one key. Raises Refused for a code that is none."""
    with transaction():
        row, before = stored_contact(contact_id)
        if code not in _allowed(before)[0 if kind == ROLE else 1]:
            raise refuse("unknown", f"There is no {kind} {code}")
        take_account(who, row.account_id)
        contact_points.stamp(who, contact_id, version, {}, before, before)
        contact_points.turn(contact_id, kind, code)
    return contact_row(contact_id)


def _index(account_id: int, *, shared: bool) -> None:
    """Whoever is found by a contact: its account, and where it is shared the others of the party (F-48)."""
    search.index_accounts(sisters(account_id) if shared else [account_id])


def _checked(typed: ContactFields, before: ContactFields | None) -> CheckedContact:
    faults = list[Fault]()
    typed = dated_refusals(typed, before, today(), faults)
    if faults:
        raise Refused(faults)
    return checked_contact(typed, *_allowed(before), seller()[1], before)


def _places(
    account_id: int,
    typed: ContactFields,
    before: ContactFields | None,
    same: int | None,
    stands: int | None = None,
) -> tuple[int | None, int | None]:
    """The site and the person named; the site that `stands` is not asked again while it is untouched.

    Raises Refused for a site that is not this customer's, a person unknown.
    """
    found: list[Fault] = []
    untouched = before is not None and typed.site == before.site
    site = stands if untouched else _site(account_id, typed.site.strip(), found)
    person = named_person(typed, before, same, found)
    if found:
        raise Refused(found)
    return site, person


def _site(account_id: int, typed: str, found: list[Fault]) -> int | None:
    """A site by its id or its alias."""
    if not typed or typed.casefold() == "account":
        return None
    rows = CustomerSite.select(CustomerSite.id, CustomerSite.alias).where(CustomerSite.account == account_id).tuples()
    match = [key for key, alias in rows if typed == str(key) or typed.casefold() == alias.casefold()]
    if len(match) != 1:
        found.append(Fault("site", "site", f'Acts at: "{typed[:40]}" is not a site of this customer', listed=True))
        return None
    return match[0]
