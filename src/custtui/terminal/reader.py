"""The reader: a thread that sleeps until the keyboard, a signal or a waiting Esc wants it; it never polls (P-5)."""

import logging
import os
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from textual.events import Event

from custtui.terminal import early
from custtui.terminal.keys import KeyParser
from custtui.terminal.signals import caught

_log = logging.getLogger(__name__)

STORM = 0.05
"""Seconds without a further SIGWINCH after which a storm of resizes is over."""

LONGEST_STORM = 0.5
"""Seconds after which the size is looked at even while the storm goes on."""


class Reader(Thread):
    """Reads one keyboard; `keys` gets events, `resized` is called after a storm, `signalled` for other signals."""

    def __init__(
        self,
        fd: int,
        new_parser: Callable[[], KeyParser],
        keys: Callable[[Event], None],
        resized: Callable[[], None],
        signalled: Callable[[int], None],
        lost: Callable[[str], None],
    ) -> None:
        super().__init__(name="wire-input", daemon=True)
        self._fd, self._new_parser, self._parser = fd, new_parser, new_parser()
        self._keys, self._resized, self._signalled, self._lost = keys, resized, signalled, lost
        self._pipe, self.alarm = os.pipe()
        os.set_blocking(self._pipe, False)
        os.set_blocking(self.alarm, False)  # `alarm`: signal numbers are written there, 0 ends the thread
        self._storm: tuple[float, float] | None = None
        self._ahead = early.typed_ahead()

    def stop(self) -> None:
        """End the thread, leaving unread keys to whoever comes next."""
        with suppress(OSError):
            os.write(self.alarm, b"\0")
        self.join(1)

    def close(self) -> None:
        """Give the pipe back, once nobody writes signals to it any more."""
        for fd in (self._pipe, self.alarm):
            with suppress(OSError):
                os.close(fd)

    def run(self) -> None:
        """Read until stopped or until the line is gone."""
        while True:
            try:
                ready, _, _ = select.select([self._fd, self._pipe], [], [], self._patience())
            except OSError as error:
                return self._lost(f"waiting: {error}")
            if self._pipe in ready and self._alarmed(os.read(self._pipe, 512)):
                return None
            if self._fd in ready and not self._read():
                return None
            self._late()

    def _patience(self) -> float | None:
        times = [when for when in (self._parser.deadline, self._storm and min(self._storm)) if when is not None]
        return max(min(times) - time.monotonic(), 0) if times else None

    def _read(self) -> bool:
        try:
            data = os.read(self._fd, 65536)
        except BlockingIOError:
            return True
        except OSError as error:
            self._lost(f"reading: {error}")
            return False
        if not data:
            self._lost("end of input")
            return False
        data = self._as_typed(data)
        self._deliver(lambda: self._parser.feed(data, time.monotonic()))
        return True

    def _as_typed(self, data: bytes) -> bytes:
        """What was typed before the program had the terminal: Ctrl+D was an end of file there, and came as a NUL."""
        if self._ahead <= 0:
            return data
        ahead, self._ahead = self._ahead, self._ahead - len(data)
        return data[:ahead].replace(b"\0", b"\x04") + data[ahead:]

    def _late(self) -> None:
        now = time.monotonic()
        if self._parser.deadline is not None and now >= self._parser.deadline:
            self._deliver(lambda: self._parser.tick(now))
        if self._storm and now >= min(self._storm):
            self._storm = None
            self._resized()

    def _alarmed(self, numbers: bytes) -> bool:
        """Handle signals; True when it is time to end."""
        now = time.monotonic()
        for number in map(caught, numbers):
            if number == signal.SIGWINCH:
                self._storm = (now + STORM, self._storm[1] if self._storm else now + LONGEST_STORM)
            elif number:
                self._signalled(number)
        return 0 in numbers

    def _deliver(self, parse: Callable[[], list[Event]]) -> None:
        """Hand events on; what goes wrong costs one packet, never the session."""
        try:
            for event in parse():
                self._keys(event)
        except Exception:
            _log.exception("input was dropped")
            self._parser = self._new_parser()
