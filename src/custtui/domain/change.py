"""When an accepted or waiting order may be changed, how far, and when its change needs nobody's approval.

R-24, R-25, C-12, C-26, C-32, C-46.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from custtui.domain.money import ZERO
from custtui.domain.numbers import grouped
from custtui.domain.order import OPEN, Quantities, Status, status_word


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the revision that a change begins from stands: the one in force (or the first, waiting) still?

    `newest` is the number of the revision that stands for the order now, `by` who made it.
    """

    number: str
    status: str
    stands: bool
    newest: int
    by: str
    change_waits: bool = False

    @property
    def moved_on(self) -> bool:
        """Another revision took its place (R-25)."""
        return not self.stands and self.status == Status.SUPERSEDED


def why_not_change(order: Standing) -> str:
    """Why it cannot be changed, '' where it can (R-25, R-32, C-26)."""
    if order.moved_on:
        return f"{order.number} has changed: revision {order.newest} by {order.by} stands now"
    if order.status not in OPEN or not order.stands:
        return f"{order.number} is {status_word(order.status)}: it cannot be changed any more"
    if order.change_waits:
        return f"A change of {order.number} is waiting for approval: withdraw it first"
    return ""


def gone(moved: Quantities) -> Decimal:
    """What a position is never ordered below: shipped and closed short (R-24)."""
    return moved.shipped + moved.forfeited


def below(code: str, quantity: Decimal, moved: Quantities) -> str:
    """Why a position cannot be lowered so far, '' where it can (R-24)."""
    least = gone(moved)
    if quantity >= least:
        return ""
    short = f" and {grouped(moved.forfeited)} closed short" if moved.forfeited else ""
    return f"{code}: {grouped(moved.shipped)} shipped{short}, so not below {grouped(least)}"


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed of one position, as far as a change is measured by it: quantity, price, what is off it."""

    quantity: Decimal
    price: Decimal = ZERO
    discount: Decimal = ZERO
    rate: Decimal | None = None

    def dearer_than(self, before: "Agreed") -> bool:
        """A higher price, or less off it."""
        if not self.quantity:
            return False
        return self.price > before.price or self._off < before._off

    @property
    def _off(self) -> tuple[Decimal, Decimal]:
        return self.rate or ZERO, self.discount


def rises(pairs: Iterable[tuple[Agreed | None, Agreed]]) -> bool:
    """Does any quantity or price rise, from what was to what is (C-12)? None: it was not on the order."""
    return any(
        (now.quantity > ZERO if was is None else now.quantity > was.quantity or now.dearer_than(was))
        for was, now in pairs
    )
