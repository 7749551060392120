"""The one widget of the program: the page that shows composed rows, and repaints only those that changed."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from custtui.ui.kit.paint import STYLES, Line

DARK, LIGHT, CONTRAST = THEMES = ("dark", "light", "contrast")
"""For dark and for light paper, and without colours."""


def sheets(theme: str) -> tuple[str, ...]:
    """The names of the sheets a theme needs: what differs from the dark one is read where it is worn (P-6)."""
    return ("app",) if theme == DARK else ("app", theme)


class Page(Widget):
    """Shows rows of text; the terminal's own cursor stands where typing goes on."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"page--{name}" for name in STYLES}

    def __init__(self, resized: Callable[[], None], theme: str) -> None:
        super().__init__(classes=f"-{theme}")
        self._resized, self._signed = resized, theme == CONTRAST
        self.rows: list[Line] = []
        self._look: dict[str, Style] = {}

    def show(self, rows: Sequence[Line], cursor_row: int | None) -> None:
        """Show these rows, top to bottom; `cursor_row` is where the cursor moved to, None where it did not.

        Textual moves the cursor with the next frame, so a move alone repaints its row: the driver sends the move.
        """
        changed = [y for y, row in enumerate(rows) if y >= len(self.rows) or row != self.rows[y]]
        self.rows = list(rows)
        if cursor_row is not None and not changed:
            changed = [cursor_row]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def on_resize(self) -> None:
        """The page has its new size by now; the application's own event comes before."""
        self._resized()

    def render_line(self, y: int) -> Strip:
        if y >= len(self.rows):
            return Strip.blank(self.size.width, self._styles()["text"])  # without a style NO_COLOR fails
        return self.rows[y].strip(self._styles(), signed=self._signed)

    def wear(self, theme: str) -> None:
        """Another theme from now on."""
        self.classes, self._signed = f"-{theme}", theme == CONTRAST
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._look = {}

    def _styles(self) -> dict[str, Style]:
        if not self._look:
            self._look = {name: self.get_component_rich_style(f"page--{name}") for name in STYLES}
        return self._look

    @property
    def text(self) -> str:
        """What stands on the page, as plain text."""
        return "\n".join(str(row).rstrip() for row in self.rows)
