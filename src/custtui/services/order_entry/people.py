"""Who orders, who pays, who receives: accounts, sites and contacts as a draft needs them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from peewee import JOIN

from custtui.domain.address import Address
from custtui.domain.payer import Opening
from custtui.models.account import (
    AccountRelationship,
    BillToAccount,
    Contact,
    CustomerAccount,
    CustomerSite,
    SiteUse,
)
from custtui.models.operator import PaymentMethod, PaymentTerms
from custtui.models.party import Location, Party, PartySite
from custtui.models.prepared import Prepared


class Account(NamedTuple):
    """An account with what its party shares; the `party_…` values count where the account has none of its own."""

    id: int
    code: str
    party: int
    name: str
    active: bool
    currency: str
    terms: str | None
    days: int | None
    method: str | None
    price_list: int | None
    own_threshold: Decimal | None
    own_limit: Decimal | None
    own_distrust: str | None
    party_threshold: Decimal | None
    party_limit: Decimal | None
    party_distrust: str | None
    default_bill_to: int | None
    bill_to_active: bool | None

    @property
    def threshold(self) -> Decimal | None:
        """The account's own threshold decides, else its party's (C-25)."""
        return self.party_threshold if self.own_threshold is None else self.own_threshold

    @property
    def limit(self) -> Decimal | None:
        """The account's own credit limit decides, else its party's."""
        return self.party_limit if self.own_limit is None else self.own_limit

    @property
    def distrust(self) -> str:
        """The account's own mark decides, else its party's; '' means trusted."""
        return (self.party_distrust if self.own_distrust is None else self.own_distrust) or ""


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


ACCOUNT = Prepared(
    lambda account: (
        CustomerAccount.select(
            CustomerAccount.id,
            CustomerAccount.code,
            CustomerAccount.party,
            Party.name,
            CustomerAccount.active,
            CustomerAccount.currency,
            PaymentTerms.code,
            PaymentTerms.days,
            PaymentMethod.code,
            CustomerAccount.price_list,
            CustomerAccount.accept_threshold,
            CustomerAccount.credit_limit,
            CustomerAccount.distrust,
            Party.accept_threshold,
            Party.credit_limit,
            Party.distrust,
            BillToAccount.account,
            BillToAccount.active,
        )
        .join(Party)
        .switch(CustomerAccount)
        .join(PaymentTerms, JOIN.LEFT_OUTER)
        .switch(CustomerAccount)
        .join(PaymentMethod, JOIN.LEFT_OUTER)
        .switch(CustomerAccount)
        .join(BillToAccount, JOIN.LEFT_OUTER, on=CustomerAccount.default_bill_to == BillToAccount.id)
        .where(CustomerAccount.id == account)
    )
)

_SITE = (
    CustomerSite.id,
    CustomerSite.account,
    CustomerAccount.code,
    Party.name,
    CustomerSite.alias,
    CustomerSite.attention,
    Location.street,
    Location.city,
    Location.state,
    Location.postal_code,
    Location.country,
    PartySite.identifying,
    CustomerSite.active,
    CustomerAccount.active,
)


def site_query():
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
        .order_by(SiteUse.is_primary.desc(), SiteUse.id)
    )
)
ANY_USE = Prepared(
    lambda account, purpose: (
        SiteUse.select(SiteUse.site)
        .join(CustomerSite, on=SiteUse.site == CustomerSite.id)
        .where((SiteUse.account == account) & (SiteUse.purpose == purpose) & SiteUse.active & CustomerSite.active)
        .order_by(SiteUse.is_primary.desc(), SiteUse.id)
        .limit(1)
    )
)
HOME = Prepared(
    lambda party: (
        PartySite.select(Location.street, Location.city, Location.state, Location.postal_code, Location.country)
        .join(Location)
        .where((PartySite.party == party) & PartySite.identifying)
    )
)
CONTACTS = Prepared(
    lambda accounts: (
        Contact.select(Contact.account, Contact.site, Party.name)
        .join(Party)
        .where(Contact.account.in_(accounts) & Contact.active)
        .order_by(Contact.is_primary.desc(), Contact.id)
    )
)
OPENINGS = Prepared(
    lambda account: AccountRelationship.select(
        AccountRelationship.account,
        AccountRelationship.related,
        AccountRelationship.bill_to,
        AccountRelationship.ship_to,
        AccountRelationship.reciprocal,
    ).where(
        AccountRelationship.active
        & ((AccountRelationship.account == account) | (AccountRelationship.related == account))
    )
)


def account_of(account_id: int) -> Account:
    """An account by id."""
    return Account._make(ACCOUNT(account_id)[0])


def sites_of(ids: Sequence[int]) -> dict[int, Site]:
    """Sites by id."""
    return {row[0]: Site._make(row) for row in SITES(sorted(set(ids)))}


def openings_of(account_id: int) -> list[Opening]:
    """The relationships an account has, on either side."""
    return [Opening(*row) for row in OPENINGS(account_id)]


def home_of(party_id: int) -> Address | None:
    """The identifying address of a party."""
    row = HOME.first(party_id)
    return Address(*row) if row else None


def primary_site(account_id: int, purpose: str) -> int | None:
    """The site an account uses for a purpose: the primary one, else its first."""
    row = ANY_USE.first(account_id, purpose)
    return row[0] if row else None
