"""What a sales order may become (C-14), and what became of its quantities (X-07, R-29)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from custtui.domain.money import ZERO, share
from custtui.domain.naming import some
from custtui.domain.numbers import grouped


class Status(StrEnum):
    """Where a revision stands; quantities and summaries are derived, never stored (R-29)."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SUPERSEDED = "superseded"
    CANCELLED = "cancelled"
    FINISHED = "finished"


SAID: dict[str, str] = {Status.PENDING.value: "waiting", Status.CANCELLED.value: "canceled"}


def status_word(status: str) -> str:
    """How a stored status is said at the counter; files and JSON keep its spelling."""
    return SAID.get(status, status)


TRANSITIONS: tuple[tuple[Status, Status], ...] = (
    (Status.PENDING, Status.ACCEPTED),
    (Status.PENDING, Status.DECLINED),
    (Status.PENDING, Status.CANCELLED),
    (Status.PENDING, Status.SUPERSEDED),
    (Status.ACCEPTED, Status.SUPERSEDED),
    (Status.ACCEPTED, Status.FINISHED),
    (Status.ACCEPTED, Status.CANCELLED),
)
"""Every step a revision may take; the database refuses all others."""

STEP = 10
"""Positions go in tens, so that a line can be put between two."""

IN_FORCE = (Status.ACCEPTED, Status.FINISHED)
"""A revision of these is the one in force; one that is pending waits beside it (R-25)."""
OPEN = (Status.PENDING, Status.ACCEPTED)
"""Orders that wait or go on: something may still move."""
COUNTED = (*OPEN, Status.FINISHED)
"""Orders that count as bought: neither declined nor canceled. Of each one revision does (`models.stands`)."""

CLOSED = (Status.DECLINED, Status.CANCELLED)
"""What was declined, cancelled or withdrawn: nothing of it is open (C-14). What gave way reads as it was."""


ENDED = (*CLOSED, Status.FINISHED)
"""Nothing of these moves any more, so nothing of them is open (R-31, R-32)."""


class Quantities(NamedTuple):
    """What became of an ordered quantity, all in the product's unit (X-07)."""

    ordered: Decimal
    shipped: Decimal = ZERO
    forfeited: Decimal = ZERO
    returned: Decimal = ZERO
    invoiced: Decimal = ZERO
    credited: Decimal = ZERO
    adjusted: Decimal = ZERO
    """Billed elsewhere, before the order came in: nobody invoices it here."""
    chosen: Decimal = ZERO
    """Came back, and is to credit first by choice, of what was invoiced (C-31)."""

    @property
    def open(self) -> Decimal:
        """Still to ship: ordered = shipped + open + forfeited."""
        return self.ordered - self.shipped - self.forfeited

    @property
    def billable(self) -> Decimal:
        """Shipped, not yet invoiced; negative is to credit.

        shipped - returned = invoiced - credited + adjusted + billable.
        """
        return self.shipped - self.returned - self.invoiced + self.credited - self.adjusted

    @property
    def to_credit(self) -> Decimal:
        """Came back after it was invoiced, and is not credited: what is not invoiced is taken first (C-31).

        Unless it was chosen otherwise: then so much of what was invoiced, as long as no credit note took it.
        """
        return max(-self.billable, min(self.chosen, self.returned, self.invoiced) - self.credited, ZERO)

    @property
    def to_bill(self) -> Decimal:
        """Still to invoice once what is to credit is credited: billable = to_bill - to_credit."""
        return self.billable + self.to_credit

    @property
    def creditable(self) -> Decimal:
        """The most that may be credited for goods: came back, were invoiced; the clerk may choose (C-31)."""
        return max(min(self.returned, self.invoiced) - self.credited, self.to_credit)


def credited_of(one: Quantities, quantity: Decimal, *, billed_first: bool) -> Decimal:
    """How much of what comes back is to credit: what is not invoiced goes first, unless chosen otherwise (C-31)."""
    after = one._replace(returned=one.returned + quantity)
    if billed_first:
        return min(quantity, max(after.creditable - one.to_credit, ZERO))
    return quantity - min(quantity, one.to_bill)


def choice_fault(one: Quantities) -> str:
    """Why so much cannot have been chosen to be credited first, '' where it can: came back, and was invoiced."""
    most = min(one.returned, one.invoiced)
    return f"{grouped(one.chosen)} to credit first of {grouped(most)} returned and invoiced" * (one.chosen > most)


