"""Who acts: the operator of a use case."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an operator may do; each role includes the ones before it (S-7)."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Who:
    """An operator at work: login, name and role. Every service that writes takes one."""

    login: str
    name: str
    role: Role


SYSTEM = Who("custtui", "custtui", Role.ADMINISTRATOR)
"""Stands for the program itself: imports at set-up, automatic acceptance."""
