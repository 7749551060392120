"""The application: one queue of keys, one page, one desk."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable
from time import monotonic
from typing import Any, ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.geometry import Offset, Size

from custtui.domain.errors import Refused
from custtui.domain.naming import some
from custtui.services.asks import allowed, as_expected
from custtui.ui import routes
from custtui.ui.ahead import fetch
from custtui.ui.kit.asking import Asker
from custtui.ui.kit.desk import Desk
from custtui.ui.kit.frame import frame, too_small
from custtui.ui.kit.keys import said
from custtui.ui.kit.page import Page, sheets
from custtui.ui.kit.route import seldom
from custtui.ui.kit.session import NewHouse, Session
from custtui.ui.kit.shift import Shift
from custtui.ui.kit.unanswered import Unanswered, escapes_of, taken_out
from custtui.ui.kit.view import View
from custtui.ui.paths import EVERYWHERE, FAST_PATHS

logger = logging.getLogger(__name__)


@seldom("custtui.ui.home.first_start:FirstStart")
def first_start(desk: Desk, house: NewHouse) -> View:
    """What a new database shall begin with: nothing else leads there."""
    raise NotImplementedError


AT_ONCE = 0.004
"""Seconds that what a pause brings may take to come with the key's own frame; what takes longer comes behind it."""

NOTICED = 0.5
"""Seconds of waiting for another clerk that nobody needs to be told of."""


