"""Addresses typed into a draft: one-time, or kept for later orders once it is placed (F-36, F-37, R-43, X-04)."""

from collections.abc import Collection
from dataclasses import replace

from custtui.domain import postal
from custtui.domain.errors import Refused, refuse
from custtui.domain.payer import another_fault, is_another
from custtui.domain.records.fact import fields_of
from custtui.domain.records.typed_address import AddressText
from custtui.domain.site import Purpose, check_alias
from custtui.domain.site_fields import checked_address
from custtui.domain.who import Act, Who
from custtui.models.database import transaction
from custtui.models.draft import Draft, DraftAddress
from custtui.models.insert import Insert
from custtui.services.accounts import account_of
from custtui.services.asks import asks_by_draft
from custtui.services.controls import read_controls
from custtui.services.customer.view import site_lines
from custtui.services.order_entry.new_payers import check_payer
from custtui.services.order_entry.payer_twins import ask_about_payer
from custtui.services.order_entry.paying import method_told
from custtui.services.order_entry.promising import promised
from custtui.services.order_entry.receiving import send
from custtui.services.order_entry.rows import Head, addresses_of, taken, taken_whole, touch
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
    confirmed: Collection[str] = (),
) -> DraftView:
    """Bill or ship to an address typed here; it is an intent on the draft until F9 (R-43).

    A new bill-to is the sold-to's own; named otherwise, with A76 on, it is a customer that is made with the order and
    pays (F-47). It is read as a site is, but its country has to be named; raises Refused with all faults, for the
    alias of another site where it is kept (F-34), and with A76 off for another name (R-05); Confirm where a customer
    very like the new one stands (R-41). What the address library finds odd is told in the view's notes.
    """
    with transaction():
        one, twin = checked_address(address), ""
        head, rows = taken_whole(draft_id, who)
        if role == Purpose.BILL_TO:
            one, twin = _billed(head, one, confirmed)
        if one.keep and not _is_payer(role, one):
            check_alias(site_lines(head.account), one.alias)
        made = ADDRESS.one(draft=draft_id, role=_role(role), **{name: getattr(one, name) for name in TYPED})
        if role == Purpose.SHIP_TO:
            send(head, {"ship_to_site": None, "ship_to_address": made}, scope, position, rows)
        else:
            payer = {"bill_to_account": head.account, "bill_to_site": None, "bill_to_address": made}
            Draft.update(payer).where(Draft.id == draft_id).execute()
        touch(head, who)
        view = promised(who, draft_id, told=_odd(one), twin=twin)
        return replace(view, told=method_told(head, view)) if role == Purpose.BILL_TO else view


def _billed(head: Head, one: AddressText, confirmed: Collection[str]) -> tuple[AddressText, str]:
    """A bill-to as it is kept: without a name where it is the sold-to's own; and the customer like a new payer."""
    sold_to = account_of(head.account)
    if not is_another(one.name, sold_to.name):
        return replace(one, name=""), ""
    if not read_controls().bill_to_in_order_entry:
        raise Refused([another_fault(one.name, sold_to.name)])
    check_payer(one, sold_to.currency)
    return replace(one, keep=True), ask_about_payer(one, sold_to.currency, confirmed)


def _is_payer(role: str, one: AddressText) -> bool:
    return role == Purpose.BILL_TO and bool(one.name)


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
