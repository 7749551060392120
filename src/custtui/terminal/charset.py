"""Characters at the last gate: what may reach the terminal, and what stands for what it cannot show."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from rich.cells import get_character_cell_size, split_graphemes

FALLBACK = {
    **dict.fromkeys("─━┄┅┈┉╌╍═╴╶╸╺‐‑‒–—―−", "-"),
    **dict.fromkeys("│┃┆┇┊┋╎╏║╵╷╹╻▏▕❘", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╭╮╯╰", "+"),
    **dict.fromkeys("·‧∙․", "."),
    **dict.fromkeys("●•◆■▪★✱∗◉", "*"),
    **dict.fromkeys("○◦□▫◇☆", "o"),
    **dict.fromkeys("▸▶►→›»❯⟩⏵…⋯", ">"),  # what is cut goes on: no full stop ends it
    **dict.fromkeys("◂◀◄←‹«❮⟨⏴", "<"),
    **dict.fromkeys("▴▲↑⏶", "^"),
    **dict.fromkeys("▾▼↓⏷", "v"),
    **dict.fromkeys("‘’‚‛′´", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("█▓▇▆▅▌▐", "#"),
    **dict.fromkeys("▒░▄▃▂▁▀", ":"),
    **dict.fromkeys("✓✔√", "v"),
    **dict.fromkeys("✗✘✕×", "x"),
    "¦": "|", "€": "E", "£": "L", "¥": "Y", "©": "c", "®": "r", "°": "o", "µ": "u", "¹": "1", "²": "2", "³": "3",
    "ß": "s", "æ": "a", "Æ": "A", "œ": "o", "Œ": "O", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
    "ð": "d", "Ð": "D", "þ": "t", "Þ": "T", "ı": "i", "¡": "!", "¿": "?", "⁄": "/", "÷": "/", "⌕": "?",
}  # fmt: skip
"""Same-width stand-ins in ASCII; letters with accents lose them by decomposition (NFKD)."""

_FORBIDDEN = (
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # writing direction: reorders what stands beside it
    "\u2028\u2029\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"  # line ends, invisible formatting, tags
    "\ud800-\udfff"  # halves of surrogate pairs, which cannot be encoded
)
CONTROLS = re.compile(f"[{_FORBIDDEN}]")
"""What never reaches the terminal out of data (S-5)."""


def disarmed(text: str) -> str:
    """The text without control and direction characters; what has a cell (half of a surrogate pair) becomes `?`."""
    return CONTROLS.sub(lambda match: "?" * get_character_cell_size(match[0]), text)


_FLAG_A, _FLAG_Z = "\U0001f1e6", "\U0001f1ff"
_JOINERS = re.compile("[\u034f\ufe00-\ufe0f\U000e0100-\U000e01ef\U0001f3fb-\U0001f3ff]")


WIDE = 2
MARKS = 4
"""Combining marks shown on one character; no language needs more."""


def settled(cluster: str) -> str:
    """A character with all that is joined to it, without what terminals disagree on the width of.

    Joined emoji become their first one, flags their two letters, characters nobody has assigned `?`; combining
    marks stay.
    """
    if cluster < "\u0300" and len(cluster) == 1:
        return cluster
    first, marks = cluster[0], cluster[1:].partition("\u200d")[0]
    if _FLAG_A <= first <= _FLAG_Z:
        first = chr(ord("A") + ord(first) - ord(_FLAG_A))
    elif unicodedata.category(first) == "Cn":
        first = "?"
    kept = [mark for mark in _JOINERS.sub("", marks) if unicodedata.category(mark) not in ("Cf", "Cn", "Me")]
    return first + "".join(kept[:MARKS]) if first != " " else " "


JOINED = re.compile("[\u200d\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
"""What joins characters, or makes one wider: a row measured a character at a time would be too long, or short."""


def apart(text: str) -> str:
    """The text as it will be shown, each character as wide as it is by itself: a row then has the cells it fills."""
    if text.isascii() or not JOINED.search(text):
        return text
    return "".join(_filled(text[start:end], width) for start, end, width in split_graphemes(text)[0])


def _filled(cluster: str, width: int) -> str:
    """A blank behind what is shown narrower than it says."""
    kept = settled(cluster)
    return kept + " " * (width - get_character_cell_size(kept[0])) if width == WIDE else kept


def shown(text: str, encoding: str = "utf-8") -> bytes:
    """One character (with its combining marks) as the bytes to send.

    Characters the encoding lacks become an ASCII character of the same look, else `?`; never a control
    character (S-5).
    """
    safe = CONTROLS.sub("?", text)
    try:
        return safe.encode(encoding)
    except UnicodeEncodeError:
        return _ascii(safe[:1]).encode("ascii")


@lru_cache(1024)
def _ascii(character: str) -> str:
    if character in FALLBACK:
        return FALLBACK[character]
    base = unicodedata.normalize("NFKD", character)[:1]
    return base if base.isascii() and base.isprintable() else "?"


def terminal_encoding(environ: Mapping[str, str]) -> str:
    """The codec of the terminal by its locale: LC_ALL, LC_CTYPE or LANG; UTF-8 where none is set."""
    locale = environ.get("LC_ALL") or _category(environ) or environ.get("LANG") or "C.UTF-8"
    codeset = locale.partition("@")[0].partition(".")[2] or ("ascii" if locale in ("C", "POSIX") else "latin-1")
    try:
        "".encode(codeset)
    except LookupError:
        return "ascii"
    return "utf-8" if codeset.lower().replace("-", "") == "utf8" else codeset


def _category(environ: Mapping[str, str]) -> str:
    """LC_CTYPE, unless Python itself has set it (PEP 538) in a C locale."""
    value = environ.get("LC_CTYPE", "")
    return "" if value in ("C.UTF-8", "C.utf8", "UTF-8") and not _inherited("LC_CTYPE") else value


@lru_cache
def _inherited(name: str) -> bool:
    try:
        return any(item.startswith(f"{name}=".encode()) for item in _started_with())
    except OSError:
        return True


def _started_with() -> list[bytes]:
    return Path("/proc/self/environ").read_bytes().split(b"\0")
