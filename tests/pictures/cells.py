"""Draws the cells of a terminal as a picture, in the sixteen colours of xterm."""

import unicodedata
from functools import cache

import pyte
from PIL import Image, ImageDraw, ImageFont

SIZE = 15
"""Pixels of the type."""
FONTS = {False: "DejaVuSansMono.ttf", True: "DejaVuSansMono-Bold.ttf"}
NAMES = "black red green brown blue magenta cyan white".split()
PLAIN = "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5".split()
BRIGHT = "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff".split()
COLOURS = dict(zip(NAMES, PLAIN, strict=True)) | {f"bright{n}": c for n, c in zip(NAMES, BRIGHT, strict=True)}
Ink = tuple[str, str]
"""Text and paper of what has no colour of its own."""
DARK: Ink = ("e5e5e5", "000000")
LIGHT: Ink = ("000000", "ffffff")


@cache
def font(bold: bool) -> ImageFont.FreeTypeFont:
    """Raises OSError where this machine has no DejaVu Sans Mono."""
    return ImageFont.truetype(FONTS[bold], SIZE)


def picture(screen: pyte.Screen, ink: Ink) -> Image.Image:
    """The screen, its cursor as a block with an edge."""
    wide, high = round(font(False).getlength("M")), SIZE + 4
    image = Image.new("RGB", (screen.columns * wide + 8, screen.lines * high + 8), f"#{ink[1]}")
    pen = ImageDraw.Draw(image)
    for y in range(screen.lines):
        for x in range(screen.columns):
            _cell(pen, (4 + x * wide, 4 + y * high), (wide, high), screen.buffer[y][x], ink)
    x, y = 4 + screen.cursor.x * wide, 4 + screen.cursor.y * high
    if not screen.cursor.hidden:
        pen.rectangle((x, y + high - 3, x + wide - 1, y + high - 1), fill="#ff8800")
    return image


def _cell(
    pen: ImageDraw.ImageDraw, at: tuple[int, int], size: tuple[int, int], char: pyte.screens.Char, ink: Ink
) -> None:
    text, paper = _colour(char.fg, ink[0]), _colour(char.bg, ink[1])
    if char.reverse:
        text, paper = paper, text
    (x, y), (wide, high) = at, size
    if paper != f"#{ink[1]}":
        cells = 2 if char.data and unicodedata.east_asian_width(char.data[0]) in "WF" else 1
        pen.rectangle((x, y, x + cells * wide - 1, y + high - 1), fill=paper)
    if char.data.strip():
        pen.text((x, y), char.data, fill=text, font=font(char.bold))
    if char.underscore:
        pen.line((x, y + high - 2, x + wide - 1, y + high - 2), fill=text)


def _colour(name: str, plain: str) -> str:
    return f"#{plain if name == 'default' else COLOURS.get(name, name)}"
