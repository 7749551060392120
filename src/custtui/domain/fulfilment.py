"""When goods may leave and be billed, and what a partial invoice comes to (R-28 … R-32, C-26, C-30, D-01)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from custtui.domain.cover import Coverage
from custtui.domain.errors import Fault
from custtui.domain.money import ZERO, share
from custtui.domain.naming import unit_of
from custtui.domain.numbers import grouped
from custtui.domain.order import Quantities, Status, status_word
from custtui.domain.quantity import decimals_fault, why_not

CONDITIONS = {"SELLABLE": "sellable", "SCRAP": "scrap"}
"""What came back can be sold again, or not (C-31)."""
OPEN_FIRST, BILLED_FIRST = "OPEN", "INVOICED"
TAKES_FIRST = {
    OPEN_FIRST: "what is not invoiced yet: it is no longer to bill",
    BILLED_FIRST: "what is invoiced: it is credited, the rest stays to bill",
}
"""What goods that come back are taken from first (C-31)."""
TOLERANCE = "tolerance"
"""The reason of a forfeit that follows an under-shipment which is the last (C-30)."""
KEEP, CLOSE = "KEEP", "CLOSE"
RESTS = {KEEP: "keep it open: more will follow", CLOSE: "close it: this shipment is the last"}
"""What becomes of a rest within the product's tolerance (C-30)."""


@dataclass(frozen=True, slots=True)
class OrderStanding:
    """Where an order stands: the status of its revision in force, else of its newest; what else it waits for."""

    number: str
    status: str
    in_force: bool
    change_waits: bool = False
    holds: tuple[str, ...] = ()


def why_not_move(order: OrderStanding) -> str:
    """Why nothing of an order may be shipped or given up now, '' where it may (R-28, R-32, R-37, C-26)."""
    if order.status == Status.PENDING:
        return f"{order.number} is waiting for approval; nothing can be shipped or invoiced yet"
    if order.status != Status.ACCEPTED:
        what = "shipped or closed short" if order.in_force else "shipped or invoiced"  # what left is invoiced (C-13)
        return f"{order.number} is {status_word(order.status)}: nothing can be {what} any more"
    if order.change_waits:
        return f"A change of {order.number} is waiting for approval; nothing can be shipped or closed short yet"
    if order.holds:
        return f"{order.number} is on hold: {', '.join(order.holds)}"
    return ""


def waits_for(status: str, *, change_waits: bool = False, held: bool = False) -> str:
    """What a whole order waits for before anything of it moves, in few words; '' for nothing."""
    if status == Status.PENDING:
        return "waiting for approval"
    if change_waits:
        return "a change is waiting for approval"
    return "on hold" if held else ""


def why_not_bill(order: OrderStanding) -> str:
    """Why nothing of an order may be invoiced, '' where it may: what was shipped, at any time (C-13, C-26)."""
    if order.in_force:
        return ""
    if order.status == Status.PENDING:
        return f"{order.number} is waiting for approval; nothing can be shipped or invoiced yet"
    return f"{order.number} is {status_word(order.status)}: nothing of it was ever shipped"


def is_finished(positions: Iterable[Quantities]) -> bool:
    """Nothing is open any more, and something was ordered; what is not yet invoiced does not count (R-31, C-13)."""
    kept = [one for one in positions if one.ordered]
    return bool(kept) and all(one.open <= 0 for one in kept)


@dataclass(frozen=True, slots=True)
class Position:
    """A position as goods move on it: the product's step (X-16) and tolerances as fractions (C-30) included."""

    position: int
    code: str
    unit: str
    moved: Quantities
    step: Decimal | None = None
    under: Decimal = ZERO
    over: Decimal = ZERO
    ready: Decimal | None = None
    """Of goods made to order: what is done and has not left; None of others (C-45)."""
    waits: str = ""
    """What the rest of it waits for: `5 of 20 done: production order 4711, due 12 Dec`."""

    @property
    def shippable(self) -> Decimal:
        """What of it may go out now."""
        return self.moved.open if self.ready is None else min(self.moved.open, self.ready)


