"""Where an order leads to what moves: shipping, invoicing, goods back, credit, what is closed short, documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from custtui.ui import paths, routes
from custtui.ui.kit import keys

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


class GoodsWays:
    """The ways, each for the order whose number is asked when a key is pressed."""

    def __init__(self, desk: Desk, number: Callable[[], str]) -> None:
        self.desk, self._number = desk, number

    @keys.action("S", "Ship", paths.ORDERS)
    async def do_ship(self) -> None:
        """F10 S: quantities that go out now."""
        await self.desk.open(routes.ship(self.desk, self._number()))

    @keys.action("B", "Bill: invoice what was shipped", paths.MONEY)
    async def do_invoice(self) -> None:
        """F10 B: what was shipped is billed."""
        await self.desk.open(routes.invoice(self.desk, self._number()))

    @keys.action("G", "Goods back: book a return", paths.ORDERS)
    async def do_return(self) -> None:
        """F10 G: what came back of what was shipped (C-31)."""
        await self.desk.open(routes.goods_back(self.desk, self._number()))

    @keys.action("K", "Credit what came back", paths.MONEY)
    async def do_credit(self) -> None:
        """F10 K: what came back and was invoiced."""
        await self.desk.open(routes.goods_back(self.desk, self._number(), credit=True))

    @keys.action("F", "Close short what is open", paths.ORDERS)
    async def do_forfeit(self) -> None:
        """F10 F: what the customer gives up."""
        await self.desk.open(routes.forfeit(self.desk, self._number()))

    @keys.action("D", "Documents: packing slips, invoices …", paths.RECORDS)
    async def do_papers(self) -> None:
        """F10 D: packing slips and invoices, as they are printed."""
        await self.desk.open(routes.papers(self.desk, self._number()))
