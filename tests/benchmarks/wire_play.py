"""Programs on terminals side by side: the same key to each of them, until every one has come to rest."""

import select
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.wire_ncurses import Screen
from terminal.pty import Pause, Terminal

CALM, GLANCE = 6, 0.01
"""A program is at rest when on so many looks, seconds apart, it ran no thread and had sent nothing since the last."""


class Step(NamedTuple):
    """One key: what it cost on the line, and the screen after it; `milliseconds` to the last byte."""

    key: bytes
    cost: int
    milliseconds: float
    screen: Screen


class Played(NamedTuple):
    """A script played: the steps (the first before any key), and what the program does while nobody types."""

    steps: list[Step]
    start: int
    idle: int
    load: float
    memory: float

    @property
    def total(self) -> int:
        """Bytes of the keys."""
        return sum(step.cost for step in self.steps[1:])


def screen_of(terminal: Terminal) -> Screen:
    """What it shows, and where its cursor stands."""
    return terminal.cells(), terminal.cursor()


def busy(pid: int) -> bool:
    """Whether a thread of the process runs or waits for a processor or a disk."""
    for task in Path(f"/proc/{pid}/task").glob("*/stat"):
        try:
            if task.read_text().rpartition(")")[2].split()[0] in "RD":
                return True
        except (FileNotFoundError, ProcessLookupError):
            pass
    return False


def rest(terminals: Sequence[Terminal], limit: float = 20.0) -> list[float]:
    """Read until all are at rest; when the last byte of each came, on the steady clock (0: none came)."""
    end = time.monotonic() + limit
    last = [0.0] * len(terminals)
    calm = [0] * len(terminals)
    while time.monotonic() < end:
        waiting = [n for n, terminal in enumerate(terminals) if not terminal.closed and calm[n] < CALM]
        if not waiting:
            break
        looked = time.monotonic()
        ready = select.select([terminals[n].fd for n in waiting], [], [], GLANCE)[0]
        for n in waiting:
            if terminals[n].fd in ready:
                came, calm[n] = time.monotonic(), 0
                last[n] = came if terminals[n].read(0) else last[n]
            else:
                calm[n] = 0 if busy(terminals[n].pid) else calm[n] + 1
        time.sleep(max(0.0, looked + GLANCE - time.monotonic()) if len(terminals) > 1 else 0)
    return last


def press(terminals: Sequence[Terminal], key: bytes) -> list[Step]:
    """Type the key on each of them; what it cost there."""
    before = [len(terminal.raw) for terminal in terminals]
    sent: list[float] = []
    for terminal in terminals:
        sent.append(time.monotonic())
        terminal.send(key)
    came = rest(terminals)
    return [
        Step(key, len(terminal.raw) - old, max(last - begin, 0.0) * 1000, screen_of(terminal))
        for terminal, old, begin, last in zip(terminals, before, sent, came, strict=True)
    ]


def play(terminals: Sequence[Terminal], script: Sequence[bytes], idle: float = 0.0) -> list[Played]:
    """Type the script on programs that have just been started; `idle`: seconds to listen to their silence."""
    for terminal in terminals:
        if not terminal.wait_for("Find", limit=60):
            raise SystemExit(f"the program never came up:\n{terminal.text()}")
    rest(terminals)
    steps = [[Step(b"", 0, 0.0, screen_of(terminal))] for terminal in terminals]
    start = [len(terminal.raw) for terminal in terminals]
    for key in script:
        if isinstance(key, Pause):
            time.sleep(key.seconds)
            continue
        for own, step in zip(steps, press(terminals, key), strict=True):
            own.append(step)
    silence = _silence(terminals, idle)
    return [
        Played(own, began, *silent, terminal.memory())
        for own, began, silent, terminal in zip(steps, start, silence, terminals, strict=True)
    ]


def _silence(terminals: Sequence[Terminal], seconds: float) -> list[tuple[int, float]]:
    """Bytes each sends while nobody types, and the share of a core it takes."""
    before = [(len(terminal.raw), terminal.cpu()) for terminal in terminals]
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for fd in select.select([terminal.fd for terminal in terminals], [], [], 0.05)[0]:
            next(terminal for terminal in terminals if terminal.fd == fd).read(0)
    return [
        (len(terminal.raw) - sent, (terminal.cpu() - used) / seconds if seconds else 0.0)
        for terminal, (sent, used) in zip(terminals, before, strict=True)
    ]
