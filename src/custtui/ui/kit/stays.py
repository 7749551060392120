"""Which keys may do nothing without a word: the one rule (X-18). Every other one acts, says something, or is refused.

- A key that only moves the cursor stays where there is nowhere to go: the cursor shows it, and nothing is lost.
- Tab and Enter stay in the last or only field of a form; where there is no field, and no row, they are refused.
- Esc without a lock does nothing (SPEC: Reset); Ctrl+L changes nothing by what it is.
"""

from custtui.ui.kit.keys import KEY_NAMES
from custtui.ui.kit.view import View

MOVES = frozenset({"up", "down", "left", "right", "home", "end", "pageup", "pagedown"})
BETWEEN_FIELDS = frozenset({"tab", "shift+tab"})


def stays(view: View, key: str) -> bool:
    """True for a key that properly does nothing on this screen or window, which has no use for it now."""
    return key in MOVES or key == "escape" or (key in BETWEEN_FIELDS and view.open_field is not None)


def nothing_here(key: str) -> str:
    """The refusal of a key that has no use here, by the name that stands on the keyboard."""
    return f"{name_of(key)} does nothing here: F1 tells the keys"


def name_of(key: str) -> str:
    """`F9`, `Ctrl+K`, `Shift+Tab`."""
    return KEY_NAMES.get(key) or "+".join(part.capitalize() for part in key.split("+"))
