"""Fields that not everybody may change read as text; who signs beside opens them for one save (S-7, X-22)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from custtui.domain.errors import Fault, Forbidden
from custtui.domain.who import Act, Who, reaches
from custtui.ui.kit.field import Field

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


T = TypeVar("T")


async def taking(desk: Desk, act: Act, take: Callable[[T], Awaitable[None]]) -> Callable[[T], Awaitable[None]]:
    """What is done with the row of a list that only leads to what not everybody may.

    Raises Forbidden before the list opens, which offers the second signature: whoever signs for the list signs for
    what is taken there.
    """
    if not reaches(desk.session.who.role, act):
        await desk.ask(desk.session.allows, desk.session.who, act)
    return desk.beside.chosen(take)


def _named(refused: Forbidden, field: Field) -> Forbidden:
    """Begins with what the field is called."""
    text = refused.faults[0].text
    return Forbidden([Fault("role", field.name, f"{field.label.strip()}: {text[:1].lower()}{text[1:]}")], refused.act)


class Supervised:
    """What changing some fields of a form takes, and who signed for it until it is saved."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._signed: Who | None = None
        self._watched: list[Field] = []

    def watch(self, act: Act, fields: Iterable[Field]) -> None:
        """Whoever may not do it reads these fields; they are stopped at all the same: no key lands elsewhere."""
        self._signed, self._watched = None, list(fields)
        shut = not reaches(self._desk.session.who.role, act)  # who signs beside does so once
        for field in self._watched:
            field.act = act if shut else None

    async def open(self, field: Field | None) -> None:
        """Somebody types into it. Raises Forbidden for who may not, which offers the second signature."""
        if field is None or field.act is None:
            return
        who = self._desk.session.who
        try:
            await self._desk.ask(self._desk.session.allows, who, field.act)
        except Forbidden as refused:
            raise _named(refused, field) from refused
        self._signed = who
        if who.signature:
            self._desk.hint(f"{who.signature.login} signs for what is saved next: {field.act}")
        for one in self._watched:
            one.act = None

    async def save(self, keep: Callable[[], Awaitable[None]]) -> None:
        """Keep it in the name of both, where another operator signed."""
        signed = self._signed
        if signed is None or self._desk.session.who.signature:
            await keep()
        else:
            await self._desk.beside.under(signed, keep)

    def saved(self) -> None:
        """It was one act: the fields read as text again."""
        if self._signed and self._signed.signature:
            self.watch(self._signed.signature.act, self._watched)
