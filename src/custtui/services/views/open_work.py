"""What is open in the house, as its lists show it: frozen pictures, never rows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class LineToShip:
    """A line of an accepted order with something left to ship."""

    number: str
    position: int
    code: str
    customer: str
    ship_to: str
    city: str
    product: str
    description: str
    unit: str
    quantity: Decimal
    shipped: Decimal
    forfeited: Decimal
    wanted: date | None
    po_number: str

    @property
    def open(self) -> Decimal:
        """Still to ship."""
        return self.quantity - self.shipped - self.forfeited


@dataclass(frozen=True, slots=True)
class OrderToInvoice:
    """An order with something shipped and not invoiced; `amount` is what of its lines comes to, gross."""

    number: str
    code: str
    customer: str
    payer: str
    order_date: date
    po_number: str
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class OrderToCredit:
    """An order with something that came back after it was invoiced; `amount` is what that comes to, gross."""

    number: str
    code: str
    customer: str
    payer: str
    order_date: date
    quantity: Decimal
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class OpenTotal:
    """How many rows there are, and what they come to gross, by currency."""

    count: int
    amounts: tuple[tuple[str, Decimal], ...]
