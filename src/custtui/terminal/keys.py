"""The keyboard: bytes from the line become Textual's key and paste events, in order, none lost (X-11).

Pure: no input or output here. The caller feeds bytes, and calls `tick` when `deadline` has passed in silence.
"""

import logging
import re
from collections.abc import Callable

from textual.events import Event, Key

from custtui.terminal import sequences as seq
from custtui.terminal.decode import Incomplete, character_at, control, is_blank, is_unseen, key_of
from custtui.terminal.paste import Paste

CSI_PATIENCE = 1.0
"""Seconds to wait for the rest of a control sequence: nobody types one by hand."""

ESCAPE_MEMORY = 2.0
"""Seconds in which a digit after Esc may be a function key."""

_log = logging.getLogger(__name__)


def _log_dropped(text: str) -> None:
    _log.info("%s", text)


class KeyParser:
    """Turns what a terminal sends into events; what it does not know is dropped whole and logged.

    `escape_delay`: seconds after which an Esc that nothing follows is the key itself. An Esc and a letter in one
    packet are the key `escape` and then the letter, since the line may bring them together that were typed apart;
    with `meta` they are `alt+letter`. With `escape_prefix` a digit right after an Esc is handed on as `prefixed+f5`
    with the digit as its character: whoever knows what the Esc did decides. `answered`: there was a cursor report.
    """

    def __init__(
        self,
        escape_delay: float = 0.3,
        encoding: str = "utf-8",
        *,
        escape_tab: bool = False,
        escape_prefix: bool = False,
        meta: bool = False,
        answered: Callable[[], None] = lambda: None,
        log: Callable[[str], None] = _log_dropped,
    ) -> None:
        self.deadline: float | None = None
        """When to call `tick`, on the clock of `feed`; None: nothing is waiting."""
        self._delay, self._encoding, self._log = escape_delay, encoding, log
        self._escape_tab, self._meta, self._answered = escape_tab, meta, answered
        self._escape_prefix = escape_prefix
        self._held = b""
        self._paste: Paste | None = None
        self._escaped_at = float("-inf")
        self._after_return = False

    def feed(self, data: bytes, now: float) -> list[Event]:
        """The events in `data`, which came at `now` (seconds of any steady clock)."""
        events: list[Event] = []
        data, self._held, self.deadline = self._held + data, b"", None
        at = 0
        while at < len(data):
            at = self._one(data, at, now, events)
        return events

    def tick(self, now: float) -> list[Event]:
        """The events of what has waited too long: a lone Esc is a key, half a sequence is dropped."""
        held, self._held, self.deadline = self._held, b"", None
        if self._paste:
            return self._end_paste(self._paste)
        if held == b"\x1b":
            return [self._escape(now - self._delay)]
        if held == b"\x1bO":
            return [self._escape(now), key_of("O")]
        if held[:2] in (b"\x1b[", b"\x1bO") or held[:1] != b"\x1b":
            self._dropped(held)
            return []
        return [self._escape(now), *self.feed(held[1:], now)]

    def _one(self, data: bytes, at: int, now: float, events: list[Event]) -> int:
        """Take one key from `data`; returns where the next one begins."""
        if self._paste:
            return self._pasted(self._paste, data, at, now, events)
        if data[at] == 0x1B:
            return self._sequence(data, at, now, events)
        if data[at] < 0x20 or data[at] == 0x7F:
            return self._control(data, at, events)
        return self._character(data, at, now, events)

    def _control(self, data: bytes, at: int, events: list[Event]) -> int:
        byte, after_return = data[at], self._after_return
        self._after_return = byte == 0x0D
        self._escaped_at = float("-inf")
        if not (byte == 0x0A and after_return):
            events.append(control(byte))
        return at + 1

    def _character(self, data: bytes, at: int, now: float, events: list[Event]) -> int:
        self._after_return = False
        try:
            character, size = character_at(data, at, self._encoding)
        except Incomplete:
            self._hold(data[at:], now, CSI_PATIENCE)
            return len(data)
        if character in ("\x9b", "\x8f"):  # the one-byte forms of a VT220
            begin = b"\x1b[" if character == "\x9b" else b"\x1bO"
            self.deadline = None
            events += self.feed(begin + data[at + 1 :], now)
            return len(data)
        if is_blank(character):  # AltGr and the space bar; joined, 1 and 2 would be 12
            events.append(key_of(" "))
        elif is_unseen(character):
            events.append(Key(f"u+{ord(character):04x}", None))
        elif not character.isprintable():
            self._dropped(data[at : at + size])
        elif self._escape_prefix and now - self._escaped_at <= ESCAPE_MEMORY and character in seq.ESCAPED:
            events.append(Key(seq.PREFIXED + seq.ESCAPED[character], character))
        else:
            events.append(key_of(character))
        self._escaped_at = float("-inf")
        return at + size

    def _sequence(self, data: bytes, at: int, now: float, events: list[Event]) -> int:
        self._after_return = False
        if match := seq.FULL.match(data, at):
            self._escaped_at = float("-inf")
            if match[0] == seq.PASTE_BEGIN:
                self._paste = Paste(self._encoding)
                self.deadline = now + self._paste.patience
            elif key := _named(match):
                events.append(key)
            elif seq.REPORT.fullmatch(match[0]):
                self._answered()
            else:
                self._dropped(match[0])
            return match.end()
        if seq.PARTIAL.match(data, at):
            self._hold(data[at:], now, CSI_PATIENCE if data[at + 1 : at + 2] == b"[" else self._delay)
            return len(data)
        if broken := seq.BROKEN.match(data, at):
            self._dropped(broken[0])
            return broken.end()
        return self._escaped(data, at, now, events)

    def _escaped(self, data: bytes, at: int, now: float, events: list[Event]) -> int:
        """Esc and something that is no sequence: two keys that came together."""
        following = chr(data[at + 1])
        if following == "\t" and self._escape_tab:
            events.append(Key("shift+tab", None))
        elif self._meta and following.isalpha() and following.isascii():
            events.append(Key(f"alt+{'shift+' if following.isupper() else ''}{following.lower()}", None))
        else:
            events.append(self._escape(now))
            return at + 1
        return at + 2

    def _pasted(self, paste: Paste, data: bytes, at: int, now: float, events: list[Event]) -> int:
        used, done = paste.take(data[at:])
        if done:
            events += self._end_paste(paste)
        else:
            self.deadline = now + paste.patience
        return at + used

    def _end_paste(self, paste: Paste) -> list[Event]:
        self._paste = None
        return paste.events()

    def _escape(self, at: float) -> Key:
        self._escaped_at = at
        return Key("escape", "\x1b")

    def _hold(self, data: bytes, now: float, patience: float) -> None:
        self._held, self.deadline = data, now + patience

    def _dropped(self, data: bytes) -> None:
        self._log(f"dropped from the keyboard: {data[:64]!r}")


