"""System control values: one declaration each, with its type and what it starts as."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Controls:
    """The settings of the house, kept in the database (table control), the same at every counter."""

    bill_to_in_order_entry: bool = False
    """A76: may order entry choose a payer that C-27 does not allow? Then with hold UB (R-05)."""

    on_account: bool = False
    """Is the payment method ON ACCOUNT open at all (C-08)?"""

    waiting_counts: bool = False
    """Do orders that wait for acceptance use up credit already (C-35)? Else they are shown beside what is left."""

    new_customer_threshold: Decimal | None = None
    """Acceptance threshold that new customers start with; None asks for every order (C-11)."""

    breaks_by_product: bool = False
    """Do all lines of a product without a typed price reach a price break together (C-39)? Else each by itself."""

    repeat_days: int = 14
    """The same product bought by this customer within so many days is told (F-59); 0 turns it off."""

    scan_adds: bool = True
    """A scan of a product already on the order adds to that line."""

    keyed_adds: bool = False
    """A keyed repeat adds to the line too, instead of making a new line with a mark."""

    scanner_prefix: str = ""
    """What a scanner sends before a code, if it was set up to."""

    wanted_days: int = 7
    """Days from today that a wanted date starts with."""

    tax_places: str = ""
    """Countries and states the seller taxes in, like `US-NY, US-NJ, DE`; blank: those it has tax rates of (C-38)."""

    clerk_discount: Decimal = Decimal("0.10")
    """Largest discount a clerk may give, as a fraction of the line; above it is a hold."""

    supervisor_discount: Decimal = Decimal("0.30")
    """Largest discount a supervisor may give."""

    supervisor_approves: Decimal | None = None
    """Gross total up to which a supervisor decides on orders that wait; None: any (S-7)."""

    small_difference: Decimal = Decimal("0.00")
    """What a clerk may write off of an invoice; more is a supervisor's act (C-37)."""

    four_eyes: bool = False
    """Does who keyed an order, or loosened its payer's terms the same day, not approve it (S-7)?"""

    email_notices: bool = False
    """Is what happens told to customers by e-mail? Then it is put into the outbox, for `custtui notify` (R-45)."""

    closed_until: date | None = None
    """Last day of the closed period: no shipment or invoice is dated in it (C-43)."""
