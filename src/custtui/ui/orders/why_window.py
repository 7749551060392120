"""A window that asks why: a coded reason or a text; F9 does it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from custtui.domain.choice import Choice
from custtui.domain.flag import flag_slip, read_flag
from custtui.services.lists import coded
from custtui.ui.kit import keys
from custtui.ui.kit.field import FLAG, Field
from custtui.ui.kit.form_window import FormWindow
from custtui.ui.kit.prompt import Prompt, matching

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

ReasonedAct = Callable[[dict[str, str]], Awaitable[None]]


def reason(kind: str) -> Field:
    """The field of a coded reason; F4 lists the codes of the kind."""
    help_text = "Why; stands in the history"
    return Field("reason", "Reason", 31, longest=40, prompt=kind, help=help_text, needed=True)


def text() -> Field:
    """The field of a text in one's own words."""
    return Field("text", "Text", 50, longest=200, help="Why it is held; stands on the order", needed=True)


def back() -> Field:
    """Does the draft come back?"""
    return Field("back", "Draft back", 3, "N", longest=1, kind=FLAG, help="Y: its lines come up to be keyed on")


def flag(typed: str) -> bool:
    """Y in a field of Y or N."""
    return read_flag(typed) is True


class WhyWindow(FormWindow):
    """Fields, and what is done with what stands in them."""

    LABEL = 12

    def __init__(self, desk: Desk, heading: str, fields: Sequence[Field], act: ReasonedAct) -> None:
        super().__init__(desk)
        self._heading, self._act = heading, act
        self.fields = [*fields]

    @property
    def heading(self) -> str:
        return self._heading

    @keys.key("f9", "Do it", "Check what is typed, and do it", bar=1)
    async def do_act(self) -> None:
        """F9: done, and the window goes; refused, and it stays."""
        wrong = [one for one in self.fields if one.kind == FLAG and read_flag(one.value) is None]
        if wrong:
            self.desk.refuse(flag_slip(wrong[0].label, wrong[0].value))
            return
        await self._act({one.name: one.value for one in self.fields})
        self.close()

    @keys.key(keys.LIST, "List", "The reasons there are", bar=2)
    async def do_list(self) -> None:
        """F4: the coded reasons."""
        field = self.field
        if field is None or not field.prompt:
            self.no_list(field)
            return
        reasons = await self.desk.ask(coded.coded, field.prompt)

        async def listed(find: str) -> list[Choice]:
            return matching(reasons, find)

        async def take(choice: Choice) -> None:
            field.fill(choice.key)

        await Prompt(self.desk, field.label, listed, take).open()

    @keys.key("f12", "Back", "Close; nothing is done", bar=3)
    @keys.key("f11", "No", "Close; nothing is done")
    async def do_back(self) -> None:
        await super().do_back()
