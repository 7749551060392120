"""Which keys may do nothing, and which are refused (X-18, X-19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


STOPPED = frozenset({"f6", "f7", "f8", "f9"})
"""What an option that was typed and not done stops (X-19)."""

SEEN_CRAMPED = frozenset({"escape", "f3"})
