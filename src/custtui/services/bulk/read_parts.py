"""Reads what hangs on many accounts at once, for export: sites, contacts, contact points."""

from collections.abc import Iterable
from typing import Any

from custtui.domain.address import Address
from custtui.domain.records.acting import ContactTexts
from custtui.domain.records.fact import fields_of, said_of
from custtui.domain.records.sited import SiteTexts
from custtui.models.account import (
    Contact,
    ContactPoint,
    ContactRole,
    CustomerAccount,
    CustomerSite,
    EventSubscription,
    SiteUse,
)
from custtui.models.among import among
from custtui.models.party import PLACE, Location, Party, PartySite
from custtui.services.bulk.shared_persons import shared_persons
from custtui.services.bulk.site_names import site_names
from custtui.services.bulk.values import NewContact, NewSite, PointPairs

SITE = fields_of(SiteTexts)


def points_by(column: Any, ids: Iterable[int], *where: Any) -> dict[int, PointPairs]:
    """Contact points, the primary one of a kind first, by what they belong to."""
    rows = ContactPoint.select(column, ContactPoint.kind, ContactPoint.value).where(among(column, ids), *where)
    found = dict[int, PointPairs]()
    for owner, kind, value in rows.order_by(ContactPoint.is_primary.desc(), ContactPoint.id).tuples():
        found[owner] = (*found.get(owner, ()), (kind, value))
    return found


def texts_by(column: Any, text: Any, ids: Iterable[int], *where: Any) -> dict[int, tuple[str, ...]]:
    """Short texts by what they belong to, in the order they were made."""
    found = dict[int, tuple[str, ...]]()
    rows = column.model.select(column, text).where(among(column, ids), *where).order_by(column.model.id)
    for owner, value in rows.tuples():
        found[owner] = (*found.get(owner, ()), value)
    return found


def sites_of(accounts: dict[int, str]) -> dict[int, list[NewSite]]:
    """The sites of accounts (id, code); the one that comes with the customer first: identifying, else the oldest."""
    rows = (
        CustomerSite.select(
            *(CustomerSite.id, CustomerSite.account, CustomerSite.active, PartySite.identifying),
            *PLACE,
            *(getattr(CustomerSite, name) for name in SITE),
        )
        .join(PartySite)
        .join(Location)
        .where(among(CustomerSite.account, accounts))
        .order_by(PartySite.identifying.desc(), CustomerSite.id)
    )
    found = list(rows.tuples())
    uses = _uses([row[0] for row in found])
    points = points_by(ContactPoint.site, [row[0] for row in found])
    sites = dict[int, list[NewSite]]()
    for id, account, active, identifying, *more in found:
        site = NewSite(
            address=Address(*more[: len(PLACE)]),
            customer=accounts[account],
            **dict(zip(SITE, more[len(PLACE) :], strict=True)),
            uses=tuple(uses.get(id, ())),
            points=points.get(id, ()),
            active=bool(active),
            identifying=bool(identifying),
        )
        sites.setdefault(account, []).append(site)
    return sites


def _uses(sites: list[int]) -> dict[int, list[tuple[str, bool]]]:
    rows = SiteUse.select(SiteUse.site, SiteUse.purpose, SiteUse.is_primary).where(among(SiteUse.site, sites))
    found = dict[int, list[tuple[str, bool]]]()
    for site, purpose, primary in rows.order_by(SiteUse.id).tuples():
        found.setdefault(site, []).append((purpose, bool(primary)))
    return found


def contacts_of(accounts: dict[int, str], *where: Any) -> dict[int, list[NewContact]]:
    """The contacts of accounts (id, code) that fit, oldest first."""
    rows = Contact.select(Contact, Party.id, Party.name).join(Party).where(among(Contact.account, accounts), *where)
    found = list(rows.order_by(Contact.id))
    ids = [row.id for row in found]
    roles = texts_by(ContactRole.contact, ContactRole.role, ids)
    events = texts_by(EventSubscription.contact, EventSubscription.event, ids)
    points = points_by(ContactPoint.contact, ids)
    names = _names_of({row.account_id for row in found if row.site_id})
    customers = _customers(people := {row.person_id for row in found})
    shared = shared_persons(people - customers.keys())
    places = _places({row.location_id for row in found if row.location_id})
    contacts = dict[int, list[NewContact]]()
    for row in found:
        contact = NewContact(
            name=row.person.name,
            customer=accounts[row.account_id],
            site=names.get(row.site_id, ""),
            **said_of(ContactTexts, row),
            roles=roles.get(row.id, ()),
            events=events.get(row.id, ()),
            points=points.get(row.id, ()),
            address=places.get(row.location_id),
            primary=row.is_primary,
            shared=row.shared,
            active=row.active,
            person=(who := _person(row, customers, shared))[0],
            person_name=who[1],
        )
        contacts.setdefault(row.account_id, []).append(contact)
    return contacts


def comes_with_customer(contact: NewContact) -> bool:
    """The row of a customer tells of its primary contact, if that has nothing there is no column for."""
    plain = not (contact.site or contact.address or contact.person or contact.shared)
    reached = all(kind in ("PHONE", "EMAIL") for kind, _ in contact.points)
    return bool(contact.primary) and contact.active and plain and reached


def _person(row: Contact, customers: dict[int, str], shared: dict[int, tuple[int, str]]) -> tuple[str, str]:
    """Who a contact is elsewhere: a customer (code, ''), or the contact that files tell of before this one."""
    first, key = shared.get(row.person_id, (row.id, ""))
    if first == row.id:
        return customers.get(row.person_id, ""), ""
    code, _, name = key.partition("\t")
    return code, name


def _names_of(accounts: set[int]) -> dict[int, str]:
    return {id: name for (_, name), id in site_names(accounts).items()} if accounts else {}


def _customers(parties: set[int]) -> dict[int, str]:
    """The codes of persons who are customers themselves (R-20): their first accounts'."""
    rows = CustomerAccount.select(CustomerAccount.party, CustomerAccount.code)
    found = rows.where(CustomerAccount.merged_into.is_null(), among(CustomerAccount.party, parties))
    return dict(found.order_by(CustomerAccount.id.desc()).tuples())


def _places(ids: set[int]) -> dict[int, Address]:
    rows = Location.select(Location.id, *PLACE).where(among(Location.id, ids))
    return {id: Address(*place) for id, *place in rows.tuples()}
