"""What a key or an action asks for: who may not do it is not offered it, and reads who may (S-7, X-22).

The key still does what it says: its service refuses, and whoever stands beside signs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from custtui.domain.who import LEAST, Role, one_of, reaches, who_may
from custtui.ui.kit.keys import Action, Key

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

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


def withheld(desk: Desk) -> str:
    """Who may do what the bar leaves out here, a sentence a role: it is read before anything is asked for."""
    if desk.windows or desk.view.TELLS_WHO:
        return ""
    role = desk.session.who.role
    acts = dict.fromkeys(one.act for one in desk.view.commands if one.bar and one.act and not open_to(one, role))
    told = {least: " and ".join(act for act in acts if LEAST[act] is least) for least in map(LEAST.__getitem__, acts)}
    return ". ".join(f"{one_of(least).capitalize()} may {they}, or sign for it" for least, they in told.items())
