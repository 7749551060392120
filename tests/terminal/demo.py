"""A small Textual application of full-width line widgets, as the tests' guinea pig: `python demo.py [option]`."""

from custtui.terminal.early import take_over

take_over()

import os  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

from rich.segment import Segment  # noqa: E402
from rich.style import Style  # noqa: E402
from textual.app import App, ComposeResult  # noqa: E402
from textual.events import Event, Key, Paste  # noqa: E402
from textual.geometry import Offset  # noqa: E402
from textual.strip import Strip  # noqa: E402
from textual.widget import Widget  # noqa: E402

from custtui.terminal.driver import WireDriver  # noqa: E402

STOCK = os.environ.get("CUSTTUI_DRIVER") == "stock"

WIDTH = 200


class Lines(Widget):
    """All lines of the screen."""

    DEFAULT_CSS = "Lines { width: 1fr; height: 1fr; }"

    def render_line(self, y: int) -> Strip:
        app = self.app
        assert isinstance(app, Demo)
        return Strip(app.line(y)).adjust_cell_length(self.size.width)


class Demo(App[None]):
    """F5 fills the screen, F6 empties it, F7 sleeps, F8 rings, F10 leaves; everything else is typed into a field."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { layout: vertical; }"

    def __init__(self) -> None:
        super().__init__(driver_class=None if STOCK else WireDriver)
        self.typed, self.pages, self.fields = "", 0, 1
        self.hostile: list[str] = []

    def on_mount(self) -> None:
        self.theme = "ansi-dark"
        self.place()

    def compose(self) -> ComposeResult:
        yield Lines()

    def line(self, y: int) -> list[Segment]:
        if y == 0:
            return [Segment(f" demo {self.pages}".ljust(WIDTH), Style(reverse=True))]
        if y == 1:
            return [Segment("Field: "), Segment(self.typed.ljust(30), Style(underline=True))]
        if self.hostile:
            return [Segment(f"<{self.hostile[y - 2]}>" if y - 2 < len(self.hostile) else "", Style(bold=True))]
        return [Segment(f"row {y} of page {self.pages} ".ljust(60, chr(97 + self.pages % 26)) if self.pages else "")]

    def place(self) -> None:
        self.cursor_position = Offset(7 + len(self.typed), 1)
        self.query_one(Lines).refresh()

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key):
            self.key(event)
        elif isinstance(event, Paste):
            self.typed += f"[{event.text}]"
            self.place()
        else:
            await super().on_event(event)

    def key(self, event: Key) -> None:
        driver = self._driver
        assert isinstance(driver, WireDriver)
        match event.key:
            case "f5":
                self.pages += 1
            case "f6":
                self.pages = 0
            case "f7":
                time.sleep(3)
            case "f8":
                self.bell()
            case "f10":
                if "--tell" in sys.argv:
                    Path(sys.argv[-1]).write_text(str(self.pages))
                self.exit()
            case "ctrl+l":
                driver.redraw()
            case "backspace":
                self.typed = self.typed[:-1]
            case _:
                self.typed += event.character if event.is_printable else f"<{event.key}>"
        self.place()

    def hang_up(self) -> None:
        if "--deaf" not in sys.argv:
            self.exit(message="draft kept")


if __name__ == "__main__":
    WireDriver.pacing = "--pacing" in sys.argv
    if "--suspend" in sys.argv:
        WireDriver.allow_suspend = True
    app = Demo()
    if "--hostile" in sys.argv:
        import json

        lines = Path(sys.argv[-1]).read_text(encoding="utf-8").splitlines()
        app.hostile = [json.loads(line)["s"] for line in lines]
    if "--late" in sys.argv:
        time.sleep(1)
    app.run(mouse=False)
    print("bye")
