"""What a key or an action asks for: who may not do it is not offered it, and reads who may (S-7, X-22).

The key still does what it says: its service refuses, and whoever stands beside signs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from custtui.domain.who import LEAST, Role, one_of, reaches, who_may
from custtui.ui.kit.keys import Action, Key

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.view import View

T = TypeVar("T", Key, Action)


def open_to(one: Key | Action, role: Role) -> bool:
    """Does the role reach as far as what it asks for?"""
    return one.act is None or reaches(role, one.act)


def in_reach(commands: Iterable[T], role: Role) -> tuple[T, ...]:
    """Those that are offered to somebody of this role."""
    return tuple(one for one in commands if open_to(one, role))


def labelled(one: Action, role: Role) -> Action:
    """The action as this role reads it: with who does it behind it."""
    if one.act is None or open_to(one, role):
        return one
    return replace(one, label=f"{one.label} ({LEAST[one.act]})")


def helped(one: Key, role: Role) -> str:
    """What the help says of a key to this role, and who does it for him."""
    if one.act is None or open_to(one, role):
        return one.help
    return f"{one.help}; {who_may(one.act)} does it, or signs for it"


def offers(view: View, method: Callable[..., Any]) -> bool:
    """Is the key of this method, or its letter, offered to who sits here? No text names it to others."""
    role, name = view.desk.session.who.role, method.__name__
    return any(one.method == name and open_to(one, role) for one in (*view.commands, *view.declares.actions))


def offered(view: View, method: Callable[..., Any], text: str) -> str:
    """A text that names the key of a method, for whom that is; '' for others."""
    return text if offers(view, method) else ""


def by_whom(view: View, how: str) -> str:
    """How a task is done, with who does it behind it where its keys are others' (S-7)."""
    role = view.desk.session.who.role
    others = (one for one in (*view.commands, *view.declares.actions) if not open_to(one, role))
    least = next((LEAST[one.act] for one in others if one.act and re.search(rf"\b{one.name}\b", how)), None)
    return f"{how} ({least})" if least else how


def withheld(desk: Desk) -> str:
    """Who may do what the bar leaves out here, a sentence a role: it is read before anything is asked for."""
    if desk.windows or desk.view.TELLS_WHO:
        return ""
    role = desk.session.who.role
    acts = dict.fromkeys(one.act for one in desk.view.commands if one.bar and one.act and not open_to(one, role))
    told = {least: " and ".join(act for act in acts if LEAST[act] is least) for least in map(LEAST.__getitem__, acts)}
    return ". ".join(f"{one_of(least).capitalize()} may {they}, or sign for it" for least, they in told.items())
