"""Read the SGR sequences Textual and Rich write, in every form, into styles the terminal has."""

from collections.abc import Iterator
from functools import lru_cache

from custtui.terminal.style import (
    BLINK,
    BOLD,
    DEFAULT,
    DIM,
    ITALIC,
    NORMAL,
    REVERSE,
    RGB,
    STRIKE,
    UNDERLINE,
    Style,
    reduced,
)

_ON = {1: BOLD, 2: DIM, 3: ITALIC, 4: UNDERLINE, 5: BLINK, 6: BLINK, 7: REVERSE, 9: STRIKE, 21: UNDERLINE}
_OFF = {22: BOLD | DIM, 23: ITALIC, 24: UNDERLINE, 25: BLINK, 27: REVERSE, 29: STRIKE}
_ALL = (1 << 7) - 1


class Rendition:
    """Applies SGR parameters to a style, and reduces the result to a terminal's colours and attributes."""

    def __init__(self, colours: int = 1 << 24, attributes: int = _ALL) -> None:
        self._colours, self._attributes = colours, attributes

    def apply(self, style: Style, parameters: str) -> Style:
        """The style after `parameters` (the part between CSI and m); unknown ones change nothing."""
        if parameters in ("", "0"):
            return NORMAL
        return reduced(_applied(style, parameters), self._colours, self._attributes)


@lru_cache(4096)
def _applied(style: Style, parameters: str) -> Style:
    codes = iter([int(code or 0) for code in parameters.replace(":", ";").split(";")])
    fg, bg, attributes = style
    for code in codes:
        if code == 0:
            fg, bg, attributes = NORMAL
        elif code in _ON:
            attributes |= _ON[code]
        elif code in _OFF:
            attributes &= ~_OFF[code]
        elif 30 <= code < 40 or 90 <= code < 98:
            fg = _colour(code, 30, fg, codes)
        elif 40 <= code < 50 or 100 <= code < 108:
            bg = _colour(code, 40, bg, codes)
    return Style(fg, bg, attributes)


def _colour(code: int, base: int, now: int, codes: Iterator[int]) -> int:
    if code == base + 9:
        return DEFAULT
    if code == base + 8:
        return _extended(now, codes)
    return code - base if code < base + 8 else code - base - 52


def _extended(now: int, codes: Iterator[int]) -> int:
    kind = next(codes, 0)
    if kind == 5:
        return min(next(codes, 0), 255)
    if kind == 2:
        red, green, blue = (min(next(codes, 0), 255) for _ in range(3))
        return RGB + (red << 16 | green << 8 | blue)
    return now
