"""The control values of the house, read from the database: whatever stands there, the program starts."""

from functools import lru_cache
from typing import Any

from custtui.domain.control_values import read_control, start_value, value_text
from custtui.domain.controls import Controls
from custtui.domain.numbers import Unreadable
from custtui.models.operator import Control
from custtui.models.prepared import Prepared

CONTROLS = Prepared(lambda: Control.select(Control.key, Control.value).order_by(Control.key))


def read_controls() -> Controls:
    """The controls as they stand; one that is not in the table, or is none (see faults), has its starting value."""
    return _read(tuple(CONTROLS()))[0]


def control_faults() -> tuple[str, ...]:
    """Each control whose value is none, and what it takes instead."""
    return _read(tuple(CONTROLS()))[1]


@lru_cache(maxsize=8)
def _read(rows: tuple[tuple[str, str], ...]) -> tuple[Controls, tuple[str, ...]]:
    given, faults = dict[str, Any](), list[str]()
    for name, text in rows:
        try:
            given[name] = read_control(name, text)
        except KeyError:
            faults.append(f"control {name[:40]}: there is no such control")
        except Unreadable as why:
            faults.append(f"control {name}: {why}; it is taken as {value_text(start_value(name))}")
    return Controls(**given), tuple(map(_printable, faults))


def _printable(text: str) -> str:
    """What others put into the table must not move the cursor of who is told of it (S-5)."""
    return "".join(one if one.isprintable() else "?" for one in text)
