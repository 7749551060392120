"""The encoder: the cheapest bytes from the picture a terminal shows to the picture that is wanted (P-1)."""

from collections.abc import Iterator
from operator import ne
from typing import NamedTuple

from custtui.terminal.alignment import aligned
from custtui.terminal.capabilities import Capabilities
from custtui.terminal.cells import Palette
from custtui.terminal.edits import Edit, LineEdit, character_edits, cleared, scrolls
from custtui.terminal.ending import End, Ending
from custtui.terminal.model import CellRow, Picture
from custtui.terminal.motion import Place
from custtui.terminal.pen import sgr
from custtui.terminal.route import KEPT, Clearing, CursorRoute, State, States, Value, merge
from custtui.terminal.runs import Run, runs
from custtui.terminal.style import NORMAL

ANEW = b"\x1b[m\x1b[H\x1b[J"
"""Brings a terminal in any state to an empty screen, the cursor at home, the pen at rest."""

MUCH = 300
"""Bytes of a frame from which on every row is looked for at every other."""

MANY = 8
"""Changed rows from which on they are too."""

FEW = 4
"""Up to this number of changed rows every order of them is tried."""


class Sketch(NamedTuple):
    """A row to draw: its runs, and those left after insertions and deletions in it that may pay."""

    y: int
    runs: list[Run]
    edited: list[tuple[list[Edit], list[Run]]]


