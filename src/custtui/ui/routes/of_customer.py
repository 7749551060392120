"""Ways to what is seldom asked of customers, and to who works here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from custtui.ui.kit.route import seldom

if TYPE_CHECKING:
    from custtui.domain.errors import Forbidden
    from custtui.services.views import Hit
    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.message_line import AnswerAct
    from custtui.ui.kit.view import View
    from custtui.ui.kit.window import Window


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
def second_signature(desk: Desk, refusal: Forbidden, again: AnswerAct) -> Window:
    """Another operator signs for what was refused, which is done again."""
    ...


@seldom("custtui.ui.signing.sign_on:SignOn")
def sign_on(desk: Desk) -> View:
    """Who works here now, by login and PIN."""
    ...
