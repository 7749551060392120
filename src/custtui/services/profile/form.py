"""A customer as its form shows it: blank, or filled from what is stored; and where two clerks differ."""

from dataclasses import fields as fields_of_class
from functools import partial
from typing import Any, NamedTuple

from custtui.domain.address import Address
from custtui.domain.customer import AddressFields, CustomerFields, label
from custtui.domain.errors import Conflict, Fault
from custtui.domain.held import HELD, as_typed
from custtui.domain.records.account import ACCOUNT
from custtui.domain.site import billed_at, shipped_to
from custtui.models.account import CustomerAccount
from custtui.models.at_once import at_once
from custtui.models.remembered import Answers, remembering
from custtui.services.controls import read_controls
from custtui.services.customer.checks import seller
from custtui.services.customer.conflicts import differing_values
from custtui.services.customer.queries import CONTACT_POINTS
from custtui.services.customer.view import customer
from custtui.services.orders import orders_of
from custtui.services.profile.reach import reached
from custtui.services.views import Customer, OrderRow

NOT_COMPARED = ("share_party",)


def blank(name: str = "") -> CustomerFields:
    """A new customer's form: the name searched for (F-06), the seller's currency, the house's threshold."""
    currency, country = seller()
    threshold = read_controls().new_customer_threshold
    place = AddressFields(country=country)
    return CustomerFields(
        name=name,
        currency=currency,
        threshold=as_typed(threshold, currency),
        billing=place,
        shipping=AddressFields(country=country),
    )


class FormShown(NamedTuple):
    """A customer as its form shows it, as a whole, and its last orders."""

    fields: CustomerFields
    customer: Customer
    last: list[OrderRow]


def shown_form(account_id: int, last: int = 0) -> FormShown:
    """A customer for its form, with so many of its last orders; a server is waited for twice (P-13).

    Raises Refused for an unknown one.
    """
    with remembering(Answers()):
        row, shown, _, orders = at_once(
            partial(CustomerAccount.get_or_none, CustomerAccount.id == account_id),
            partial(customer, account_id),
            partial(CONTACT_POINTS, account_id),
            partial(orders_of, account_id, last) if last else list[OrderRow],
        )
        return FormShown(_fields(account_id, shown, row), shown, orders)


def editable(account_id: int) -> tuple[int, CustomerFields]:
    """The version of a customer and its fields as a form shows them. Raises Refused for an unknown one."""
    fields, shown, _ = shown_form(account_id)
    return shown.version, fields


def _fields(account_id: int, shown: Customer, row: Any) -> CustomerFields:
    billed, shipped = billed_at(shown.sites), shipped_to(shown.sites)
    primary = next((one for one in shown.contacts if one.primary and one.site_id is None), None)
    phone, email, other = reached(account_id, primary.contact_id) if primary else ("", "", "")
    return CustomerFields(
        name=shown.name,
        alias=shown.alias,
        kind=shown.kind,
        **{name: getattr(shown, name) for name in ACCOUNT},
        contact=primary.name if primary else "",
        contact_phone=phone,
        contact_email=email,
        contact_alt_email=other,
        phone=shown.phone,
        email=shown.email,
        alt_email=shown.alt_email,
        **{name: as_typed(getattr(row, field.column), row.currency) for name, field in HELD.items()},
        billing=_address(billed.address) if billed else AddressFields(),
        shipping=_address(shipped.address) if shipped and shipped != billed else AddressFields(),
    )


def _address(address: Address) -> AddressFields:
    return AddressFields(**address.columns())


def conflict(account_id: int, yours: CustomerFields, stored: CustomerFields) -> Conflict:
    """A fault a field that differs, with both values, so that nothing is overwritten unseen (X-13)."""
    by = CustomerAccount.get_by_id(account_id).changed_by
    mine, theirs = _flat(yours), _flat(stored)
    labels = {name: label(name) for name in mine if name not in NOT_COMPARED}
    first = Fault("conflict", "", f"{by} changed this customer meanwhile")
    return Conflict([first, *differing_values(mine, theirs, labels)], by)


def _flat(typed: CustomerFields | AddressFields, owner: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for field in fields_of_class(typed):
        value = getattr(typed, field.name)
        if isinstance(value, AddressFields):
            found |= _flat(value, f"{field.name}.")
        else:
            found[owner + field.name] = value
    return found