def _named(match: re.Match[bytes]) -> Key | None:
    """The key of a whole sequence; None for an answer of the terminal and for anything unknown."""
    sequence = match[0]
    if match["ss3"]:
        return _application(match["ss3"].decode(), match["modifier"].decode())
    if sequence[2:3] == b"[":
        return _key(seq.LINUX.get(chr(sequence[3])))
    if match["final"] and not match["between"]:
        return _key(_csi(match["csi"].decode(), match["final"].decode()))
    if match["shifted"]:
        return _key(_csi(match["shifted"].decode(), "$"))
    return None


def _application(letter: str, modifier: str) -> Key | None:
    if letter in seq.KEYPAD:
        return key_of(seq.KEYPAD[letter])
    if letter == "k":
        return Key("kp_plus", "+")
    name = seq.SS3.get(letter)
    return _key(seq.modified(name, int(modifier[-1])) if name and modifier[-1:].isdigit() else name)


def _csi(parameters: str, final: str) -> str | None:
    if not parameters:
        return seq.LETTER.get(final)
    numbers = [int(part) if part.isdecimal() and len(part) < 4 else -1 for part in parameters.split(";")]
    if final == "~" and len(numbers) < 3:
        name = seq.TILDE.get(numbers[0])
    elif final in seq.RXVT and len(numbers) == 1:
        name = seq.TILDE.get(numbers[0])
        return f"{seq.RXVT[final]}+{name}" if name else None
    else:
        name = seq.MODIFIED.get(final) if numbers[0] == 1 and len(numbers) < 3 else None
    return seq.modified(name, numbers[1]) if name and len(numbers) == 2 else name


def _key(name: str | None) -> Key | None:
    characters = {"enter": "\r", "tab": "\t"}
    return Key(name, characters.get(name)) if name else None
