"""5 on a line of an order: all of it, over the other rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.order import rest_word
from custtui.domain.paper import place_parts
from custtui.domain.tax import shown_parts
from custtui.services.views import OrderLineView, OrderView
from custtui.services.views.order import TaxedOtherwise
from custtui.ui.kit import format as fmt
from custtui.ui.kit import keys
from custtui.ui.kit.facts import labelled
from custtui.ui.kit.view import Drawn
from custtui.ui.kit.window import Window, bottom, section
from custtui.ui.orders.view_lines import discount_text, quantity_facts

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


class LineWindow(Window):
    """Everything about one position: what was agreed, what became of it, and on which revision it was booked."""

    def __init__(self, desk: Desk, order: OrderView, item: OrderLineView) -> None:
        super().__init__(desk)
        self.order, self.item = order, item
        self._top = 0

    @keys.key("enter", "Close", "Close, to the next one or back to the lines", bar=1)
    @keys.key("f12", "Back", "Close", bar=2)
    async def do_back(self) -> None:
        await super().do_back()

    @keys.key("down", "Further", "Rows further down")
    async def do_down(self) -> None:
        """Down: one row further."""
        self._top += 1

    @keys.key("up", "Up", "Rows further up")
    async def do_up(self) -> None:
        """Up: one row back."""
        self._top = max(0, self._top - 1)

    async def key(self, key: str) -> bool:
        self._top = max(0, self._top + {"pagedown": 8, "pageup": -8}.get(key, 0))
        return key in ("pagedown", "pageup")

    def draw(self, width: int, height: int) -> Drawn:
        facts = [(label, parts, "text") for label, parts in self._facts()]
        rows = labelled(facts, width, 15, margin=2)
        room = max(1, height - 2)
        self._top = min(self._top, max(0, len(rows) - room))
        shown = rows[self._top : self._top + room]
        more = len(rows) - self._top - len(shown)
        heading = f"{self.order.number} line {self.item.position}: {self.item.product}"
        return [section(heading, width), *shown, bottom(more, width)], (0, 1)

    def _facts(self) -> list[tuple[str, list[str]]]:
        order, item = self.order, self.item
        place = item.own_ship_to or order.ship_to
        reasons = [f"reason {reason}" for reason in (item.price_reason, item.discount_reason) if reason]
        return [
            ("Description", [item.description]),
            ("Quantities", [*self._quantities(), *quantity_facts(item)]),
            (
                "Price",
                [f"{fmt.price(item.price)} a {item.unit}", item.price_source, discount_text(order, item), *reasons],
            ),
            ("Amount", self._amounts()),
            ("Tax", [item.tax_reason]),
            *(("" if number else "Taxed", [_taxed(one, order)]) for number, one in enumerate(item.taxed_otherwise)),
            ("Wanted", [fmt.day(item.wanted or order.wanted) or "no day"]),
            ("Not shipped", list(item.why_open)),
            *(("" if number else "Covered", [text]) for number, text in enumerate(item.covers)),
            ("Note", [item.line_note]),
            ("Ship to", [*([] if item.own_ship_to else ["the order's"]), *place_parts(place)]),
            *(
                (("" if number else "Happened"), [text])
                for number, text in enumerate(item.history or ("nothing yet",))
            ),
        ]

    def _quantities(self) -> list[str]:
        order, item = self.order, self.item
        return [
            f"ordered {fmt.counted(item.quantity, item.unit)}",
            f"shipped {fmt.quantity(item.shipped, '0')}",
            f"{rest_word(order.status)} {fmt.quantity(item.forfeited, '0')}",
            f"open {fmt.quantity(item.open, '0')}",
            f"invoiced {fmt.quantity(item.invoiced, '0')}",
        ]

    def _amounts(self) -> list[str]:
        item, currency = self.item, self.order.currency
        rate = shown_parts(item.tax_parts) or f"tax {fmt.quantity(item.tax_rate * 100, '0')}%"
        net, tax, gross = (fmt.amount(amount, currency) for amount in (item.net, item.tax, item.gross))
        return [f"net {net}", f"{rate} {tax}", f"gross {gross} {currency}"]


def _taxed(one: TaxedOtherwise, order: OrderView) -> str:
    """`IN-1: tax 7% when shipped, 0.37 more than ordered: standard in NJ, US from 1 Jan 2026`."""
    much = fmt.amount(abs(one.differs), order.currency)
    than = f"{much} {'more' if one.differs > 0 else 'less'} than ordered" if one.differs else "as much as ordered"
    return f"{one.invoice}: {one.tax.told} when shipped, {than}" + (f": {one.tax.reason}" if one.tax.reason else "")
