"""Take the terminal over before anything heavy is imported, so that no key typed ahead is lost or echoed.

Only small modules of the standard library here: `take_over()` is the first statement of a program.
"""

import atexit
import contextlib
import fcntl
import os
import signal
import struct
import sys
import termios
from typing import Any

_TEXTUAL = {
    "TEXTUAL_DISABLE_KITTY_KEY": "1",  # each key would cost ten bytes upstream, and strays crash the parser
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_SMOOTH_SCROLL": "0",
    "ESCDELAY": "300",
}

_IFLAG, _OFLAG, _LFLAG, _CC = 0, 1, 3, 6
_original: list[Any] | None = None
_fd = -1
_ahead = 0


def take_over() -> None:
    """Prepare environment and terminal (X-11); restored at exit if the application never started.

    Without a terminal at stdin only the environment is set. A SIGINT until the application is up ends the
    program with status 130; Ctrl+Z and Ctrl+\\ do nothing (S-7: a clerk gets no shell).
    """
    for name, value in _TEXTUAL.items():
        os.environ.setdefault(name, value)
    if _original is None and sys.__stdin__ is not None and sys.__stdin__.isatty():
        _take(sys.__stdin__.fileno())


def original_modes() -> list[Any] | None:
    """The terminal's modes as they were before `take_over()`, or None when it did not run on a terminal."""
    return _original


def typed_ahead() -> int:
    """Bytes that were typed before `take_over()`, while the terminal still edited lines: it kept Ctrl+D as a NUL."""
    return _ahead


def restore() -> None:
    """Give the terminal its own modes back, flushing nothing; harmless when done twice or without a terminal."""
    if _original is None:
        return
    with contextlib.suppress(termios.error, OSError):  # the terminal may be gone
        termios.tcsetattr(_fd, termios.TCSANOW, _original)


def raw_modes(modes: list[Any], interrupts: bool = False) -> list[Any]:
    """The modes for reading single keys; with `interrupts` Ctrl+C still makes a SIGINT.

    Output processing is off too, so that a line feed is one byte and keeps its column.
    """
    raw: list[Any] = [*modes[:_CC], list(modes[_CC])]
    raw[_IFLAG] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.ISTRIP | termios.IXON | termios.IXOFF)
    raw[_LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    if interrupts:
        for key in (termios.VSUSP, termios.VQUIT):
            raw[_CC][key] = b"\x00"
    else:
        raw[_LFLAG] &= ~termios.ISIG
        raw[_OFLAG] &= ~termios.OPOST
    raw[_CC][termios.VMIN], raw[_CC][termios.VTIME] = 1, 0
    return raw


def _take(fd: int) -> None:
    global _original, _fd, _ahead
    try:
        _original, _fd = termios.tcgetattr(fd), fd
        termios.tcsetattr(fd, termios.TCSANOW, raw_modes(_original, interrupts=True))
        _ahead = struct.unpack("i", fcntl.ioctl(fd, termios.FIONREAD, bytes(4)))[0]
    except (termios.error, OSError):
        return
    atexit.register(restore)
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    signal.signal(signal.SIGINT, _interrupted)


def _interrupted(number: int, frame: object) -> None:
    sys.exit(130)