def ready_of(stands: Coverage, today: date) -> dict[str, Any]:
    """`ready` and `waits` of a position with these covers; nothing where its product is not made to order."""
    if not stands.to_order:
        return {}
    return {"ready": max(stands.done - stands.moved.shipped, ZERO), "waits": stands.waits(today)}


MoveAct = Literal["ship", "forfeit", "invoice", "return", "credit"]
DO: Mapping[MoveAct, str] = {
    "ship": "ship",
    "forfeit": "close short",
    "invoice": "invoice",
    "return": "return",
    "credit": "credit",
}
DONE: Mapping[MoveAct, str] = {
    "ship": "shipped",
    "forfeit": "closed short",
    "invoice": "invoiced",
    "return": "returned",
    "credit": "credited",
}


def faults(act: MoveAct, asked: Mapping[int, Decimal], positions: Mapping[int, Position]) -> list[Fault]:
    """Everything wrong with the quantities asked for, by position; zeros stand for lines that are left alone."""
    found = [
        Fault("quantity", f"quantity:{number}", text, number)
        for number, quantity in sorted(asked.items())
        if quantity and (text := _fault(act, number, quantity, positions.get(number)))
    ]
    if not found and not any(asked.values()):
        found.append(Fault("nothing", "", f"Nothing to {DO[act]}: no line has a quantity"))
    return found


def of_order(number: str, fault: Fault) -> Fault:
    """A fault of another order on the same shipment: its field and its text name that (C-48)."""
    text = fault.text if number in fault.text else f"{number}: {fault.text}"
    return replace(fault, field=fault.field.replace(":", f":{number}:", 1), text=text)


WATCHED: Mapping[MoveAct, tuple[str, ...]] = {
    "ship": ("ordered", "shipped", "forfeited"),
    "forfeit": ("ordered", "shipped", "forfeited"),
    **dict.fromkeys(("invoice", "return", "credit"), ("shipped", "returned", "invoiced", "credited")),
}
"""What a screen shows of each line before an act, by the names of `Quantities`."""


def meanwhile(act: MoveAct, seen: Mapping[int, Quantities], now: Mapping[int, Position]) -> dict[str, list[str]]:
    """What became of lines since they were seen, by what was done: `shipped`: `3 of 5 ITEM1`.

    `seen` are all lines as they stood; of these the act concerns those it had or has something to do with.
    Empty where nothing was; under `ordered` the lines that are ordered otherwise: `ITEM1 100 -> 120 ordered`.
    """
    found: dict[str, list[str]] = {}
    for number, one in sorted(now.items()):
        before, after = seen.get(number, Quantities(ZERO)), one.moved
        if max(_room(act, before), _room(act, after)) <= 0:
            continue
        for name in WATCHED[act]:
            was, is_now = getattr(before, name), getattr(after, name)
            if was != is_now:
                found.setdefault(name, []).append(_moved(name, was, is_now, one))
    return found


def _moved(name: str, was: Decimal, is_now: Decimal, one: Position) -> str:
    if name != "ordered":
        return f"{grouped(is_now - was)} of {grouped(one.moved.ordered)} {one.code}"
    return (
        f"{one.code} {grouped(was)} -> {grouped(is_now)} ordered" if was else f"{grouped(is_now)} {one.code} ordered"
    )


def _fault(act: MoveAct, number: int, quantity: Decimal, one: Position | None) -> str:
    if one is None:
        return f"The order has no line {number}"
    line = f"Line {number} {one.code}"
    if quantity < 0:
        return f"{line}: less than nothing cannot be {DONE[act]}"
    if why := decimals_fault(quantity):
        return f"{line}: {why}"
    over = tolerated_over(one, quantity) if act == "ship" else ZERO
    if act == "ship" and one.ready is not None and one.ready < quantity <= one.moved.open + over:
        return f"{line}: {one.waits}"
    if quantity - over > (room := _room(act, one.moved)):
        return f"{line}: {_too_much(act, quantity, one, max(room, ZERO))}"
    if act == "ship" and quantity != one.moved.open and (text := why_not(quantity, one.unit, None, one.step)):
        return f"{line}: {text}"
    return ""


