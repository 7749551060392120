"""The pen: the fewest bytes of SGR that lead from one style to another."""

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
)

_ON = {BOLD: "1", DIM: "2", ITALIC: "3", UNDERLINE: "4", BLINK: "5", REVERSE: "7", STRIKE: "9"}
_OFF = {ITALIC: "23", UNDERLINE: "24", BLINK: "25", REVERSE: "27", STRIKE: "29"}


@lru_cache(4096)
def sgr(pen: Style, style: Style) -> bytes:
    """The bytes that turn `pen` into `style`: only what differs, or a reset and the whole, whichever is less."""
    if pen == style:
        return b""
    if style == NORMAL:
        return b"\x1b[m"
    anew = f"\x1b[;{';'.join(_changes(NORMAL, style))}m"  # an omitted parameter is a 0, and one byte less
    onward = f"\x1b[{';'.join(_changes(pen, style))}m"
    return min(anew, onward, key=len).encode()


def _changes(pen: Style, style: Style) -> list[str]:
    off, on = pen.attributes & ~style.attributes, style.attributes & ~pen.attributes
    codes: list[str] = []
    if off & (BOLD | DIM):  # one code ends both
        codes.append("22")
        on |= style.attributes & (BOLD | DIM)
    codes += [code for bit, code in _OFF.items() if off & bit]
    codes += [code for bit, code in _ON.items() if on & bit]
    codes += [_colour(style.fg, 30)] if style.fg != pen.fg else []
    codes += [_colour(style.bg, 40)] if style.bg != pen.bg else []
    return codes


def _colour(colour: int, base: int) -> str:
    if colour == DEFAULT:
        return str(base + 9)
    if colour < 8:
        return str(base + colour)
    if colour < 16:
        return str(base + 52 + colour)
    if colour < 256:
        return f"{base + 8};5;{colour}"
    value = colour - RGB
    return f"{base + 8};2;{value >> 16};{value >> 8 & 255};{value & 255}"
