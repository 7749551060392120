"""Who works at a shared terminal, one after the other: each signs on, and finds what he left (S-7)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from custtui.domain.errors import Refused
from custtui.domain.who import NOBODY, Who
from custtui.ui.kit.turn import Turn

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk
    from custtui.ui.kit.view import View

Screen = Callable[["Desk"], "View"]


class Shift:
    """Hides all that is up until somebody signs on; what others left is neither shown nor lost."""

    def __init__(self, desk: Desk, gate: Screen, home: Screen) -> None:
        """`gate` is the screen that asks who it is, and calls `begin`; `home` is where a new one begins."""
        self._desk, self._gate, self._home = desk, gate, home
        self._left: dict[str, tuple[Who, Turn]] = {}

    async def close(self, why: str = "") -> None:
        """Nobody works here now; keys typed before that can have been seen are not taken."""
        desk, who = self._desk, self._desk.session.who
        if who.login:
            with suppress(Refused):  # what a pause kept is kept
                await desk.view.left()
            self._left[who.login] = who, desk.turn
        for view in (*desk.views, *desk.windows):
            view.hide()
        desk.session.who = NOBODY
        desk.take(desk.new_turn())
        desk.views.append(self._gate(desk))
        desk.hint(why)
        desk.unseen.begin()

    async def begin(self, who: Who) -> None:
        """He works here now: at what he left, else at home."""
        desk = self._desk
        _, turn = self._left.pop(who.login, (who, None))
        desk.session.begin(who)
        desk.take(turn or desk.new_turn(desk.session.notice))
        if turn is None:
            await desk.open(self._home(desk))

    async def end(self) -> None:
        """The program ends: nothing is kept of what others left that nobody would miss."""
        for who, turn in self._left.values():
            self._desk.session.begin(who)
            for view in reversed(turn.views):
                with suppress(Refused):
                    await view.gone()
        self._left.clear()
        self._desk.session.who = NOBODY
