"""A window of fields, one below the other, with what is wrong behind each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.naming import named
from custtui.ui.kit.field import Field
from custtui.ui.kit.paint import Line, broken, width_of
from custtui.ui.kit.postal import name_postal
from custtui.ui.kit.view import Drawn
from custtui.ui.kit.window import Window, foot, section

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


class FormWindow(Window):
    """Fields over a screen. Where not all of them fit, those down to the cursor show."""

    HEADING = ""
    LABEL = 16
    """Cells of the labels."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._wide: dict[str, int] = {}

    def draw(self, width: int, height: int) -> Drawn:
        name_postal(self.fields)
        told = self._told(width, max(1, height - 3))
        rows, cursor = [section(text, width) for text in broken(self.heading, width - 2)], (0, 0)
        room = max(1, height - 1 - len(rows) - len(told))
        first = max(0, self.at - (room - 1))
        for number, field in list(enumerate(self.fields))[first : first + room]:
            line = Line(width)
            line.put(2, field.label, "label", self.LABEL)
            field.width = min(self._wide.setdefault(field.name, field.width), width - self.LABEL - 4)
            line.put(self.LABEL + 2, "" if self._beside(field, width) else field.mark, "mark")
            x = field.draw(line, self.LABEL + 3, here=number == self.at)
            cursor = (x, len(rows)) if number == self.at else cursor
            if self._beside(field, width):
                line.put(self.LABEL + 4 + field.width, f"? {field.error}", "mark")
            rows.append(line)
        below = len(self.fields) - first - room
        return [
            *rows,
            *(Line(width, f"  {text}", "mark") for text in told),
            foot(f"{below} more: Tab" if below > 0 else "", width),
        ], cursor

    def _beside(self, field: Field, width: int) -> bool:
        """There is room for its error behind it."""
        return bool(field.error) and self.LABEL + 4 + field.width + width_of(f"? {field.error}") < width

    def _told(self, width: int, most: int) -> list[str]:
        """The errors that do not stand beside their fields, whole, at most so many rows; the field's first."""
        wrong = [one for one in self.fields if one.error and not self._beside(one, width)]
        wrong.sort(key=lambda one: one is not self.field)
        texts = [f"? {named(one.label, one.error)}" for one in wrong]
        rows = [row for text in texts for row in broken(text, width - 3)]
        return rows[:most]

    @property
    def heading(self) -> str:
        """What the top row says."""
        return self.HEADING
