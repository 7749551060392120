"""How a cell looks: colours and attributes, and what they become on a terminal with fewer of them."""

from functools import lru_cache
from typing import NamedTuple

from rich.color import Color, ColorSystem

BOLD, DIM, ITALIC, UNDERLINE, BLINK, REVERSE, STRIKE = (1 << n for n in range(7))

VISIBLE = UNDERLINE | BLINK | REVERSE | STRIKE
"""The attributes that show on a blank."""

DEFAULT = -1
RGB = 1 << 24
"""A colour from here on is RGB + 0xRRGGBB; below are the 256 of xterm; DEFAULT is the terminal's own."""


class Style(NamedTuple):
    """Foreground, background (DEFAULT, 0–255, or RGB + 0xRRGGBB) and attribute bits."""

    fg: int = DEFAULT
    bg: int = DEFAULT
    attributes: int = 0

    @property
    def erasable(self) -> bool:
        """Erasing with this pen makes plain blanks of its background."""
        return not self.attributes & VISIBLE

    @property
    def of_blank(self) -> "Style":
        """The style as far as it can be seen on a blank."""
        return self if self.attributes & VISIBLE else Style(bg=self.bg)


NORMAL = Style()


def reduced(style: Style, colours: int, attributes: int) -> Style:
    """The style on a terminal that has `colours` colours and the given attributes."""
    mine = style.attributes & attributes
    fg, bg = _colour(style.fg, colours), _colour(style.bg, colours)
    if colours == 8:
        if 8 <= fg < 16:  # bright: bold stands for it; bright black on black would vanish
            fg, mine = (fg - 8 if fg > 8 else DEFAULT), mine | (BOLD if fg > 8 else 0)
        bg = bg - 8 if 8 <= bg < 16 else bg
    return Style(fg, bg, mine)


@lru_cache(1024)
def _colour(colour: int, colours: int) -> int:
    if colour == DEFAULT or not colours:
        return DEFAULT
    if colour < 16 or (colour < 256 and colours >= 256) or colours > 256:
        return colour
    system = ColorSystem.EIGHT_BIT if colours == 256 else ColorSystem.STANDARD
    rgb = Color.from_ansi(colour) if colour < 256 else _from_rgb(colour - RGB)
    return rgb.downgrade(system).number or 0


def _from_rgb(value: int) -> Color:
    return Color.from_rgb(value >> 16, value >> 8 & 255, value & 255)
