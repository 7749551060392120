"""What a role did not allow another operator may sign for: it is offered, and done again with both names (X-22)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from custtui.domain.naming import some
from custtui.domain.who import Who, also_signed
from custtui.ui.kit.keys import Action, Key

if TYPE_CHECKING:
    from custtui.domain.errors import Forbidden
    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.message_line import AnswerAct, MessageLine
    from custtui.ui.kit.session import Session
    from custtui.ui.kit.window import Window

T = TypeVar("T")

SIGN = Key(
    "ctrl+g", "Sign", "After a refusal: an operator who may signs for it, by login and PIN", 1, method="do_sign"
)
OPERATOR = Key("ctrl+o", "Operator", "Another operator signs on; what is up stays yours", method="do_change_operator")
THEN = f", then {SIGN.name}: a second signature"
"""Stands behind the refusal."""

SEEN = 0.25
"""Seconds after it is shown in which nobody can have read a window: what comes sooner was typed ahead."""


def offered(desk: Desk) -> tuple[Key, ...]:
    """What holds on every screen now: a signature that may be given, and another operator at a shared terminal."""
    sign = (SIGN,) if desk.beside.offered and not desk.top.SIGNING else ()
    return (*sign, OPERATOR) if desk.shift and not desk.top.ALONE else sign


async def _nothing() -> None: ...


def no_window(_desk: Desk, _refusal: Forbidden, _again: AnswerAct) -> Window:
    """Where a second signature leads before the application said where."""
    raise NotImplementedError


async def nowhere(_desk: Desk, _path: Action, _rest: str) -> None:
    """Where two letters lead before the application said where."""


class Beside:
    """Knows what is being done, and offers it again where it was refused for want of a role."""

    def __init__(self, session: Session, line: MessageLine) -> None:
        self._session, self._line = session, line
        self.doing: AnswerAct = _nothing
        """What would be done again."""
        self._refused: Forbidden | None = None
        self.offered: tuple[Forbidden, AnswerAct] | None = None

    def begin(self, doing: AnswerAct) -> None:
        """Something else is done now: what was offered before is over."""
        self.doing, self._refused, self.offered = doing, None, None

    def refused(self, refusal: Forbidden) -> None:
        """A service refused it for want of a role, or of another hand."""
        self._refused = refusal

    def settle(self) -> None:
        """It is done, or was refused; then it is offered."""
        if self._refused is not None and self._line.refusal:
            self.offered = self._refused, self.doing
            self._line.then = THEN
        self._refused = None

    def kept(self, answer: AnswerAct | None) -> AnswerAct | None:
        """The answer to a question that comes up in what was signed for is signed for too."""
        who = self._session.who
        return partial(self.under, who, answer) if answer and who.signature else answer

    def chosen(self, take: Callable[[T], Awaitable[None]]) -> Callable[[T], Awaitable[None]]:
        """So is what is done with a row of a list that was signed for."""
        who = self._session.who
        return partial(self._chosen, who, take) if who.signature else take

    async def _chosen(self, who: Who, take: Callable[[T], Awaitable[None]], row: T) -> None:
        await self.under(who, partial(take, row))

    async def under(self, signed: Who, do: Callable[[], Awaitable[None]]) -> None:
        """Do it once in the name of both; the outcome says who signed. What it asks for more is signed for too."""
        self.begin(partial(self._also, signed, do))
        self._session.who, before = signed, self._line.outcome
        try:
            await do()
        finally:
            self._session.who = replace(self._session.who, signature=None)
        if self._line.outcome not in ("", before):
            self._line.say(f"{self._line.outcome}; signed by {signed.signed_by}")

    async def _also(self, before: Who, do: AnswerAct) -> None:
        """What was signed for before, and asked for another signature."""
        self._session.who = also_signed(self._session.who, before)
        await do()


class Unseen:
    """While nobody can have seen what came up, keys were meant for something else: none is taken, one bell rings."""

    def __init__(self, bell: Callable[[], None], hint: Callable[[str], None]) -> None:
        self._bell, self._hint = bell, hint
        self._from, self._dropped = 0.0, 0

    def begin(self) -> None:
        """Something comes up that reads no key typed ahead."""
        self._from, self._dropped = inf, 0

    def shown(self) -> None:
        """The screen was sent, and no key waits."""
        if self._from == inf:
            self._from = monotonic() + SEEN

    def takes(self) -> bool:
        """Is this key taken?"""
        if not self._from or monotonic() >= self._from:
            self._from = 0.0
            return True
        self._dropped += 1
        if self._dropped == 1:
            self._bell()
        self._hint(f"{some(self._dropped, 'key')} typed ahead: not taken")
        return False

    def answered(self) -> bool:
        """Was it told of keys that were not taken, and did nobody answer that yet? It is gone with this."""
        told, self._dropped = self._dropped > 0, 0
        if told:
            self._hint("")
        return told
