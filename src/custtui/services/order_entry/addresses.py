"""Addresses typed into a draft: one-time, or kept for later orders once it is placed (F-36, F-37, R-43, X-04)."""

from dataclasses import fields

from custtui.domain import postal
from custtui.domain.address import PARTS, Address
from custtui.domain.card import IN_TWO, split_card
from custtui.domain.errors import Fault, Refused, refuse
from custtui.domain.site import Purpose
from custtui.domain.text import cleaned, visible
from custtui.domain.who import Act, Who
from custtui.models.database import transaction
from custtui.models.draft import Draft, DraftAddress
from custtui.models.insert import Insert
from custtui.services.asks import asks_by_draft
from custtui.services.order_entry.promising import promised
from custtui.services.order_entry.receiving import send
from custtui.services.order_entry.rows import addresses_of, head_of, touch
from custtui.services.order_entry.views import AddressText, DraftView

ADDRESS = Insert(DraftAddress)
REQUIRED = ("street", "city", "country")
"""A city only where the country's addresses have one."""


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

    A new bill-to is the sold-to's own. Raises Refused, all fields at once, where street, city or country is missing,
    a text cannot be kept or a state is none; what the address library finds odd is told in the view's notes.
    """
    columns = _checked(address)
    with transaction():
        head = head_of(draft_id, who)
        one = ADDRESS.one(draft=draft_id, role=_role(role), keep=address.keep, **columns)
        if role == Purpose.SHIP_TO:
            send(head, {"ship_to_site": None, "ship_to_address": one}, scope, position)
        else:
            payer = {"bill_to_account": head.account, "bill_to_site": None, "bill_to_address": one}
            Draft.update(payer).where(Draft.id == draft_id).execute()
        touch(head, who)
        return promised(who, draft_id, told=_odd(columns))


@asks_by_draft(Act.ORDER)
def promote(who: Who, draft_id: int, address_id: int) -> DraftView:
    """Keep a one-time address for later orders (X-04): it becomes a site of the customer when the order is placed."""
    with transaction():
        head = head_of(draft_id, who)
        if address_id not in addresses_of(draft_id):
            raise refuse("address", "This address is not on this order")
        DraftAddress.update(keep=True).where(DraftAddress.id == address_id).execute()
        touch(head, who)
        return promised(who, draft_id)


def _role(role: str) -> str:
    if role not in (Purpose.BILL_TO, Purpose.SHIP_TO):
        raise refuse("role", f"{role} is not BILL_TO or SHIP_TO")
    return role


def _checked(address: AddressText) -> dict[str, str]:
    faults: list[Fault] = []
    columns: dict[str, str] = {}
    for one in fields(address):
        text = getattr(address, one.name)
        if isinstance(text, str):
            columns[one.name] = cleaned(text, one.name, _label(one.name), faults, lines=one.name == "street")
    parted = split_card({name: text for name, text in columns.items() if name != "postal_code"})
    faults += [Fault("card", name, f"{_label(name)}: {IN_TWO}") for name in parted]
    columns["country"] = columns.get("country", "").upper()
    named = {fault.field for fault in faults}
    faults += [
        Fault("required", name, f"{name.capitalize()} is missing")
        for name in REQUIRED
        if name not in named and not visible(columns[name]) and (name != "city" or postal.has_city(_address(columns)))
    ]
    if columns["country"] and not postal.is_country(columns["country"]):
        faults.append(Fault("country", "country", f"{columns['country']} is not a country's two letters"))
    faults += postal.state_faults(_address(columns))
    if faults:
        raise Refused(faults)
    return columns | postal.written(_address(columns)).columns()


def _label(name: str) -> str:
    """`Postal code`."""
    return name.replace("_", " ").capitalize()


def _address(columns: dict[str, str]) -> Address:
    return Address(*[columns.get(name, "") for name in PARTS])


def _odd(columns: dict[str, str]) -> tuple[str, ...]:
    return tuple(f"address: {fault.text}" for fault in postal.oddities(_address(columns)))
