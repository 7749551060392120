"""Drive a full-screen terminal program over a pty, as a person at a terminal would."""

import contextlib
import fcntl
import os
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from typing import Any

import psutil
import pyte

from .keystrokes import Pause, keys

__all__ = ["Cell", "Pause", "Terminal", "keys"]

Cell = tuple[str, str, str, bool, bool, bool]
"""One cell of the screen: character, foreground, background, bold, underscore, reverse."""


class Terminal:
    """A program on a pty: every byte it writes, the screen these make (pyte), and a keyboard."""

    def __init__(
        self,
        argv: Sequence[str],
        env: dict[str, str] | None = None,
        rows: int = 24,
        cols: int = 80,
        term: str = "xterm-256color",
        cwd: str | None = None,
        emulate: bool = True,
    ) -> None:
        self.rows, self.cols = rows, cols
        self.raw = bytearray()
        self.closed = False
        self.modes_before: list[Any] = []
        self._emulate = emulate  # without, bytes are only counted
        self.screen = pyte.Screen(cols, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.started = time.monotonic()
        self.pid, self.fd = self._spawn(argv, _environment(term, env), cwd)

    def _spawn(self, argv: Sequence[str], env: dict[str, str], cwd: str | None) -> tuple[int, int]:
        size = struct.pack("HHHH", self.rows, self.cols, 0, 0)
        master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, size)
        self.modes_before = termios.tcgetattr(slave)
        pid = os.fork()
        if pid:
            os.close(slave)  # only the program holds it: its end is our end of file
            return pid, master
        try:
            os.close(master)
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for number in range(3):
                os.dup2(slave, number)
            os.close(slave)
            os.chdir(cwd or os.getcwd())
            os.execvpe(argv[0], list(argv), env)
        finally:
            os._exit(127)

    # -- reading

    def read(self, timeout: float, limit: int = 65536) -> bytes:
        """Read what comes within `timeout` seconds, at most `limit` bytes; b"" when nothing did."""
        if self.closed or not select.select([self.fd], [], [], timeout)[0]:
            return b""
        try:
            data = os.read(self.fd, limit)
        except OSError:
            data = b""
        self.closed = not data
        self.raw += data
        if self._emulate:
            self._stream.feed(data)
        if b"\x1b[6n" in self.raw[-len(data) - 3 :]:  # as every terminal does: tell where the cursor stands
            os.write(self.fd, b"\x1b[%d;%dR" % (self.screen.cursor.y + 1, self.screen.cursor.x + 1))
        return data

    def settle(self, quiet: float = 0.25, limit: float = 10.0) -> bytes:
        """Read until nothing came for `quiet` seconds (at most `limit`); returns the bytes."""
        begin = last = time.monotonic()
        got = bytearray()
        while not self.closed and time.monotonic() - last < quiet and time.monotonic() - begin < limit:
            if data := self.read(0.02):
                got += data
                last = time.monotonic()
        return bytes(got)

    def wait_for(self, *needles: str, limit: float = 60.0) -> bool:
        """Read until one of the needles stands on the screen; False when `limit` seconds passed."""
        end = time.monotonic() + limit
        while not any(needle in self.text() for needle in needles):
            if self.closed or time.monotonic() > end:
                return False
            self.read(0.05)
        return True

    def text(self) -> str:
        """The screen as plain text, one line a row."""
        return "\n".join(self.screen.display)

    def cursor(self) -> tuple[int, int]:
        """Row and column of the hardware cursor, from 0."""
        return self.screen.cursor.y, self.screen.cursor.x

    def cells(self) -> list[list[Cell]]:
        """The screen as rows of cells."""
        rows: list[list[Cell]] = []
        for y in range(self.rows):
            line = self.screen.buffer[y]
            cells = [line[x] for x in range(self.cols)]
            rows.append([(c.data, c.fg, c.bg, c.bold, c.underscore, c.reverse) for c in cells])
        return rows

    # -- writing

    def send(self, data: bytes) -> None:
        """Send raw bytes."""
        while data:
            data = data[os.write(self.fd, data[:512]) :]

    def press(self, script: str, quiet: float = 0.25, limit: float = 10.0) -> list[tuple[bytes, bytes]]:
        """Type key by key, letting the screen come to rest; returns (key, bytes written) of each."""
        out: list[tuple[bytes, bytes]] = []
        for key in keys(script):
            if isinstance(key, Pause):
                self.settle(key.seconds, key.seconds)
                continue
            self.send(key)
            out.append((key, self.settle(quiet, limit)))
        return out

    def burst(self, script: str, quiet: float = 0.5, limit: float = 30.0) -> bytes:
        """Type everything in one write (cut only at a pause), then let the screen come to rest."""
        waiting = b""
        for key in keys(script):
            waiting += key
            if isinstance(key, Pause):
                self.send(waiting)
                self.settle(key.seconds, key.seconds)
                waiting = b""
        self.send(waiting)
        return self.settle(quiet, limit)

    def resize(self, rows: int, cols: int) -> None:
        """Give the terminal another size, as dragging the window's corner does."""
        self.rows, self.cols = rows, cols
        self.screen.resize(rows, cols)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    # -- the process

    def modes(self) -> list[Any]:
        """The line's termios as they are now (compare with `modes_before`)."""
        return termios.tcgetattr(self.fd)

    def send_signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the line as a lost connection does: the program reads EOF or EIO and gets SIGHUP."""
        self._close()

    def wait(self, limit: float = 5.0) -> float | None:
        """Wait for the program's end, reading on to its last byte; seconds it took, or None when it still lives."""
        begin = time.monotonic()
        while time.monotonic() - begin < limit:
            if self._ended():
                took = time.monotonic() - begin
                while self.read(0):  # what it wrote at last may still be on the line
                    pass
                return took
            if not self.read(0.01):
                time.sleep(0.005)
        return None

    def _ended(self) -> bool:
        try:
            return bool(os.waitpid(self.pid, os.WNOHANG)[0])
        except ChildProcessError:
            return True

    def cpu(self) -> float:
        """Seconds of processor time the program has used."""
        return sum(psutil.Process(self.pid).cpu_times()[:2])

    def memory(self) -> float:
        """Proportional set size of the program, in MiB."""
        return psutil.Process(self.pid).memory_full_info().pss / 2**20

    def kill(self, number: int = signal.SIGKILL) -> None:
        """End the program, however it is, and close the line."""
        try:
            os.kill(self.pid, number)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        self._close()

    def _close(self) -> None:
        with contextlib.suppress(OSError):
            os.close(self.fd)
        self.closed = True

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()


def _environment(term: str, env: dict[str, str] | None) -> dict[str, str]:
    base = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "NO_COLOR", "COLORTERM")}
    return {**base, "TERM": term, **(env or {})}
