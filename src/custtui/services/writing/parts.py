"""The rows of a party and of what hangs on an account: sites with their uses, contacts, contact points, bill-to.

Said once, for a clerk's hand and in bulk.
"""

from collections.abc import Iterable
from typing import Any

from custtui.domain.address import Address
from custtui.domain.contact_point import normal
from custtui.domain.records.acting import Acting, ContactTexts
from custtui.domain.records.fact import said_of
from custtui.domain.records.sited import SiteTexts
from custtui.domain.relations import PERSON
from custtui.models.account import (
    BillToAccount,
    Contact,
    ContactPoint,
    ContactRole,
    CustomerSite,
    EventSubscription,
    SiteUse,
)
from custtui.models.party import Location, Party, PartySite
from custtui.services.writing.hand import Hand

PARTS = (Location, Party, PartySite, CustomerSite, SiteUse, Contact, ContactRole, ContactPoint, EventSubscription)
"""The tables these functions fill."""

PointTexts = Iterable[tuple[str, str]]
"""Contact points as (kind, value); the first of a kind is the primary one."""


def add_person(hand: Hand, name: str) -> int:
    """A natural person, a party of its own (R-20)."""
    return hand.add(Party, kind=PERSON, name=name)


def add_location(hand: Hand, address: Address) -> int:
    """A postal address."""
    return hand.add(Location, **address.columns())


def add_party_site(hand: Hand, party: int, address: Address, *, identifying: bool) -> int:
    """An address of a party."""
    location = add_location(hand, address)
    return hand.add(PartySite, party=party, location=location, identifying=identifying)


def add_site(
    hand: Hand,
    account: int,
    party_site: int,
    texts: SiteTexts,
    *,
    active: bool = True,
    uses: Iterable[tuple[str, bool]] = (),
) -> int:
    """A party's address put to use by an account, with its purposes, ranked already (R-14)."""
    said = said_of(SiteTexts, texts)
    site = hand.add(CustomerSite, account=account, party_site=party_site, **said, active=active)
    for purpose, primary in uses:
        add_use(hand, account, site, purpose, primary=primary)
    return site


def add_use(hand: Hand, account: int, site: int, purpose: str, *, primary: bool) -> int:
    """A purpose of a site."""
    return hand.add(SiteUse, account=account, site=site, purpose=str(purpose), is_primary=primary)


NOTHING_MORE = Acting()
"""A contact of whom nothing more is said."""


def add_contact(
    hand: Hand,
    account: int,
    site: int | None,
    person: int,
    said: Acting = NOTHING_MORE,
    *,
    primary: bool = False,
    active: bool = True,
) -> int:
    """A person (party) who acts for an account, with roles, events and ways to be reached."""
    contact = hand.add(
        Contact,
        shared=said.shared,
        person=person,
        account=account,
        site=site,
        **said_of(ContactTexts, said),
        location=add_location(hand, said.address) if said.address else None,
        is_primary=primary,
        active=active,
    )
    for role in dict.fromkeys(said.roles):
        hand.add(ContactRole, contact=contact, role=role)
    for event in dict.fromkeys(said.events):
        hand.add(EventSubscription, contact=contact, event=event)
    add_points(hand, said.points, contact=contact)
    return contact


def add_points(hand: Hand, points: PointTexts, **owner: int) -> None:
    """Phones, e-mails and the like of an `account`, of a `site` of it, or of a `contact`."""
    seen = set[str]()
    for kind, value in points:
        add_point(hand, kind, value, primary=kind not in seen, **owner)
        seen.add(kind)


def add_point(hand: Hand, kind: str, value: str, *, primary: bool, **owner: int) -> int:
    """One of them."""
    return hand.add(ContactPoint, **owner, **point_row(kind, value), is_primary=primary)


def point_row(kind: str, value: str) -> dict[str, Any]:
    """A way to be reached, and what it is found by."""
    return {"kind": str(kind), "value": value, "normal": normal(kind, value)}


def add_bill_to(hand: Hand, account: int, *, active: bool = True) -> int:
    """A bill-to account, which is permanent (R-06)."""
    return hand.add(BillToAccount, account=account, active=active)
