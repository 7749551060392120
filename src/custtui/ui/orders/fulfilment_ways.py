"""The ways from an order to what moves it: shipping, forfeiting, invoicing, and its papers."""

from __future__ import annotations

from custtui.services.views import OrderView
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
        from custtui.ui.fulfilment.shipping import ShipScreen

        await self.desk.open(ShipScreen(self.desk, self.shown.number))

    async def do_forfeit(self) -> None:
        """F10 F: what the customer gives up."""
        from custtui.ui.fulfilment.shipping import ForfeitScreen

        await self.desk.open(ForfeitScreen(self.desk, self.shown.number))

    async def do_invoice(self) -> None:
        """F10 B: what was shipped is billed."""
        from custtui.ui.fulfilment.invoicing import InvoiceScreen

        await self.desk.open(InvoiceScreen(self.desk, self.shown.number))

    async def do_papers(self) -> None:
        """F10 D: delivery notes and invoices, as they are printed."""
        from custtui.ui.fulfilment.papers import PapersScreen

        await self.desk.open(PapersScreen(self.desk, self.shown.number))
