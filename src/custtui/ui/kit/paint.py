"""Rows of the screen as they are composed: text put at cells, in named styles."""

from collections.abc import Iterable

from rich.cells import get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from custtui.domain.text import is_harmful
from custtui.domain.typeset import Typeset
from custtui.terminal.charset import apart

STYLES = (
    "text",
    "title",
    "label",
    "column",
    "strong",
    "dim",
    "field",
    "typing",
    "replaced",
    "mark",
    "wrong",
    "amiss",
    "good",
    "selected",
    "head",
    "message",
    "refusal",
    "key",
    "keys",
)
"""Component classes of the page; what they look like stands in `styles/`."""


OUT_OF_FOCUS = {"typing": "field", "replaced": "field", "amiss": "wrong"}
"""How a field that has the focus looks without it."""

SCREEN = Typeset(get_character_cell_size)
"""By the table the wire measures with."""
cells, width_of, fit = SCREEN.cells, SCREEN.width_of, SCREEN.fit
wrapped, broken, bounded, ended = SCREEN.wrapped, SCREEN.broken, SCREEN.bounded, SCREEN.ended
capped = SCREEN.capped


class Line:
    """One row of the screen: `width` cells, each a character and a style name."""

    __slots__ = ("chars", "styles", "width")

    def __init__(self, width: int, text: str = "", style: str = "text") -> None:
        self.width = width
        self.chars: list[str] = [" "] * width
        self.styles: list[str] = ["text"] * width
        if text:
            self.put(0, text, style)

    def put(self, x: int, text: str, style: str = "text", width: int | None = None, align: str = "left") -> int:
        """Put text at cell x, cut to `width` cells (or to the row); returns the cell behind it.

        `align` "right" needs a width. Nothing that could harm the terminal gets in (S-5).
        """
        room = max(0, self.width - x if width is None else min(width, self.width - x))
        text = fit(apart(text), room)
        if align == "right" and width is not None:
            x += max(0, room - width_of(text))
        for character in text:
            x = self._set(x, character, style)
        return x

    def number(self, end: int, text: str, style: str = "text") -> None:
        """Put a number so that it ends before cell `end`; a number is never cut."""
        self.put(max(0, end - width_of(text)), text, style)

    def _set(self, x: int, character: str, style: str) -> int:
        size = cells(character)
        if size == 0:
            if x > 0:
                self.chars[x - 1 if self.chars[x - 1] else x - 2] += character
            return x
        self.chars[x] = "?" if is_harmful(character) else character
        self.styles[x] = style
        if size == 2:
            self.chars[x + 1], self.styles[x + 1] = "", style
        return x + size

    def out_of_focus(self) -> "Line":
        """The row as it looks while the cursor is in a window over it: only one field is in focus."""
        if not OUT_OF_FOCUS.keys() & set(self.styles):
            return self
        line = Line(self.width)
        line.chars = self.chars[:]
        line.styles = [OUT_OF_FOCUS.get(style, style) for style in self.styles]
        return line

    def paint(self, x: int, width: int, style: str) -> None:
        """Give `width` cells from x a style, whatever stands there."""
        for cell in range(x, min(x + width, self.width)):
            self.styles[cell] = style

    def blank(self, x: int, width: int, style: str) -> None:
        """Blanks in a style over whatever stood there; half of a wide character does not stay."""
        for cell in range(max(x, 0), min(x + width, self.width)):
            self.chars[cell] = " "
        if 0 < x < self.width and cells(self.chars[x - 1][:1] or " ") == 2:
            self.chars[x - 1] = " "
        if 0 < x + width < self.width and not self.chars[x + width]:
            self.chars[x + width] = " "
        self.paint(x, width, style)

    def mark(self, style: str) -> None:
        """Give the row a style in one piece, from its first text to its last."""
        written = [cell for cell, character in enumerate(self.chars) if character != " "]
        if written:
            self.paint(written[0], written[-1] + 1 - written[0], style)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Line) and self.chars == other.chars and self.styles == other.styles

    __hash__ = None  # type: ignore[assignment]

    def __str__(self) -> str:
        return "".join(self.chars)

    def strip(self, look: dict[str, Style], *, signed: bool = False) -> Strip:
        """The row as Textual draws it; `signed`: without colours, where a label is one by its colon."""
        chars = self.signed() if signed else self.chars
        segments: list[Segment] = []
        start = 0
        for x in range(1, self.width + 1):
            if x == self.width or self.styles[x] != self.styles[start]:
                segments.append(Segment("".join(chars[start:x]), look[self.styles[start]]))
                start = x
        return Strip(segments, self.width)

    def signed(self) -> list[str]:
        """A colon in the blank behind each label."""
        ends = [
            x
            for x in range(1, self.width)
            if self.styles[x - 1] == "label" != self.styles[x] and self.chars[x] == " " != self.chars[x - 1]
        ]
        return [":" if x in ends else character for x, character in enumerate(self.chars)] if ends else self.chars


def goes_on(line: Line) -> None:
    """What it says has no room for its end."""
    line.put(min(width_of(str(line).rstrip()), line.width - 2), "…", "text")


def held(lines: list[Line], room: int) -> list[Line]:
    """The rows there is room for; the last one ends in "…" where more is said below it."""
    kept, cut = lines[: max(0, room)], lines[max(0, room) :]
    said = [line for line in kept if str(line).strip()]
    if said and any(str(line).strip() for line in cut):
        goes_on(said[-1])
    return kept


def lines_of(texts: Iterable[str], width: int, at: int, style: str) -> list[Line]:
    """Texts one below the other, each from the same cell on."""
    lines: list[Line] = []
    for text in texts:
        lines.append(Line(width))
        lines[-1].put(at, text, style)
    return lines
