"""Orders, drafts, open lines and invoices as lists show them: frozen pictures, never rows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from custtui.services.views.on_orders import OnOrders


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in a list; where it waits, `reasons` are those of the summary in few words, `since` when it began."""

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
    reasons: tuple[str, ...] = ()
    since: date | None = None


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A kept draft, as home lists it; `trouble` is why it cannot be opened, '' where it can.

    `to_fix` counts what F9 would tell. `items` are what is on it, `5 ITEM1, 7 ITEM2`, the first few.
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
    to_fix: int = 0


@dataclass(frozen=True, slots=True)
class WorkTotal:
    """How many drafts and waiting orders there are, and what these come to, by currency."""

    drafts: int = 0
    waiting: int = 0
    amounts: tuple[tuple[str, Decimal], ...] = ()

    @property
    def number(self) -> int:
        """All of them."""
        return self.drafts + self.waiting


@dataclass(frozen=True, slots=True)
class DayFigures:
    """A day of the house: orders placed, and what they come to by currency; what is due by then.

    `due` are lines wanted and not shipped, None where they are too many to be counted; `notes` are to be looked at.
    """

    orders: int
    amounts: tuple[tuple[str, Decimal], ...]
    due: int | None
    notes: int


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
class InvoiceRow(OnOrders):
    """An invoice or credit note in a list; `paid` is what payments were allocated to it.

    `payment_due` is when the oldest part of it that is not paid is due (C-37).
    """

    number: str
    orders: tuple[str, ...]
    payer: str
    day: date
    payment_due: date
    gross: Decimal
    paid: Decimal
    currency: str