def billed_fault(one: Quantities) -> str:
    """Why so much cannot be billed, '' where it can: never what was not shipped (R-30), nor more credited than that.

    What came back after it was billed is to credit, so returns do not count here (X-07).
    """
    billed = one.invoiced - one.credited
    if billed < 0:
        return f"{grouped(one.credited)} credited of {grouped(one.invoiced)} invoiced"
    return f"{grouped(billed)} invoiced of {grouped(one.shipped)} shipped" if billed > one.shipped else ""


def rest_word(status: str) -> str:
    """What the unshipped rest of an order is called: closed short, or with an order that came to nothing its status.

    The figures are the same (X-07): nothing of it is open or still to come.
    """
    return status_word(status) if status in CLOSED else "closed short"


def next_position(last: int) -> int:
    """The position of a line behind this one, 0 for none."""
    return last // STEP * STEP + STEP


def as_of(status: str, quantities: Quantities) -> Quantities:
    """A position in a revision of this status: with one that ended its unshipped rest was given up (X-07, C-46)."""
    if status not in ENDED or quantities.open <= 0:
        return quantities
    return quantities._replace(forfeited=quantities.ordered - quantities.shipped)


def as_history(quantities: Quantities) -> Quantities:
    """A position of an order that came in finished, not to be invoiced: what no invoice bills was billed elsewhere.

    So it is for the screen, files, the credit used and invoicing alike (C-13, C-35, X-08).
    """
    return quantities._replace(adjusted=quantities.to_bill)


def charges_come(status: str, positions: Iterable[Quantities]) -> bool:
    """Whether freight not yet billed is still to come: it comes with an invoice, so something has to be left for one.

    Given up with all goods of an order that is finished, or closed (C-41, X-07).
    """
    return status not in CLOSED and any(one.open > 0 or one.to_bill > 0 for one in positions)


def summary(status: str, positions: Iterable[Quantities]) -> str:
    """Where an order stands in a few words, derived from its positions (R-29): `partly shipped (1 line)`."""
    kept = [one for one in positions if one.ordered]
    to_invoice = sum((max(one.billable, ZERO) for one in kept), ZERO)
    if status == Status.FINISHED:
        to_credit = sum((one.to_credit for one in kept), ZERO)
        told = f", {grouped(to_invoice)} to invoice" * (to_invoice > 0)
        return "finished" + told + f", {grouped(to_credit)} to credit" * (to_credit > 0)
    if status != Status.ACCEPTED:
        return status_word(status)
    done = sum(one.open <= 0 for one in kept)
    partly = sum(one.open > 0 and one.shipped > 0 for one in kept)
    if not done and not partly:
        return "open"
    whole = [f"{done} of {len(kept)} shipped"] * (done > 0)
    return ", ".join([*whole, *[f"partly shipped ({some(partly, 'line')})"] * (partly > 0)])


@dataclass(frozen=True, slots=True)
class Worth:
    """What a line comes to gross, and what invoices less credit notes billed of it."""

    net: Decimal
    tax: Decimal
    currency: str
    billed: Decimal = ZERO

    def of(self, part: Decimal, ordered: Decimal) -> Decimal:
        """The rounded share of a quantity (D-01)."""
        if not ordered:
            return ZERO
        shares = (share(amount, part, ordered, ZERO, self.currency) for amount in (self.net, self.tax))
        return sum(shares, ZERO)

    def after(self, before: Decimal, part: Decimal, ordered: Decimal) -> Decimal:
        """The share of a quantity that comes behind others, so that all of them add up to the line (D-01, X-07)."""
        return self.of(before + part, ordered) - self.of(before, ordered)


def given_up(worth: Worth, quantities: Quantities) -> tuple[Decimal, Decimal]:
    """Gross of what was forfeited and of what was returned of a line, to the cent (X-07).

    Each is the difference between rounded shares of the line, so that what is left is what invoices add up to.
    """
    ordered, kept = quantities.ordered, quantities.ordered - quantities.forfeited
    if not ordered:
        return ZERO, ZERO
    sent = worth.of(kept, ordered)
    return worth.net + worth.tax - sent, sent - worth.of(kept - quantities.returned, ordered)


def to_come(worth: Worth, quantities: Quantities) -> Decimal:
    """Gross of a line that invoices are still to bill; negative is to credit (X-07)."""
    kept = quantities.ordered - quantities.forfeited - quantities.returned
    return worth.of(kept, quantities.ordered) - worth.billed
