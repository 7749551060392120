"""The ways from an order to what moves it: shipping, forfeiting, invoicing, and its papers."""

from __future__ import annotations

from custtui.services.views import OrderView
from custtui.ui import routes
from custtui.ui.kit.commands import Action
from custtui.ui.kit.view import View

FULFILMENT = (
    Action("S", "Ship", "ship"),
    Action("B", "Bill: invoice what was shipped", "invoice"),
    Action("F", "Forfeit what is open", "forfeit"),
    Action("D", "Delivery notes, invoices: show", "papers"),
)


class OrderFulfilmentWays(View):
    """An order that goods and bills hang on; none of the screens is read before it is opened."""

    @property
    def shown(self) -> OrderView:
        """The order. Raises Refused before it is there."""
        raise NotImplementedError

    async def do_ship(self) -> None:
        """F10 S: quantities that go out now."""
        await self.desk.open(routes.ship(self.desk, self.shown.number))

    async def do_forfeit(self) -> None:
        """F10 F: what the customer gives up."""
        await self.desk.open(routes.forfeit(self.desk, self.shown.number))

    async def do_invoice(self) -> None:
        """F10 B: what was shipped is billed."""
        await self.desk.open(routes.invoice(self.desk, self.shown.number))

    async def do_papers(self) -> None:
        """F10 D: delivery notes and invoices, as they are printed."""
        await self.desk.open(routes.papers(self.desk, self.shown.number))
