"""Single characters and control bytes as Textual's keys."""

import unicodedata
from functools import lru_cache

from textual.events import Key
from textual.keys import KEY_NAME_REPLACEMENTS

_CONTROL = {0x0D: "enter", 0x0A: "enter", 0x09: "tab", 0x08: "backspace", 0x7F: "backspace", 0x00: "ctrl+@",
            0x1C: "ctrl+backslash", 0x1D: "ctrl+right_square_bracket", 0x1E: "ctrl+circumflex_accent",
            0x1F: "ctrl+underscore"}  # fmt: skip


class Incomplete(Exception):
    """The rest of a character is still on the line."""


def character_at(data: bytes, at: int, encoding: str) -> tuple[str, int]:
    """The character at `at` and how many bytes it has; a byte that belongs to none comes back as U+FFFF.

    Raises Incomplete where the data end within a character.
    """
    if encoding not in ("utf-8", "ascii"):  # a terminal without a locale may well send UTF-8
        return _single(data[at], encoding), 1
    lead = data[at]
    size = 1 if lead < 0x80 else 2 if 0xC2 <= lead < 0xE0 else 3 if 0xE0 <= lead < 0xF0 else 4 if lead < 0xF5 else 1
    piece = data[at : at + size]
    try:
        return piece.decode(), size
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and len(piece) < size:
            raise Incomplete from None
        return "\uffff", max(error.end - error.start, 1)


def _single(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return "\uffff"


def control(byte: int) -> Key:
    """The key of a control byte."""
    return Key(_CONTROL.get(byte) or f"ctrl+{chr(byte + 96)}", "\r" if byte == 0x0A else chr(byte))


def is_blank(character: str) -> bool:
    """True for a blank that is none of ASCII's: of no break, wide, thin."""
    return character > "\x7f" and unicodedata.category(character) == "Zs"


def is_unseen(character: str) -> bool:
    """True for what some keyboard may send and nobody sees: it is a key without use, never nothing (X-19)."""
    return not character.isprintable() and unicodedata.category(character) not in ("Cc", "Cs", "Cn")


def key_of(character: str) -> Key:
    """The key of a printable character."""
    return Key(_name(character), character)


@lru_cache(2048)
def _name(character: str) -> str:
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)
