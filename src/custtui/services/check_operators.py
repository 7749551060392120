"""Finds operators whose role no operator gave: put there, raised or let in again by others (S-7)."""

from collections.abc import Iterator

from custtui.domain.who import SYSTEM, Role
from custtui.models.operator import Operator, OperatorEvent

Given = dict[str, tuple[str, str]]
"""By login, the role given last, and who gave it."""


def operator_faults() -> Iterator[str]:
    """What operators are against what was given to them last, and who gave it."""
    given = Given()
    yield from _givers(given)
    rows = Operator.select(Operator.login, Operator.role, Operator.active).order_by(Operator.login).tuples()
    for login, role, active in rows:
        told, by = given.pop(login, (None, ""))
        now = role if active else ""
        if told is None:
            yield f"operator {login}: nobody gave him his role, {role} (S-7)"
        elif told != now:
            yield f"operator {login}: {_said(now)}, what {by or 'this program'} gave him last is: {_said(told)} (S-7)"
    yield from (f"operator {login}: is gone, {by} made him {_said(role)}" for login, (role, by) in given.items())


def _givers(given: Given) -> Iterator[str]:
    """Roles given by who was no administrator then; whom a release found at work stand before all others."""
    events = OperatorEvent.select(OperatorEvent.number, OperatorEvent.login, OperatorEvent.role, OperatorEvent.by)
    found_at_work = True
    for number, login, role, by in events.order_by(OperatorEvent.number).tuples():
        found_at_work &= by == ""
        may = not given or by == SYSTEM.login or found_at_work or given.get(by, ("",))[0] == Role.ADMINISTRATOR
        if not may:
            yield f"operator {login}: {_said(role)} by event {number} of {by or 'nobody'}, no administrator then"
        given[login] = role, by


def _said(role: str) -> str:
    return role or "may no longer work"
