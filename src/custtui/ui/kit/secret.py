"""A field that shows nothing of what is typed, not even how much."""

from dataclasses import dataclass

from custtui.ui.kit import keys
from custtui.ui.kit.field import Field
from custtui.ui.kit.paint import Line


@dataclass(slots=True, repr=False)
class Secret(Field):
    """Its cursor stays at the beginning, and goes back but not on, round to where what is typed can be read."""

    def draw(self, line: Line, x: int, *, here: bool) -> int:
        line.blank(x, self.width, "typing" if here else "field")
        return x

    def key(self, key: str) -> bool:
        """Backspace takes all of it: nobody sees how much is left."""
        if key == "backspace":
            self.fill("")
            return True
        return super(Secret, self).key(key)

    @property
    def copied(self) -> str:
        return ""

    def hide(self) -> None:
        self.fill("")

    def held(self) -> str:
        """What was typed goes, the cursor stays: a login keyed once more lands here, and its secret after it."""
        self.fill("")
        return f"{self.label}: empty, type it anew; {keys.shown('shift+tab')} goes back"
