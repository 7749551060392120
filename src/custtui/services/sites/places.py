"""Where a site stands among others: its rows, who else uses its address, what its party has already."""

from dataclasses import dataclass, replace
from typing import Any

from custtui.domain.address import Address
from custtui.domain.errors import refuse
from custtui.domain.records.fact import fields_of
from custtui.domain.records.sited import SiteTexts
from custtui.domain.site import in_short
from custtui.models.account import CustomerAccount, CustomerSite
from custtui.models.party import PLACE, Location, PartySite
from custtui.services.customer.checks import seller

TEXTS = fields_of(SiteTexts)


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlace(SiteTexts):
    """A site with the ids of what it hangs on."""

    site_id: int
    account_id: int
    code: str
    party_id: int
    party_site_id: int
    location_id: int
    address: Address
    identifying: bool
    active: bool

    @property
    def name(self) -> str:
        """Its alias, else its address; short, so that a message has room for its reason."""
        return in_short(self.alias or self.address.one_line or "this site")


_COLUMNS = (
    *(CustomerSite.id, CustomerSite.account, CustomerAccount.code, PartySite.party, PartySite.id),
    *(PartySite.location, PartySite.identifying, CustomerSite.active),
    *PLACE,
    *(getattr(CustomerSite, name) for name in TEXTS),
)


def _places(where: object) -> list[SitePlace]:
    rows = (
        CustomerSite.select(*_COLUMNS)
        .join(PartySite, on=CustomerSite.party_site == PartySite.id)
        .join(Location, on=PartySite.location == Location.id)
        .switch(CustomerSite)
        .join(CustomerAccount, on=CustomerSite.account == CustomerAccount.id)
        .where(where)
        .order_by(CustomerSite.id)
    )
    return [_place(row) for row in rows.tuples()]


def _place(row: tuple[Any, ...]) -> SitePlace:
    site, account, code, party, party_site, location, identifying, active, *more = row
    return SitePlace(
        site_id=site,
        account_id=account,
        code=code,
        party_id=party,
        party_site_id=party_site,
        location_id=location,
        address=Address(*more[: len(PLACE)]),
        identifying=bool(identifying),
        active=bool(active),
        **dict(zip(TEXTS, more[len(PLACE) :], strict=True)),
    )


def place_of(site_id: int) -> SitePlace:
    """A site. Raises Refused where there is none."""
    found = _places(CustomerSite.id == site_id)
    if not found:
        raise refuse("unknown_site", "There is no such site")
    return found[0]


def places_of(account_id: int) -> list[SitePlace]:
    """The sites of an account."""
    return _places(CustomerSite.account == account_id)


def sharing(location_id: int) -> list[SitePlace]:
    """The sites, of whatever account, that stand at one location (F-45)."""
    return _places(PartySite.location == location_id)


def party_address(party_id: int, address: Address) -> int | None:
    """The party's own site at this address, so that its accounts share it instead of copying it (R-10, R-17)."""
    unnamed = (Location.country == "") & (address == replace(address, country="").at_home(seller()[1]))
    row = (
        PartySite.select(PartySite.id)
        .join(Location)
        .where(
            (PartySite.party == party_id)
            & (Location.street == address.street)
            & (Location.city == address.city)
            & (Location.state == address.state)
            & (Location.postal_code == address.postal_code)
            & ((Location.country == address.country) | unnamed)
        )
        .order_by(PartySite.identifying.desc(), PartySite.id)
        .first()
    )
    return row.id if row else None
