"""Which keys may do nothing, which are refused with which words, and what a digit behind Esc is (X-18, X-19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custtui.terminal.sequences import PREFIXED
from custtui.ui.kit import keys

if TYPE_CHECKING:
    from custtui.ui.kit.view import View

MOVES = frozenset({"up", "down", "left", "right", "home", "end", "pageup", "pagedown"})
BETWEEN_FIELDS = frozenset({"tab", "shift+tab"})


def stays(view: View, key: str) -> bool:
    """True for a key that may do nothing without a word: the one rule (X-18). All others act, speak or are refused.

    A key that only moves the cursor stays where there is nowhere to go: the cursor shows it, and nothing is lost. Tab
    stays in the last or only field of a form. Esc without a lock does nothing (SPEC: Reset).
    """
    return key in MOVES or key == "escape" or (key in BETWEEN_FIELDS and view.open_field is not None)


def nothing_here(key: str, told_by: str) -> str:
    """The refusal of a key that has no use here, by the name that stands on the keyboard; `told_by` is the help's."""
    return f"{keys.shown(key)} does nothing here: {told_by} tells the keys"


def without_prefix(key: str, character: str | None, *, plain: bool) -> tuple[str, str | None]:
    """What a digit right after Esc is: itself where it is `plain` (a lock or its end), and never F3; else its key."""
    if not key.startswith(PREFIXED):
        return key, character
    function = key.removeprefix(PREFIXED)
    return (character or "", character) if plain or function == "f3" else (function, None)


STOPPED = frozenset({"f6", "f7", "f8", "f9"})
"""What an option that was typed and not done stops (X-19)."""

SEEN_CRAMPED = frozenset({"escape", "f3"})
