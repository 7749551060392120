"""What the order desk shows: frozen pictures of a draft, its lines and its choices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from custtui.domain.address import Address
from custtui.domain.errors import Fault
from custtui.domain.instalments import DuePart
from custtui.domain.order import next_position
from custtui.domain.paper import delivery_name
from custtui.services.views.fulfilment import Charge


@dataclass(frozen=True, slots=True)
class LineText:
    """A line as typed; nothing is refused while typing."""

    item: str = ""
    quantity: str = ""
    price: str = ""
    price_reason: str = ""
    discount: str = ""
    discount_reason: str = ""
    wanted: str = ""
    ship_to: str = ""
    line_note: str = ""
    scanned: bool = False


@dataclass(frozen=True, slots=True)
class HeaderText:
    """The header fields as typed."""

    po_number: str = ""
    wanted: str = ""
    payment_method: str = ""
    contract: str = ""
    ordered_by: str = ""
    ship_via: str = ""
    source: str = "counter"
    message: str = ""
    prices_on_note: str = "Y"
    card: str = ""
    card_authorized: str = ""
    card_until: str = ""
    charges: str = ""
    internal_note: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """Who and where of one role. `kind`: SAME, PERMANENT, ONE_TIME for ship-to; for bill-to OWN, OTHER, NEW (an
    address), NEW_PAYER (a customer made with the order).

    `kept` is the row of the revision it was copied from, in a change that leaves it as it was (X-05).
    """

    kind: str
    account_id: int | None
    site_id: int | None
    address_id: int | None
    code: str
    name: str
    alias: str
    attention: str
    address: Address
    kept: int | None = None

    @property
    def called(self) -> str:
        """What messages call the place, for every role alike: its alias, else the name that stands there (F-34)."""
        return delivery_name(self.alias, self.name)


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as it stands: what was typed, what it came to, and its marks.

    `faults` make it parked (`?`); `notes` are told and never stop anything (`!`). `was` says what a change makes
    of it: `was 100`, `new`; '' where it stays as it is.
    """

    position: int
    text: LineText
    struck: bool
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    product_code: str
    description: str
    unit: str
    quantity: Decimal | None
    price: Decimal | None
    discount: str
    wanted: date | None
    net: Decimal | None
    why: str
    ship_to: Slot | None
    tax: Decimal | None = None
    was: str = ""
    taxed: str = ""
    """Its tax and why: `tax 6.625%: standard in NJ, US from 1 Jan 2026` (C-38)."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What a draft changes: the number of the order, the revision it would be, and what the order came to (gross).

    `difference` is what the total rises by; `before` how what of its head is changed was, by name; `splits` tell of
    lines that moved and go on at another position (C-32), and of covers that are needed no more (C-45).
    """

    number: str
    revision: int
    was: Decimal
    difference: Decimal
    splits: tuple[str, ...] = ()
    before: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft whole: slots, header, lines, totals, and what placing it will do.

    Lines keyed from position `next_from` on go to `next_ship_to` (None: with the order).
    `credit_left` is what the payer has left after this order, `credit_of` the payer's name where another pays,
    `credit_waiting` what waits beside it (C-35), `credit_limit` and `credit_used` what is left of what; they are in
    `credit_currency`.
    `new_payers`: who is billed may be somebody new (A76).
    `changed` tells what is not as it was when the clerk last saw the draft, `told` what of an order or a draft did
    not go over into this one as it was (X-15).
    """

    id: int
    account_id: int
    code: str
    name: str
    currency: str
    copied_from: str
    change_of: str
    ordered_by: str
    taxable: str
    terms: str
    bill_to: Slot | None
    ship_to: Slot | None
    header: HeaderText
    wanted: date | None
    payment_due: date | None
    payment_parts: tuple[DuePart, ...]
    contract: str
    notes: tuple[str, ...]
    lines: tuple[LineView, ...]
    pieces: Decimal
    unit: str
    to_clear: int
    to_fix: str
    net: Decimal
    tax: Decimal
    gross: Decimal
    credit_left: Decimal | None
    credit_of: str
    credit_currency: str
    credit_waiting: Decimal
    credit_limit: Decimal | None
    credit_used: Decimal
    outcome: str
    faults: tuple[Fault, ...]
    next_from: int | None = None
    next_ship_to: Slot | None = None
    changed: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    change: ChangeView | None = None
    charges: tuple[Charge, ...] = ()
    typing: dict[str, str] = field(default_factory=dict[str, str])
    new_payers: bool = False
    usual_method: str = ""
    """The name of the account's own payment method, where another one is proposed instead."""
    replaced: str = ""
    """What is told of that: `Payment: On account became Cash: On account needs a credit limit`."""

    @property
    def next_position(self) -> int:
        """Where the next line goes: tens, after the last."""
        return next_position(self.lines[-1].position if self.lines else 0)


@dataclass(frozen=True, slots=True)
class Placed:
    """What F9 did: the number, accepted or waiting with every reason, and the total (gross)."""

    number: str
    revision: int
    accepted: bool
    reasons: tuple[str, ...]
    gross: Decimal
    currency: str
    code: str
    name: str
    made: str = ""
    """The customer who was made with it, and pays (F-47)."""

    @property
    def line(self) -> str:
        """`SO-1042 accepted automatically, 308.84 · Healthy Juices Inc.`"""
        total, name = f"{self.gross:,f} {self.currency}", self.name + (self.made and f" · {self.made} was made")
        number = self.number if self.revision == 1 else f"{self.number} revision {self.revision}"
        if self.accepted:
            return f"{number} accepted automatically, {total} · {name}"
        return f"{number} is waiting for approval: {total}, {'; '.join(self.reasons)} · {name}"
