"""What waits for approval, as the queue shows it: frozen pictures, never rows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from custtui.services.views.customer import Credit
from custtui.services.views.order_list import OrderRow


class OfWaiting(NamedTuple):
    """What an order that waits hangs on, by ids: who orders and who pays as they stand on it."""

    order: int
    sold_to: int
    bill_to: int


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """An order that waits; `reasons` are the holds nobody released, `short` the same in few words, without amounts;
    `missing` is the largest amount of them.

    A hold for overdue invoices tells of none: it is what is unpaid of them today, in the order's currency.
    """

    number: str
    revision: int
    code: str
    name: str
    counter: str
    made_by: str
    made_at: datetime
    gross: Decimal
    currency: str
    reasons: tuple[str, ...]
    short: tuple[str, ...]
    missing: Decimal | None
    of: OfWaiting


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A reason an order waits for. `id` is that of its hold; 0: it came since, and is added when somebody approves.

    `gone`: it is no reason any more as things stand today.
    """

    id: int
    code: str
    text: str
    amount: Decimal | None
    placed_by: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Overdue:
    """An invoice overdue and unpaid."""

    number: str
    due: date
    unpaid: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Deciding:
    """All that who decides on an order wants to see of it and of its customer (C-33)."""

    number: str
    revision: int
    status: str
    account_id: int
    sold_to: str
    customer: str
    payer: str
    made_by: str
    placed_on: date
    gross: Decimal
    currency: str
    reasons: tuple[Reasoned, ...]
    credit: Credit
    overdue: tuple[Overdue, ...]
    more_overdue: int
    orders: tuple[OrderRow, ...]

    @property
    def seen(self) -> tuple[int, ...]:
        """The holds that were shown."""
        return tuple(one.id for one in self.reasons if one.id)
