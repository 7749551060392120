"""Operators and controls in and out, by the hands of their forms: there are few (S-7, S-6)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from custtui.domain.control_values import MEANINGS, control_text, read_control
from custtui.domain.numbers import Unreadable
from custtui.domain.who import Role, Who
from custtui.models.operator import Operator
from custtui.services.bulk.tables import writing
from custtui.services.controls import read_controls, set_control
from custtui.services.upkeep.operator_store import OperatorStore

OPERATORS = OperatorStore()
OperatorValues = Mapping[str, Any]
"""Login, name ('' where a file tells none), role, active."""


def _stands(login: str) -> dict[str, Any] | None:
    row = OPERATORS.number_of({"login": login})
    return OPERATORS.one(row) if row else None


def operator_faults(values: OperatorValues) -> Iterator[tuple[str, str]]:
    """Column and text of what its form would refuse of one who stands."""
    before = _stands(values["login"])
    if before is None or (values["active"] and not before["active"]):
        return
    if values["name"] and values["name"] != before["name"]:
        yield "name", f"it never changes: {before['name']}"
    if not values["active"] and not before["active"] and values["role"] != before["role"]:
        yield "role", f"{values['login']} does not work here: nobody gives him another"


def last_administrator(new: Mapping[str, OperatorValues]) -> str:
    """By login who of the file would leave the house without an administrator; '' where one is left."""
    rows = Operator.select(Operator.login).where(Operator.active, Operator.role == Role.ADMINISTRATOR)
    stand = [login for (login,) in rows.order_by(Operator.id).tuples()]
    left = any(login not in new for login in stand) or any(map(_administers, new.values()))
    return "" if left or not stand else stand[0]


def _administers(values: OperatorValues) -> bool:
    return values["active"] and values["role"] == Role.ADMINISTRATOR


def write_operators(who: Who, rows: Iterable[OperatorValues]) -> int:
    """Make them, give them roles, let them go; returns how many. Raises Refused as the form does.

    Administrators first, so that one is there; who writes last, so that he may until then.
    """
    ordered = sorted(rows, key=lambda one: (one["login"] == who.login, not _administers(one)))
    with writing():
        for one in ordered:
            before = _stands(one["login"])
            OPERATORS.write(who, _whole(one, before), before, frozenset())
    return len(ordered)


def _whole(one: OperatorValues, before: OperatorValues | None) -> dict[str, Any]:
    name = one["name"] or (before["name"] if before else one["login"])
    return {**one, "name": name, "pin": ""}


def differs(one: OperatorValues) -> bool:
    """Is anything of him not as it stands?"""
    before = _stands(one["login"])
    return before != _whole(one, before)


def read_operators() -> Iterator[dict[str, Any]]:
    """All in the order they were made."""
    rows = Operator.select(Operator.login, Operator.name, Operator.role, Operator.active).order_by(Operator.id)
    return rows.dicts().iterator()


def control_faults(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Column and text of what is no control, or no value of it, as `custtui control` tells it."""
    try:
        read_control(name, text)
    except KeyError:
        yield "code", f"there is no such control: {', '.join(MEANINGS)}"
    except Unreadable as why:
        yield "value", f"{why}"


def is_set(name: str, text: str) -> bool:
    """Is the control set to that already?"""
    return getattr(read_controls(), name) == read_control(name, text)


def write_controls(who: Who, values: Iterable[tuple[str, str]]) -> int:
    """Set those that are not set so; returns how many there were."""
    told = list(values)
    with writing():
        for name, text in told:
            if not is_set(name, text):
                set_control(who, name, text)
    return len(told)


def read_controls_out() -> Iterator[tuple[str, str]]:
    """Each control with its value as `custtui control` takes it."""
    values = read_controls()
    return ((name, control_text(getattr(values, name))) for name in MEANINGS)
