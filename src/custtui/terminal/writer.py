"""The writer: a thread that pulls the newest picture and sends what differs from the one shown (P-12).

Nothing queues. While the terminal takes its time, frames only change the model; the next write goes straight from
what is shown to what is wanted then.
"""

import logging
import os
import select
import time
from base64 import b64encode
from collections.abc import Callable
from threading import Condition, Thread

from custtui.terminal.encoder import Encoder
from custtui.terminal.model import Model, Picture
from custtui.terminal.pace import QUESTION, Pace

_log = logging.getLogger(__name__)

BELL = b"\x07"


def to_clipboard(text: str) -> bytes:
    """What gives text to the terminal's clipboard (OSC 52): in Base64, so that nothing of it is a sequence."""
    return b"\x1b]52;c;" + b64encode(text.encode()) + b"\x1b\\"


class Writer(Thread):
    """Sends one model to one file descriptor; `lost` is called once when the terminal is gone."""

    def __init__(self, fd: int, model: Model, encoder: Encoder, pace: Pace, lost: Callable[[str], None]) -> None:
        super().__init__(name="wire-output", daemon=True)
        self._fd, self._model, self._encoder, self._pace, self._lost = fd, model, encoder, pace, lost
        self._wanted = Condition()
        self._first, self._answered_key = b"", False
        self._dirty = self._anew = self._closing = False

    def draw(self, data: str) -> None:
        """Apply Textual's output to the model; returns at once, whatever the terminal does."""
        with self._wanted:
            self._model.write(data)
            self._dirty = True
            self._wanted.notify()

    def resize(self, width: int, height: int) -> None:
        """Take another size. Everything is sent anew: now if the size is the same, else with the next frame."""
        with self._wanted:
            same = (width, height) == (self._model.width, self._model.height)
            self._model.resize(width, height)
            self._anew = True
            self._dirty = self._dirty or same
            self._wanted.notify()

    def redraw(self, modes: bytes = b"") -> None:
        """Send the modes and then the whole picture anew."""
        with self._wanted:
            self._first += modes
            self._dirty = self._anew = True
            self._wanted.notify()

    def key_typed(self) -> None:
        """The next frame answers this key; further ones add to the answer (a sum that is worked out meanwhile)."""
        self._answered_key = False

    def send(self, data: bytes) -> None:
        """Send bytes that do not change the picture, before the next frame."""
        with self._wanted:
            self._first += data
            self._wanted.notify()

    def ring(self) -> None:
        """Ring the bell: once, however often it is asked for before the terminal takes it."""
        with self._wanted:
            self._first += b"" if BELL in self._first else BELL
            self._wanted.notify()

    def answered(self) -> None:
        """The terminal has answered the pace's question."""
        with self._wanted:
            self._pace.answered()
            self._wanted.notify_all()

    def await_answer(self, limit: float) -> None:
        """Wait until no answer is on its way, so that none gets into the next program; `limit` seconds at most."""
        with self._wanted:
            self._wanted.wait_for(lambda: not self._pace.hold(time.monotonic()), limit)

    def close(self, farewell: bytes, limit: float) -> None:
        """Finish the write in flight, send `farewell`, end; after `limit` seconds go without."""
        with self._wanted:
            self._first, self._closing = farewell, True
            self._wanted.notify()
        self.join(limit)

    def run(self) -> None:
        """Send until closed or until the terminal is gone."""
        while True:
            data, last = self._next()
            asks = not last and self._pace.asks(len(data), time.monotonic())
            try:
                self._send(data + QUESTION if asks else data)
            except OSError as error:
                self._lost(f"writing: {error}")
                return
            if last:
                return
            if asks:
                self._pace.sent(time.monotonic())

    def _next(self) -> tuple[bytes, bool]:
        """Wait for something to send; the bytes, and whether they are the last."""
        with self._wanted:
            self._wanted.wait_for(lambda: self._first or self._dirty or self._closing)
            while not self._closing and (hold := self._pace.hold(time.monotonic())):
                self._wanted.wait(hold)
            first, self._first = self._first, b""
            if self._closing:
                return first, True
            if not self._dirty:
                return first, False
            if self._anew:
                self._encoder.forget()
            self._dirty = self._anew = False
            picture = self._model.picture()
        return first + self._encoded(picture), False

    def _encoded(self, picture: Picture) -> bytes:
        try:
            again, self._answered_key = self._answered_key, True
            return self._encoder.encode(picture, again)
        except Exception:  # a fault of ours must not end the session: the next frame is sent whole
            _log.exception("a frame was skipped")
            self._encoder.forget()
            return b""

    def _send(self, data: bytes) -> None:
        while data:
            try:
                data = data[os.write(self._fd, data) :]
            except BlockingIOError:  # somebody made the line non-blocking
                select.select([], [self._fd], [])
