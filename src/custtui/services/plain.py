"""Read models as plain values for JSON: money as strings with its currency's places, days and moments in ISO form."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from custtui.domain.money import minor_unit


def money_text(amount: Decimal, currency: str) -> str:
    """An amount or a price with at least the places of its currency: `900.00`, `0.0525`."""
    places = max(-int(minor_unit(currency).as_tuple().exponent), -int(amount.normalize().as_tuple().exponent), 0)
    return f"{amount:.{places}f}"


def plain_values(value: Any, currency: str = "") -> Any:
    """The same as mappings, lists and texts; the decimals of what has a currency are money in it."""
    if is_dataclass(value) and not isinstance(value, type):
        money = getattr(value, "currency", currency)
        return {one.name: plain_values(getattr(value, one.name), money) for one in fields(value)}
    if isinstance(value, dict):
        return {str(name): plain_values(one, currency) for name, one in cast("dict[Any, Any]", value).items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain_values(one, currency) for one in cast("list[Any]", value)]
    if isinstance(value, Decimal):
        return money_text(value, currency) if currency else f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value
