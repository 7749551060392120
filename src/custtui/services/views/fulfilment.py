"""What is still to ship and to invoice of an order, and the papers that go out: frozen pictures, never rows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from custtui.domain.order import Quantities
from custtui.services.notices import Listener

Charge = tuple[str, Decimal, Decimal]
"""Freight or another charge of an order: its name, net and tax."""


@dataclass(frozen=True, slots=True)
class ShippableLine:
    """A position that was ordered, with what is open of it (maybe 0); `ship_to` is its place in `ship_tos`.

    `moved` is all that became of it.
    """

    position: int
    code: str
    description: str
    unit: str
    ordered: Decimal
    shipped: Decimal
    forfeited: Decimal
    open: Decimal
    ship_to: int
    moved: Quantities


@dataclass(frozen=True, slots=True)
class ShippingView:
    """An order as shipping sees it: `why_not` is '' where it may be shipped; a delivery block for each ship-to."""

    number: str
    customer: str
    account_code: str
    revision: int
    why_not: str
    ship_via: str
    ship_tos: tuple[tuple[str, ...], ...]
    lines: tuple[ShippableLine, ...]
    event: int
    """The last one in the order's history, as its row has it."""


@dataclass(frozen=True, slots=True)
class BillableLine:
    """A position of which something was shipped; the amounts are those of its whole billable quantity (D-01)."""

    position: int
    code: str
    description: str
    unit: str
    shipped: Decimal
    invoiced: Decimal
    billable: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal
    moved: Quantities


@dataclass(frozen=True, slots=True)
class InvoicingView:
    """An order as invoicing sees it: `tell` are the people an invoice is announced to (R-45).

    `charges` are those no invoice has billed yet: the next invoice does. `invoiced` of a line is less its credits.
    """

    number: str
    customer: str
    account_code: str
    currency: str
    why_not: str
    invoice_to: tuple[str, ...]
    tell: tuple[Listener, ...]
    terms: str
    day: date
    payment_due: date
    lines: tuple[BillableLine, ...]
    revision: int
    event: int
    """The last one in the order's history, as its row has it."""
    charges: tuple[Charge, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line of a delivery note or an invoice; a charge has position 0 and no code. No amounts: None."""

    position: int
    code: str
    description: str
    unit: str
    quantity: Decimal
    price: Decimal | None
    net: Decimal | None
    tax: Decimal | None
    gross: Decimal | None


@dataclass(frozen=True, slots=True)
class PaperView:
    """A delivery note (kind DELIVERY) or an invoice (INVOICE), whole, as it was booked (F-34, X-17)."""

    kind: str
    number: str
    order_number: str
    po_number: str
    day: date
    seller: tuple[str, ...]
    to: tuple[str, ...]
    message: str
    ship_via: str
    terms: str
    payment_due: date | None
    currency: str
    lines: tuple[PaperLine, ...]
    net: Decimal | None
    tax: Decimal | None
    gross: Decimal | None
