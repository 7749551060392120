"""The first screen of a shared terminal: who works here now, by login and PIN (S-7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from custtui.domain.pin import LONGEST
from custtui.services.signing import sign_on
from custtui.ui.kit import keys
from custtui.ui.kit.field import Field
from custtui.ui.kit.paint import Line
from custtui.ui.kit.secret import Secret
from custtui.ui.kit.view import Drawn, View

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


class SignOn(View):
    """Login and PIN; no key leads anywhere else."""

    TITLE = "Sign on"
    ALONE: ClassVar[bool] = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.fields = [
            Field("login", "Login", 20, longest=64),
            Secret("pin", "PIN", 20, longest=LONGEST),
        ]

    def body(self, width: int, height: int) -> Drawn:
        rows, cursor = [Line(width), Line(width)], (0, 0)
        for number, field in enumerate(self.fields):
            line = Line(width)
            line.put(2, field.label, "label")
            x = field.draw(line, 10, here=number == self.at)
            cursor = (x, len(rows)) if number == self.at else cursor
            rows.append(line)
        return rows, cursor

    @keys.key("enter", "Next", "To the PIN; there it signs on", bar=1)
    async def do_next(self) -> None:
        """Enter: to the PIN, then on."""
        if self.field is self.fields[-1]:
            await self.do_sign_on()
        else:
            self.step(1)

    @keys.key("f9", "Sign on", "Begin to work here", bar=2)
    async def do_sign_on(self) -> None:
        """F9: who that is works here, at what he left or at home."""
        login, pin = self.value("login"), self.value("pin")
        self.by_name("pin").set("")
        who = await self.desk.ask(sign_on, login, pin)
        if self.desk.shift:
            await self.desk.shift.begin(who)

    @keys.key("f3", "End", "Leave the program (asks)", bar=3)
    async def do_leave(self) -> None:
        """F3: asks before leaving the program."""

        async def leave() -> None:
            if self.desk.shift:
                await self.desk.shift.end()
            self.desk.end()

        self.desk.confirm("Leave custtui? Drafts are saved", leave)

    @keys.key("ctrl+l", "Redraw", "Draw the screen anew")
    async def do_redraw(self) -> None:
        """Ctrl+L: send everything anew."""
        self.desk.redraw()

    @keys.key("ctrl+e", "Field exit", "Clear to the end of the field and go on")
    async def do_exit(self) -> None:
        await super().do_exit()
