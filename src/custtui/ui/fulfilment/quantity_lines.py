"""Lines of an order whose quantities move: what a screen knows of them, and what is said of what was moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from custtui.domain.fulfilment import Position
from custtui.domain.naming import some
from custtui.domain.numbers import grouped, one_way
from custtui.domain.order import Status
from custtui.domain.typed import read_number, read_quantity
from custtui.services.views import OrderView
from custtui.ui.kit.facts import FactRow
from custtui.ui.kit.paint import width_of

NOW = "now"
"""The column of the fields."""
PREFIX = "quantity:"
"""What the name of a line's field begins with, as services have it."""


@dataclass(frozen=True, slots=True)
class Movable:
    """A line: where it stands, how much of it can move, what its columns say, and what they do not.

    `block` is the place of its heading among the picture's headings; `order` the number of its order where that is
    another than the screen's (C-48).
    """

    stands: Position
    most: Decimal
    texts: dict[str, str]
    words: Sequence[str] = ()
    block: int = 0
    order: str = ""

    @property
    def position(self) -> int:
        """Its position on the order."""
        return self.stands.position

    @property
    def name(self) -> str:
        """The name of its field, as services call it."""
        return f"{PREFIX}{self.order}:{self.position}" if self.order else f"{PREFIX}{self.position}"

    @property
    def called(self) -> str:
        """`Line 10 ITEM1`, of another order with its number."""
        return f"{f'{self.order} line' if self.order else 'Line'} {self.position} {self.stands.code}"


@dataclass(slots=True)
class OrderPicture:
    """What a screen shows of an order: facts on top, lines under their headings."""

    facts: list[FactRow] = field(default_factory=list[FactRow])
    headings: Sequence[FactRow] = ()
    lines: Sequence[Movable] = ()
    widest: dict[str, str] = field(init=False)
    """The widest text of each column; under NOW what the field has to hold, and the cursor."""

    def __post_init__(self) -> None:
        rows = [{**line.texts, NOW: f"{one_way(line.most)} "} for line in self.lines]
        self.widest = {key: max((row[key] for row in rows), key=width_of) for key in (rows[0] if rows else ())}


def quantity_typed(text: str) -> Decimal:
    """A quantity; 0 where nothing is typed. Raises Unreadable."""
    return read_quantity(text) if text.strip() and read_number(text, grouping=".,") else Decimal(0)


def said(verb: str, quantities: Mapping[int, Decimal], order: OrderView) -> str:
    """`Shipped 40 of 100 ITEM1`, `Shipped 3 lines`."""
    if len(quantities) > 1:
        return f"{verb} {len(quantities)} lines"
    position, quantity = next(iter(quantities.items()))
    line = next(one for one in order.lines if one.position == position)
    return f"{verb} {grouped(quantity)} of {grouped(line.quantity)} {line.product}"


def still_open(quantities: Mapping[int, Decimal], order: OrderView) -> str:
    """What is open after quantities were moved: `60 open`, `2 lines open`, `the order is finished`."""
    if order.status == Status.FINISHED:
        return f"the order is {order.summary}"
    kept = [line for line in order.lines if line.open > 0]
    if len(quantities) == 1 and (one := next((line for line in kept if line.position in quantities), None)):
        return f"{grouped(one.open)} open"
    return f"{some(len(kept), 'line')} open"
