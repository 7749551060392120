"""Finds operators whose role no operator gave: put there, raised or let in again by others (S-7)."""

from collections.abc import Iterator

from custtui.domain.who import SYSTEM, Role
from custtui.models.operator import Operator, OperatorEvent

RolesGiven = dict[str, tuple[str, str, str]]
"""By login, the role given last, who gave it, and the name given with it."""


def operator_faults() -> Iterator[str]:
    """What operators are against what was given to them last, and who gave it."""
    given = RolesGiven()
    yield from _givers(given)
    columns = Operator.login, Operator.role, Operator.active, Operator.name
    for login, role, active, name in Operator.select(*columns).order_by(Operator.login).tuples():
        told, by, called = given.pop(login, (None, "", name))
        now = role if active else ""
        if told is None:
            yield f"operator {login}: nobody gave him his role, {role} (S-7)"
        elif told != now:
            yield f"operator {login}: {_said(now)}, what {by or 'this program'} gave him last is: {_said(told)} (S-7)"
        elif called != name and name.isprintable():  # bytes that are no text are told by themselves
            yield f"operator {login}: is called {name}, {by or 'this program'} called him {called} (S-7)"
    yield from (f"operator {login}: is gone, {by} made him {_said(role)}" for login, (role, by, _) in given.items())


def _givers(given: RolesGiven) -> Iterator[str]:
    """Roles given by who was no administrator then; whom a release found at work stand before all others."""
    one = OperatorEvent
    events = one.select(one.number, one.login, one.role, one.by, one.name).order_by(one.number)
    found_at_work = True
    for number, login, role, by, name in events.tuples():
        found_at_work &= by == ""
        may = not given or by == SYSTEM.login or found_at_work or given.get(by, ("",))[0] == Role.ADMINISTRATOR
        if not may:
            yield f"operator {login}: {_said(role)} by event {number} of {by or 'nobody'}, no administrator then"
        given[login] = role, by, name


def _said(role: str) -> str:
    return role or "may no longer work"
