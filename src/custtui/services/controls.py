"""The control values of the house, read from the database."""

from dataclasses import fields
from decimal import Decimal
from functools import lru_cache
from typing import Any

from custtui.domain.controls import Controls
from custtui.models.operator import Control
from custtui.models.prepared import Prepared

CONTROLS = Prepared(lambda: Control.select(Control.key, Control.value).order_by(Control.key))


def read_controls() -> Controls:
    """The controls as they stand; a key that is not in the table has the value it starts with."""
    return _controls(tuple(CONTROLS()))


@lru_cache(maxsize=8)
def _controls(rows: tuple[tuple[str, str], ...]) -> Controls:
    stored = dict(rows)
    given = {one.name: _value(one.default, stored[one.name]) for one in fields(Controls) if one.name in stored}
    return Controls(**given)


def _value(start: Any, text: str) -> Any:
    if isinstance(start, bool):
        return text.strip().casefold() in ("1", "true", "yes", "y", "on")
    if isinstance(start, int):
        return int(text)
    if isinstance(start, Decimal):
        return Decimal(text)
    if start is None:
        return Decimal(text) if text.strip() else None
    return text
