"""Signals: each becomes a byte in the reader's pipe, so that no handler does more than that.

The signals that end the session get there from C too, even while the main thread waits for a database.
"""

import os
import signal
from contextlib import suppress
from types import FrameType
from typing import Any

ENDING = (signal.SIGHUP, signal.SIGTERM)
"""The line or the session is to end (S-2)."""

_HANDLED = 0x80
"""Marks what our handler has written, beside what Python's own wake-up has."""


def caught(byte: int) -> int:
    """The signal a byte of the pipe stands for; 0 for one that comes again, marked."""
    return byte & ~_HANDLED if byte & _HANDLED or byte in ENDING else 0


class Signals:
    """Catches the signals a terminal program gets, and gives them back as they were."""

    def __init__(self, allow_suspend: bool) -> None:
        self._allow_suspend = allow_suspend
        self._before: dict[int, Any] = {}
        self._wakeup_before = self._alarm = -1

    def catch(self, alarm: int) -> None:
        """Write signals to the file descriptor `alarm`; does nothing outside the main thread."""
        self._alarm = alarm
        stop = self._handle if self._allow_suspend else signal.SIG_IGN
        with suppress(ValueError):
            self._wakeup_before = signal.set_wakeup_fd(alarm, warn_on_full_buffer=False)
            for number in (*ENDING, signal.SIGWINCH, signal.SIGCONT):
                self._before[number] = signal.signal(number, self._handle)
            for number in (signal.SIGINT, signal.SIGQUIT):
                self._before[number] = signal.signal(number, signal.SIG_IGN)
            self._before[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, stop)

    def release(self) -> None:
        """Put the former handlers back."""
        if not self._before:
            return
        for number, handler in self._before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
        self._before.clear()
        signal.set_wakeup_fd(self._wakeup_before)

    def _handle(self, number: int, frame: FrameType | None) -> None:
        with suppress(OSError):
            os.write(self._alarm, bytes([number | _HANDLED]))
