"""A window of persons who are known: whoever is meant is chosen, and nobody is made a second time (F-43, R-20)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice, Listing
from custtui.services.people import known_people
from custtui.ui.kit.field import Field
from custtui.ui.kit.prompt import Prompt, Provider

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

PEOPLE = "people"
"""The list of a field that names a person."""


def known_persons(desk: Desk) -> Provider:
    """Those a text finds."""

    async def found(find: str) -> Listing:
        return await desk.ask(known_people.people, find)

    return found


def person_window(desk: Desk, field: Field, take: Callable[[Choice], Awaitable[None]]) -> Prompt:
    """What F4 opens: those who are known, found by what is typed in the field."""
    heading, none = "Same person as", "type a name: contacts and other persons who are known"
    return Prompt(desk, heading, known_persons(desk), take, find=field.value.strip(), none=none)
