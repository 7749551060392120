"""What hangs on an account when it is written in bulk: sites with their uses, contacts, contact points."""

from custtui.domain.address import Address
from custtui.domain.contact_point import normal
from custtui.models.account import Contact, ContactPoint, ContactRole, CustomerSite, EventSubscription, SiteUse
from custtui.models.party import Location, Party, PartySite
from custtui.services.bulk.tables import Bulk
from custtui.services.bulk.values import NewContact, NewSite, Points

PARTS = (Location, Party, PartySite, CustomerSite, SiteUse, Contact, ContactRole, ContactPoint, EventSubscription)
"""The tables these functions fill."""


def add_location(bulk: Bulk, address: Address) -> int:
    """A postal address."""
    return bulk.add(Location, **address.columns())


def add_party_site(bulk: Bulk, party: int, address: Address, *, identifying: bool) -> int:
    """An address of a party."""
    location = add_location(bulk, address)
    return bulk.add(PartySite, party=party, location=location, identifying=identifying)


def add_site(bulk: Bulk, account: int, party_site: int, site: NewSite) -> int:
    """A party's address put to use by an account, with its purposes, ranked already (R-14)."""
    number = bulk.add(
        CustomerSite,
        account=account,
        party_site=party_site,
        alias=site.alias,
        attention=site.attention,
        active=site.active,
    )
    for purpose, primary in site.uses:
        bulk.add(SiteUse, account=account, site=number, purpose=purpose, is_primary=primary)
    add_points(bulk, site.points, account=account, site=number)
    return number


def add_contact(bulk: Bulk, account: int, site: int | None, contact: NewContact, person: int | None = None) -> int:
    """A person (party), new unless given, who acts for an account, with roles, events and ways to be reached."""
    number = bulk.add(
        Contact,
        person=person or bulk.add(Party, kind="PERSON", name=contact.name),
        account=account,
        site=site,
        title=contact.title,
        department=contact.department,
        location=add_location(bulk, contact.address) if contact.address else None,
        is_primary=bool(contact.primary),
        active=contact.active,
    )
    for role in dict.fromkeys(contact.roles):
        bulk.add(ContactRole, contact=number, role=role)
    for event in dict.fromkeys(contact.events):
        bulk.add(EventSubscription, contact=number, event=event)
    add_points(bulk, contact.points, contact=number)
    return number


def add_points(
    bulk: Bulk, points: Points, *, account: int | None = None, site: int | None = None, contact: int | None = None
) -> None:
    """Phones, e-mails and the like; the first of a kind is the primary one."""
    seen = set[str]()
    for kind, value in points:
        bulk.add(
            ContactPoint,
            account=account,
            site=site,
            contact=contact,
            kind=kind,
            value=value,
            normal=normal(kind, value),
            is_primary=kind not in seen,
        )
        seen.add(kind)
