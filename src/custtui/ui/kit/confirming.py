"""What a service asks before it does something: put to the clerk, and done again with the yes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from custtui.domain.errors import Confirm

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

T = TypeVar("T")


async def confirmed(
    desk: Desk,
    do: Callable[[frozenset[str]], Awaitable[T]],
    then: Callable[[T], Awaitable[None]],
    said_yes: frozenset[str] = frozenset(),
) -> None:
    """Do it and go on with `then`; a question of the service is asked on the message line first."""
    try:
        done = await do(said_yes)
    except Confirm as question:
        code = question.code

        async def yes() -> None:
            await confirmed(desk, do, then, said_yes | {code})

        desk.confirm(question.text, yes)
    else:
        await then(done)
