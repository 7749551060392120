"""Reads the matrix of sites by roles, with what a clerk should know beside it (F-30 … F-33, R-40)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from typing import Any

from custtui.domain import postal
from custtui.domain.address import Address
from custtui.domain.paper import Recipient, delivery_block, invoice_block
from custtui.domain.records.fact import said_of
from custtui.domain.records.sited import SiteTexts
from custtui.domain.site import FirstContacts, Purpose, addressed, first_contacts
from custtui.models.account import CustomerAccount, CustomerSite
from custtui.models.party import AddressChange, Location, PartySite
from custtui.models.prepared import Prepared
from custtui.services.at_once import at_once
from custtui.services.customer.view import customer
from custtui.services.payers.relation_views import pay_words, related_words
from custtui.services.sites.open_orders import counts, open_orders_of
from custtui.services.sites.views import AddressRoles, SiteRow
from custtui.services.views import Customer, SiteLine

STAMPS = Prepared(
    lambda account: (
        CustomerSite.select(
            *(CustomerSite.id, PartySite.location, CustomerSite.changed_by, CustomerSite.changed_at),
            *(Location.changed_by, Location.changed_at),
        )
        .join(PartySite, on=CustomerSite.party_site == PartySite.id)
        .join(Location, on=PartySite.location == Location.id)
        .where(CustomerSite.account == account)
    )
)
USERS = Prepared(
    lambda locations: (
        CustomerSite.select(PartySite.location, CustomerSite.account, CustomerAccount.code)
        .join(PartySite, on=CustomerSite.party_site == PartySite.id)
        .switch(CustomerSite)
        .join(CustomerAccount, on=CustomerSite.account == CustomerAccount.id)
        .where(PartySite.location.in_(locations) & CustomerSite.active)
        .order_by(CustomerSite.account)
    )
)
CHANGES = Prepared(
    lambda locations: AddressChange.select(AddressChange.location).where(AddressChange.location.in_(locations))
)


def address_roles(account_id: int, *, told: str = "", site_id: int | None = None) -> AddressRoles:
    """The sites of an account by their roles. Raises Refused for an unknown account."""
    one, beside, related = at_once(
        partial(customer, account_id), partial(_beside, account_id), partial(related_words, account_id)
    )
    return AddressRoles(
        account_id,
        one.version,
        one.code,
        one.name,
        one.active,
        _rows(one, beside),
        pay_words(one),
        related,
        told,
        site_id,
    )


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is to be known beside the sites of an account: of a site its location and who changed it when, and its
    open orders; of a location which accounts (id, code) use it, and how often it changed."""

    stamps: dict[int, tuple[Any, ...]]
    users: dict[int, dict[int, str]]
    changes: Counter[int]
    orders: dict[int, list[tuple[int, Address]]]


def _beside(account_id: int) -> _Beside:
    stamps = {row[0]: row[1:] for row in STAMPS(account_id)}
    locations = [stamp[0] for stamp in stamps.values()]
    used, changed, orders = at_once(
        partial(USERS, locations), partial(CHANGES, locations), partial(open_orders_of, [*stamps])
    )
    users: dict[int, dict[int, str]] = defaultdict(dict)
    for location, account, code in used:
        users[location][account] = code
    return _Beside(stamps, users, Counter(location for (location,) in changed), orders)


def _rows(one: Customer, beside: _Beside) -> tuple[SiteRow, ...]:
    rows: list[SiteRow] = []
    for site in one.sites:
        location, *stamp = beside.stamps[site.site_id]
        others = tuple(code for account, code in beside.users[location].items() if account != one.account_id)
        number, older = counts(beside.orders[site.site_id], site.address)
        rows.append(_row(one, site, others, (number, older, beside.changes[location]), stamp))
    return tuple(rows)


def people_of(one: Customer) -> FirstContacts:
    """Who is addressed by default, at the customer and at each of its sites (R-18)."""
    return first_contacts((one.account_id, contact.site_id, contact.name) for contact in one.contacts)


def _row(
    one: Customer, site: SiteLine, others: tuple[str, ...], numbers: tuple[int, int, int], stamp: list[Any]
) -> SiteRow:
    """Who changed it last, the site or its address, is told."""
    by, at, place_by, place_at = stamp
    if place_at > at:
        by, at = place_by, place_at
    here = tuple(contact for contact in one.contacts if contact.site_id == site.site_id)
    printed = tuple(postal.printed(site.address))
    attention = addressed(site.attention, one.account_id, site.site_id, people_of(one))
    to = Recipient(one.name, site.alias, attention, site.address)
    return SiteRow(
        **{**said_of(SiteTexts, site), "attention": attention},
        site_id=site.site_id,
        address=site.address,
        printed=printed,
        identifying=site.identifying,
        uses=site.uses,
        active=site.active,
        shared=others,
        orders=numbers[0],
        older=numbers[1],
        changes=numbers[2],
        contacts=here,
        changed_by=by,
        changed_at=at,
        invoice=invoice_block(to) if Purpose.BILL_TO in site.uses else (),
        delivery=delivery_block(to) if Purpose.SHIP_TO in site.uses else (),
    )
