"""An order as it stands and as it stood, whole: frozen pictures, never rows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from custtui.domain.acceptance import hold_words
from custtui.domain.address import Address
from custtui.domain.card_payment import CardPayment
from custtui.domain.cover import LineCover
from custtui.domain.line_tax import LineTax
from custtui.domain.order import CLOSED


@dataclass(frozen=True, slots=True)
class ShipToView:
    """A ship-to snapshot."""

    kind: str
    alias: str
    name: str
    attention: str
    address: Address


class TaxedOtherwise(NamedTuple):
    """What an invoice, or credit note, has of a line at the tax of the day of shipment; `differs` is more (C-38)."""

    invoice: str
    quantity: Decimal
    tax: LineTax
    differs: Decimal


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
    own_ship_to: ShipToView | None
    shipped: Decimal
    invoiced: Decimal
    forfeited: Decimal
    returned: Decimal
    open: Decimal
    billable: Decimal
    history: tuple[str, ...] = ()
    credited: Decimal = Decimal(0)
    adjusted: Decimal = Decimal(0)
    to_credit: Decimal = Decimal(0)
    """What came back and is to credit; of what was invoiced first where that was chosen (C-31)."""
    price_reason: str = ""
    discount_reason: str = ""
    ready: Decimal = Decimal(0)
    """What of it may go out now: of goods made to order what is done (C-45)."""
    covered: tuple[tuple[LineCover, Decimal], ...] = ()
    """Its covers, the oldest first, each with what of it nobody needs."""
    covers: tuple[str, ...] = ()
    """`20 by production order 4711, started, due 12 Dec`."""
    tax_parts: str = ""
    """The taxes that add up to its rate: `GST 0.05, QST 0.09975`; '' where it is but one (C-38)."""
    tax_reason: str = ""
    """Why it is taxed so: which rate, which certificate, or none (C-38)."""
    taxed_otherwise: tuple[TaxedOtherwise, ...] = ()
    """What of it is invoiced at another tax, that of the day of shipment."""
    line_note: str = ""
    """What the house notes of it, never on a paper for the customer (X-21)."""
    why_open: tuple[str, ...] = ()
    """Why what is open of it is not shipped yet: `in production until 12 Dec`, `not picked` (C-45)."""


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
    id: int = 0
    placed_signed_by: str = ""
    released_signed_by: str = ""
    """Who signed beside who did it, by login; `placed_by` and `released_by` name both (X-22)."""


@dataclass(frozen=True, slots=True)
class EventView:
    """Who did what when (F-74)."""

    at: datetime
    by: str
    kind: str
    text: str
    signed_by: str = ""
    """Who signed for it beside who did it, by login; `by` names both."""


@dataclass(frozen=True, slots=True)
class CreditNoteView:
    """Why a credit note was made, '' where goods came back, and the numbers of the invoices it takes back from."""

    number: str
    reason: str
    invoices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InstalmentView:
    """A part of an invoice: by when it is due, and what of it is still open (C-37)."""

    invoice: str
    due: date
    amount: Decimal
    open: Decimal


@dataclass(frozen=True, slots=True)
class SettledView:
    """What settled an invoice of an order, or does no more (C-37): `amount` below 0 where it takes something back.

    `kind` is payment, refund, write_off or discount; `reversal` where one of these (`of`) was taken back. Of a credit
    note that was used or paid back it is below 0, as the note is.
    """

    invoice: str
    kind: str
    of: str
    day: date
    amount: Decimal
    method: str
    reference: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class OrderView:
    """One revision of an order, whole, with where it stands.

    Money adds up (X-07): gross = invoiced - credited + to_come + forfeited + returned + adjusted.
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
    credited_total: Decimal = Decimal(0)
    returned_total: Decimal = Decimal(0)
    adjusted_total: Decimal = Decimal(0)
    tax_difference: Decimal = Decimal(0)
    """What its invoices have of tax beside it, of the day of shipment; `adjusted_total` is less it (C-38)."""
    charge_taxes: tuple[LineTax, ...] = ()
    """How each of the charges is taxed."""
    credit_notes: tuple[CreditNoteView, ...] = ()
    """Those of its `invoices` that are credit notes."""
    instalments: tuple[InstalmentView, ...] = ()
    """Of those of its `invoices` that are due in parts."""
    payments: tuple[SettledView, ...] = ()
    """What settled its `invoices`, and was taken back again, in the order in which it was booked."""
    change_waits: bool = False
    """It is in force, and a later revision waits for approval."""
    card: CardPayment | None = None
    internal_note: str = ""
    """What the house notes of it, never on a paper for the customer (X-21)."""
    payment_name: str = ""
    """What its payment method is called; the code where there is no such method any more."""
    together: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Those of its `invoices` that have lines of other orders too, with these; the gross is its own part (C-42)."""

    def beside(self, invoice: str) -> tuple[str, ...]:
        """The numbers of the other orders on an invoice of it."""
        return dict(self.together).get(invoice, ())

    @property
    def standing(self) -> tuple[HoldView, ...]:
        """The holds that still keep it: nobody released them, and it has not come to nothing (C-14)."""
        return () if self.status in CLOSED else tuple(hold for hold in self.holds if hold.released_by is None)

    def words_of(self, hold: HoldView) -> str:
        """What a hold of it says (X-09)."""
        return hold_words(hold.code, hold.text, hold.amount, self.currency)


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A revision in the list of its order's: who made it when, what it came to (gross), and what it changed."""

    revision: int
    status: str
    superseded_by: int | None
    made_at: datetime
    made_by: str
    gross: Decimal
    currency: str
    changed: tuple["Difference", ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What one revision says otherwise than another: of a position, or (None) of the header."""

    position: int | None
    what: str
    was: str
    now: str
    added: bool = False

    @property
    def told(self) -> str:
        """`APPLE-12 100 -> 120`, `CHERRY-6 5 at 4.00 added`, `PEAR-6 canceled`."""
        if self.added:
            return f"{self.what} {self.now} added"
        if self.now == "0":
            return f"{self.what} canceled (was {self.was})"
        return f"{self.what} {self.was} -> {self.now}"
