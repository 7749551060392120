"""Relationships of a file beside those that stand the other way: one that holds both ways stands alone (R-16)."""

from collections.abc import Iterable

from custtui.domain.relations import say_twice
from custtui.models.account import AccountRelationship, CustomerAccount
from custtui.models.among import among

Way = tuple[str, str]


def way_key(customer: str, related: str, *, reciprocal: bool) -> str:
    """What `ways_free` is asked with."""
    return f"{customer}\t{related}\t{'Y' if reciprocal else 'N'}"


def ways_free(keys: Iterable[str]) -> set[str]:
    """Of these relationships (`way_key`), those that meet none that stands the other way."""
    asked = {key: key.split("\t") for key in keys}
    standing = _standing({code for customer, related, _ in asked.values() for code in (customer, related)})
    return {
        key
        for key, (customer, related, flag) in asked.items()
        if (back := standing.get((related, customer))) is None or not say_twice(flag == "Y", back)
    }


def way_fault(key: str) -> str:
    """Why a relationship (`way_key`) cannot stand."""
    customer, related, _ = key.split("\t")
    return f"{related} opens itself to {customer} already: end that first, or change its flags"


def _standing(codes: set[str]) -> dict[Way, bool]:
    """What stands among these customers: whether it holds both ways."""
    other, one = CustomerAccount.alias(), AccountRelationship
    rows = (
        one.select(CustomerAccount.code, other.code, one.reciprocal)
        .join_from(one, CustomerAccount, on=one.account == CustomerAccount.id)
        .join_from(one, other, on=one.related == other.id)
        .where(one.active, among(CustomerAccount.code, codes))
    )
    return {(customer, related): both for customer, related, both in rows.tuples()}
