"""The line: which file descriptors the terminal has, its modes and its size."""

import os
import sys
import termios
from contextlib import suppress
from typing import Any, TextIO

from custtui.terminal import early
from custtui.terminal.capabilities import Capabilities

MODES = b"\x1b[?25h\x1b[?7l\x1b[?2004h\x1b="
"""Cursor shown, no automatic margins, pastes bracketed, keypad in application mode (its + is a key of its own)."""

_MODES_OFF = b"\x1b[m\x1b[?2004l\x1b[?7h\x1b>\x1b[?25h"
_ALTERNATE, _ALTERNATE_OFF = b"\x1b[?1049h", b"\x1b[?1049l"
_CLEAR = b"\x1b[H\x1b[J"


def greeting(can: Capabilities) -> bytes:
    """What is sent first."""
    return (_ALTERNATE if can.alternate else b"") + MODES


def farewell(can: Capabilities) -> bytes:
    """What is sent last: the terminal is as it was."""
    return _MODES_OFF + (_ALTERNATE_OFF if can.alternate else _CLEAR)


LARGEST = (640, 240)
"""Columns and rows that are used at most: no screen has more, and anybody can claim any size (65535 x 65535)."""


class TtyLine:
    """The terminal at standard input and output, or what stands in for it."""

    def __init__(self) -> None:
        self.input = _fileno(sys.__stdin__, 0)
        outputs = (_fileno(sys.__stdout__, 1), _fileno(sys.__stderr__, 2))
        self.output = next((fd for fd in outputs if os.isatty(fd)), outputs[0])
        self._before: list[Any] | None = None

    def take(self) -> None:
        """Switch to single keys, without flushing what was typed ahead."""
        with suppress(termios.error):
            modes = termios.tcgetattr(self.input)
            self._before = early.original_modes() or self._before or modes
            termios.tcsetattr(self.input, termios.TCSANOW, early.raw_modes(modes))

    def give_back(self) -> None:
        """Restore the modes as they were before the program; harmless when the terminal is gone."""
        if self._before is not None:
            with suppress(termios.error, OSError):
                termios.tcsetattr(self.input, termios.TCSANOW, self._before)

    def size(self) -> tuple[int, int]:
        """Columns and rows; 80 x 24 where nobody knows."""
        for fd in (self.output, self.input):
            with suppress(OSError):
                size = os.get_terminal_size(fd)
                if size.columns > 0 and size.lines > 0:
                    return min(size.columns, LARGEST[0]), min(size.lines, LARGEST[1])
        return _number("COLUMNS", 80), _number("LINES", 24)


def _fileno(file: TextIO | None, default: int) -> int:
    return file.fileno() if file is not None else default


def _number(name: str, default: int) -> int:
    value = os.environ.get(name, "")
    return int(value) if value.isdecimal() and 0 < int(value) < 1000 else default
