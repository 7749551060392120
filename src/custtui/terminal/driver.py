"""The driver: Textual over a thin and shaky line, `App(driver_class=WireDriver)`.

What Textual draws goes into a model, and a writer sends what differs from the terminal (P-1); keys are read by a
thread that never polls and handed on in order (X-11); the line's end ends the program within a second (S-2).
"""

import asyncio
import inspect
import logging
import os
import select
import signal
from contextlib import suppress
from threading import Lock, Timer
from typing import Any

from rich.console import Console
from rich.segment import Segment
from textual import events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.strip import Strip

from custtui.terminal.capabilities import capabilities, lacks_function_keys
from custtui.terminal.cells import Palette
from custtui.terminal.charset import CONTROLS, disarmed, terminal_encoding
from custtui.terminal.encoder import Encoder
from custtui.terminal.keys import KeyParser
from custtui.terminal.line import MODES, TtyLine, farewell, greeting
from custtui.terminal.model import Model
from custtui.terminal.pace import Pace
from custtui.terminal.reader import Reader
from custtui.terminal.rendition import Rendition
from custtui.terminal.signals import ENDING, Signals
from custtui.terminal.writer import Writer, to_clipboard

_render = Strip.render


def guard_strips() -> None:
    """From now on every strip is cleaned before it is turned into terminal sequences.

    Textual writes what a widget holds as it is, and afterwards nobody can tell a widget's cursor move from
    Textual's. Control characters have no width, so leaving them out changes no layout.
    """
    Strip.render = _guarded


def _guarded(self: Strip, console: Console) -> str:
    strip = self
    if any(CONTROLS.search(text) for text, _, _ in strip):
        strip = Strip([Segment(disarmed(text), style, control) for text, style, control in strip])
    return _render(strip, console)


_log = logging.getLogger(__name__)


