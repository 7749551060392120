"""What is still to ship and to invoice of an order, and the papers that go out: frozen pictures, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from custtui.domain.crediting import BilledLine, BilledPosition, comes_to
from custtui.domain.due import AT_ONCE, DueRule
from custtui.domain.early import NO_DISCOUNT, EarlyTerms
from custtui.domain.instalments import DuePart
from custtui.domain.line_tax import ChargeTaxed, LineTax, Sent, TaxedPart, taxed_parts
from custtui.domain.order import Quantities
from custtui.services.notices import Listener
from custtui.services.views.order import ShipToView

Charge = tuple[str, Decimal, Decimal]
"""Freight or another charge of an order: its name, net and tax."""


@dataclass(frozen=True, slots=True)
class ShippableLine:
    """A position that was ordered, with what is open of it (maybe 0); `ship_to` is its place in `ship_tos`."""

    position: int
    code: str
    description: str
    unit: str
    ordered: Decimal
    shipped: Decimal
    forfeited: Decimal
    open: Decimal
    ship_to: int
    over: Decimal = Decimal(0)
    """The fraction of what is ordered by which more may be shipped (C-30)."""
    ready: Decimal | None = None
    """Of goods made to order: what is done and has not left; None of others (C-45)."""
    waits: str = ""
    """What the rest of it waits for."""
    under: Decimal = Decimal(0)
    """The fraction of what is ordered up to which a rest may be closed by the last shipment (C-30)."""


@dataclass(frozen=True, slots=True)
class ShippingView:
    """An order as shipping sees it: `why_not` is '' where it may be shipped; the places it goes to."""

    number: str
    customer: str
    account_code: str
    revision: int
    why_not: str
    ship_via: str
    ship_tos: tuple[ShipToView, ...]
    lines: tuple[ShippableLine, ...]
    event: int
    """The last one in the order's history, as its row has it."""
    stood: Mapping[int, Quantities]
    """What became of every line of the order, by position, those not listed here too (X-13)."""
    po_number: str = ""
    account: int = 0
    """Its customer's, as it was placed."""


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
    stands: BilledPosition
    agreed: LineTax
    """Its tax as the order has it (C-38)."""
    sent: tuple[Sent, ...] = ()
    """What of it was shipped at which tax."""

    def parts(self, quantity: Decimal) -> tuple[TaxedPart, ...]:
        """What a quantity comes to, none where it is not billable (D-01)."""
        if not 0 < quantity <= self.billable:
            return ()
        return taxed_parts(self.stands, quantity, self.agreed, self.sent)


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
    stood: Mapping[int, Quantities]
    """What became of every line of the order, by position, those not listed here too (X-13)."""
    charges: tuple[Charge, ...] = ()
    charges_taxed: tuple[ChargeTaxed, ...] = ()
    """Those of them that are taxed otherwise than the order has them (C-38)."""
    due_after: DueRule = AT_ONCE
    """How its terms lead from the invoice to the day it is due, or each of its parts (C-37)."""
    early: EarlyTerms = NO_DISCOUNT
    """What they take off for who pays early."""


@dataclass(frozen=True, slots=True)
class ReturnableLine:
    """A position of which something was shipped; `left` may come back, `uninvoiced` of it was not invoiced.

    `chooses`: what is invoiced of it may be taken first as well (C-31).
    """

    position: int
    code: str
    description: str
    unit: str
    shipped: Decimal
    returned: Decimal
    left: Decimal
    uninvoiced: Decimal
    chooses: bool = False


@dataclass(frozen=True, slots=True)
class ReturnsView:
    """An order as booking a return sees it: `why_not` is '' where something may come back."""

    number: str
    customer: str
    account_code: str
    revision: int
    why_not: str
    lines: tuple[ReturnableLine, ...]
    event: int
    """The last one in the order's history, as its row has it."""
    stood: Mapping[int, Quantities]
    """What became of every line of the order, by position, those not listed here too (X-13)."""


@dataclass(frozen=True, slots=True)
class CreditableLine:
    """A position of which something came back: `to_credit` of it was invoiced, `most` may be credited.

    `gross` is what is to credit comes to, below 0 (D-01); `billed` are its lines on invoices, the latest first.
    """

    position: int
    code: str
    description: str
    unit: str
    returned: Decimal
    invoiced: Decimal
    to_credit: Decimal
    most: Decimal
    gross: Decimal
    stands: BilledPosition
    billed: tuple[BilledLine, ...]

    def comes_to(self, quantity: Decimal, invoice: str = "") -> Decimal | None:
        """Gross of a quantity, below 0, of one invoice alone or the latest first; None where these have less."""
        mine = [one for one in self.billed if invoice in ("", one.number)]
        enough = 0 <= quantity <= min(self.most, sum((one.quantity for one in mine), Decimal(0)))
        return comes_to(self.stands, quantity, mine).gross if enough else None


@dataclass(frozen=True, slots=True)
class CreditingView:
    """An order as crediting sees it; `why_not` is '' where something is to credit.

    `invoices` have something left: number, day, payer, the latest first. `freight` is billed and not credited, gross.
    """

    number: str
    customer: str
    account_code: str
    currency: str
    revision: int
    why_not: str
    invoices: tuple[tuple[str, date, str], ...]
    freight: Decimal
    lines: tuple[CreditableLine, ...]
    event: int
    """The last one in the order's history, as its row has it."""
    stood: Mapping[int, Quantities]
    """What became of every line of the order, by position, those not listed here too (X-13)."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line of a paper; a charge has position 0 and no code. No amounts: None.

    `discount` is what was taken off before `net`; `tax_rate` a fraction, None where it is not known.
    """

    position: int
    code: str
    description: str
    unit: str
    quantity: Decimal
    price: Decimal | None
    net: Decimal | None
    tax: Decimal | None
    gross: Decimal | None
    discount: Decimal = Decimal(0)
    tax_rate: Decimal | None = None
    wanted: date | None = None
    ship_to: str = ""
    """Where it goes alone, '' with the others."""
    under: str = ""
    """The order it stands below, where a paper has several (C-42)."""
    tax_parts: str = ""
    """The taxes that add up to its rate, '' where it is but one (C-38)."""
    taxed: str = ""
    """Why it is taxed otherwise than its order said; '' where it is not (C-38)."""
    note: str = ""
    """For the house: on a pick ticket alone (X-21)."""


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper of an order, whole: as it was booked (DELIVERY, INVOICE, CREDIT), or as the order stands (F-34, X-17).

    CONFIRMATION is what was agreed, PICK what is to be taken from the shelves now.
    """

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
    wanted: date | None = None
    invoices: tuple[str, ...] = ()
    """Those a credit note takes back from."""
    reason: str = ""
    """Why goods that did not come back are credited."""
    early: str = ""
    """What is taken off an invoice for early payment, and until when (C-37)."""
    parts: tuple[DuePart, ...] = ()
    """What of an invoice is to be paid by when; none where it is due whole (C-37)."""
    note: str = ""
    """For the house: on a pick ticket alone (X-21)."""
