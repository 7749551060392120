"""Keys as declarations: label, key, help and action in one place; they feed key bar, help and dispatch alike."""

from dataclasses import dataclass, replace

KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "insert": "Ins",
    "delete": "Del",
    "tab": "Tab",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "ctrl+d": "Ctrl+D",
    "ctrl+e": "Ctrl+E",
    "ctrl+l": "Ctrl+L",
}


@dataclass(frozen=True, slots=True)
class Command:
    """What a key does on a screen. `action` names the method `do_<action>`.

    `bar` False leaves it out of the key bar, never out of the help.
    """

    key: str
    label: str
    help: str
    action: str
    bar: bool = True

    @property
    def key_name(self) -> str:
        """`F9`, `Enter`."""
        return KEY_NAMES.get(self.key, self.key.upper())


@dataclass(frozen=True, slots=True)
class Action:
    """A row of F10: a letter (or the two of a fast path), and what it does."""

    code: str
    label: str
    action: str


def inserting(label: str, help: str, action: str = "new") -> tuple[Command, Command]:
    """Ins, and F6 for keyboards that have none; the bar names one of them."""
    ins = Command("insert", label, help, action)
    return ins, replace(ins, key="f6", bar=False)


COMMON = (
    Command("f1", "Help", "Help on this field, this screen and all keys", "help"),
    Command("f3", "End", "Leave this task; drafts stay; a changed record asks", "leave"),
    Command("f12", "Back", "Back one screen", "back"),
    Command("f10", "More", "Further actions by letter; fast paths such as OE, CU, OI", "more"),
    Command("f2", "Customers", "To the lookup (home)", "home", bar=False),
    Command("ctrl+l", "Redraw", "Draw the screen anew", "redraw", bar=False),
    Command(
        "ctrl+e", "Field exit", "Clear to the end of the field and go on (keypad + in numbers)", "exit", bar=False
    ),
    Command("f5", "Refresh", "This field back to what is stored; a list is read again", "refresh", bar=False),
)
"""What works on every screen, unless the screen declares the key itself."""


def key_bar(commands: tuple[Command, ...], width: int) -> str:
    """The bottom line: the keys valid here, as many as fit; Help and End always do."""
    shown = [f"{command.key_name} {command.label}" for command in commands if command.bar]
    while shown and len("  ".join(shown)) > width - 2:
        shown.pop(len(shown) // 2)
    return "  ".join(shown)
