"""What each kind of terminal can do: a small table of our own, since a machine may lack terminfo entries.

Only sequences that an emulator (pyte) follows are listed, so that every screen can be proven equal.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace

from custtui.terminal.style import BLINK, BOLD, DIM, ITALIC, REVERSE, STRIKE, UNDERLINE

_ALL = BOLD | DIM | ITALIC | UNDERLINE | BLINK | REVERSE | STRIKE
_PLAIN = BOLD | UNDERLINE | BLINK | REVERSE


@dataclass(frozen=True, slots=True)
class Capabilities:
    """The abilities of one terminal, beyond those of a VT102, which all of ours have."""

    colours: int = 16
    """0 (none), 8, 16, 256 or 1 << 24."""
    attributes: int = _ALL
    """The attributes it shows; others are not sent."""
    bce: bool = False
    """Erasing fills with the current background colour."""
    absolute: bool = True
    """It moves to a column (CHA) or a row (VPA) alone."""
    ech: bool = False
    """It erases a number of characters in place (ECH)."""
    edits: bool = True
    """It inserts and deletes characters and lines (ICH, DCH, IL, DL)."""
    alternate: bool = True
    """It has an alternate screen, which gives the shell's lines back afterwards."""
    escape_tab: bool = False
    """ESC TAB is Shift+Tab, not Esc and then Tab."""
    clipboard: bool = False
    """It passes over what it does not know of OSC 52, which gives text to the clipboard of whoever sits before it."""


_XTERM = Capabilities(bce=True, ech=True, clipboard=True)
_MULTIPLEXER = Capabilities(clipboard=True)  # whatever a multiplexer runs in: erase to the default background only

KINDS: Mapping[str, Capabilities] = {
    **dict.fromkeys(("xterm", "putty", "rxvt", "alacritty", "foot", "konsole", "gnome", "vte", "st-"), _XTERM),
    "tmux": _MULTIPLEXER,
    "screen": replace(_MULTIPLEXER, colours=8, attributes=_PLAIN | DIM),  # its italics are reversed
    "linux": Capabilities(colours=8, attributes=_PLAIN | DIM, bce=True, ech=True, alternate=False, escape_tab=True),
    "vt1": Capabilities(colours=0, attributes=_PLAIN, absolute=False, edits=False, alternate=False),
    "vt": Capabilities(colours=0, attributes=_PLAIN, absolute=False, ech=True, alternate=False),
}


def capabilities(environ: Mapping[str, str] = os.environ) -> Capabilities:
    """The capabilities of the terminal named by TERM, COLORTERM and NO_COLOR.

    An unknown TERM counts as a VT220 with eight colours: what every emulator understands.
    """
    term = environ.get("TERM", "")
    kind = next((kind for name, kind in KINDS.items() if term.startswith(name)), None)
    if kind is None:
        kind = replace(KINDS["vt"], colours=0 if term in ("", "dumb") else 8)
    return replace(kind, colours=_colours(kind.colours, term, environ))


def _colours(colours: int, term: str, environ: Mapping[str, str]) -> int:
    if "NO_COLOR" in environ or not colours:
        return 0
    if environ.get("COLORTERM", "") in ("truecolor", "24bit"):
        return 1 << 24
    return 256 if "256color" in term else colours


KEYED = ("xterm", "tmux", "screen", "linux", "vt1", "vt2", "vt3", "vt4", "vt5", "putty", "rxvt")
"""Begins of terminals known to have function keys: for them nothing is looked up (P-6)."""


def lacks_function_keys(term: str, fd: int) -> bool:
    """Whether terminfo describes the terminal, and without an F1; one it does not know counts as having it."""
    if term.startswith(KEYED):
        return False
    try:
        import curses
    except ImportError:
        return False
    try:
        curses.setupterm(term, fd)
    except curses.error:
        return False
    return curses.tigetstr("kf1") is None
