"""Sites, contacts and relationships as a draft needs them: where to bill, where to ship, whom to name."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from custtui.domain.address import Address
from custtui.domain.payer import Opening
from custtui.models.account import (
    PRIMARY_FIRST,
    AccountRelationship,
    Contact,
    CustomerAccount,
    CustomerSite,
    For,
    SiteUse,
    for_each,
    own_first,
)
from custtui.models.party import PLACE, Location, Party, PartySite
from custtui.models.prepared import Prepared


class Site(NamedTuple):
    """A site with its address and whose it is."""

    id: int
    account: int
    code: str
    name: str
    alias: str
    attention: str
    street: str
    city: str
    state: str
    postal_code: str
    country: str
    identifying: bool
    active: bool
    account_active: bool

    @property
    def address(self) -> Address:
        """Where it is."""
        return Address(*self[6:11])


_SITE = (
    CustomerSite.id,
    CustomerSite.account,
    CustomerAccount.code,
    Party.name,
    CustomerSite.alias,
    CustomerSite.attention,
    *PLACE,
    PartySite.identifying,
    CustomerSite.active,
    CustomerAccount.active,
)


def site_query() -> Any:
    """Sites as `Site` has them, for prepared queries to narrow."""
    return (
        CustomerSite.select(*_SITE)
        .join(PartySite)
        .join(Location)
        .switch(CustomerSite)
        .join(CustomerAccount, on=CustomerSite.account == CustomerAccount.id)
        .join(Party, on=CustomerAccount.party == Party.id)
    )


SITES = Prepared(lambda sites: site_query().where(CustomerSite.id.in_(sites)))
USES = Prepared(
    lambda accounts, sites: (
        SiteUse.select(SiteUse.account, SiteUse.site, SiteUse.purpose, SiteUse.is_primary)
        .join(CustomerSite, on=SiteUse.site == CustomerSite.id)
        .where(
            SiteUse.account.in_(accounts)
            & SiteUse.active
            & CustomerSite.active
            & (SiteUse.is_primary | SiteUse.site.in_(sites))
        )
        .order_by(*PRIMARY_FIRST)
    )
)
ANY_USE = Prepared(
    lambda account, purpose: (
        SiteUse.select(SiteUse.site)
        .join(CustomerSite, on=SiteUse.site == CustomerSite.id)
        .where((SiteUse.account == account) & (SiteUse.purpose == purpose) & SiteUse.active & CustomerSite.active)
        .order_by(*PRIMARY_FIRST)
        .limit(1)
    )
)
COUNTRIES = Prepared(
    lambda account: (
        SiteUse.select(Location.country)
        .join(CustomerSite, on=SiteUse.site == CustomerSite.id)
        .join(PartySite)
        .join(Location)
        .where((SiteUse.account == account) & SiteUse.active & SiteUse.is_primary & CustomerSite.active)
        .distinct()
    )
)
"""Where its primary sites are."""
HOME = Prepared(
    lambda party: PartySite.select(*PLACE).join(Location).where((PartySite.party == party) & PartySite.identifying)
)
CONTACTS = Prepared(
    lambda accounts: (
        for_each(Contact.select(For.id, Contact.site, Party.name).join(Party))
        .where(For.id.in_(accounts) & Contact.active)
        .order_by(*own_first(For.id))
    )
)
"""Who acts for each of these accounts: its own people, then those its party's accounts share (F-48)."""
One, Other = CustomerAccount.alias(), CustomerAccount.alias()
OPENINGS = Prepared(
    lambda account: (
        AccountRelationship.select(
            AccountRelationship.account,
            AccountRelationship.related,
            AccountRelationship.bill_to,
            AccountRelationship.ship_to,
            AccountRelationship.reciprocal,
            AccountRelationship.pay,
        )
        .join(One, on=AccountRelationship.account == One.id)
        .join(Other, on=AccountRelationship.related == Other.id)
        .where(
            AccountRelationship.active
            & ((AccountRelationship.account == account) | (AccountRelationship.related == account))
            & One.merged_into.is_null()
            & Other.merged_into.is_null()
        )
    )
)


def sites_of(ids: Sequence[int]) -> dict[int, Site]:
    """Sites by id."""
    return {row[0]: Site._make(row) for row in SITES(sorted(set(ids)))}


def openings_of(account_id: int) -> list[Opening]:
    """The relationships an account has, on either side; what a merge left behind opens nothing (F-28)."""
    return [Opening(*row) for row in OPENINGS(account_id)]


def home_of(party_id: int) -> Address | None:
    """The identifying address of a party."""
    row = HOME.first(party_id)
    return Address(*row) if row else None


def primary_site(account_id: int, purpose: str) -> int | None:
    """The site an account uses for a purpose: the primary one, else its first."""
    row = ANY_USE.first(account_id, purpose)
    return row[0] if row else None
