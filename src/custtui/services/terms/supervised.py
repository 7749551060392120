"""Terms that a clerk leaves as they are: a new customer starts with the controls' values (S-7)."""

from collections.abc import Mapping
from typing import Any

from custtui.domain.records.customer import CustomerFields
from custtui.domain.records.fact import fields_of
from custtui.domain.who import Act, Who, may
from custtui.models.account import CustomerAccount
from custtui.services.asks import forbidden
from custtui.services.controls import read_controls

FIELDS = {one.column: name for name, one in fields_of(CustomerFields).items() if one.supervised}
"""Columns of an account that are supervised, and the fields of the profile they are typed into."""


def refuse_terms(who: Who, columns: Mapping[str, Any], account_id: int | None = None) -> None:
    """Raises Forbidden on the first field that is not the account's; `account_id` None: not as a new one starts."""
    if may(who, Act.TERMS):
        return
    stands = _standing(account_id)
    fields = [field for column, field in FIELDS.items() if columns.get(column) != stands[column]]
    if fields:
        raise forbidden(Act.TERMS, fields[0])


def _standing(account_id: int | None) -> dict[str, Any]:
    if account_id is None:
        begins = {name: getattr(CustomerAccount, name).default for name in FIELDS}
        return begins | {"accept_threshold": read_controls().new_customer_threshold}
    columns = [getattr(CustomerAccount, name) for name in FIELDS]
    row = CustomerAccount.select(*columns).where(CustomerAccount.id == account_id).tuples().get()
    return dict(zip(FIELDS, row, strict=True))
