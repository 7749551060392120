"""The notation of key scripts: `abc<enter><f7><ctrl+e><kp+><paste:..><pause:ms>`."""

import re

KEYS = {
    "enter": b"\r", "tab": b"\t", "esc": b"\x1b", "backspace": b"\x7f", "backtab": b"\x1b[Z",
    "up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C", "left": b"\x1b[D",
    "pgup": b"\x1b[5~", "pgdn": b"\x1b[6~", "home": b"\x1b[H", "end": b"\x1b[F",
    "delete": b"\x1b[3~", "insert": b"\x1b[2~", "kp+": b"\x1bOk", "lt": b"<",
    "f1": b"\x1bOP", "f2": b"\x1bOQ", "f3": b"\x1bOR", "f4": b"\x1bOS",
    "f5": b"\x1b[15~", "f6": b"\x1b[17~", "f7": b"\x1b[18~", "f8": b"\x1b[19~",
    "f9": b"\x1b[20~", "f10": b"\x1b[21~", "f11": b"\x1b[23~", "f12": b"\x1b[24~",
}  # fmt: skip

_TOKEN = re.compile(r"<([a-z0-9]+(?:[+:][^>]*|\+)?)>|(.)", re.DOTALL)


class Pause(bytes):
    """A keystroke that sends nothing: the player waits `seconds`."""

    seconds: float

    def __new__(cls, seconds: float) -> "Pause":
        self = super().__new__(cls, b"")
        self.seconds = seconds
        return self


def keys(script: str) -> list[bytes]:
    """The bytes of each keystroke of a script; raises ValueError for an unknown <name>.

    <enter> <tab> <f1>…<f12> <up> …, <ctrl+x>, <alt+x> (Esc and x together), <kp+>, <paste:text>
    (bracketed, \\n for a new line), <pause:ms>, <lt> for a literal <.
    """
    return [_named(m[1]) if m[1] else m[2].encode() for m in _TOKEN.finditer(script)]


def _named(name: str) -> bytes:
    if name in KEYS:
        return KEYS[name]
    kind, _, rest = name.replace("+", ":", 1).partition(":")
    if kind == "ctrl":
        return bytes([ord(rest.upper()) & 0x1F])
    if kind == "alt":
        return b"\x1b" + rest.encode()
    if kind == "paste":
        return b"\x1b[200~" + rest.replace("\\n", "\n").encode() + b"\x1b[201~"
    if kind == "pause":
        return Pause(int(rest) / 1000)
    raise ValueError(f"no such key: <{name}>")
