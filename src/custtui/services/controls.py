"""The control values of the house, read from the database: whatever stands there, the program starts."""

from functools import lru_cache
from typing import Any

from custtui.domain.control_values import MEANINGS, as_shown, read_control, start_value, value_text
from custtui.domain.controls import Controls
from custtui.domain.errors import refuse
from custtui.domain.numbers import Unreadable
from custtui.domain.who import Act, Who
from custtui.models.database import transaction
from custtui.models.operator import Control
from custtui.models.prepared import Prepared
from custtui.services.asks import asks

CONTROLS = Prepared(lambda: Control.select(Control.key, Control.value).order_by(Control.key))


def read_controls() -> Controls:
    """The controls as they stand; one that is not in the table, or is none (see faults), has its starting value."""
    return _read(tuple(CONTROLS.once()))[0]


def control_faults() -> tuple[str, ...]:
    """Each control whose value is none, and what it takes instead."""
    return _read(tuple(CONTROLS()))[1]


def controls_told(name: str = "") -> list[str]:
    """A line for each control, or for that one with its meaning. Raises Refused where there is none of the name."""
    values = read_controls()
    if name:
        return [f"{_named(name)} = {value_text(getattr(values, name))}", MEANINGS[name]]
    return [f"{one:<24} {value_text(getattr(values, one))}" for one in MEANINGS]


@asks(Act.CONTROLS)
def set_control(who: Who, name: str, text: str) -> str:
    """Set a control; returns its value in words.

    Raises Refused for no control, no value of it, or no administrator.
    """
    try:
        value = read_control(_named(name), text)
    except Unreadable as why:
        raise refuse("control", f"{name}: {why}", name) from why
    from custtui.services.setup_history import remember  # here: seldom (P-6)

    with transaction():
        was = as_shown(name, getattr(read_controls(), name))
        if was != as_shown(name, value):
            remember(who, "controls", name, "value", was, as_shown(name, value))
        row = {Control.key: name, Control.value: text.strip()}
        Control.insert(row).on_conflict(conflict_target=[Control.key], update=row).execute()
        CONTROLS.written()
    return value_text(value)


def _named(name: str) -> str:
    if name not in MEANINGS:
        raise refuse("control", f"There is no control {name[:40]}: {', '.join(MEANINGS)}", "name")
    return name


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
