"""Read models as plain values for JSON: decimals as strings, days and moments in ISO form."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast


def plain_values(value: Any) -> Any:
    """The same as mappings, lists and texts."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain_values(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {str(name): plain_values(one) for name, one in cast("dict[Any, Any]", value).items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain_values(one) for one in cast("list[Any]", value)]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value