class WireDriver(Driver):
    """A driver that sends changes only, loses no key and survives hang-ups.

    When the line is lost (SIGHUP, SIGTERM, end of input, an I/O error) the application's method `hang_up()` is
    called once in its event loop (it may be a coroutine function), or `exit()` where there is none; after
    `hang_up_grace` seconds the process is ended whatever the application does.
    """

    allow_suspend = False
    """Whether Ctrl+Z may stop the program and give the shell (S-7: not to a clerk over SSH)."""

    escape_delay: float | None = None
    """Seconds until an Esc alone is a key; None: ESCDELAY (milliseconds) of the environment, or 0.3."""

    pacing = False
    """Whether to ask the terminal, after kilobytes of output, if it has arrived (P-12): for long network queues."""

    escape_prefix: bool | None = None
    """Whether Esc and a digit are a function key; None: where the terminal's description has none."""

    hang_up_grace = 0.8
    """Seconds an application has to save its work when the line is lost."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._line = TtyLine()
        self._size = size or self._line.size()
        self._can = capabilities()
        self._encoding = terminal_encoding(os.environ)
        self._palette = Palette(self._encoding)
        rendition = Rendition(self._can.colours, self._can.attributes)
        self._model = Model(*self._size, self._palette, rendition)
        self._writer: Writer | None = None
        self._reader: Reader | None = None
        self._signals = Signals(self.allow_suspend)
        self._ending = Lock()
        self._lost = ""
        self._farewell: asyncio.Future[Any] | None = None

    @property
    def can_suspend(self) -> bool:
        """Whether the program may be stopped."""
        return self.allow_suspend

    # -- output

    def write(self, data: str) -> None:
        """Apply Textual's output to the model; never waits for the terminal."""
        if self._writer is None:
            return
        if data == "\x07":
            self._writer.ring()
        else:
            self._writer.draw(data)

    def copy(self, text: str) -> bool:
        """Give text to the terminal's clipboard; False for a kind that has none. Nobody tells whether it took it."""
        if self._writer is None or not self._can.clipboard:
            return False
        self._writer.send(to_clipboard(disarmed(text)))
        return True

    def redraw(self) -> None:
        """Send everything anew (Ctrl+L): the modes of the terminal and the whole picture."""
        if self._writer is not None:
            self._writer.redraw(MODES)

    # -- start and stop

    def start_application_mode(self) -> None:
        """Take the terminal; what was typed before is neither lost nor flushed."""
        guard_strips()
        self._line.take()
        self._model.resize(*self._line.size())
        pace = Pace(self.pacing)
        encoder = Encoder(self._can, self._palette)
        self._writer = Writer(self._line.output, self._model, encoder, pace, self.hang_up)
        self._writer.redraw(greeting(self._can))
        self._writer.start()
        self._reader = Reader(
            self._line.input, self._new_parser, self._key, self._resized, self._signalled, self.hang_up
        )
        self._signals.catch(self._reader.alarm)
        self._reader.start()
        self._tell_size()

    def disable_input(self) -> None:
        """Read no more keys and catch no more signals; what is not read stays for the next program."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.stop()
            self._signals.release()
            reader.close()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        if self._writer is not None and not self._lost:
            self._writer.await_answer(0.5)
        self.disable_input()
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.close(farewell(self._can), 0.3 if self._lost else 2.0)
        self._line.give_back()

    # -- called by the reader's and the writer's thread

    def hang_up(self, reason: str) -> None:
        """The line is lost: tell the application once, and see to it that the process ends."""
        with self._ending:
            if self._lost:
                return
            self._lost = reason
        _log.warning("the line is lost: %s", reason)
        watchdog = Timer(self.hang_up_grace, self._end)
        watchdog.daemon = True
        watchdog.start()
        self._call(self._tell_application)

    def _key(self, event: events.Event) -> None:
        if self._writer is not None:
            self._writer.key_typed()
        if self.allow_suspend and isinstance(event, events.Key) and event.key == "ctrl+z":
            self._call(self._suspend)
        else:
            with suppress(RuntimeError):  # the loop is closed: the program is ending
                self.process_message(event)

    def window(self) -> tuple[int, int]:
        """Columns and rows the terminal has now, whether or not the program was told of a resize yet."""
        return self._line.size()

    def _resized(self) -> None:
        size = self._tell_size()
        if self._writer is not None:
            self._writer.resize(*size)

    def _tell_size(self) -> Size:
        self._size = self._line.size()
        size = Size(*self._size)
        self._key(events.Resize(size, size))
        return size

    def _signalled(self, number: int) -> None:
        if number in ENDING:
            self.hang_up(signal.Signals(number).name)
        elif number == signal.SIGTSTP:
            self._call(self._suspend)
        elif number == signal.SIGCONT:
            self._call(self._continued)

    def _call(self, function: Any) -> None:
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(function)

    def _new_parser(self) -> KeyParser:
        delay = self.escape_delay
        if delay is None:
            milliseconds = os.environ.get("ESCDELAY", "")
            delay = int(milliseconds) / 1000 if milliseconds.isdecimal() else 0.3
        if self.escape_prefix is None:
            self.escape_prefix = lacks_function_keys(os.environ.get("TERM", ""), self._line.output)
        return KeyParser(
            delay,
            self._encoding,
            escape_tab=self._can.escape_tab,
            escape_prefix=self.escape_prefix,
            answered=self._answered,
        )

    def _answered(self) -> None:
        if self._writer is not None:
            self._writer.answered()

    # -- in the event loop

    def _tell_application(self) -> None:
        hook: Any = getattr(self._app, "hang_up", None)
        result: Any = hook() if callable(hook) else self._app.exit()
        if inspect.isawaitable(result):
            self._farewell = asyncio.ensure_future(result)

    def _suspend(self) -> None:
        """Give the terminal to the shell; after `fg` take it again and draw everything anew."""
        if not self._auto_restart or self._writer is None:
            return
        app: Any = self._app
        app.app_suspend_signal.publish(app)
        self.suspend_application_mode()
        os.kill(os.getpid(), signal.SIGSTOP)
        self.resume_application_mode()
        self.send_message(self.SignalResume())

    def _continued(self) -> None:
        """Somebody has stopped and continued the process: trust nothing."""
        if self._writer is not None:
            self._line.take()
            self._writer.redraw(greeting(self._can))
            self._resized()

    # -- the end

    def _end(self) -> None:
        """End the process: the application had its time."""
        self._line.give_back()
        if self._writer is not None and select.select([], [self._line.output], [], 0)[1]:
            with suppress(OSError):
                os.write(self._line.output, farewell(self._can))
        os._exit(1)
