"""Who stands behind an order that goes on: whether its customer is active, and who is told of its invoices."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from custtui.domain.notice import INVOICING
from custtui.models.account import CustomerAccount
from custtui.models.at_once import at_once
from custtui.models.families import of_survivor, survivor
from custtui.models.order import OrderRevision, SalesOrder
from custtui.models.prepared import Prepared
from custtui.services.customer.view import contact_lines
from custtui.services.fulfilment.facts import revision_of
from custtui.services.notices import Listener, whom, written_to
from custtui.services.notices.telling import billed_site
from custtui.services.numbers import order_id_named, spellings
from custtui.services.views import ContactLine

T = TypeVar("T")
ACTIVE = Prepared(
    lambda ways: (
        CustomerAccount.select(CustomerAccount.id, CustomerAccount.active, CustomerAccount.merged_into)
        .join(SalesOrder, on=SalesOrder.account == CustomerAccount.id)
        .where(SalesOrder.id == order_id_named(ways))
    )
)


def is_active(number: str) -> bool:
    """Whether the customer of an order is active, in the account it lives on in if it was merged (R-15, F-28)."""
    rows = ACTIVE.afresh(spellings("order", number))
    if not rows:
        revision_of(number)
        return False
    account, active, merged = rows[0]
    return bool(active) if merged is None else bool(CustomerAccount.get_by_id(survivor(account)).active)


def told_of_invoice(number: str) -> tuple[ContactLine, ...]:
    """The contacts of an order's payer whom an invoice is announced to, with what reaches them (F-44, R-45).

    Behind those without an e-mail address stand those who are written to instead.
    """
    revision = revision_of(number)
    contacts, told, written = at_once(
        partial(of_survivor, revision.bill_to_id, contact_lines),
        partial(told_of, revision),
        partial(_of_payer, revision, written_to),
    )
    known = {contact.contact_id: contact for contact in contacts}
    named = [*told, *(one for one, _ in written)]
    return tuple(known[one] for one in dict.fromkeys(one.contact_id for one in named) if one in known)


def told_of(revision: OrderRevision) -> list[Listener]:
    """Whom an invoice of a revision is announced to (C-42)."""
    return _of_payer(revision, whom)


def _of_payer(revision: Any, ask: Callable[[int, str, int | None], T]) -> T:
    """Asked of the people of the payer, if it was merged where it lives on, and of the site it is billed at."""
    site = billed_site(revision, revision.bill_to_id)
    return of_survivor(revision.bill_to_id, lambda payer: ask(payer, INVOICING, site))
