"""The figures of a flow on one terminal in one mode, beside ncurses and beside the targets P-1 … P-4."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.wire_ncurses import Screen
from benchmarks.wire_play import Played, Step

MUCH_CHANGED = 8
"""Rows that a key has to change for us to say that it opened a screen (or a window)."""


@dataclass(frozen=True)
class Mode:
    """A terminal and how the program is told to use it."""

    term: str
    colour: bool = True
    utf8: bool = True

    @property
    def locale(self) -> str:
        return "C.UTF-8" if self.utf8 else "C"

    @property
    def env(self) -> dict[str, str]:
        """What tells the program; Python itself would take a C locale for UTF-8."""
        plain = {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        return {
            "LC_ALL": self.locale, **({} if self.colour else {"NO_COLOR": "1"}), **({} if self.utf8 else plain)
        }  # fmt: skip

    def __str__(self) -> str:
        return self.term + ("" if self.colour else " NO_COLOR") + ("" if self.utf8 else " LC_ALL=C")


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which that part of them lies; 0 for none."""
    return sorted(values)[min(int(len(values) * part), len(values) - 1)] if values else 0.0


def opened(before: Screen, after: Screen) -> bool:
    """Whether most of the screen is another."""
    return changed(before, after) >= MUCH_CHANGED


def changed(before: Screen, after: Screen) -> int:
    """How many rows are others."""
    return sum(old != new for old, new in zip(before[0], after[0], strict=True))


def lines(screen: Screen) -> int:
    """Lines on an order that is being keyed."""
    rows = ["".join(cell[0] for cell in row) for row in screen[0]]
    return sum(row[1:6].strip().isdecimal() for row in rows[7:17]) if "New order" in rows[0] else 0


def added(before: Screen, after: Screen) -> bool:
    """Whether a line has come on the order, and no window has gone from over it."""
    starts = ("".join(cell[0] for cell in row[:4]) for row in before[0])
    windowed = any(start[:3] in ("── ", "-- ") and start[3:].strip() for start in starts)
    return not windowed and lines(after) == lines(before) + 1


class Figures:
    """What one flow cost."""

    def __init__(self, mode: Mode, played: Played, reference: list[int]) -> None:
        self.mode, self.played = mode, played
        self.steps, self.reference = played.steps[1:], reference
        self.bytes, self.ncurses = played.total, sum(reference)
        pairs = list(zip(played.steps, self.steps, strict=False))
        self.letters = [step for step in self.steps if len(step.key) == 1 and step.key > b" "]
        self.echoes = [step for old, step in pairs if step in self.letters and changed(old.screen, step.screen) < 2]
        self.added = [step for old, step in pairs if step.key == b"\r" and added(old.screen, step.screen)]
        self.opened = [step for old, step in pairs if step not in self.letters and opened(old.screen, step.screen)]

    @property
    def ratio(self) -> float:
        return self.bytes / max(self.ncurses, 1)

    @property
    def worst(self) -> tuple[float, bytes]:
        """The dearest key beside ncurses, and how dear."""
        return max((step.cost / max(ref, 1), step.key) for step, ref in zip(self.steps, self.reference, strict=True))

    @property
    def letter(self) -> float:
        """Bytes of the median letter that changes nothing but its field."""
        return statistics.median([step.cost for step in self.echoes] or [0])

    @property
    def line(self) -> int:
        return most(self.added)

    @property
    def screen(self) -> int:
        return most(self.opened)

    def broken(self) -> list[str]:
        """Which targets do not hold here, and by how much."""
        found: list[str] = []
        if self.ratio > 0.90:
            found.append(f"P-1: {self.bytes} bytes are {self.ratio:.3f} of ncurses")
        for step, ref in zip(self.steps, self.reference, strict=True):
            if step.cost > ref:
                found.append(f"P-1: {step.key!r} costs {step.cost} bytes, ncurses {ref}")
        if self.letter > 4:
            found.append(f"P-2: a letter costs {self.letter:.0f} bytes at the median")
        found += [f"P-3: a line costs {step.cost} bytes" for step in self.added if step.cost > 250]
        found += [f"P-4: {step.key!r} opens {step.cost} bytes of screen" for step in self.opened if step.cost > 1500]
        if self.played.idle:
            found.append(f"P-5: {self.played.idle} bytes while nobody types")
        return found


def most(steps: Sequence[Step]) -> int:
    """The most bytes of any of them."""
    return max((step.cost for step in steps), default=0)
