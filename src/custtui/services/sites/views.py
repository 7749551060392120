"""What the address screens show: frozen pictures, never rows."""

from dataclasses import dataclass
from datetime import datetime

from custtui.domain.address import Address
from custtui.domain.records.sited import SiteTexts
from custtui.domain.site_fields import SiteFields
from custtui.services.views import ContactLine


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow(SiteTexts):
    """A site in the matrix; `uses` maps purpose to whether it is the primary one.

    `shared` are the codes of other accounts at this address (F-45), `orders` the open orders that bill or ship here,
    `older` those of them that keep an address from before a change (R-40), `changes` how often it changed (F-26).
    `attention` is who is addressed there, typed by hand or not (R-18).
    `invoice` and `delivery` are what stands on those papers (F-34), where the site is billed and shipped to.
    """

    site_id: int
    address: Address
    printed: tuple[str, ...]
    identifying: bool
    uses: dict[str, bool]
    active: bool
    shared: tuple[str, ...]
    orders: int
    older: int
    changes: int
    contacts: tuple[ContactLine, ...]
    changed_by: str
    changed_at: datetime
    invoice: tuple[str, ...] = ()
    delivery: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its alias, else its address."""
        return self.alias or self.address.one_line


@dataclass(frozen=True, slots=True)
class AddressRoles:
    """The sites of an account by their roles, and below: who pays, who is related. `told` is the last outcome."""

    account_id: int
    version: int
    code: str
    name: str
    active: bool
    sites: tuple[SiteRow, ...]
    pays: str
    related: tuple[str, ...]
    told: str = ""
    site_id: int | None = None


@dataclass(frozen=True, slots=True)
class AddressWas:
    """An address as it was until `until`, when `by` changed it (F-26)."""

    address: Address
    printed: tuple[str, ...]
    until: datetime
    by: str


@dataclass(frozen=True, slots=True)
class SiteForm:
    """A site as its form shows it, with its history, the newest change first."""

    site_id: int
    account_id: int
    code: str
    name: str
    fields: SiteFields
    active: bool
    shared: tuple[str, ...]
    orders: int
    history: tuple[AddressWas, ...]
