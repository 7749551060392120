"""The desk: which screen is up, which windows are over it, and where each key goes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from custtui.domain.errors import Refused, refuse
from custtui.ui.kit import keys
from custtui.ui.kit.beside import OPERATOR, SIGN, Beside, Unseen, no_window, nowhere, offered
from custtui.ui.kit.message_line import AnswerAct, MessageLine, Question, answer_keys
from custtui.ui.kit.route import Route, way
from custtui.ui.kit.turn import Turn
from custtui.ui.kit.use_of_keys import SEEN_CRAMPED, STOPPED, nothing_here, stays, without_prefix
from custtui.ui.kit.view import View

if TYPE_CHECKING:
    from custtui.domain.errors import Forbidden
    from custtui.ui.kit.asking import Asker
    from custtui.ui.kit.session import Session
    from custtui.ui.kit.shift import Shift
    from custtui.ui.kit.window import Window

T = TypeVar("T")
WINDOWS: list[Route] = []
"""Windows over every screen; they are not needed before somebody asks for them."""


@way("custtui.ui.kit.help:HelpWindow", table=WINDOWS)
def _help(desk: Desk) -> Window: ...


@way("custtui.ui.kit.actions:ActionsWindow", table=WINDOWS)
def _actions(desk: Desk) -> Window: ...


class Desk:
    """Screens on top of each other, home at the bottom; windows over the top one."""

    def __init__(self, session: Session, ask: Asker, bell: Callable[[], None], leave: Callable[[], None]) -> None:
        self.session, self.ask, self.end, self.bell = session, ask, leave, bell
        self.unseen = Unseen(bell, lambda text: self.hint(text))
        self.take(self.new_turn(session.notice))
        self.second_signature: Callable[[Desk, Forbidden, AnswerAct], Window] = no_window
        self.shift: Shift | None = None  # who works here one after the other, where the terminal is shared
        ask.carried_over = self._carried_over
        self.common = COMMON
        self.paths: tuple[keys.Action, ...] = ()
        """What two letters lead to from anywhere, and who goes there; the application hands it in, as `common`."""
        self.take_path: Callable[[Desk, keys.Action, str], Awaitable[None]] = nowhere
        self.cramped = False
        """The window is too small to show a screen: then only Esc and F3 do something."""
        self.reset = False
        """The key before was an Esc that ended a lock."""
        self.redraw: Callable[[], None] = lambda: None
        self.show: Callable[[], None] = lambda: None
        self.wear: Callable[[str], None] = lambda theme: None
        self.wants_out: Callable[[], bool] = lambda: False
        """Was Esc typed while something long goes on? It is used up; other keys wait."""

    # -- whose turn it is ----------------------------------------------------------------------------------------
    def new_turn(self, said: str = "") -> Turn:
        """Nothing is up yet for whoever comes."""
        line = MessageLine(said, self.bell, self._entered_anew)
        return Turn(line, Beside(self.session, line))

    def take(self, turn: Turn) -> None:
        """All that is up is this one's."""
        self.turn, line = turn, turn.line
        self.messages, self.beside, self.views, self.windows = line, turn.beside, turn.views, turn.windows
        self.say, self.say_lasting, self.hint = line.say, line.say_lasting, line.hint
        self.refuse, self.tell = line.refuse, line.tell
        line.begins, self.ask.forbidden = turn.beside.begin, turn.beside.refused

    # -- what is said --------------------------------------------------------------------------------------------
    @property
    def message(self) -> str:
        """What is to be read first."""
        return self.messages.message

    @property
    def locked(self) -> bool:
        """Whether keys are locked by what is said."""
        return self.messages.locked

    @property
    def question(self) -> Question | None:
        """What is asked, until it is answered."""
        return self.messages.question

    def confirm(self, text: str, yes: AnswerAct | None, drop: AnswerAct | None = None) -> None:
        """Ask; opens locked."""
        self.messages.confirm(text, self.beside.kept(yes), self.beside.kept(drop))

    # -- what is up ----------------------------------------------------------------------------------------------
    @property
    def view(self) -> View:
        """The screen on top."""
        return self.views[-1]

    @property
    def commands(self) -> tuple[keys.Key, ...]:
        """The keys valid here and now."""
        if self.question:
            return answer_keys(self.question)
        return (*offered(self), *all_commands(self.top))

    @property
    def top(self) -> View:
        """What keys go to: the window on top, else the screen."""
        return self.windows[-1] if self.windows else self.view

    async def open(self, view: View, *, asked: bool = False) -> None:
        """Put a screen on top; windows of the one below close.

        What cannot be read does not come up: the screen goes away again, the one below stands as it was. Raises
        Refused with the reason, and for who may no longer work here; `asked`: that was asked on the way here.
        """
        if not asked:
            self.who_now()
        over = list(self.windows)
        await self._leave_top()
        self.views.append(view)
        try:
            await view.opened()
            await self.ask.settled()
        except BaseException:
            if view in self.views:
                self.views.remove(view)
                self.windows[:] = over
            raise

    def who_now(self) -> None:
        """A role that was changed and an operator who was disabled count from the next screen (S-7)."""
        if self.views:
            self.ask.within(self.session.as_he_stands)

    async def back(self) -> None:
        """Take the screen on top away; home stays."""
        await self._leave_top()
        await self._gone([self.views.pop()] if len(self.views) > 1 else [])
        await self.view.returned()

    async def home(self) -> None:
        """Back to the first screen, whatever is up."""
        await self._leave_top()
        gone, self.views[1:] = self.views[1:], []
        await self._gone(gone)
        await self.view.opened()

    async def _gone(self, views: list[View]) -> None:
        for view in reversed(views):
            await view.gone()

    async def _leave_top(self) -> None:
        if self.views:  # what is said at the start is of the first screen
            await self.view.left()
            self.windows.clear()
            self.messages.new_screen()

    def carried(self, kind: type[T]) -> T:
        """What one screen leaves for the next of its kind in this session: the one `kind` there is of it."""
        return self.turn.carried.setdefault(kind, kind())

    def _carried_over(self, numbers: Mapping[int, int]) -> None:
        self.messages.doubt()
        for view in self.views:
            view.carried_over(numbers)

    # -- where keys go -------------------------------------------------------------------------------------------
    async def key(self, key: str, character: str | None) -> None:
        """Handle one key to its end."""
        if not self.unseen.takes():
            return
        self.messages.next_key()
        reset, self.reset = self.reset, key == "escape" and self.locked
        key, character = without_prefix(key, character, plain=reset or self.locked)
        if self.cramped and key not in SEEN_CRAMPED:
            self._refuse_cramped()
            return
        leaves = self.shift and key == OPERATOR.key  # what is asked, and the lock, are his who goes (S-7)
        if leaves or not self.locked or await self.messages.unlock(key):
            await self._handled(key, character)
        self.beside.settle()

    async def _handled(self, key: str, character: str | None) -> None:
        if key not in ("escape", SIGN.key):
            self.beside.begin(partial(self._dispatch, key, character))
        if key == "escape":
            self.hint("")
        try:
            await self._dispatch(key, character)
        except Refused as refused:
            self.tell(refused)

    async def paste(self, text: str) -> None:
        """Handle one paste to its end; a lock swallows it as one key."""
        self.reset = False
        if not self.unseen.takes():
            return
        if self.cramped:
            self._refuse_cramped()
        elif self.locked:
            self.messages.swallowed += 1
        else:
            await self.top.paste(text)

    def _refuse_cramped(self) -> None:
        """Nothing is done that nobody sees."""
        if self.locked:
            self.messages.swallowed += 1
        else:
            self.refuse("The window is too small: make it larger")

    def _entered_anew(self) -> None:
        if self.top.field:
            self.top.field.enter()  # what comes next replaces what was refused

    async def _dispatch(self, key: str, character: str | None) -> None:
        top = self.top
        command = next((one for one in offered(self) if one.key == key), None) or find_command(top, key)
        if key == "kp_plus":
            if not top.numeric:
                await top.text("+")
                return
            command = find_command(top, "ctrl+e")
        if command:
            await self._do(top, command)
        elif character and character.isprintable():
            await top.text(character)
        elif not await top.edit(key) and not await top.key(key) and not stays(top, key):
            self.refuse(nothing_here(key, keys.name(self.do_help)))

    async def _do(self, top: View, command: keys.Key) -> None:
        if command.key in STOPPED and top.undone:
            raise refuse("option", f"Option {top.undone} is typed, not done: Enter does it, Backspace takes it away")
        for owner in (top, self.view, self):
            method = keys.method_of(owner, command.method)
            if method:
                await method()
                return

    # -- what works everywhere -----------------------------------------------------------------------------------
    @keys.key("f2", "Home", "To the first screen")
    async def do_home(self) -> None:
        """F2: home."""
        await self.home()

    @keys.key("f12", "Back", "Back one screen", bar=3)
    async def do_back(self) -> None:
        """F12: back one screen."""
        await self.view.leaving(self.back)

    @keys.key("f3", "Exit", "Leave this task; a changed record asks", bar=2)
    async def do_leave(self) -> None:
        """F3: leave the task."""
        await self.view.leaving(self.home)

    @keys.key("ctrl+l", "Redraw", "Draw the screen anew")
    async def do_redraw(self) -> None:
        """Ctrl+L: send everything anew."""
        self.redraw()

    @keys.key("f1", "Help", "Help on this field, this screen and all keys", bar=1)
    async def do_help(self) -> None:
        """F1: help."""
        self.windows.append(_help(self))

    async def do_sign(self) -> None:
        """Ctrl+G: another operator signs for what was refused."""
        if self.beside.offered:
            self.windows.append(self.second_signature(self, *self.beside.offered))

    async def do_change_operator(self) -> None:
        """Ctrl+O: another operator signs on; what is up stays whose it is."""
        if self.shift:
            await self.shift.close()

    @keys.key(keys.ACTIONS, "More", "Further actions by letter; fast paths by two", bar=4)
    async def do_more(self) -> None:
        """F10: actions by letter."""
        self.windows.append(_actions(self))


COMMON = (*keys.declared(Desk).keys_in(keys.ALWAYS), *keys.declared(View).keys_in(keys.ALWAYS))
"""What works on every screen, unless the screen declares the key itself; rooms say what that means to them."""


def find_command(view: View, key: str) -> keys.Key | None:
    """The command of a key on this screen: its own first, else what works everywhere."""
    return next((command for command in all_commands(view) if command.key == key), None)


def all_commands(view: View) -> tuple[keys.Key, ...]:
    """The screen's own commands, then the common ones whose key it does not use."""
    if view.ALONE or view.desk.view.ALONE:
        return view.commands
    own = {command.key for command in view.commands}
    return (*view.commands, *(command for command in view.desk.common if command.key not in own))
