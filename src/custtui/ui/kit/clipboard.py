"""Copying: what a screen offers goes, one after the other, to the clipboard of the clerk's own terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.domain.errors import refuse

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk

LONGEST = 500
"""Characters of what is copied: an address is shorter, and some terminals take no more."""


NAMES = {"number": "number", "code": "code", "phone": "phone", "email": "e-mail", "address": "address"}
"""What of a row can be copied, where the row has it."""


def of_row(row: object) -> list[tuple[str, str]]:
    """Number, code, phone, e-mail and address of a row of a list, those it has."""
    found = ((name, getattr(row, attribute, None)) for attribute, name in NAMES.items())
    texts = ((name, getattr(one, "one_line", one)) for name, one in found)
    return [(name, text) for name, text in texts if isinstance(text, str)]


def copy_next(desk: Desk, known: list[tuple[str, str]]) -> None:
    """Copy the first of what is known, or the one after that which was copied last and is still told of.

    Raises Refused where copying is switched off, the terminal has no clipboard, or nothing is known.
    """
    if not desk.session.clipboard:
        raise refuse("off", "Copying is switched off here (clipboard)")
    if not known:
        raise refuse("nothing", "Nothing to copy here: choose a row, or go to a field")
    told = [f"Sent to the clipboard of your terminal: {name} {text}" for name, text in known]
    now = next((number for number, text in enumerate(told) if desk.message.startswith(text)), -1)
    at = (now + 1) % len(known)
    if not desk.session.copy(known[at][1][:LONGEST]):
        raise refuse("terminal", "This kind of terminal has no clipboard")
    after = known[(at + 1) % len(known)][0]
    desk.hint(told[at] + (f" (again: {after})" if len(known) > 1 else ""))
