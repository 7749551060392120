"""Programs on terminals side by side: the same key to each of them, until every one has come to rest."""

import select
import time
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.wire_ncurses import Screen
from terminal.pty import Pause, Terminal
from terminal.rest import rest


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


def play(
    terminals: Sequence[Terminal], script: Sequence[bytes], idle: float = 0.0, begin: float = 0.0
) -> list[Played]:
    """Type the script on programs just started, after `begin` seconds; `idle`: seconds to listen to their silence."""
    for terminal in terminals:
        if not terminal.wait_for("Find", limit=60):
            raise SystemExit(f"the program never came up:\n{terminal.text()}")
    rest(terminals)
    time.sleep(begin)
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
