"""What orders written in bulk need to know of customers and products: read for many at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from peewee import JOIN

from custtui.domain.address import Address
from custtui.domain.due import DueRule
from custtui.domain.early import EarlyTerms
from custtui.domain.site import addressed, first_contacts, primaries
from custtui.models.account import (
    Contact,
    CustomerAccount,
    CustomerSite,
    For,
    PurchasingContract,
    SiteUse,
    for_each,
    own_first,
)
from custtui.models.among import among
from custtui.models.base import db
from custtui.models.operator import PaymentTerms
from custtui.models.party import PLACE, Location, Party, PartySite
from custtui.models.product import Product
from custtui.services.bulk.values import NewOrder, Snapshot
from custtui.services.customer.checks import seller
from custtui.services.writing.order import LineGoods
from custtui.services.writing.uses import uses_of


@dataclass(slots=True)
class SiteCopy:
    """A site of a customer as an order copies it."""

    id: int
    identifying: bool
    snapshot: Snapshot
    primary: set[str] = field(default_factory=set[str])


@dataclass(slots=True)
class Buyer:
    """A customer as an order copies it."""

    id: int
    code: str
    name: str
    currency: str
    terms: str = ""
    sites: list[SiteCopy] = field(default_factory=list[SiteCopy])
    contacts: dict[str, int] = field(default_factory=dict[str, int])

    def primary(self, purpose: str) -> SiteCopy | None:
        """The primary site of a purpose, else the identifying one, else the first."""
        found = self.sites[0] if self.sites else None
        for site in self.sites:
            if purpose in site.primary:
                return site
            if site.identifying and found and not found.identifying:
                found = site
        return found

    def at(self, address: Address) -> SiteCopy | None:
        """The site with this address; case does not count."""
        return next((site for site in self.sites if _alike(site.snapshot.address, address)), None)


def _alike(one: Address, other: Address) -> bool:
    return one == other or _told(one) == _told(other)


def _told(one: Address) -> tuple[str, ...]:
    """Without case, and without the zeros that spreadsheets take from the front of postal codes."""
    return (
        *(text.casefold() for text in (one.street, one.city, one.state)),
        one.postal_code.lstrip("0"),
        one.country,
    )


class FileFacts:
    """The customers, products, terms and contracts a chunk of orders names."""

    def __init__(self) -> None:
        terms = list(PaymentTerms.select())
        self.due = {row.code: DueRule.of(row.days, row.end_of_month, row.instalments) for row in terms}
        self.early = {row.code: EarlyTerms(row.discount_days, row.discount_rate) for row in terms}
        self.items = dict[str, LineGoods]()
        """Products as an order line copies them."""
        self.buyers = dict[str, Buyer]()
        self.contracts = dict[str, int]()

    def read(self, orders: Iterable[NewOrder]) -> None:
        """Read what these orders name; what an earlier chunk named is forgotten, so that memory stays constant."""
        orders = list(orders)
        self.buyers = buyers_of({order.customer for order in orders} | {order.bill_to for order in orders} - {""})
        codes = {line.product for order in orders for line in order.lines}
        if len(self.items) > 20_000:
            self.items.clear()
        for row in Product.select().where(among(Product.code, codes - self.items.keys())):
            self.items[row.code] = LineGoods(row.id, row.code, row.name, row.unit, row.tax_category)
        contracts = PurchasingContract.select().where(
            among(PurchasingContract.code, {one.contract for one in orders})
        )
        self.contracts = {row.code: row.id for row in contracts}


def buyers_of(codes: set[str]) -> dict[str, Buyer]:
    """Numbers and texts only: rows as the driver gives them cost half of what Peewee's do."""
    rows = CustomerAccount.select(CustomerAccount, Party.name.alias("party_name")).join(Party)
    rows = rows.switch(CustomerAccount).join(PaymentTerms, JOIN.LEFT_OUTER)
    asked = rows.where(among(CustomerAccount.code, codes)).select(
        CustomerAccount.id, CustomerAccount.code, Party.name, CustomerAccount.currency, PaymentTerms.code
    )
    found = {row[0]: Buyer(*row[:-1], terms=row[-1] or "") for row in db.execute(asked)}
    _add_sites(found)
    _add_contacts(found)
    return {buyer.code: buyer for buyer in found.values()}


def _add_sites(found: dict[int, Buyer]) -> None:
    columns = (
        CustomerSite.account, CustomerSite.id, PartySite.identifying, CustomerSite.attention, CustomerSite.alias,
        *PLACE,
    )  # fmt: skip
    rows = CustomerSite.select(*columns).join(PartySite).join(Location).where(CustomerSite.active)
    sites, home = dict[int, SiteCopy](), seller()[1]
    asked = rows.where(among(CustomerSite.account, found)).order_by(CustomerSite.id)
    for account, id, identifying, attention, alias, *address in db.execute(asked):
        name = found[account].name
        sites[id] = SiteCopy(id, bool(identifying), Snapshot(name, attention, alias, Address(*address).at_home(home)))
        found[account].sites.append(sites[id])
    uses = uses_of(among(SiteUse.account, found), SiteUse.account, SiteUse.purpose, SiteUse.site)
    ranks = primaries(((account, purpose), site, on, first) for on, first, account, purpose, site in db.execute(uses))
    for (_, purpose), site in ranks.items():
        if site in sites:  # not one of another customer, in a database filled by others
            sites[site].primary.add(purpose)


def _add_contacts(found: dict[int, Buyer]) -> None:
    """The first contact of each name; and who is addressed at each site as it stands (R-18)."""
    columns = (For.id, Contact.site, Party.name, Contact.id, Contact.active, Contact.account)
    asked = for_each(Contact.select(*columns).join(Party)).where(among(For.id, found))
    rows = list(db.execute(asked.order_by(*own_first(For.id))))
    for account, _, name, contact, *_ in sorted(rows, key=lambda row: (row[0] == row[5], -row[3])):
        found[account].contacts[name] = contact
    first = first_contacts(row[:3] for row in rows if row[4])
    for buyer in found.values():
        for site in buyer.sites:
            copy = site.snapshot
            if (told := addressed(copy.attention, buyer.id, site.id, first)) != copy.attention:
                site.snapshot = copy._replace(attention=told)
