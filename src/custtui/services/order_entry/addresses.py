"""Addresses typed into a draft: one-time, or kept for later orders once it is placed (F-36, F-37, R-43, X-04)."""

from custtui.domain import postal
from custtui.domain.errors import refuse
from custtui.domain.records.fact import fields_of
from custtui.domain.records.typed_address import AddressText
from custtui.domain.site import Purpose, check_alias
from custtui.domain.site_fields import checked_address
from custtui.domain.who import Act, Who
from custtui.models.database import transaction
from custtui.models.draft import Draft, DraftAddress
from custtui.models.insert import Insert
from custtui.services.asks import asks_by_draft
from custtui.services.customer.view import site_lines
from custtui.services.order_entry.promising import promised
from custtui.services.order_entry.receiving import send
from custtui.services.order_entry.rows import addresses_of, taken, touch
from custtui.services.order_entry.views import DraftView

ADDRESS = Insert(DraftAddress)
TYPED = fields_of(AddressText)


@asks_by_draft(Act.ORDER)
def new_address(
    who: Who,
    draft_id: int,
    role: str,
    address: AddressText,
    *,
    scope: str = "order",
    position: int | None = None,
) -> DraftView:
    """Bill or ship to an address typed here; it is an intent on the draft until F9 (R-43).

    A new bill-to is the sold-to's own. It is read as a site is, but its country has to be named; raises Refused with
    all faults, and for the alias of another site where it is kept (F-34). What the address library finds odd is told
    in the view's notes.
    """
    with transaction():
        one = checked_address(address)
        head = taken(draft_id, who)
        if one.keep:
            check_alias(site_lines(head.account), one.alias)
        made = ADDRESS.one(draft=draft_id, role=_role(role), **{name: getattr(one, name) for name in TYPED})
        if role == Purpose.SHIP_TO:
            send(head, {"ship_to_site": None, "ship_to_address": made}, scope, position)
        else:
            payer = {"bill_to_account": head.account, "bill_to_site": None, "bill_to_address": made}
            Draft.update(payer).where(Draft.id == draft_id).execute()
        touch(head, who)
        return promised(who, draft_id, told=_odd(one))


@asks_by_draft(Act.ORDER)
def promote(who: Who, draft_id: int, address_id: int) -> DraftView:
    """Keep a one-time address for later orders (X-04): it becomes a site of the customer when the order is placed."""
    with transaction():
        head = taken(draft_id, who)
        one = addresses_of(draft_id).get(address_id)
        if one is None:
            raise refuse("address", "This address is not on this order")
        check_alias(site_lines(head.account), one.alias)
        DraftAddress.update(keep=True).where(DraftAddress.id == address_id).execute()
        touch(head, who)
        return promised(who, draft_id)


def _role(role: str) -> str:
    if role not in (Purpose.BILL_TO, Purpose.SHIP_TO):
        raise refuse("role", f"{role} is not BILL_TO or SHIP_TO")
    return role


def _odd(one: AddressText) -> tuple[str, ...]:
    return tuple(f"address: {fault.text}" for fault in postal.oddities(one.address))
