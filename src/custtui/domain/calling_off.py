"""What orders call off a purchasing contract, and when they ask for more than it has left (C-40)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from custtui.domain.acceptance import WaitReason
from custtui.domain.days import shown_day
from custtui.domain.money import ZERO
from custtui.domain.numbers import grouped

CONTRACT = "CONTRACT"
"""The code of the hold for what is called off beyond a contract."""
OUR_FAULT = ("DEFECT", "WRONG", "OURS")
"""Reasons of returns that are the seller's fault: what came back for them can be called off again."""


@dataclass(frozen=True, slots=True)
class CallOff:
    """A product of a contract, as one order calls it off; quantities in its unit.

    `others` is what other orders have called off, `asked` what this one does, `before` what it did as it stands: None
    where it was never accepted, so that all of it is looked at anew (C-12).
    """

    product: str
    agreed: Decimal
    others: Decimal = ZERO
    asked: Decimal = ZERO
    before: Decimal | None = None

    @property
    def left(self) -> Decimal:
        """What others left of it."""
        return max(self.agreed - self.others, ZERO)

    @property
    def raised(self) -> bool:
        """A change that calls off no more keeps price and place, whatever the contract has left by now."""
        return self.asked > (self.before or ZERO)

    def missing(self, *, ended: bool) -> Decimal:
        """The quantity beyond what is left; of a contract that ended, by how much it is raised."""
        if not self.raised:
            return ZERO
        return self.asked - (self.before or ZERO) if ended else max(self.asked - self.left, ZERO)


def beyond(contract: str, last: date, today: date, called: Iterable[CallOff]) -> list[WaitReason]:
    """The hold CONTRACT with the missing quantities; a new order names no contract that ended."""
    told, few = list[str](), list[str]()
    for one in called:
        ended = last < today and one.before is not None
        if missing := one.missing(ended=ended):
            few.append(f"{grouped(missing)} {one.product}")
            left = f"{grouped(one.left)} of {grouped(one.agreed)} left"
            told.append(f"{few[-1]} ({f'ended {shown_day(last, today)}' if ended else left})")
    if not told:
        return []
    return [WaitReason(CONTRACT, f"{', '.join(few)} over contract", f"over contract {contract}: {', '.join(told)}")]


def anothers_fault(contract: str) -> str:
    """What is said of a contract that is neither its customer's nor shared with it: it is not called off (C-40)."""
    return f"Contract {contract} is another customer's"


def unshared_fault(*, others: bool) -> str:
    """Why a contract stays shared, '' where it need not: what others called off is called off (C-40)."""
    return "stays Y: other accounts have called it off" if others else ""


def below_called_off(product: str, agreed: Decimal, before: Decimal, called: Decimal) -> str:
    """Why no less is agreed of a product, '' where it can be: never less than what is called off."""
    if agreed >= before or agreed >= called:
        return ""
    return f"{product}: {grouped(called)} called off, so not below {grouped(min(called, before))}"


def told_left(agreed: Decimal, called: Decimal) -> str:
    """`300 of 1,000 called off, 700 left`."""
    rest = agreed - called
    left = f"{grouped(rest)} left" if rest >= 0 else f"{grouped(-rest)} over"
    return f"{grouped(called)} of {grouped(agreed)} called off, {left}"
