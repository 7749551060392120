"""The pane beside the lines of an order on a wide screen: what was bought before, what is open, the credit (X-20)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from custtui.domain.money import ZERO
from custtui.services import order_entry as desk_services
from custtui.services import orders
from custtui.ui.kit import clock
from custtui.ui.kit import format as fmt
from custtui.ui.kit.paint import Line, width_of
from custtui.ui.kit.pane import WIDEST, block

if TYPE_CHECKING:
    from custtui.services.order_entry.order_pad import UsualItem
    from custtui.services.order_entry.views import DraftView
    from custtui.services.views import OpenLine
    from custtui.ui.kit.desk import Desk

MOST = 40
"""Open lines that are read."""
DAY, QUANTITY = 12, 6
"""Cells of a day and of a quantity, each with the blank before it."""


class OrderPad:
    """Read when the order is shown and no key waits; it only tells, no key leads into it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._of: int | None = None
        """The customer it tells of."""
        self.bought: list[UsualItem] = []
        self.open: list[OpenLine] = []
        self.up = False
        """Is there room for it? The screen says so as it is drawn."""

    def forget(self) -> None:
        """It may be otherwise by now."""
        self._of = None

    async def read(self, account_id: int) -> bool:
        """Read what there is to tell, where it is seen and not known. True where it was."""
        if not self.up or self._of == account_id:
            return False
        bought = await self._desk.ask(desk_services.bought_before, account_id)
        self.open = await self._desk.ask(orders.open_lines, account_id, MOST)
        self.bought, self._of = bought, account_id
        return True

    def rows(self, order: DraftView, width: int, height: int, all_of_it: str) -> list[Line]:
        """The pane as it stands, empty before it is read; `all_of_it` is the key that lists what was bought."""
        if self._of != order.account_id:
            return []
        credit = block(*_credit(order, width), width, height)
        height -= len(credit)
        open_rows = [_open(one, width, clock.today()) for one in self.open]
        room = max(height // 2, height - len(open_rows) - 3)
        above = block(
            "Bought before", [_bought(one, width) for one in self.bought], width, room, f"{all_of_it} lists them"
        )
        return [*above, *block("Still open", open_rows, width, height - len(above)), *credit]


def _credit(order: DraftView, width: int) -> tuple[str, list[Line]]:
    """What is left of which credit, and after what: with the line being typed, as the totals are."""
    limit, left, used = order.credit_limit, order.credit_left, order.credit_used
    if limit is None or left is None:
        return "", []
    of = f" of {order.credit_of}" if order.credit_of else ""
    left_or_over = ("Left", left) if left >= ZERO else ("Over the limit", -left)
    parts = [("Limit", limit), ("Used", used), ("This order", limit - used - left), left_or_over]
    parts += [("Other orders waiting", order.credit_waiting)] if order.credit_waiting else []
    rows = [Line(width, label, "label") for label, _ in parts]
    for row, (label, amount) in zip(rows, parts, strict=True):
        row.number(width, fmt.amount(amount, order.credit_currency), "strong" if label == left_or_over[0] else "text")
    return f"Credit{of} in {order.credit_currency}", rows


def _bought(one: UsualItem, width: int) -> Line:
    """`ITEM1             24.50   24 Nov     6`: what was paid last, when, how much."""
    price, day, quantity = fmt.price(one.price), fmt.day(one.day), fmt.quantity(one.quantity)
    line, end = Line(width), width
    for cells, text in ((QUANTITY, quantity), (DAY, day), (0, price)):
        line.number(end, text)
        end -= max(cells, width_of(text) + 1)
    line.put(0, one.code, "text", end)
    return line


def _open(one: OpenLine, width: int, today: date) -> Line:
    """`SO-1030 APPLE-12  10 of 20  late 24 Nov`"""
    line, late = Line(width), one.wanted is not None and one.wanted < today
    day = f"{'late ' if late else ''}{fmt.day(one.wanted)}"
    left = fmt.quantity(one.open)
    if width >= WIDEST:
        left += f" of {fmt.quantity(one.quantity)}"
    line.number(width, day, "mark" if late else "text")
    end = width - width_of(day) - 1
    line.number(end, left)
    x = line.put(0, one.number) + 1
    line.put(x, one.product, "text", max(0, end - width_of(left) - 1 - x))
    return line
