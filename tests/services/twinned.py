"""Twins of what is typed, fact by fact, as every way of making a customer looks for them (X-02)."""

from collections.abc import Collection

from custtui.domain.similarity import Person
from custtui.services.lookup.duplicates import Twin, twins_of


def likely(
    *,
    name: str = "",
    postal_code: str = "",
    phone: str = "",
    email: str = "",
    tax_number: str = "",
    limit: int = 5,
    but: Collection[int] = (),
) -> list[Twin]:
    """Customers like what is typed, the likeliest first; `but` are left out."""
    return twins_of(Person(name, (postal_code,), (phone,), (email,), (tax_number,)), limit=limit, but=but)
