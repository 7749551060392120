"""What the libraries import for what this program never does is spared: it would be an eighth of the start (P-6).

Only while the library itself is imported; whoever asks for the module afterwards gets the real one. A library that
is there already is as it is.
"""

import sys
from importlib import import_module
from types import ModuleType

Spared = dict[str, tuple[str, ...] | None]
"""A module, and the names its importer wants to be classes of it; None where it does without."""

DRIVERS: Spared = dict.fromkeys(("psycopg", "psycopg2", "psycopg2cffi", "pymysql"))
"""What Peewee imports whenever it is installed; on SQLite that would be a third of the start (145 ms)."""

TLS: Spared = {"ssl": None}
"""asyncio does without it where Python has none: no connection of asyncio is made here."""

SHOWN: Spared = {
    "textual.command": (
        *("CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider"),
    ),
    "rich.table": ("Table",),
    "difflib": ("get_close_matches",),
    "mimetypes": (),
}
"""The palette of commands, which is off, with the lists, trees and inputs it is made of; a table of colours; what a
style sheet with a mistake may have meant; what a file is that is handed to a browser."""


def without(parts: Spared, library: str) -> None:
    """Import a library without these parts of it."""
    if library in sys.modules:
        return
    spared = {name: _stand_in(name, names) for name, names in parts.items() if name not in sys.modules}
    modules: dict[str, ModuleType | None] = sys.modules  # pyright: ignore[reportAssignmentType]
    modules.update(spared)
    try:
        import_module(library)
    finally:
        for name in spared:
            del modules[name]


def _stand_in(name: str, names: tuple[str, ...] | None) -> ModuleType | None:
    if names is None:
        return None
    module = ModuleType(name)
    module.__dict__.update({one: type(one, (), {"__module__": name}) for one in names})
    return module
