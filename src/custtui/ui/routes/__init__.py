"""The only way from room to room: what each may ask of the others, loaded when it is first gone to.

The signature is the promise, which a test holds. What a day needs stands first, in the order it is fetched in (P-4).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from custtui.ui.kit.route import DAILY as DAILY
from custtui.ui.kit.route import SELDOM as SELDOM
from custtui.ui.kit.route import daily
from custtui.ui.routes.of_customer import account_of as account_of
from custtui.ui.routes.of_customer import action_note as action_note
from custtui.ui.routes.of_customer import activity as activity
from custtui.ui.routes.of_customer import answers as answers
from custtui.ui.routes.of_customer import choose_account as choose_account
from custtui.ui.routes.of_customer import choose_customer as choose_customer
from custtui.ui.routes.of_customer import contacts as contacts
from custtui.ui.routes.of_customer import credit as credit
from custtui.ui.routes.of_customer import merge as merge
from custtui.ui.routes.of_customer import notes as notes
from custtui.ui.routes.of_customer import open_notes as open_notes
from custtui.ui.routes.of_customer import payer as payer
from custtui.ui.routes.of_customer import questions as questions
from custtui.ui.routes.of_customer import relationships as relationships
from custtui.ui.routes.of_customer import second_signature as second_signature
from custtui.ui.routes.of_customer import sign_on as sign_on
from custtui.ui.routes.of_customer import site_form as site_form
from custtui.ui.routes.of_customer import sites as sites
from custtui.ui.routes.of_customer import term_history as term_history
from custtui.ui.routes.of_customer import terms as terms
from custtui.ui.routes.of_customer import undo_merge as undo_merge
from custtui.ui.routes.of_orders import approvals as approvals
from custtui.ui.routes.of_orders import covers as covers
from custtui.ui.routes.of_orders import forfeit as forfeit
from custtui.ui.routes.of_orders import goods_back as goods_back
from custtui.ui.routes.of_orders import invoice as invoice
from custtui.ui.routes.of_orders import invoice_run as invoice_run
from custtui.ui.routes.of_orders import open_work as open_work
from custtui.ui.routes.of_orders import outbox as outbox
from custtui.ui.routes.of_orders import overdue as overdue
from custtui.ui.routes.of_orders import papers as papers
from custtui.ui.routes.of_orders import payment as payment
from custtui.ui.routes.of_orders import payments as payments
from custtui.ui.routes.of_orders import product_list as product_list
from custtui.ui.routes.of_orders import ship as ship
from custtui.ui.routes.of_orders import why_canceled as why_canceled
from custtui.ui.routes.of_setup import setup as setup

if TYPE_CHECKING:
    from custtui.services.views import OrderRow
    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.keys import Action
    from custtui.ui.kit.paint import Line
    from custtui.ui.kit.view import View


@daily(
    "custtui.ui.home.lookup:CustomerLookup",  # what comes next a text of Find needs, home itself does not (P-6)
    *("custtui.models.search.document", "custtui.models.search.engine", "custtui.models.search.activity"),
    *("custtui.services.lookup.finding",),
)
def home(desk: Desk) -> View:
    """Find a customer, my drafts and waiting orders."""
    ...


@daily(
    "custtui.ui.order_entry.screen:new_order",
    *("custtui.services.views.customer", "custtui.services.views.order", "custtui.services.views.fulfilment"),
    *("custtui.models.insert", "custtui.services.notices", "custtui.services.controls", "custtui.services.orders"),
    *("custtui.services.customer.view", "custtui.services.order_entry.views", "custtui.services.order_entry.rows"),
    *("babel.numbers", "custtui.services.order_entry.goods", "custtui.services.order_entry.basis"),
    *("custtui.services.order_entry.work", "custtui.services.order_entry.show", "custtui.services.order_entry.desk"),
    *("custtui.ui.order_entry.entry_line", "custtui.ui.order_entry.lines", "custtui.ui.order_entry.rows"),
)
async def new_order(desk: Desk, account_id: int, *, copy_of: str = "") -> None:
    """A new order of a customer, or a copy of an order for it."""


@daily("custtui.ui.order_entry.screen:resume", "custtui.ui.kit.actions")
async def resume(desk: Desk, draft_id: int) -> None:
    """A kept draft goes on."""


@daily("custtui.ui.order_entry.screen:change_order", "custtui.services.order_entry.changing")
async def change(desk: Desk, number: str, position: int | None = None) -> None:
    """The change of an order, at a line of it."""


@daily("custtui.ui.orders.customer_orders:CustomerOrders", "custtui.services.orders")
def customer_orders(desk: Desk, account_id: int) -> View:
    """Orders, invoices and open lines of a customer."""
    ...


@daily("custtui.ui.orders.view:OrderViewScreen")
def order(desk: Desk, number: str, revision: int | None = None, *, position: int | None = None) -> View:
    """An order, or one of its revisions, at a line."""
    ...


@daily("custtui.ui.orders.list_rows:last_orders")
def last_orders(orders: Sequence[OrderRow], width: int) -> list[Line]:
    """Rows of the orders a customer placed last."""
    ...


@daily(
    "custtui.ui.customer.profile:CustomerProfile",
    *("custtui.domain.customer", "custtui.services.sites.views", "custtui.services.profile.customers"),
    *("custtui.ui.kit.form_view", "custtui.ui.customer.profile_rows"),
)
def profile(
    desk: Desk, account_id: int | None, *, name: str = "", edit: bool = False, share: str = "", of_order: bool = False
) -> View:
    """The profile of a customer; without an id that of a new one, of this name or of this party."""
    ...


@daily("custtui.ui.home.fast_paths:take_path", "custtui.ui.kit.help")
async def take_path(desk: Desk, action: Action, rest: str) -> None:
    """Go where two letters lead."""


@daily("custtui.ui.orders.inquiry:OrderInquiry")
def inquiry(desk: Desk) -> View:
    """Orders by number, PO, customer, product, day, status."""
    ...
