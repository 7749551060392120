"""A server that does not answer: it is said while that lasts, and Esc ends the waiting (S-9)."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

Typed = deque[events.Key | events.Paste | None]


def escapes_of(typed: Typed) -> list[int]:
    """Where among the keys that wait an Esc is."""
    return [at for at, one in enumerate(typed) if isinstance(one, events.Key) and one.key == "escape"]


def taken_out(typed: Typed, at: Sequence[int]) -> bool:
    """A key that waits is used up, if there is one; the others stay."""
    for one in at:
        del typed[one]
    return bool(at)


class Unanswered:
    """Told how long an answer takes."""

    def __init__(self, desk: Desk, typed: Typed) -> None:
        self.desk, self.typed = desk, typed
        self._before = 0
        """How many Esc had been typed when it was said first: they were meant for something else."""

    def __call__(self, seconds: float) -> bool:
        """Say it, 0 when it is over; True where an Esc typed since is to end it: that is used up."""
        line = self.desk.messages
        if seconds and not line.waiting:
            self._before = len(escapes_of(self.typed))
        line.waiting = f"The database has not answered for {seconds:.0f} s  Esc stops waiting" if seconds else ""
        self.desk.show()
        return bool(seconds) and taken_out(self.typed, escapes_of(self.typed)[self._before :][:1])
