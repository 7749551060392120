"""The desk: which screen is up, what the message line says, whether keys are locked, and where each key goes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from custtui.domain.errors import Refused
from custtui.ui.commands import COMMON, Command
from custtui.ui.view import View

if TYPE_CHECKING:
    from custtui.ui.asking import Asker
    from custtui.ui.session import Session
    from custtui.ui.widgets.window import Window

Answer = Callable[[], Awaitable[None]]


@dataclass(slots=True)
class Question:
    """A question on the message line: F9 is yes, F12 is no, never Enter; F11 where it has a meaning."""

    text: str
    yes: Answer
    drop: Answer | None = None


class Desk:
    """Screens on top of each other, home at the bottom; windows over the top one."""

    def __init__(self, session: Session, ask: Asker, bell: Callable[[], None], leave: Callable[[], None]) -> None:
        self.session, self.ask = session, ask
        self._bell, self.end = bell, leave
        self.views: list[View] = []
        self.windows: list[Window] = []
        self.message, self.refusal = session.notice, False
        self.locked, self.swallowed = False, 0
        self.unlocks: frozenset[str] = frozenset()
        self.question: Question | None = None
        self.carried: dict[str, str] = {}
        """Header fields that go over from one order of the session to the next (F-58)."""
        self.redraw: Callable[[], None] = lambda: None

    # -- what is up ----------------------------------------------------------------------------------------------
    @property
    def view(self) -> View:
        """The screen on top."""
        return self.views[-1]

    @property
    def top(self) -> View:
        """What keys go to: the window on top, else the screen."""
        return self.windows[-1] if self.windows else self.view

    async def open(self, view: View) -> None:
        """Put a screen on top; windows of the one below close."""
        await self._leave_top()
        self.views.append(view)
        await view.opened()

    async def back(self) -> None:
        """Take the screen on top away; home stays."""
        await self._leave_top()
        if len(self.views) > 1:
            self.views.pop()
        await self.view.returned()

    async def home(self) -> None:
        """Back to the lookup, whatever is up."""
        await self._leave_top()
        del self.views[1:]
        await self.view.opened()

    async def _leave_top(self) -> None:
        if self.views:
            await self.view.left()
        self.windows.clear()

    # -- what is said --------------------------------------------------------------------------------------------
    def say(self, text: str) -> None:
        """An outcome on the message line; it stays until the next."""
        self.message, self.refusal = text, False

    def refuse(self, text: str, *, unlocks: frozenset[str] = frozenset()) -> None:
        """A key asked for what cannot be done: ring once, and lock until Esc (or one of `unlocks`)."""
        if not self.locked:
            self._bell()
        self.message, self.refusal = text, True
        self.locked, self.swallowed, self.unlocks = True, 0, unlocks

    def confirm(self, text: str, yes: Answer, drop: Answer | None = None) -> None:
        """Ask; opens locked."""
        self.question = Question(text, yes, drop)
        self.message, self.refusal = text, False
        self.locked, self.swallowed, self.unlocks = True, 0, frozenset()

    @property
    def message_end(self) -> str:
        """What ends a lock, and how many keys it swallowed: stands behind the message and is never cut."""
        keys = ""
        if self.question:
            keys = "  F9 keep  F11 drop  F12 stay" if self.question.drop else "  F9 yes  F12 no"
        elif self.locked:
            keys = "  Esc"
        return keys + (f"  ({self.swallowed} keys not taken)" if self.locked and self.swallowed else "")

    # -- where keys go -------------------------------------------------------------------------------------------
    async def key(self, key: str, character: str | None) -> None:
        """Handle one key to its end."""
        if self.locked and not await self._unlock(key):
            return
        try:
            await self._dispatch(key, character)
        except Refused as refused:
            self.refuse("; ".join(fault.text for fault in refused.faults[:3]))

    async def paste(self, text: str) -> None:
        """Handle one paste to its end; a lock swallows it as one key."""
        if self.locked:
            self.swallowed += 1
        else:
            await self.top.paste(text)

    async def _unlock(self, key: str) -> bool:
        """A key while locked: True where it ends the lock and is to be handled as usual."""
        question = self.question
        if key == "escape":
            self._release()
            if self.top.field:
                self.top.field.enter()  # what comes next replaces what was refused
        elif question and key in ("f9", "f11", "f12"):
            answer = {"f9": question.yes, "f11": question.drop}.get(key)
            if key == "f11" and answer is None:
                self.swallowed += 1
                return False
            self._release()
            if answer:
                await self._answer(answer)
        elif key in self.unlocks:
            self._release()
            return True
        else:
            self.swallowed += 1
        return False

    async def _answer(self, answer: Answer) -> None:
        try:
            await answer()
        except Refused as refused:
            self.refuse("; ".join(fault.text for fault in refused.faults[:3]))

    def _release(self) -> None:
        if self.question:
            self.message = ""
        self.locked, self.question, self.refusal = False, None, False

    async def _dispatch(self, key: str, character: str | None) -> None:
        top = self.top
        command = find_command(top, key)
        if key == "kp_plus":
            if not top.numeric:
                await top.text("+")
                return
            command = find_command(top, "ctrl+e")
        if command:
            await self._do(top, command)
        elif character and character.isprintable():
            await top.text(character)
        elif not await top.edit(key):
            await top.key(key)

    async def _do(self, top: View, command: Command) -> None:
        for owner in (top, self.view, self):
            method = getattr(owner, f"do_{command.action}", None)
            if method:
                await method()
                return

    # -- what works everywhere -----------------------------------------------------------------------------------
    async def do_home(self) -> None:
        """F2: customers."""
        await self.home()

    async def do_back(self) -> None:
        """F12: back one screen."""
        if self.view.changed():
            self.confirm("Leave without keeping the changes?", self.back)
        else:
            await self.back()

    async def do_leave(self) -> None:
        """F3: leave the task."""
        if self.view.changed():
            self.confirm("Leave without keeping the changes?", self.home)
        else:
            await self.home()

    async def do_redraw(self) -> None:
        """Ctrl+L: send everything anew."""
        self.redraw()

    async def do_help(self) -> None:
        """F1: help."""
        from custtui.ui.widgets.help import HelpWindow

        self.windows.append(HelpWindow(self))

    async def do_more(self) -> None:
        """F10: actions by letter."""
        from custtui.ui.widgets.actions import ActionsWindow

        self.windows.append(ActionsWindow(self))


def find_command(view: View, key: str) -> Command | None:
    """The command of a key on this screen: its own first, else what works everywhere."""
    return next((command for command in (*view.commands, *COMMON) if command.key == key), None)
