"""What is written in bulk: frozen values, checked before they come here, in the words of the file formats."""

import copyreg
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from custtui.domain.address import Address
from custtui.domain.card_payment import CardPayment, read_card
from custtui.domain.held import HELD, NOTHING
from custtui.domain.records.account import AccountTexts
from custtui.domain.records.acting import Acting
from custtui.domain.records.contract import ContractFields, ContractLineFields
from custtui.domain.records.price import PriceFields
from custtui.domain.records.product import ProductFields
from custtui.domain.records.site import Uses
from custtui.domain.records.sited import SiteTexts
from custtui.domain.relations import ORGANIZATION

NOWHERE = Address()


class Quick:
    """Values that pickle as a call of their class: four times as quick as frozen slots by themselves (P-10)."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), _fields(type(self))(self)


@cache
def _fields(sort: Any) -> Callable[[Any], tuple[Any, ...]]:
    """What reads all fields of a class of values; each has at least two."""
    return attrgetter(*sort.__match_args__)


PointPairs = tuple[tuple[str, str], ...]
"""Contact points as (kind, value); the first of a kind is the primary one."""


@dataclass(frozen=True, slots=True)
class NewContact(Acting, Quick):
    """A person who acts for a customer: at the account, or at the site with that alias.

    `person` is the code of the customer who this person is (R-20), or with `person_name` that of the customer whose
    contact of that name is the same person; `primary` None is left to what the level needs. `kept` as of a site.
    """

    name: str = ""
    customer: str = ""
    site: str = ""
    primary: bool | None = None
    active: bool = True
    person: str = ""
    person_name: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True)
class NewSite(SiteTexts, Quick):
    """An address put to use by a customer; `identifying` says where its party is from now on (R-13).

    `kept`: it is taken as it stood, though a form asks for more by now.
    """

    address: Address = NOWHERE
    customer: str = ""
    uses: Uses = ()
    points: PointPairs = ()
    active: bool = True
    identifying: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class NewCustomer(AccountTexts, Quick):
    """A party (or, with `party`, another account of that customer's party), its account and what hangs on it.

    Without a code the next one is given. The first site becomes the identifying one of a new party (C-19). What is
    the party's is taken from its first account. `bill_to_account`: there is one, in new use or out of it; None is
    left to the commercial flag. `held`: its amounts, days and flags, in the order of domain.held.
    """

    name: str = ""
    code: str = ""
    kind: str = ORGANIZATION
    party: str = ""
    active: bool = True
    excluded_methods: tuple[str, ...] = ()
    price_list: str = ""
    held: tuple[Any, ...] = NOTHING
    distrust: str = ""
    party_credit_limit: Decimal | None = None
    party_accept_threshold: Decimal | None = None
    party_distrust: str = ""
    bill_to_account: bool | None = None
    old_codes: tuple[str, ...] = ()
    merged_codes: tuple[str, ...] = ()
    points: PointPairs = ()
    sites: tuple[NewSite, ...] = ()
    contacts: tuple[NewContact, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        """What its account holds beside its texts, by name."""
        return dict(zip(HELD, self.held, strict=True))


@dataclass(frozen=True, slots=True)
class NewProduct(ProductFields, Quick):
    """A product with its barcodes."""


@dataclass(frozen=True, slots=True)
class NewPrice(PriceFields, Quick):
    """A price: of a price list from a quantity on, or of one customer for a short term (then `customer`)."""


class Snapshot(NamedTuple):
    """Who and where, as copied into an order (X-05)."""

    name: str = ""
    attention: str = ""
    alias: str = ""
    address: Address = NOWHERE

    @property
    def blank(self) -> bool:
        """Nothing of it is given."""
        if self.name or self.attention or self.alias:
            return False
        return self.address is NOWHERE or self.address == NOWHERE


NOBODY = Snapshot()


class Taxed(NamedTuple):
    """How an invoice taxed what it has of a line: its rate when shipped, and what of the tax differs (C-38)."""

    rate: Decimal
    differs: Decimal
    parts: str = ""
    reason: str = ""


class Movement(NamedTuple):
    """A quantity of a line sent, invoiced, given up or returned on a day; number of the paper, or the reason.

    `more` is the condition of goods that came back; of an invoice what it has beside shares of lines (`beside`).
    `first` of a return is to be credited first, of what was invoiced (C-31).
    `of` is the invoice that a credit note takes it back from, by its number; '' where none is named.
    """

    day: date
    quantity: Decimal
    number: str = ""
    more: str = ""
    of: str = ""
    taxed: Taxed | None = None
    """Of an invoice; None where it is the order's."""
    first: Decimal | None = None


class NewLine(NamedTuple):
    """A position of an order from the past; amounts are worked out again by D-01."""

    product: str
    quantity: Decimal
    price: Decimal
    position: int = 0
    description: str = ""
    unit: str = ""
    price_source: str = ""
    price_reason: str = ""
    discount: Decimal = Decimal(0)
    discount_rate: Decimal | None = None
    discount_reason: str = ""
    tax_category: str = ""
    tax_rate: Decimal = Decimal(0)
    wanted: date | None = None
    ship_to: Snapshot = NOBODY
    shipments: tuple[Movement, ...] = ()
    invoices: tuple[Movement, ...] = ()
    forfeits: tuple[Movement, ...] = ()
    returns: tuple[Movement, ...] = ()
    tax_parts: str = ""
    tax_reason: str = ""
    line_note: str = ""

    @property
    def moves(self) -> tuple[Movement, ...]:
        """All that happened to it."""
        return (*self.shipments, *self.invoices, *self.forfeits, *self.returns)


class NewCharge(NamedTuple):
    """Freight or another charge of an order, and how it was taxed; '' where only its rate is known (C-41)."""

    kind: str
    net: Decimal
    tax_rate: Decimal = Decimal(0)
    tax_category: str = ""
    tax_parts: str = ""
    tax_reason: str = ""


NO_TERMS = "-"
"""Payment terms of an order that has none though its payer has."""


class NewOrder(NamedTuple):
    """An order from the past: number, dates and status are kept, nothing is accepted anew (X-08).

    `shipped_day` stands for one full shipment of what no shipment names; `paid_day` pays all its invoices in full,
    `payments` part of them: day, amount and invoice of each. `to_invoice`: finished, but not invoiced to the end.
    `shared` are shipments and invoices that other orders of the file have lines on too (C-42, C-48).
    `dates_overridden`: something of it is of a day before its own, and meant so (C-43).
    Terms: '' means the payer's, `-` none. `line` is where it begins in the file it came from, 0 for none.
    """

    number: str
    customer: str
    order_date: date
    lines: tuple[NewLine, ...]
    status: str = ""
    currency: str = ""
    bill_to: str = ""
    bill_to_as: Snapshot = NOBODY
    ship_to: Snapshot = NOBODY
    ordered_by: str = ""
    po_number: str = ""
    contract: str = ""
    payment_method: str = ""
    payment_terms: str = ""
    payment_due: date | None = None
    wanted: date | None = None
    source: str = "history"
    ship_via: str = ""
    message: str = ""
    prices_on_note: bool = True
    shipped_day: date | None = None
    paid_day: date | None = None
    charges: tuple[NewCharge, ...] = ()
    holds: tuple[tuple[str, str], ...] = ()
    to_invoice: bool = False
    dates_overridden: bool = False
    payments: tuple[Movement, ...] = ()
    line: int = 0
    shared: tuple[str, ...] = ()
    card: str = ""
    card_authorized: Decimal | None = None
    card_until: date | None = None
    internal_note: str = ""

    @property
    def card_payment(self) -> CardPayment | None:
        """The card it is paid by (C-47)."""
        if not self.card:
            return None
        return replace(read_card(self.card), authorized=self.card_authorized, until=self.card_until)

    def terms_of(self, payer: str) -> str:
        """The payment terms, where the payer's are these."""
        return "" if self.payment_terms == NO_TERMS else self.payment_terms or payer


@dataclass(frozen=True, slots=True)
class NewContractLine(ContractLineFields, Quick):
    """A product of a purchasing contract."""


@dataclass(frozen=True, slots=True)
class NewContract(ContractFields, Quick):
    """A purchasing contract of a customer, with its products."""

    lines: tuple[NewContractLine, ...] = ()


def _reduced(one: Any) -> Any:
    """How values that are tuples are pickled: as a call of their class, and NOBODY as itself."""
    return "NOBODY" if one is NOBODY else (type(one), tuple(one))


for _sort in (Snapshot, Movement, NewLine, NewCharge, NewOrder):
    copyreg.pickle(_sort, _reduced)
