"""Route: the cheapest way through the runs of the changed rows, found step by step (dynamic programming).

A state is where the cursor stands, what the pen writes, and what has been erased on the way; of the states that
can be reached before each run the cheapest few are kept. The cursor is moved only when something is sent.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple, TypeAlias

from custtui.terminal.capabilities import Capabilities
from custtui.terminal.motion import Place, motion
from custtui.terminal.pen import sgr
from custtui.terminal.runs import Run
from custtui.terminal.style import NORMAL, Style

KEPT, ROW, ALL = range(3)
"""Nothing is erased; the rest of the row is; everything from here down is."""


class Clearing(IntEnum):
    """Whether erasing the rest of the screen may pay; FROM_HOME: all rows above are to be blank too."""

    NO = 0
    FROM_HERE = 1
    FROM_HOME = 2


BREADTH = 8
"""States kept of each kind of those that differ: more finds hardly less bytes."""

SLACK = 10
"""Bytes by which a state may be dearer than the best: moving there and taking its pen costs hardly more."""

REPRINT = 8
"""Bytes up to which writing the same cells again may be cheaper than moving over them."""

MARGIN = 2
"""Columns at the left that are written again, after a carriage return, for less than the cursor moves there."""


class State(NamedTuple):
    """A point of the search."""

    place: Place
    pen: Style
    erased: int = KEPT


Chain: TypeAlias = "tuple[Chain, bytes] | None"
"""The bytes sent so far: what came before, and the last piece."""

Value: TypeAlias = tuple[int, Chain]
States: TypeAlias = dict[State, Value]
"""What each state costs, in bytes, and the bytes."""


class CursorRoute:
    """Finds the cheapest bytes on a terminal of one kind and width."""

    def __init__(self, can: Capabilities, width: int) -> None:
        self.can, self.width = can, width

    def row(self, y: int, runs: list[Run], states: States, clearing: Clearing) -> States:
        """The states behind row `y`."""
        head = _leading_blanks(runs)
        late = self._erase_begin(y, runs[head], states) if head else {}
        worth = _worth_erasing(runs)
        blank = 0
        for number, run in enumerate(runs):
            if late and number == head:
                for state, (cost, chain) in late.items():
                    _reach(states, state, cost, chain)
            if worth[number] > 3:
                self._erase_end(Place(y, blank), Place(y, run.begin), states, clearing)
            blank = blank if run.erased else run.end
            states = _cheapest(self._step(y, run, states, runs[min(number + 1, len(runs) - 1)].style))
        return _next_row(states)

    def go(self, state: State, end: Place) -> bytes:
        """The bytes that move the cursor."""
        return motion(state.place, end, self.can.absolute, self.width)

    def _step(self, y: int, run: Run, states: States, hint: Style) -> States:
        out: States = {}
        for state, (cost, chain) in states.items():
            if run.same if state.erased == KEPT else run.erased:
                _reach(out, state, cost, chain)
                near = run.size <= REPRINT if state.place == (y, run.begin) else run.end <= MARGIN
                if not near or run.doubtful:
                    continue
            self._send(y, run, state, cost, chain, out, hint)
        return out

    def _send(self, y: int, run: Run, state: State, cost: int, chain: Chain, out: States, hint: Style) -> None:
        begin = Place(y, run.begin)
        behind = Place(y, -1 if run.end == self.width or run.doubtful else run.end)
        moved = self.go(state, begin)
        for pen in _pens(run, state.pen, hint):
            start = moved + sgr(state.pen, pen)
            _reach(out, State(behind, pen, state.erased), cost + len(start) + run.size, (chain, start + run.raw))
            if run.blank and pen.erasable and (pen.bg < 0 or self.can.bce):
                if run.end == self.width:
                    _reach(out, State(begin, pen, state.erased), cost + len(start) + 3, (chain, start + b"\x1b[K"))
                elif self.can.ech and run.size > 4:
                    erase = start + b"\x1b[%dX" % run.size
                    _reach(out, State(begin, pen, state.erased), cost + len(erase), (chain, erase))

    def _erase_end(self, first: Place, last: Place, states: States, clearing: Clearing) -> None:
        """Erase the rest of the row (EL) or of the screen (ED), and write what is wanted there anew.

        From `first` to `last` all is to be blank anyway, so that erasing may begin anywhere there.
        """
        kept = [item for item in states.items() if item[0].erased == KEPT]
        for state, (cost, chain) in sorted(kept, key=_by_cost)[:2]:
            pen = state.pen if state.pen.erasable and state.pen.bg < 0 else NORMAL
            below = Place(last.y, min(max(state.place.x, first.x), last.x))
            home = Place(0, 0) if clearing is Clearing.FROM_HOME and not first.x else first
            for erased in (ROW, ALL) if clearing else (ROW,):
                places = (last, first, below, home) if erased == ALL else (last, first, below)
                start, place = min(
                    ((self.go(state, place), place) for place in places), key=lambda move: len(move[0])
                )
                start += sgr(state.pen, pen) + (b"\x1b[K" if erased == ROW else b"\x1b[J")
                _reach(states, State(place, pen, erased), cost + len(start), (chain, start))

    def _erase_begin(self, y: int, run: Run, states: States) -> States:
        """Erase the row up to its first run that is not blank (EL 1)."""
        out: States = {}
        place = Place(y, run.begin - 1)
        for state, (cost, chain) in states.items():
            if state.erased == KEPT:
                pen = state.pen if state.pen.erasable and state.pen.bg < 0 else NORMAL
                erase = self.go(state, place) + sgr(state.pen, pen) + b"\x1b[1K"
                _reach(out, State(place, pen), cost + len(erase), (chain, erase))
        return out


def _pens(run: Run, pen: Style, hint: Style) -> Iterable[Style]:
    """The pens that may write a run: any of its background will do for plain blanks."""
    if not (run.blank and run.style.erasable):
        return (run.style,)
    if pen.bg == run.style.bg and pen.erasable:
        return (pen,)
    return (run.style, hint) if hint.bg == run.style.bg and hint.erasable and hint != run.style else (run.style,)


def _leading_blanks(runs: list[Run]) -> int:
    """How many runs at the begin of the row could be erased; 0 when that would not pay."""
    head = next((number for number, run in enumerate(runs) if not run.erased), 0)
    return head if sum(run.end - run.begin for run in runs[:head] if not run.same) > 3 else 0


def _worth_erasing(runs: list[Run]) -> list[int]:
    """For each run: how many cells from it on would be blanked, if it is itself to be changed."""
    out: list[int] = []
    count = 0
    for run in reversed(runs):
        count += run.end - run.begin if run.erased and not run.same else 0
        out.append(0 if run.same else count)
    return out[::-1]


def _by_cost(item: tuple[State, Value]) -> int:
    return item[1][0]


def _reach(states: States, state: State, cost: int, chain: Chain) -> None:
    if state not in states or cost < states[state][0]:
        states[state] = cost, chain


def _cheapest(states: States) -> States:
    if len(states) < 3:
        return states
    out: States = {}
    room = [BREADTH, 2, BREADTH]
    limit = [0, 0, 0]
    for state, value in sorted(states.items(), key=_by_cost):
        erased = state.erased
        limit[erased] = limit[erased] or value[0] + SLACK
        if room[erased] and value[0] <= limit[erased]:
            room[erased] -= 1
            out[state] = value
    return out


def _next_row(states: States) -> States:
    out: States = {}
    for state, (cost, chain) in states.items():
        _reach(out, state._replace(erased=KEPT) if state.erased == ROW else state, cost, chain)
    return out


def merge(states: States, more: States) -> None:
    """Take over the states that are new, or cheaper than before."""
    for state, (cost, chain) in more.items():
        _reach(states, state, cost, chain)


def spelled(chain: Chain) -> bytes:
    """All bytes of a chain."""
    pieces: list[bytes] = []
    while chain is not None:
        chain, piece = chain
        pieces.append(piece)
    return b"".join(reversed(pieces))
