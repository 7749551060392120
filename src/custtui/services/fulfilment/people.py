"""Who stands behind an order that goes on: whether its customer is active, and who is told of its invoices."""

from custtui.domain.notice import INVOICING
from custtui.models.account import CustomerAccount
from custtui.models.families import survivor
from custtui.models.order import OrderRevision
from custtui.services.customer.view import contact_lines
from custtui.services.fulfilment.facts import revision_of
from custtui.services.notices import Listener, whom, written_to
from custtui.services.notices.telling import billed_site
from custtui.services.views import ContactLine


def is_active(number: str) -> bool:
    """Whether the customer of an order is active, in the account it lives on in if it was merged (R-15, F-28)."""
    return bool(CustomerAccount.get_by_id(survivor(revision_of(number).sold_to_id)).active)


def told_of_invoice(number: str) -> tuple[ContactLine, ...]:
    """The contacts of an order's payer whom an invoice is announced to, with what reaches them (F-44, R-45).

    Behind those without an e-mail address stand those who are written to instead.
    """
    revision = revision_of(number)
    known = {contact.contact_id: contact for contact in contact_lines(survivor(revision.bill_to_id))}
    named = [*told_of(revision), *(one for one, _ in written_to(*_billed(revision)))]
    return tuple(known[one] for one in dict.fromkeys(one.contact_id for one in named) if one in known)


def told_of(revision: OrderRevision) -> list[Listener]:
    """Whom an invoice of a revision is announced to (C-42)."""
    return whom(*_billed(revision))


def _billed(revision: OrderRevision) -> tuple[int, str, int | None]:
    """Of whom, of what and where the people are asked for: those of the payer, if it was merged where it lives on."""
    return survivor(revision.bill_to_id), INVOICING, billed_site(revision, revision.bill_to_id)