class CustTui(App[None]):
    """The counter application. Keys are handled strictly one after the other (X-11)."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, session: Session) -> None:
        super().__init__(css_path=[session.style_dir / f"{name}.tcss" for name in sheets(session.theme)])
        self.theme = "ansi-dark"
        self.session = session
        self.ask = Asker(session.around)
        session.copy = self._copy
        self.desk = Desk(session, self.ask, self._ring, self._leave)
        self.desk.paths, self.desk.take_path = FAST_PATHS, routes.take_path
        self.desk.common = said(self.desk.common, EVERYWHERE)
        session.stands = as_expected
        self.desk.second_signature = routes.second_signature
        session.allows = allowed
        self.desk.wear = self.wear
        self.desk.redraw, self.desk.show, self.desk.wants_out = self.redraw, self.show, self._wants_out
        self.desk.shift = Shift(self.desk, routes.sign_on, routes.home) if session.sign_on else None
        self._typed: deque[events.Key | events.Paste | None] = deque()
        """What was typed, in its order; None where nobody typed for so long that the screen is to be hidden."""
        self._wake = asyncio.Event()
        if session.give_up:
            self.ask.unanswered = Unanswered(self.desk, self._typed)
            self.ask.give_up = session.give_up
        self.at_rest = asyncio.Event()
        self._worker: asyncio.Task[None] | None = None
        self._fetching: asyncio.Task[None] | None = None
        self._behind: tuple[asyncio.Task[Any], ...] = ()
        self._last_key = monotonic()
        self._idle: asyncio.TimerHandle | None = None
        self._up = False
        self._left = False

    def compose(self) -> ComposeResult:
        yield Page(self.resized, self.session.theme)

    def wear(self, theme: str) -> None:
        """Another theme, for as long as the program runs."""
        self.session.theme = theme
        for name in sheets(theme):
            self.stylesheet.read(self.session.style_dir / f"{name}.tcss")
        self.page.wear(theme)
        self.refresh_css(animate=False)

    @property
    def page(self) -> Page:
        """The one widget."""
        return self.screen.query_one(Page)

    async def on_mount(self) -> None:
        """Home comes up; keys typed before it are waiting already."""
        self._worker = asyncio.create_task(self._work())

    async def on_event(self, event: events.Event) -> None:
        """Keys and pastes go to the queue, in the order they came; nothing overtakes."""
        if isinstance(event, events.Key | events.Paste):
            self._typed.append(event)
            self._last_key = monotonic()
            self.at_rest.clear()
            self._wake.set()
        else:
            await super().on_event(event)

    def resized(self) -> None:
        """Another size: the same state, composed anew."""
        if self._up:
            self.show()

    async def _work(self) -> None:
        with self.batch_update():  # or an empty frame is painted first (P-6)
            await self._safely(self._come_up())
        self._watch(self.session.idle)
        self._up = True
        self._fetching = asyncio.create_task(fetch(self._quiet))
        while not self._left:
            await self._pause()
            while self._typed and not self._left:
                await self._safely(self._handle(self._typed.popleft()))

    async def _come_up(self) -> None:
        shift, new = self.desk.shift, self.session.new
        if new:
            await self.desk.open(first_start(self.desk, new))
        else:
            await (shift.close() if shift else self.desk.open(routes.home(self.desk)))
        self.show()

    def _watch(self, seconds: float) -> None:
        """Hide the screen once nobody has typed for so long; one timer, however many keys."""
        if self.desk.shift and seconds:
            self._idle = asyncio.get_running_loop().call_later(seconds, self._idle_for_long)

    def _idle_for_long(self) -> None:
        left = self.session.idle - (monotonic() - self._last_key)
        if left <= 0:
            self._typed.append(None)
            self.at_rest.clear()
            self._wake.set()
        self._watch(left if left > 0 else self.session.idle)

    def _quiet(self) -> float:
        """Seconds since the last key, 0 while one is being handled."""
        return monotonic() - self._last_key if self.at_rest.is_set() else 0.0

    async def _pause(self) -> None:
        """No key waits: what a pause brings goes behind the typing; the next key does not wait for it (P-13).

        It is given up before that key is handled, so that a key finds the same however quickly it was typed (X-11).
        """
        self._wake.clear()
        if self._typed:
            return
        behind, woken = asyncio.create_task(self._settle()), asyncio.create_task(self._wake.wait())
        self._behind = behind, woken
        if not (await asyncio.wait({behind, woken}, timeout=AT_ONCE, return_when=asyncio.FIRST_COMPLETED))[0]:
            self.show()
        await asyncio.wait({behind, woken}, return_when=asyncio.FIRST_COMPLETED)
        if not self._typed:
            self.at_rest.set()
        await woken
        behind.cancel()
        await asyncio.wait({behind})

    async def _settle(self) -> None:
        """Keep what is half typed, show the screen; then work out what may come a moment later."""
        await self._safely(self.desk.top.settle())
        self.show()
        await self._safely(self._afterwards())

    async def _afterwards(self) -> None:
        if await self.desk.top.afterwards():
            self.show()

    async def _handle(self, event: events.Key | events.Paste | None) -> None:
        self._measure()
        if event is None:
            await self._hide()
        elif isinstance(event, events.Paste):
            await self.desk.paste(event.text)
        else:
            await self.desk.key(event.key, event.character)

    async def _hide(self) -> None:
        if self.desk.shift:
            await self.desk.shift.close(f"Locked: no key for {some(round(self.session.idle / 60), 'minute')}")

    async def _safely(self, work: Awaitable[None]) -> None:
        """Whatever a handler raises becomes one line; the clerk's work is never lost to it."""
        try:
            await work
        except Refused as refused:
            self.desk.tell(refused)
        except Exception as error:
            logger.exception("a key could not be handled")
            self.desk.refuse(f"Something went wrong inside the program: {error!r:.60}")

    def show(self) -> None:
        """Compose the screen and show what changed of it."""
        width, height = self._look()
        rows, cursor = frame(self.desk, width, height)
        moved = self.cursor_position != Offset(*cursor)
        self.cursor_position = Offset(*cursor)
        self.page.show(rows, cursor[1] if moved else None)
        if not self._typed:
            self.desk.unseen.shown()

    def _wants_out(self) -> bool:
        """An Esc among the keys that wait is taken out; the others stay (P-15)."""
        return taken_out(self._typed, escapes_of(self._typed)[:1])

    def _look(self) -> Size:
        """The size of the window; whether anything can be shown in it the desk is told."""
        self._measure()
        return self._told

    def _measure(self) -> None:
        """Is the window too small? Asked at each key: a resize is told a moment after it, a key may come before."""
        now = getattr(self._driver, "window", None)
        self.desk.cramped = too_small(*(now() if now else self._told))

    @property
    def _told(self) -> Size:
        """The size the program was told of."""
        return self.page.size if self.page.size.area else self.size

    def redraw(self) -> None:
        """Everything is sent anew (Ctrl+L)."""
        again = getattr(self._driver, "redraw", None)
        if again:
            again()
        self.refresh(layout=True)

    def waiting(self, seconds: float) -> None:
        """Another clerk is writing: told while it lasts, 0 when it is over (S-3). Called on the database's thread."""
        if self._loop and (seconds > NOTICED or not seconds):
            self._loop.call_soon_threadsafe(self._tell_waiting, seconds)

    def _tell_waiting(self, seconds: float) -> None:
        self.desk.messages.waiting = f"Another clerk is writing: waiting {seconds:.0f} s" if seconds else ""
        self.show()

    def _copy(self, text: str) -> bool:
        copy = getattr(self._driver, "copy", None)
        return bool(copy and copy(text))

    def _ring(self) -> None:
        if self.session.bell:
            self.bell()

    def _leave(self) -> None:
        """The clerk ends the program: what is typed behind that goes nowhere, however long the end takes."""
        self._left = True
        self.exit()

    async def hang_up(self) -> None:
        """The line is gone: keep what is half typed, and end (S-2)."""
        for view in self.desk.views:
            await self._safely(view.left())
            await self._safely(view.gone())
        if self.desk.shift:
            await self._safely(self.desk.shift.end())
        self._leave()

    async def on_unmount(self) -> None:
        """The program ends: what works for it with it, then the database."""
        if self._idle:
            self._idle.cancel()
        for task in (self._worker, self._fetching, *self._behind):
            if task:
                task.cancel()
        self.ask.close(self.session.close)
