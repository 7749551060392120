"""Motion: the fewest bytes that take the cursor from one place to another."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

TAB = 8
"""Columns between the tab stops a terminal starts with."""


class Place(NamedTuple):
    """Row and column of the cursor, from 0; a column of -1 is not known."""

    y: int
    x: int


@lru_cache(8192)
def motion(start: Place, end: Place, absolute: bool, width: int) -> bytes:
    """The bytes from `start` to `end`; `absolute`: the terminal moves to a row or column alone (CHA, VPA).

    Line feeds are never sent on the last row, where they would scroll: `end` is inside the screen, below `start`.
    """
    best = _address(end)
    if start == end:
        return b""
    downs = list(_vertical(start.y, end.y, absolute))
    across = list(_horizontal(start.x, end.x, absolute, width))
    if start.y == end.y:
        downs = [b""]
    for down in downs:
        for side in across:
            if len(down) + len(side) < len(best):
                best = down + side
    return best


def _address(end: Place) -> bytes:
    y, x = end.y + 1, end.x + 1
    if x == 1:
        return b"\x1b[H" if y == 1 else b"\x1b[%dH" % y
    return b"\x1b[;%dH" % x if y == 1 else b"\x1b[%d;%dH" % (y, x)


def _vertical(y: int, to: int, absolute: bool) -> Iterator[bytes]:
    if to > y:
        yield b"\n" * (to - y)
        yield b"\x1b[%dB" % (to - y)
    elif to < y:
        yield b"\x1bM" * (y - to)
        yield _csi(y - to, b"A")
    if absolute:
        yield _csi(to + 1, b"d")


def _horizontal(x: int, to: int, absolute: bool, width: int) -> Iterator[bytes]:
    if x == to:
        yield b""
        return
    if absolute:
        yield _csi(to + 1, b"G")
    yield from (b"\r" + right for right in _right(0, to, width))
    if x < 0:
        return
    if to < x:
        yield b"\b" * (x - to)
        yield _csi(x - to, b"D")
    else:
        yield from _right(x, to, width)


def _right(x: int, to: int, width: int) -> Iterator[bytes]:
    if x == to:
        yield b""
        return
    yield _csi(to - x, b"C")
    tabs, rest = to // TAB - x // TAB, to % TAB
    if tabs:
        yield b"\t" * tabs + (_csi(rest, b"C") if rest else b"")
    if (to // TAB + 1) * TAB < width and rest:  # one stop too far, and back
        back = TAB - rest
        yield b"\t" * (tabs + 1) + min(b"\b" * back, _csi(back, b"D"), key=len)


def _csi(count: int, final: bytes) -> bytes:
    return b"\x1b[%s" % final if count == 1 else b"\x1b[%d%s" % (count, final)