class Encoder:
    """Knows what one terminal shows, and writes what changes it."""

    def __init__(self, can: Capabilities, palette: Palette) -> None:
        self._can, self._palette = can, palette
        self._rows: list[CellRow] | None = None
        self._state = State(Place(0, 0), NORMAL)
        self._route = CursorRoute(can, 0)
        self._saved: State | None = None

    def forget(self) -> None:
        """Take nothing for granted any more: the next picture is sent anew."""
        self._rows = None

    def encode(self, picture: Picture, again: bool = False) -> bytes:
        """The bytes that make the terminal show `picture`; from then on it is taken to be shown.

        `again`: the last frame answered the same key.
        """
        prefix = self._begin(picture) if self._changed_size(picture) else b""
        ending = Ending(self._route.go, self._state, self._saved, again)
        best, void = min(self._ways(picture, ending), key=lambda way: way[0].cost)
        self._rows, self._state, self._saved, self._void = picture.rows, best.state, best.saved, void
        return prefix + best.raw

    def _changed_size(self, picture: Picture) -> bool:
        rows = self._rows
        return rows is None or len(rows) != len(picture.rows) or len(rows[0]) != len(picture.rows[0])

    def _begin(self, picture: Picture) -> bytes:
        width = len(picture.rows[0])
        self._rows = [[self._palette.space] * width for _ in picture.rows]
        self._void = [False] * len(picture.rows)
        self._state, self._saved = State(Place(0, 0), NORMAL), None
        self._route = CursorRoute(self._can, width)
        return ANEW

    def _ways(self, picture: Picture, ending: Ending) -> list[tuple[End, list[bool]]]:
        """The end of each way, and the rows that nothing has been written to after it."""
        shown = self._rows or []
        plain = ending.best(self._way(shown, picture, {self._state: (0, None)}), picture)
        ways = [(plain, _unwritten(self._void, shown, picture.rows))]
        if self._can.edits and plain.cost > 24:
            for edit in self._moves(shown, picture.rows, plain.cost):
                safe, void = edit.safe(self._void)
                begun = self._edited({self._state: (0, None)}, safe)
                way = self._way(edit.rows, picture, begun, clearing=False)
                ways.append((ending.best(way, picture), _unwritten(void, edit.rows, picture.rows)))
        return ways

    def _moves(self, shown: list[CellRow], wanted: list[CellRow], cost: int) -> Iterator[LineEdit]:
        """Deletions and insertions of lines that may pay where all would cost so many bytes without."""
        yield from cleared(shown, wanted, self._palette)
        if cost <= MUCH and sum(map(ne, shown, wanted)) < MANY:
            yield from scrolls(shown, wanted, self._palette)
        elif edit := aligned(shown, wanted, self._palette):
            yield edit

    def _way(self, shown: list[CellRow], picture: Picture, states: States, clearing: bool = True) -> States:
        changed = [y for y, row in enumerate(picture.rows) if row != shown[y]]
        if clearing and len(changed) > FEW and _emptied(shown, picture.rows, changed) > 40:
            return self._clearing(range(changed[0], len(shown)), shown, picture, states)
        rows = [self._sketch(y, shown[y], picture) for y in changed]
        return self._in_any_order(rows, states) if len(rows) <= FEW else self._downwards(rows, states)

    def _clearing(self, order: range, shown: list[CellRow], picture: Picture, states: States) -> States:
        """From here down, where erasing the rest of the screen may pay."""
        filled = next((y for y, row in enumerate(picture.rows) if not all(cell.empty for cell in row)), len(shown))
        for y in order:
            where = Clearing.FROM_HOME if y <= filled else Clearing.FROM_HERE
            states = self._drawn(self._sketch(y, shown[y], picture), states, where)
        return states

    def _downwards(self, rows: list[Sketch], states: States) -> States:
        for row in rows:
            states = self._drawn(row, states)
        return states

    def _in_any_order(self, rows: list[Sketch], states: States) -> States:
        """Each set of rows once, whichever of them was drawn last: what they cost does not depend on the others."""
        reached = {0: states}
        for done in range((1 << len(rows)) - 1):
            for bit, row in ((1 << at, row) for at, row in enumerate(rows)):
                if not done & bit:
                    merge(reached.setdefault(done | bit, {}), self._drawn(row, reached[done]))
        return reached[(1 << len(rows)) - 1]

    def _sketch(self, y: int, old: CellRow, picture: Picture) -> Sketch:
        new = picture.rows[y]
        cuts = tuple(place.x for place in (self._state.place, picture.place) if place.y == y)
        found = character_edits(y, old, new, self._palette) if self._can.edits and old != new else ()
        edited = [(edits, runs(edits[-1].rows[0], new, cuts)) for edits in found]
        return Sketch(y, runs(old, new, cuts), edited)

    def _drawn(self, row: Sketch, states: States, clearing: Clearing = Clearing.NO) -> States:
        """The states after a row, with characters inserted or deleted in it or without."""
        out = self._route.row(row.y, row.runs, dict(states), clearing)
        for edits, left in row.edited:
            begun = {state: value for state, value in states.items() if state.erased == KEPT}
            for edit in edits:
                begun = self._edited(begun, edit)
            merge(out, self._route.row(row.y, left, begun, Clearing.NO))
        return out

    def _edited(self, states: States, edit: Edit) -> States:
        """The states after an insertion or deletion, which needs a pen that leaves plain blanks."""
        out: States = {}
        for state, value in states.items():
            for place, operation in edit.operations:
                state, value = self._operated(state, value, place, operation, edit.stays)
            merge(out, {state: value})
        return out

    def _operated(
        self, state: State, value: Value, place: Place, operation: bytes, stays: bool
    ) -> tuple[State, Value]:
        pen = state.pen if state.pen.erasable and state.pen.bg < 0 else NORMAL
        piece = sgr(state.pen, pen) + self._route.go(state, place) + operation
        behind = place if stays else place._replace(x=-1)
        return State(behind, pen, state.erased), (value[0] + len(piece), (value[1], piece))


def _unwritten(void: list[bool], shown: list[CellRow], rows: list[CellRow]) -> list[bool]:
    return [nothing and old == new for nothing, old, new in zip(void, shown, rows, strict=True)]


def _emptied(shown: list[CellRow], rows: list[CellRow], changed: list[int]) -> int:
    """How many cells are to become blank."""
    return sum(1 for y in changed for old, new in zip(shown[y], rows[y], strict=True) if new is not old and new.empty)