def _room(act: MoveAct, moved: Quantities) -> Decimal:
    """How much of a position can be done: what is billable, what is still out with the customer, what is open."""
    if act == "invoice":
        return moved.billable
    if act == "return":
        return moved.shipped - moved.returned
    return moved.creditable if act == "credit" else moved.open


def _too_much(act: MoveAct, quantity: Decimal, one: Position, room: Decimal) -> str:
    """More than is ordered is never shipped; within the tolerance the order is raised first (C-30).

    No more comes back than went out, nor is more credited than came back (C-31).
    """
    asked, left = grouped(quantity), f"{grouped(room)} {unit_of(one.unit, room)}"
    if act == "invoice":
        return f"{asked} is more than the {left} shipped and not yet invoiced"
    if act == "return":
        return f"{asked} is more than the {left} shipped and not yet returned"
    if act == "credit":
        return f"{asked} is more than the {left} that came back, were invoiced, and are not credited"
    return f"{asked} is more than the {left} open" if room else "nothing is open"


def tolerated_over(one: Position, quantity: Decimal) -> Decimal:
    """What of a quantity sent goes beyond the line, within the product's tolerance: ordered first (C-30). Else 0."""
    over = quantity - one.moved.open
    return over if one.moved.open > 0 and ZERO < over <= one.moved.ordered * one.over else ZERO


def tolerated_rest(one: Position, shipped: Decimal) -> Decimal:
    """What is given up where `shipped` more is the last that goes out: a rest within the tolerance (C-30). Else 0."""
    rest = one.moved.open - shipped
    return rest if ZERO < rest <= one.moved.ordered * one.under else ZERO


@dataclass(frozen=True, slots=True)
class Amounts:
    """Net and tax of a quantity, to the currency's minor unit.

    `differs` is what of the tax is beside the share of the order: another rate on the day of shipment (C-38).
    """

    net: Decimal = ZERO
    tax: Decimal = ZERO
    differs: Decimal = ZERO

    @property
    def gross(self) -> Decimal:
        """Net and tax together."""
        return self.net + self.tax

    @property
    def columns(self) -> dict[str, Any]:
        """As papers keep them."""
        return {"net": self.net, "tax": self.tax, "gross": self.gross}

    @property
    def billed_columns(self) -> dict[str, Any]:
        """As what is billed of lines and orders keeps them."""
        return {**self.columns, "tax_difference": self.differs or None}

    @property
    def shared(self) -> "Amounts":
        """The share of what the order has: without what its tax differs by."""
        return Amounts(self.net, self.tax - self.differs)

    def otherwise(self, differs: Decimal) -> "Amounts":
        """The same with so much more tax than the order has."""
        return Amounts(self.net, self.tax + differs, self.differs + differs)

    def __add__(self, other: "Amounts") -> "Amounts":
        return Amounts(self.net + other.net, self.tax + other.tax, self.differs + other.differs)

    def __sub__(self, other: "Amounts") -> "Amounts":
        return Amounts(self.net - other.net, self.tax - other.tax, self.differs - other.differs)


def part_of(line: Amounts, part: Decimal, ordered: Decimal, before: Amounts, currency: str) -> Amounts:
    """What an invoice line comes to, so that partial invoices add up to the line to the cent (D-01, R-44).

    `part` is the quantity invoiced including this time (credits taken off), of `ordered`; `before` was invoiced.
    """
    return Amounts(
        share(line.net, part, ordered, before.net, currency), share(line.tax, part, ordered, before.tax, currency)
    )
