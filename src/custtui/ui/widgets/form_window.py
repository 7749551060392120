"""A window of fields, one below the other, with what is wrong behind each."""

from custtui.ui.paint import Line, rule
from custtui.ui.view import Drawn
from custtui.ui.widgets.window import Window, section


class FormWindow(Window):
    """Fields over a screen. Where not all of them fit, those down to the cursor show."""

    HEADING = ""
    LABEL = 16
    """Cells of the labels."""

    def draw(self, width: int, height: int) -> Drawn:
        rows, cursor = [section(self.heading, width)], (0, 0)
        first = max(0, self.at - (height - 3))
        for number, field in list(enumerate(self.fields))[first : first + height - 2]:
            line = Line(width)
            line.put(2, field.label, "label", self.LABEL)
            x = field.draw(line, self.LABEL + 3, here=number == self.at)
            if field.error:
                line.put(self.LABEL + 4 + field.width, f"? {field.error}", "mark")
            cursor = (x, len(rows)) if number == self.at else cursor
            rows.append(line)
        return [*rows, rule(width)], cursor

    @property
    def heading(self) -> str:
        """What the top row says."""
        return self.HEADING
