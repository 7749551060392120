"""A bracketed paste: its whole text as one event, in its place among the keys."""

import re

from textual.events import Event
from textual.events import Paste as PasteEvent

from custtui.terminal.sequences import PASTE_END

LIMIT = 1 << 20
"""Bytes of a paste; what is longer is cut off."""

PATIENCE = 3.0
"""Seconds without a byte after which a paste has ended, whatever the terminal says."""

FULL_PATIENCE = 0.5
"""The same, once the limit has been reached."""

_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""Ends of rows, and of lines within the cell of a sheet."""

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
UNKNOWN = "\ufffd"
"""Stands for each other control character: dropped, it would join what stood apart (X-19)."""


class Paste:
    """Collects a paste until its end, its limit, or silence: it cannot swallow the keyboard for ever."""

    def __init__(self, encoding: str) -> None:
        self._encoding = "utf-8" if encoding == "ascii" else encoding
        self._data = bytearray()
        self.patience = PATIENCE
        """Seconds of silence to wait for more."""

    def take(self, data: bytes) -> tuple[int, bool]:
        """Take bytes: how many were used, and whether the paste is over."""
        begin = max(len(self._data) - len(PASTE_END) + 1, 0)
        before = len(self._data)
        self._data += data
        end = self._data.find(PASTE_END, begin)
        if end >= 0:
            used = end + len(PASTE_END) - before
            del self._data[end:]
            return used, True
        if len(self._data) > LIMIT + len(PASTE_END):
            del self._data[LIMIT : -len(PASTE_END)]
            self.patience = FULL_PATIENCE
        return len(data), False

    def events(self) -> list[Event]:
        """The pasted text: line ends are \\n, tabs stay, every other control character is seen as UNKNOWN."""
        text = self._data[:LIMIT].decode(self._encoding, errors="ignore")
        return [PasteEvent(_CONTROLS.sub(UNKNOWN, _ENDS.sub("\n", text)))]
