"""Windows: they cover only the rows they need, so that the record stays in view."""

from custtui.ui.kit.paint import Line, fit
from custtui.ui.kit.view import Drawn, View


class Window(View):
    """Something over a screen that takes the keys until it closes."""

    def draw(self, width: int, height: int) -> Drawn:
        """The window's rows, at most `height` of them, and the cursor in them."""
        raise NotImplementedError

    def needs(self, width: int, room: int) -> int:
        """Rows it needs to show all of it, `room` of them where it can do with those; 0: it goes by what it has."""
        return 0

    def body(self, width: int, height: int) -> Drawn:
        return self.draw(width, height)

    async def afterwards(self) -> bool:
        """What the screen below had not worked out when the window came up shows beside it."""
        return await self.desk.view.covered()

    def close(self) -> None:
        """Go away, hints with it; what is below stays as it was."""
        if self in self.desk.windows:
            self.desk.windows.remove(self)
            self.desk.hint("")

    async def do_back(self) -> None:
        """F12: close, nothing taken."""
        self.close()


def section(text: str, width: int) -> Line:
    """The head of a part of a screen, and the top row of a window."""
    return Line(width, f" {fit(text, width - 2)}", "head")


def foot(text: str, width: int) -> Line:
    """The last row of a window: what is said of its rows further down."""
    return section(text, width) if text else Line(width)


def bottom(more: int, width: int, key: str = ": PgDn") -> Line:
    """The last row of a window: how many of its rows are further down, and the key that brings them."""
    return foot(f"{more} more{key}" if more > 0 else "", width)
