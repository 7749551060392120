"""F9 on documents: to the printer of the house, where it has one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from custtui.domain.errors import Refused, refuse
from custtui.services.asks import administrators
from custtui.services.fulfilment.printing import text_of
from custtui.ui.kit import keys
from custtui.ui.kit.list_view import NOT_CHOSEN
from custtui.ui.kit.working import working

if TYPE_CHECKING:
    from custtui.ui.fulfilment.papers import Paper
    from custtui.ui.kit.desk import Desk

WITH, WITHOUT = "printing", "printerless"
"""Modes of a screen: whether the house has a printer."""


class Printing:
    """What F9 and F11 do on a screen of documents; `chosen` tells which one, None for none."""

    def __init__(self, desk: Desk, chosen: Callable[[], Paper | None]) -> None:
        self._desk, self._chosen = desk, chosen
        self._administrators = ""

    def asks(self) -> str:
        """Whom to ask for a printer where there is none: a question of the database."""
        return "" if self._desk.session.printer else administrators()

    def look(self, whom: str) -> None:
        """What that was answered."""
        self._administrators = whom

    @property
    def told(self) -> str:
        """`F9 prints it`, or whom to ask for a printer."""
        if self._desk.session.printer:
            return f"{keys.name(self.do_print)} prints it"
        return f"No printer is set up here: ask {self._administrators}"

    @property
    def modes(self) -> frozenset[str]:
        """Whether F9 prints."""
        return frozenset({WITH if self._desk.session.printer else WITHOUT})

    @keys.key("f9", "Print", "The document goes to the printer", bar=4, when=WITH)
    async def do_print(self) -> None:
        """F9: keys typed meanwhile wait, so that what is said is what became of it.

        It is an outcome, also where nothing was printed: an Esc typed meanwhile would end a refusal that nobody saw.
        """
        paper, printer = self._chosen(), self._desk.session.printer
        if paper is None or printer is None:
            raise refuse("no_row", NOT_CHOSEN)
        with working(self._desk, f"Printing {paper.kind} {paper.number}"):
            rows = await self._desk.ask(text_of, self._desk.session.who, paper.word, paper.number)
            told = f"{paper.kind.capitalize()} {paper.number} sent to the printer"
            try:
                await asyncio.to_thread(printer, rows)
            except Refused as refused:
                self._desk.bell()
                told = refused.faults[0].text
        self._desk.say(told)

    @keys.key("f9", "Yes", keys.NO_USE, when=WITHOUT)
    async def do_without(self) -> None:
        """F9: there is no printer."""
        self._desk.hint(keys.no_use(self.do_without, "the house has set up no printer"))

    @keys.key("f11", "No", keys.NO_USE)
    async def do_nothing(self) -> None:
        """F11."""
        self._desk.hint(keys.no_use(self.do_nothing, "a document stays as it was booked"))
