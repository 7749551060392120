"""What lookup, profile and order inquiry show: frozen pictures, never rows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from custtui.domain.address import Address


@dataclass(frozen=True, slots=True)
class Hit:
    """A customer found: `reason` tells why where it is not the name ('contact Ann Heath', 'PO 4711')."""

    account_id: int
    code: str
    name: str
    place: str
    reason: str
    open_orders: int
    last_order: date | None
    active: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one Find text.

    `count` of hits is exact below its cap, then `capped`. `near`: nothing matched, the hits are the names around
    where the text would stand. `exact`: the text is a full code (`hits[0]`). `only_inactive`: nothing active
    matched. `order`: the text is an order number. `message` tells of a superseded number and the like.
    """

    hits: tuple[Hit, ...]
    count: int
    capped: bool = False
    near: bool = False
    exact: bool = False
    only_inactive: bool = False
    order: str = ""
    message: str = ""

    @property
    def single(self) -> Hit | None:
        """The one customer Enter may act on: the exact code, or the only hit."""
        only = self.exact or (self.count == 1 and not self.capped)
        return self.hits[0] if self.hits and not self.near and only else None


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site with its roles: `uses` maps purpose to whether it is the primary one."""

    site_id: int
    alias: str
    attention: str
    address: Address
    identifying: bool
    uses: dict[str, bool]
    active: bool


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact with what one reaches it by."""

    contact_id: int
    name: str
    title: str
    department: str
    roles: tuple[str, ...]
    events: tuple[str, ...]
    phone: str
    email: str
    site_id: int | None
    primary: bool


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer whole, for preview, profile and export."""

    account_id: int
    version: int
    code: str
    name: str
    kind: str
    account_name: str
    line_of_business: str
    active: bool
    commercial: bool
    terms: str
    payment_method: str
    currency: str
    tax_number: str
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

    def site_for(self, purpose: str) -> SiteLine | None:
        """The primary active site of a purpose."""
        return next((site for site in self.sites if site.active and site.uses.get(purpose)), None)


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in a list."""

    number: str
    revision: int
    status: str
    code: str
    name: str
    order_date: date
    po_number: str
    gross: Decimal
    currency: str
    summary: str
    made_by: str


@dataclass(frozen=True, slots=True)
class OrderLineView:
    """A position with its quantities (X-07): ordered = shipped + open + forfeited."""

    position: int
    product: str
    description: str
    unit: str
    quantity: Decimal
    price: Decimal
    price_source: str
    discount: Decimal
    discount_rate: Decimal | None
    tax_rate: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal
    wanted: date | None
    ship_to: str
    own_ship_to: "ShipToView | None"
    shipped: Decimal
    invoiced: Decimal
    forfeited: Decimal
    returned: Decimal
    open: Decimal
    billable: Decimal
    history: tuple[str, ...] = ()
    credited: Decimal = Decimal(0)
    price_reason: str = ""
    discount_reason: str = ""


@dataclass(frozen=True, slots=True)
class ShipToView:
    """A ship-to snapshot."""

    kind: str
    alias: str
    name: str
    attention: str
    address: Address


@dataclass(frozen=True, slots=True)
class HoldView:
    """A hold, and its release if there was one."""

    code: str
    text: str
    amount: Decimal | None
    placed_by: str
    placed_at: datetime
    released_by: str | None
    released_at: datetime | None


@dataclass(frozen=True, slots=True)
class EventView:
    """Who did what when (F-74)."""

    at: datetime
    by: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class OrderView:
    """One revision of an order, whole, with where it stands.

    Money adds up (X-07): gross = invoiced - credited + to_come + forfeited + returned.
    """

    order_id: int
    number: str
    revision: int
    revisions: int
    status: str
    supersedes: int | None
    superseded_by: int | None
    account_id: int
    sold_to_code: str
    sold_to_name: str
    ordered_by: str
    bill_to_code: str
    bill_to_name: str
    bill_to_attention: str
    bill_to_address: Address
    ship_to: ShipToView
    po_number: str
    contract: str
    payment_method: str
    payment_terms: str
    payment_due: date | None
    source: str
    ship_via: str
    message: str
    prices_on_note: bool
    order_date: date
    wanted: date | None
    currency: str
    lines: tuple[OrderLineView, ...]
    charges: tuple[tuple[str, Decimal, Decimal], ...]
    net: Decimal
    tax: Decimal
    gross: Decimal
    invoiced_total: Decimal
    forfeited_total: Decimal
    to_come: Decimal
    summary: str
    holds: tuple[HoldView, ...]
    shipments: tuple[tuple[str, date], ...]
    invoices: tuple[tuple[str, date, Decimal], ...]
    events: tuple[EventView, ...]
    open_orders_note: str = ""
    credited_total: Decimal = Decimal(0)
    returned_total: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line of an accepted order with something left to ship (F8)."""

    number: str
    position: int
    product: str
    description: str
    unit: str
    quantity: Decimal
    shipped: Decimal
    open: Decimal
    wanted: date | None
    po_number: str


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """An invoice or credit note in a list; `paid` is what payments were allocated to it."""

    number: str
    order: str
    payer: str
    day: date
    payment_due: date
    gross: Decimal
    paid: Decimal
    currency: str
