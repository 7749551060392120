"""What a customer owes, as taking its money shows it: frozen pictures, never rows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from custtui.domain.early import Early
from custtui.domain.instalments import DuePart, overdue_of
from custtui.domain.money import ZERO
from custtui.domain.money_back import NO_MONEY, became_word
from custtui.services.views.on_orders import OnOrders


@dataclass(frozen=True, slots=True)
class OwedInvoice(OnOrders):
    """An invoice of which something is due; `customer` is whose it is, '' where the payer's own (R-16).

    `id` puts invoices in the order of their numbers.
    """

    number: str
    orders: tuple[str, ...]
    customer: str
    payment_due: date
    gross: Decimal
    left: Decimal
    currency: str
    early: Early | None = None
    """What may be taken off for early payment (C-37)."""
    id: int = 0
    parts: tuple[DuePart, ...] = ()
    """What of it is due when, the oldest first; `payment_due` is the day of the first (C-37)."""

    def overdue(self, day: date) -> Decimal:
        """What of it is past due (R-27)."""
        return overdue_of(self.parts, day)

    def off(self, day: date, late: bool = False) -> Decimal:
        """What is taken off of who pays the rest on a day; `late`: also after its day, by who may."""
        one = self.early
        return one.amount if one is not None and one.amount < self.left and (late or one.in_time(day)) else ZERO


@dataclass(frozen=True, slots=True)
class OwingView:
    """What an account may settle, what of its money settles nothing yet, and by which method it pays (its name)."""

    account_id: int
    code: str
    name: str
    currency: str
    method: str
    day: date
    invoices: tuple[OwedInvoice, ...]
    surplus: Decimal
    """In `currency`; it is used first (C-37)."""
    more: bool = False
    """There are more invoices than are read."""
    credits: tuple[OwedInvoice, ...] = ()
    """Its own credit notes with something left (below 0), the oldest first: they are used first (C-31)."""

    def overdue(self, one: OwedInvoice) -> bool:
        """Is an invoice overdue (R-27)?"""
        return one.overdue(self.day) > 0


@dataclass(frozen=True, slots=True)
class TakenPayment:
    """Money of a customer: what came in, what of it settles nothing, and what became of it (C-37).

    `what` is how it came or went, `method` the name of the one used, `settles` the invoices with their amounts;
    `payment_id` of the one that came in.
    """

    payment_id: int
    what: str
    day: date
    method: str
    reference: str
    amount: Decimal
    left: Decimal
    currency: str
    by: str
    reason: str
    settles: tuple[tuple[str, Decimal], ...] = ()
    alone: int | None = None
    """The allocation by which it settles without money, a discount, a write-off: that is taken back alone."""

    @property
    def without_money(self) -> bool:
        """Something is settled, or was, without money."""
        return self.what in map(became_word, NO_MONEY)


@dataclass(frozen=True, slots=True)
class SettledPart(OnOrders):
    """How much of an invoice a payment settles; `amount` is below 0 of a credit note that was used."""

    allocation_id: int
    invoice: str
    orders: tuple[str, ...]
    day: date
    amount: Decimal
    currency: str
    what: str
    method: str
    reference: str
    by: str


@dataclass(frozen=True, slots=True)
class OverduePayer:
    """A payer with invoices overdue and unpaid, in one currency; `since` is the oldest of their due days.

    `amount` is what of them is past due: parts to come are not (C-37).
    """

    account_id: int
    code: str
    name: str
    amount: Decimal
    currency: str
    invoices: int
    since: date
    days: int
    noted: str
    """What is to be done about the payer first: the day and the text of an open action note, '' for none."""
