"""Ways to what is seldom asked of orders: the lists, the goods that move, the money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.ui.kit.route import seldom

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import date

    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.form_window import FormWindow
    from custtui.ui.kit.prompt import Paged
    from custtui.ui.kit.view import View


@seldom("custtui.ui.orders.queue:ApprovalQueue")
def approvals(desk: Desk) -> View:
    """Orders that wait for approval."""
    ...


@seldom("custtui.ui.orders.open_work:OpenWork")
def open_work(desk: Desk) -> View:
    """What is to ship and to invoice in the house."""
    ...


@seldom("custtui.ui.orders.outbox:OutboxScreen")
def outbox(desk: Desk) -> View:
    """E-mail to customers that waits, is held back, failed or was sent."""
    ...


@seldom("custtui.ui.orders.covers:Covers")
def covers(desk: Desk, number: str = "", position: int = 0) -> View:
    """Covers of a line of an order; or all that are open in the house."""
    ...


@seldom("custtui.ui.fulfilment.shipping:ShipScreen")
def ship(desk: Desk, number: str) -> View:
    """Ship lines of an order."""
    ...


@seldom("custtui.ui.fulfilment.shipping:ForfeitScreen")
def forfeit(desk: Desk, number: str) -> View:
    """Give up what an order has left to ship."""
    ...


@seldom("custtui.ui.fulfilment.invoicing:InvoiceScreen")
def invoice(desk: Desk, number: str) -> View:
    """Invoice what an order shipped."""
    ...


@seldom("custtui.ui.fulfilment.invoice_run:InvoiceRunScreen")
def invoice_run(desk: Desk, cut_off: date | None = None) -> View:
    """What an invoice run would make, of goods shipped up to a day."""
    ...


@seldom("custtui.ui.fulfilment.returning:goods_back")
def goods_back(desk: Desk, number: str, *, position: int | None = None, credit: bool = False) -> View:
    """What comes back of an order; or what of it is to credit."""
    ...


@seldom("custtui.ui.fulfilment.papers:PapersScreen")
def papers(desk: Desk, number: str) -> View:
    """Delivery notes and invoices of an order."""
    ...


@seldom("custtui.ui.fulfilment.paying:PaymentScreen")
def payment(desk: Desk, account_id: int) -> View:
    """A payment of a customer, and the invoices it settles."""
    ...


@seldom("custtui.ui.orders.payments:Payments")
def payments(desk: Desk, account_id: int) -> View:
    """The payments of a customer, to be taken back or paid back."""
    ...


@seldom("custtui.ui.fulfilment.overdue:OverdueList")
def overdue(desk: Desk) -> View:
    """Who has invoices overdue and unpaid."""
    ...


@seldom("custtui.ui.order_entry.product_choice:product_list")
def product_list(desk: Desk) -> Paged:
    """The products a text finds."""
    ...


@seldom("custtui.ui.orders.cancelling:why_canceled")
def why_canceled(desk: Desk, heading: str, act: Callable[[dict[str, str]], Awaitable[None]]) -> FormWindow:
    """The window that asks why lines of a change are canceled."""
    ...
