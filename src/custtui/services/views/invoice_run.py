"""What an invoice run would make, and what it made: frozen pictures, never rows (C-42)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from custtui.domain.fulfilment import Amounts


@dataclass(frozen=True, slots=True)
class OrderInRun:
    """An order on an invoice to come: quantities by position, what they come to with its charges."""

    number: str
    customer: str
    po_number: str
    quantities: tuple[tuple[int, Decimal], ...]
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class InvoiceInRun:
    """An invoice to come: whose, of goods shipped up to which day, and the orders on it, by PO and number.

    `term` says how its payer's invoices are collected. `key` is what its orders have in common.
    """

    key: tuple[object, ...]
    code: str
    payer: str
    term: str
    through: date
    currency: str
    terms: str
    payment_due: date
    orders: tuple[OrderInRun, ...]
    tell: tuple[str, ...] = field(default=(), compare=False)
    """The names of the payer's people it is announced to (R-45)."""

    @property
    def amounts(self) -> Amounts:
        """What it comes to: its orders' net and tax added up."""
        return sum((one.amounts for one in self.orders), Amounts())


@dataclass(frozen=True, slots=True)
class InvoiceRun:
    """What a run would make on a day, of goods shipped up to `cut_off`; by payer."""

    cut_off: date
    day: date
    invoices: tuple[InvoiceInRun, ...]

    @property
    def totals(self) -> tuple[tuple[str, Decimal], ...]:
        """What it comes to gross, by currency."""
        sums = dict[str, Decimal]()
        for one in self.invoices:
            sums[one.currency] = sums.get(one.currency, Decimal(0)) + one.amounts.gross
        return tuple(sorted(sums.items()))


@dataclass(frozen=True, slots=True)
class RunMade:
    """The numbers of the invoices a run made, and why others that were seen were not made."""

    made: tuple[str, ...]
    told: tuple[str, ...]
