"""Codes of customers that differ in capitals alone: no new ones come in, those that stand are named (X-01)."""

from collections.abc import Iterator

from peewee import fn

from custtui.models.account import CustomerAccount


def capitals_faults() -> Iterator[str]:
    """A line for each code that more than one customer has, those merged away left out."""
    code, living = CustomerAccount.code, CustomerAccount.merged_into.is_null()
    twice = (
        CustomerAccount.select(fn.LOWER(code))
        .where(living)
        .group_by(fn.LOWER(code))
        .having(fn.COUNT(CustomerAccount.id) > 1)
    )
    rows = CustomerAccount.select(fn.LOWER(code), code).where(living, fn.LOWER(code).in_(twice)).order_by(code)
    found = dict[str, list[str]]()
    for small, one in rows.tuples():
        found.setdefault(small, []).append(one)
    for codes in found.values():
        yield f"customers {' and '.join(codes)}: their codes differ in capitals alone; merge them"
