"""A customer like the payer who is made with an order: asked when he is typed, told again by F9 (F-27, R-41)."""

from collections.abc import Collection

from custtui.domain.customer import CustomerFields
from custtui.domain.errors import CHANGED, Fault
from custtui.domain.payer import is_another
from custtui.domain.records.typed_address import AddressText
from custtui.services.accounts import account_of
from custtui.services.customer.codes import COUNTER
from custtui.services.lookup.duplicates import Twin, ask_about_twin, likely_for
from custtui.services.numbers import lock_counter
from custtui.services.order_entry.new_payers import customer_fields
from custtui.services.order_entry.promises import promise_in
from custtui.services.order_entry.rows import head_of
from custtui.services.order_entry.work import Work


def ask_about_payer(one: AddressText, currency: str, confirmed: Collection[str]) -> str:
    """The code of a customer very like a new payer, '' for none. Raises Confirm while making one is not confirmed."""
    fields = customer_fields(one, currency)
    ask_about_twin(fields, confirmed)
    twin = _strong(fields)
    return twin.hit.code if twin else ""


def likely_payers(draft_id: int, one: AddressText) -> list[Twin]:
    """The customer most like a payer that is being typed, if there is one (X-02); not while it is the sold-to."""
    sold_to = account_of(head_of(draft_id).account)
    if not is_another(one.name, sold_to.name):
        return []
    return likely_for(customer_fields(one, sold_to.currency), limit=1)


def payer_twin(work: Work) -> Twin | None:
    """A customer very like the new payer of a draft, as it stands until this transaction ends: whoever makes one
    meanwhile waits."""
    new = work.roles.new_payer
    if new is None:
        return None
    lock_counter(COUNTER)
    return _strong(customer_fields(new, work.roles.payer.currency))


def doubled_payer(work: Work, twin: Twin | None) -> list[Fault]:
    """That he stands by now, unless the clerk was told of him: told once."""
    before = promise_in(work.roles.stored)
    if twin is None or (before and before.twin == twin.hit.code):
        return []
    return [Fault(CHANGED, "bill_to", f"the new payer is like {twin.hit.code} {twin.hit.name}: {twin.why}")]


def _strong(fields: CustomerFields) -> Twin | None:
    return next((twin for twin in likely_for(fields, limit=1) if twin.strong), None)
