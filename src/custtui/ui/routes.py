"""The only way from room to room: what each may ask of the others, loaded when it is first gone to.

The signature is the promise, which a test holds. What a day needs stands first, in the order it is fetched in (P-4).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from custtui.ui.kit.route import DAILY as DAILY
from custtui.ui.kit.route import SELDOM as SELDOM
from custtui.ui.kit.route import daily, seldom

if TYPE_CHECKING:
    from custtui.domain.who import Act
    from custtui.services.views import Hit, OrderRow
    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.keys import Action
    from custtui.ui.kit.message_line import AnswerAct
    from custtui.ui.kit.paint import Line
    from custtui.ui.kit.prompt import Paged
    from custtui.ui.kit.view import View
    from custtui.ui.kit.window import Window


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


@seldom("custtui.ui.customer.address_roles:AddressRolesScreen")
def sites(desk: Desk, account_id: int) -> View:
    """The sites of a customer and their roles."""
    ...


@seldom("custtui.ui.customer.contacts:ContactList")
def contacts(desk: Desk, account_id: int, customer: str) -> View:
    """The people of a customer."""
    ...


@seldom("custtui.ui.customer.relationships:RelationshipsScreen")
def relationships(desk: Desk, account_id: int) -> View:
    """What a customer is to others."""
    ...


@seldom("custtui.ui.customer.notes:Notes")
def notes(desk: Desk, account_id: int, customer: str) -> View:
    """Notes about a customer."""
    ...


@seldom("custtui.ui.customer.payer:PayerScreen")
def payer(desk: Desk, account_id: int) -> View:
    """Who pays for a customer, and whom it pays for."""
    ...


@seldom("custtui.ui.customer.choice:choose_customer")
async def choose_customer(desk: Desk, title: str, take: Callable[[Hit], Awaitable[None]], *, find: str = "") -> None:
    """A window that finds a customer."""


@seldom("custtui.ui.customer.choice:account_of")
async def account_of(desk: Desk, text: str, *, order: bool = False) -> int:
    """The one customer a text means. Raises Refused for none or several."""
    ...


@seldom("custtui.ui.customer.accounts:choose_account")
async def choose_account(desk: Desk, account_id: int, switch: Callable[[int], Awaitable[None]]) -> None:
    """The accounts of a customer's party."""


@seldom("custtui.ui.customer.terms_detail:TermsDetail")
def terms(desk: Desk, account_id: int, customer: str) -> View:
    """How a customer is taxed and may pay."""
    ...


@seldom("custtui.ui.customer.term_history:TermHistory")
def term_history(desk: Desk, account_id: int, customer: str) -> View:
    """The terms of a customer as they were."""
    ...


@seldom("custtui.ui.customer.credit:CreditScreen")
def credit(desk: Desk, account_id: int, customer: str) -> View:
    """How far a customer is trusted."""
    ...


@seldom("custtui.ui.customer.answers:AnswerForm")
def answers(desk: Desk, account_id: int, customer: str, *, why: str = "") -> View:
    """What is asked of customers, and this one's answers."""
    ...


@seldom("custtui.ui.customer.questions:QuestionList")
def questions(desk: Desk) -> View:
    """The questions asked of all customers."""
    ...


@seldom("custtui.ui.customer.site_form:SiteFormScreen")
def site_form(
    desk: Desk, account_id: int, code: str, site_id: int | None, kept: Callable[[int | None], None]
) -> View:
    """A site of a customer, or a new one; `kept` is told its number."""
    ...


@seldom("custtui.ui.customer.activity:ActivityScreen")
def activity(desk: Desk, account_id: int, customer: str) -> View:
    """What a customer ordered, month by month."""
    ...


@seldom("custtui.ui.customer.note_forms:ActionForm")
def action_note(desk: Desk, account_id: int, customer: str, note_id: int | None = None) -> View:
    """An action note of a customer, or a new one."""
    ...


@seldom("custtui.ui.customer.notes_open:OpenNotes")
def open_notes(desk: Desk, *, mine: bool = False) -> View:
    """What is to be done for customers."""
    ...


@seldom("custtui.ui.customer.merge:choose_and_merge")
async def merge(desk: Desk, account_id: int, show: Callable[[int], Awaitable[None]], undo: str) -> None:
    """Another customer is the same one; `undo` is the key that undoes it."""


@seldom("custtui.ui.customer.merge:undo_merge")
async def undo_merge(desk: Desk, account_id: int, show: Callable[[int], Awaitable[None]]) -> None:
    """The last merge into a customer undone."""


@seldom("custtui.ui.signing.second:SignatureWindow")
def second_signature(desk: Desk, act: Act, again: AnswerAct) -> Window:
    """Another operator signs for what was refused, which is done again."""
    ...


@seldom("custtui.ui.signing.sign_on:SignOn")
def sign_on(desk: Desk) -> View:
    """Who works here now, by login and PIN."""
    ...


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
