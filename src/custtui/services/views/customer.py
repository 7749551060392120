"""A customer whole, as preview, profile and export show it: frozen pictures, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from custtui.domain.address import Address
from custtui.domain.records.account import AccountTexts
from custtui.domain.records.acting import ContactTexts
from custtui.domain.records.sited import SiteTexts
from custtui.domain.site import primary


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLine(SiteTexts):
    """A site with its roles: `uses` maps purpose to whether it is the primary one."""

    site_id: int
    address: Address
    identifying: bool
    uses: dict[str, bool]
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine(ContactTexts):
    """A contact with what one reaches it by; `shared`: for all accounts of its party, primary at its own alone."""

    contact_id: int
    name: str
    roles: tuple[str, ...]
    events: tuple[str, ...]
    phone: str
    email: str
    site_id: int | None
    primary: bool
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Credit:
    """Whose credit it is, its limit (None: none is set), what is used of it and left (C-35), in `currency`.

    `left` is below zero where it is over, None without a limit. `waiting` is what the orders that wait for
    acceptance come to, shown beside; 0 where the house counts them as used. `shared`: it is the one that the
    accounts of a party have together (C-25), and all of them use it.
    """

    code: str
    name: str
    currency: str
    limit: Decimal | None
    used: Decimal
    waiting: Decimal
    left: Decimal | None
    shared: bool = False

    def whose(self, code: str) -> str:
        """`H.Q. Corp, shared`: what to say of it to the customer with this code; '' where it is its own."""
        other = "" if self.code == code else self.name
        return ", ".join(filter(None, (other, "shared" if self.shared else "")))


@dataclass(frozen=True, slots=True)
class AmountOwed:
    """What whoever pays owes by invoices, and what of that is past its day, in `currency`; `others` in other ones."""

    total: Decimal
    overdue: Decimal
    currency: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer(AccountTexts):
    """A customer whole, for preview, profile and export.

    `credit_limit` and `credit_left` are its own, `credit` is that of whoever pays for its orders.
    `more` is what its account holds besides (domain.held), by name.
    """

    account_id: int
    version: int
    code: str
    name: str
    kind: str
    active: bool
    commercial: bool
    taxable: str
    alias: str
    phone: str
    email: str
    alt_email: str
    sites: tuple[SiteLine, ...]
    contacts: tuple[ContactLine, ...]
    credit_limit: Decimal | None
    credit_left: Decimal | None
    threshold: Decimal | None
    distrust: str
    paid_by: str
    pays_for: tuple[str, ...]
    notes: tuple[str, ...]
    open_orders: int
    open_amount: Decimal
    last_order: str
    last_order_date: date | None
    alternates: tuple[str, ...]
    changed_by: str
    changed_at: datetime
    credit: Credit
    owed: AmountOwed
    bought: tuple[tuple[str, Decimal], ...]
    """What it bought last, in its own currency, each with the price it paid; the latest first."""
    method_name: str = ""
    """What its payment method is called."""
    more: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def site_for(self, purpose: str) -> SiteLine | None:
        """The primary active site of a purpose."""
        return primary(self.sites, purpose)

    @property
    def reached(self) -> list[tuple[str, str]]:
        """How it is called, reached and written to, by name: what is copied of it."""
        main = self.contacts[0] if self.contacts else None
        sites = [(what, self.site_for(use)) for what, use in (("ship-to", "SHIP_TO"), ("bill-to", "BILL_TO"))]
        return [
            ("code", self.code),
            ("phone", (main and main.phone) or self.phone),
            ("e-mail", (main and main.email) or self.email),
            *((what, f"{self.name}, {site.address.one_line}") for what, site in sites if site),
        ]
