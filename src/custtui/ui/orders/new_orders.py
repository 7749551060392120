"""New orders out of a list of them: for the customer of a row, or with the lines of the chosen order."""

from __future__ import annotations

from typing import Generic, TypeVar

from custtui.services.views import InvoiceRow, OpenLine, OrderRow
from custtui.ui import routes
from custtui.ui.kit import keys
from custtui.ui.kit.list_view import ListView

NewItem = OrderRow | InvoiceRow | OpenLine
T = TypeVar("T", bound=NewItem)


class NewOrders(ListView[T], Generic[T]):
    """Rows that belong to orders. Subclasses say for whom a new one is."""

    async def ordering(self) -> int | None:
        """The account a new order is for; None where the desk has said why there is none."""
        raise NotImplementedError

    @keys.key("f7", "Order", "New order for this customer", bar=3)
    async def do_order(self) -> None:
        """F7: a new order for this customer."""
        await self._new_order()

    @keys.action("C", "Copy the chosen order to a new one")
    async def do_copy(self) -> None:
        """F10 C: the chosen order's lines in a new order; prices and holds worked out anew (X-15)."""
        if self.rows.current is None:
            self.refuse_unchosen()
            return
        await self._new_order(copy_of=number_of(self.rows.current))

    async def _new_order(self, *, copy_of: str = "") -> None:
        account = await self.ordering()
        if account is not None:
            await routes.new_order(self.desk, account, copy_of=copy_of)


def number_of(item: NewItem) -> str:
    """The order a row belongs to."""
    return item.order if isinstance(item, InvoiceRow) else item.number
