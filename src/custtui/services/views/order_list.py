"""Orders, drafts, open lines and invoices as lists show them: frozen pictures, never rows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


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
class DraftRow:
    """A kept draft, as home lists it; `trouble` is why it cannot be opened, '' where it can.

    `items` are what is on it, `5 ITEM1, 7 ITEM2`, the first few.
    """

    id: int
    account_id: int
    code: str
    name: str
    lines: int
    gross: Decimal
    currency: str
    half_typed: bool
    changed_at: datetime | None
    change_of: str
    trouble: str = ""
    po_number: str = ""
    items: str = ""


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
    why_open: tuple[str, ...] = ()
    """Why it is not shipped yet (C-45)."""


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """An invoice or credit note in a list; `paid` is what payments were allocated to it.

    `payment_due` is when the oldest part of it that is not paid is due (C-37).
    """

    number: str
    order: str
    payer: str
    day: date
    payment_due: date
    gross: Decimal
    paid: Decimal
    currency: str
