"""The end of a frame: the cursor goes to its place, or back to where it was saved, and the pen is made ready.

A terminal saves one place with its pen (DECSC) and goes back there for two bytes (DECRC): a field that a question at
the foot of the screen takes the cursor from gets it back so, with the pen that writes the next letter.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from custtui.terminal.model import Picture
from custtui.terminal.motion import Place
from custtui.terminal.pen import sgr
from custtui.terminal.route import Chain, State, States, spelled
from custtui.terminal.style import NORMAL, REVERSE, Style

SAVE, RESTORE = b"\x1b7", b"\x1b8"

WHOLE, RICH, SMALL = 120, 24, 16
"""Bytes of a frame from which on the pen is prepared for the next letter: it is as before, plain, neither."""

SOON = 48
"""The same for a plain pen after a further frame that answers the same key."""

LEAVING, FOOT = range(40, 300), 2
"""Bytes of a frame that takes the cursor to the last rows: where it was is saved. More is another screen."""


class End(NamedTuple):
    """A frame as it may be sent: its bytes, where it leaves cursor and pen, and what is saved from then on."""

    cost: int
    prefix: bytes
    chain: Chain
    last: bytes
    state: State
    saved: State | None

    @property
    def raw(self) -> bytes:
        """What is sent."""
        return self.prefix + spelled(self.chain) + self.last


class Ending:
    """Ends frames that began in one state of the terminal, with one place saved or none."""

    def __init__(self, go: Callable[[State, Place], bytes], began: State, saved: State | None, again: bool) -> None:
        """`again`: the last frame answered the same key."""
        self._go, self._began, self._saved = go, began, saved
        self._small, self._rich = (1, SOON) if again else (SMALL, RICH)

    def best(self, states: States, picture: Picture) -> End:
        """The cheapest end of those that can be reached."""
        pen = _next_pen(picture)
        foot = self._began.place.y < len(picture.rows) - FOOT <= picture.place.y
        ends = (
            end
            for state, (cost, chain) in states.items()
            for end in self._ends(picture.place, foot and cost in LEAVING, state, cost, chain)
        )
        return min((self._ready(end, pen) for end in ends), key=lambda end: end.cost)

    def _ends(self, place: Place, leaves: bool, state: State, cost: int, chain: Chain) -> Iterator[End]:
        began, saved = self._began, self._saved
        if saved and saved.place == place:
            yield End(cost + 2, b"", chain, RESTORE, saved, None)
        elif not saved and began.place == place:
            yield End(cost + 4, SAVE, chain, RESTORE, began, None)
        prefix, move = SAVE if leaves else b"", self._go(state, place)
        after = State(place, state.pen)
        yield End(cost + len(prefix + move), prefix, chain, move, after, began if leaves else saved)

    def _ready(self, end: End, next_pen: Style) -> End:
        """With the pen that the next letter wants, where the frame is large enough for that to be little."""
        pen, before = end.state.pen, self._began.pen
        floor = WHOLE if pen == before else self._rich if pen == NORMAL else self._small
        if pen != next_pen and end.cost - len(end.last) >= floor:
            pen = next_pen
        elif pen not in (before, next_pen, NORMAL):
            pen = NORMAL  # what comes next may be plain
        more = sgr(end.state.pen, pen)
        return end._replace(cost=end.cost + len(more), last=end.last + more, state=State(end.state.place, pen))


def _next_pen(picture: Picture) -> Style:
    """The pen the next letter will want: that of the cell under the cursor, or before it.

    Nobody types into text that is reversed, the highlighted row of a list or a question: of reversed blanks a field
    in focus is made.
    """
    y, x = picture.place
    here, before = picture.rows[y][x], picture.rows[y][max(x - 1, 0)]
    style = here.style
    if here.blank and here.style.erasable and not (before.blank and before.style.erasable):
        style = before.style
    return NORMAL if style.attributes & REVERSE and not here.blank else style
