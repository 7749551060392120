"""What a sales order may become (C-14), and what became of its quantities (X-07, R-29)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from custtui.domain.money import ZERO, share


class Status(StrEnum):
    """Where a revision stands; quantities and summaries are derived, never stored (R-29)."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"
    FINISHED = "finished"


TRANSITIONS: tuple[tuple[Status, Status], ...] = (
    (Status.PENDING, Status.ACCEPTED),
    (Status.PENDING, Status.DECLINED),
    (Status.PENDING, Status.CANCELLED),
    (Status.ACCEPTED, Status.SUPERSEDED),
    (Status.ACCEPTED, Status.FINISHED),
    (Status.ACCEPTED, Status.CANCELLED),
)
"""Every step a revision may take; the database refuses all others."""


@dataclass(frozen=True, slots=True)
class Quantities:
    """What became of an ordered quantity, all in the product's unit (X-07)."""

    ordered: Decimal
    shipped: Decimal = ZERO
    forfeited: Decimal = ZERO
    returned: Decimal = ZERO
    invoiced: Decimal = ZERO
    credited: Decimal = ZERO

    @property
    def open(self) -> Decimal:
        """Still to ship: ordered = shipped + open + forfeited."""
        return self.ordered - self.shipped - self.forfeited

    @property
    def billable(self) -> Decimal:
        """Shipped, not yet invoiced; negative is to credit: shipped - returned = invoiced - credited + billable."""
        return self.shipped - self.returned - self.invoiced + self.credited


def summary(status: str, positions: Iterable[Quantities]) -> str:
    """Where an order stands in a few words, derived from its positions (R-29): `1 of 2 shipped`."""
    kept = [one for one in positions if one.ordered]
    to_invoice = sum((one.billable for one in kept), ZERO)
    if status == Status.FINISHED:
        return f"finished, {to_invoice.normalize():f} to invoice" if to_invoice > 0 else "finished"
    if status != Status.ACCEPTED:
        return "waiting" if status == Status.PENDING else status
    done = sum(one.open <= 0 for one in kept)
    partly = sum(one.open > 0 and one.shipped > 0 for one in kept)
    if not done and not partly:
        return "open"
    return f"{done} of {len(kept)} shipped" + (f", {partly} partly" if partly else "")


def given_up(net: Decimal, tax: Decimal, quantities: Quantities, currency: str) -> tuple[Decimal, Decimal]:
    """Gross of what was forfeited and of what was returned of a line, to the cent (X-07).

    Each is the difference between rounded shares of the line, so that what is left is what invoices add up to.
    """
    ordered, kept = quantities.ordered, quantities.ordered - quantities.forfeited
    if not ordered:
        return ZERO, ZERO

    def worth(part: Decimal) -> Decimal:
        return share(net, part, ordered, ZERO, currency) + share(tax, part, ordered, ZERO, currency)

    return net + tax - worth(kept), worth(kept) - worth(kept - quantities.returned)
