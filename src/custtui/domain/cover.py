"""Covers: production and purchase orders that a line waits for, and what may be shipped meanwhile (F-76, C-45)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from custtui.domain.days import shown_day
from custtui.domain.money import ZERO
from custtui.domain.numbers import grouped
from custtui.domain.order import Quantities

PRODUCTION, PURCHASE = "PRODUCTION", "PURCHASE"
KINDS = {PRODUCTION: "production order", PURCHASE: "purchase order"}
"""Made by the house, or bought from a vendor."""


class Progress(StrEnum):
    """How far a cover is, beside how much of it is done; nothing more comes of a closed one."""

    PLANNED = "PLANNED"
    STARTED = "STARTED"
    CLOSED = "CLOSED"


@dataclass(frozen=True, slots=True)
class LineCover:
    """One order to production or to a vendor, as far as it is for one position; in the product's unit."""

    kind: str
    number: str
    supplier: str
    quantity: Decimal
    done: Decimal
    progress: str
    due: date | None

    @property
    def comes(self) -> Decimal:
        """All that came and will come of it."""
        return self.done if self.progress == Progress.CLOSED else self.quantity

    @property
    def open(self) -> bool:
        """Something is still to come of it."""
        return self.comes > self.done

    @property
    def name(self) -> str:
        """`production order 4711`, `purchase order 88 at Acme`."""
        return f"{KINDS[self.kind]} {self.number}" + (f" at {self.supplier}" if self.supplier else "")

    @property
    def stands(self) -> str:
        """`planned`, `started`, `5 of 20 done`, `done`, `closed at 5`."""
        if self.progress == Progress.CLOSED and self.done < self.quantity:
            return f"closed at {grouped(self.done)}"
        if self.done == self.quantity:
            return "done"
        return f"{grouped(self.done)} of {grouped(self.quantity)} done" if self.done else self.progress.lower()

    def late(self, today: date) -> bool:
        """Open, and its day is past."""
        return self.open and self.due is not None and self.due < today

    def awaited(self, today: date) -> str:
        """`in production until 12 Dec`, `ordered at Acme until 12 Dec`; LATE where that day is past."""
        what = "in production" if self.kind == PRODUCTION else f"ordered at {self.supplier}"
        until = f" until {shown_day(self.due, today)}" if self.due else ""
        return f"{what}{until}{' LATE' if self.late(today) else ''}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """A position and its covers, the oldest first; `to_order`: its product is made to order."""

    moved: Quantities
    to_order: bool = False
    covers: Sequence[LineCover] = ()

    @property
    def covered(self) -> Decimal:
        """What comes of all its covers."""
        return sum((one.comes for one in self.covers), ZERO)

    @property
    def done(self) -> Decimal:
        """What came of them."""
        return sum((one.done for one in self.covers), ZERO)

    @property
    def needed(self) -> Decimal:
        """What its customer gets of it."""
        return self.moved.ordered - self.moved.forfeited

    @property
    def to_cover(self) -> Decimal:
        """What may still be covered: never more than ordered, less what was closed short."""
        return max(self.needed - self.covered, ZERO)

    @property
    def ready(self) -> Decimal:
        """What can go out: of goods made to order what is done and has not left, of others what is open (C-45)."""
        still = self.moved.open
        return max(min(still, self.done - self.moved.shipped), ZERO) if self.to_order else still

    def not_needed(self) -> tuple[Decimal, ...]:
        """How much of each cover nobody needs: what came first is used first. Never dropped (C-45)."""
        left, found = self.needed, list[Decimal]()
        for one in self.covers:
            used = max(min(one.comes, left), ZERO)
            left -= used
            found.append(one.comes - used)
        return tuple(found)

    def waits(self, today: date) -> str:
        """`5 of 20 done: production order 4711, due 12 Dec`: what goods made to order wait for; '' for others."""
        if not self.to_order:
            return ""
        so_far = f"{grouped(self.done)} of {grouped(self.needed)} done"
        coming = [_due(one, today) for one in self.covers if one.open]
        missing = ["no order covers the rest"] if self.done < self.needed and not coming else []
        return ": ".join([so_far, *filter(None, ["; ".join(coming + missing)])])

    def why_open(self, today: date, waits: str = "") -> tuple[str, ...]:
        """Why something of it is not shipped yet, each reason once; nothing where nothing is open.

        `waits` is what its whole order waits for.
        """
        if self.moved.open <= 0 or waits:
            return (waits,) if self.moved.open > 0 else ()
        coming = [one.awaited(today) for one in self.covers if one.open]
        missing = ["to cover"] if self.to_order and self.to_cover else []
        ready = ["not picked"] if self.ready > 0 and (self.to_order or not coming) else []
        return tuple(dict.fromkeys((*coming, *missing, *ready)))


def _due(one: LineCover, today: date) -> str:
    return one.name + (f", due {shown_day(one.due, today)}" if one.due else "")


def not_needed_word(one: LineCover, over: Decimal) -> str:
    """`not needed`, `5 not needed`; '' where all of it is."""
    if not over:
        return ""
    return "not needed" if over == one.comes else f"{grouped(over)} not needed"


def below_done(code: str, quantity: Decimal, stands: Coverage) -> str:
    """Why a change of a line has to be looked at: less is ordered than was made for it; '' where not (C-45)."""
    if not stands.to_order or quantity - stands.moved.forfeited >= stands.done:
        return ""
    return f"{grouped(quantity)} {code} ordered, {grouped(stands.done)} done"


def below_covered(code: str, quantity: Decimal, stands: Coverage) -> str:
    """What a change of a line leaves without need, told before it is placed; '' for nothing (C-45)."""
    over = stands.covered - (quantity - stands.moved.forfeited)
    if over <= 0 or quantity >= stands.moved.ordered:
        return ""
    return f"{code}: {grouped(over)} of {grouped(stands.covered)} covered not needed ({_names(stands.covers)})"


def other_product(code: str, covers: Sequence[LineCover]) -> str:
    """Why the product of a covered line stays: what is made for it is of that product; '' where none is."""
    return f"{code}: stays as it is, {_names(covers)} covers it; take the line out and key another" if covers else ""


def _names(covers: Iterable[LineCover]) -> str:
    return ", ".join(one.name for one in covers)


def told_of(one: LineCover, over: Decimal, today: date) -> str:
    """`20 by production order 4711, started, due 12 Dec, 5 not needed`: a cover in the words of a line."""
    parts = [f"{grouped(one.quantity)} by {one.name}", one.stands]
    parts += [f"due {shown_day(one.due, today)}"] if one.due and one.open else []
    return ", ".join(filter(None, [*parts, not_needed_word(one, over)]))
