"""F8: what a customer ordered: orders newest first, invoices, open lines; three pages of one screen (F-25)."""

from __future__ import annotations

from custtui.services import orders
from custtui.services.views import OpenLine
from custtui.ui import routes
from custtui.ui.kit import keys
from custtui.ui.orders import list_rows as rows
from custtui.ui.orders.customer_sheets import CustomerSheets
from custtui.ui.orders.new_orders import NewItem, NewOrders, number_of
from custtui.ui.orders.sheets import Sheet
from custtui.ui.orders.tasks import of_customer_orders

SHEETS = (
    Sheet(
        *("Orders", f"No orders yet: {keys.shown('f7')} makes one", orders.orders_of),
        *(rows.ORDERS, rows.order_texts, rows.order_words),
    ),
    Sheet(
        *("Invoices", "No invoices yet: what was shipped is invoiced from its order", orders.invoices_of),
        *(rows.INVOICES, rows.invoice_texts, rows.invoice_words),
    ),
    Sheet(
        *("Open lines", "Nothing is left to ship", orders.open_lines),
        *(rows.OPEN_LINES, rows.open_line_texts, rows.open_line_words),
    ),
)


class CustomerOrders(NewOrders[NewItem], CustomerSheets[NewItem]):
    """Orders, invoices and open lines of one customer."""

    SHEETS, LEADS = SHEETS, True
    TASKS = of_customer_orders

    async def open_item(self, item: NewItem, option: str) -> None:
        """5 or Enter: the order, at the line where one is meant."""
        position = item.position if isinstance(item, OpenLine) else None
        await self.desk.open(routes.order(self.desk, number_of(item), position=position))

    # -- pages ---------------------------------------------------------------------------------------------------
    @keys.key(
        "enter", "Open", "Open the order of the chosen row; 5 beside several rows opens one after the other", bar=1
    )
    async def do_take(self) -> None:
        await super().do_take()

    @keys.key("f8", "Next list", "The next page: orders, invoices, open lines", bar=2)
    @keys.key("tab", "Page", "The next page: orders, invoices, open lines")
    async def do_next_page(self) -> None:
        await super().do_next_page()

    @keys.action("O", "Orders")
    async def do_orders(self) -> None:
        """F10 O."""
        await self.show(0)

    @keys.action("I", "Invoices")
    async def do_invoices(self) -> None:
        """F10 I."""
        await self.show(1)

    @keys.action("L", "Open lines")
    async def do_open_lines(self) -> None:
        """F10 L."""
        await self.show(2)

    # -- elsewhere -----------------------------------------------------------------------------------------------
    async def ordering(self) -> int:
        return self.account_id

    @keys.action("C", "Copy the chosen order to a new one")
    async def do_copy(self) -> None:
        await super().do_copy()

    @keys.action("Y", "Take a payment")
    async def do_payment(self) -> None:
        """F10 Y: money that came in."""
        await self.desk.open(routes.payment(self.desk, self.account_id))

    @keys.action("X", "Payments so far: take back, pay back")
    async def do_payments(self) -> None:
        """F10 X: what came in from this customer."""
        await self.desk.open(routes.payments(self.desk, self.account_id))

    @keys.action("P", "Profile of this customer")
    async def do_profile(self) -> None:
        """F10 P: the customer."""
        await self.desk.open(routes.profile(self.desk, self.account_id))
