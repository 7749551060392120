"""When a program is at rest: by what its threads do, not by how long it is silent, so that load changes nothing."""

import select
import time
from collections.abc import Sequence
from pathlib import Path

from .keystrokes import keys
from .pty import Terminal

CALM, GLANCE = 6, 0.01
"""A program is at rest when on so many looks, seconds apart, it ran no thread and had sent nothing since the last."""


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


def at_rest(terminal: Terminal, calm: int = CALM, limit: float = 60.0) -> bytes:
    """Read until the program is at rest, `calm` looks long; the bytes that came. Fails when it never is."""
    before, end, looks = len(terminal.raw), time.monotonic() + limit, 0
    while looks < calm and not terminal.closed:
        assert time.monotonic() < end, f"never at rest:\n{terminal.text()}"
        looks = 0 if terminal.read(GLANCE) or busy(terminal.pid) else looks + 1
    return bytes(terminal.raw[before:])


def press(terminal: Terminal, script: str, calm: int = CALM) -> list[bytes]:
    """Type key by key, the program coming to rest after each; the bytes each key brought."""
    sent: list[bytes] = []
    for key in keys(script):
        terminal.send(key)
        sent.append(at_rest(terminal, calm))
    return sent


def starved() -> float:
    """Seconds so far in which somebody on this machine waited for a processor; 0 where the kernel does not tell."""
    try:
        return int(Path("/proc/pressure/cpu").read_text().split()[4].partition("=")[2]) / 1e6
    except (OSError, IndexError):
        return 0.0


def ended(terminal: Terminal) -> float:
    """Seconds until the program is gone, without those in which the machine was short of processors."""
    before, took = starved(), terminal.wait(30)
    assert took is not None, "the program lives on"
    return took - (starved() - before)
