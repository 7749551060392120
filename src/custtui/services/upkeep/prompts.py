"""What F4 lists for fields of the set-up, by the name a field gives its list."""

from collections.abc import Callable, Mapping

from custtui.domain.choice import Choice
from custtui.domain.who import Role
from custtui.models.product import PriceList
from custtui.services.lists.coded import reason_kinds
from custtui.services.tax_categories import categories_known


def _price_lists() -> list[Choice]:
    rows = PriceList.select(PriceList.code, PriceList.name, PriceList.currency).order_by(PriceList.code).tuples()
    return [Choice(code, code, f"{name} · {currency}") for code, name, currency in rows]


def _tax_categories() -> list[Choice]:
    return [Choice(name, name, "") for name in sorted(categories_known())]


def _roles() -> list[Choice]:
    return [Choice(role, role, "") for role in Role]


LISTS: Mapping[str, Callable[[], list[Choice]]] = {
    "kinds of reasons": reason_kinds,
    "price lists": _price_lists,
    "roles": _roles,
    "tax categories": _tax_categories,
}


def choices_of(prompt: str) -> list[Choice]:
    """The values of a list."""
    return LISTS[prompt]()
