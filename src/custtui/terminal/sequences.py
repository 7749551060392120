"""What keyboards send: the sequences of xterm, VT220, PuTTY, the Linux console, rxvt and (where clear) SCO."""

import re

FULL = re.compile(
    rb"\x1b\[(?:"
    rb"\[[ -~]"  # the Linux console's F1–F5
    rb"|M[\x20-\xff]{3}"  # a mouse somebody else has switched on
    rb"|(?P<shifted>[235678]|2[34])\$(?![@-~])"  # rxvt with Shift
    rb"|(?![\[M])(?P<csi>[0-?]{0,256})(?P<between>[ -/]{0,8})(?P<final>[@-~])"
    rb")"
    rb"|\x1bO(?P<modifier>\d?(?:;\d)?)(?P<ss3>[@-~])"
    rb"|\x1b[P\]X^_][^\x00-\x1f]{0,4096}(?:\x07|\x1b\\)"  # DCS, OSC and the like: answers nobody asked for
)
"""A whole sequence."""

PARTIAL = re.compile(
    rb"\x1b(?:\[(?:\[|M[\x20-\xff]{0,2}|[0-?]{0,256}[ -/]{0,8})?|O\d?(?:;\d?)?|[P\]X^_][^\x00-\x1f]{0,4096}\x1b?)?\Z"
)
"""The begin of one: the rest may still be on the line."""

BROKEN = re.compile(rb"\x1b\[[ -?]*")
"""What is left out when a control sequence breaks off."""

REPORT = re.compile(rb"\x1b\[\d+;\d+R")
"""Where the cursor stands; on some terminals F3 with Shift or Ctrl as well, which is therefore no key of ours."""

PASTE_BEGIN, PASTE_END = b"\x1b[200~", b"\x1b[201~"

_FUNCTION = {11: 1, 12: 2, 13: 3, 14: 4, 15: 5, 17: 6, 18: 7, 19: 8, 20: 9, 21: 10, 23: 11, 24: 12,
             25: 13, 26: 14, 28: 15, 29: 16, 31: 17, 32: 18, 33: 19, 34: 20}  # fmt: skip

TILDE = {
    **{code: f"f{number}" for code, number in _FUNCTION.items()},
    1: "home", 2: "insert", 3: "delete", 4: "end", 5: "pageup", 6: "pagedown", 7: "home", 8: "end",
}  # fmt: skip
"""CSI number ~, by number."""

_ARROWS = {"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"}

LETTER = {
    **_ARROWS, "Z": "shift+tab", "a": "shift+up", "b": "shift+down", "c": "shift+right", "d": "shift+left",
    "N": "f2", "T": "f8", "U": "f9", "V": "f10", "W": "f11", "X": "f12",  # SCO, as far as nobody else sends it
}  # fmt: skip
"""CSI letter, without parameters."""

MODIFIED = {**_ARROWS, "P": "f1", "Q": "f2", "S": "f4"}
"""CSI 1 ; modifier letter; R (F3) is left out, since it is a cursor report as well."""

LINUX = {"A": "f1", "B": "f2", "C": "f3", "D": "f4", "E": "f5"}
"""CSI [ letter: the Linux console."""

SS3 = {
    **_ARROWS, "a": "ctrl+up", "b": "ctrl+down", "c": "ctrl+right", "d": "ctrl+left",
    "P": "f1", "Q": "f2", "R": "f3", "S": "f4",
    "T": "f5", "U": "f6", "V": "f7", "W": "f8", "X": "f9", "Y": "f10", "Z": "f11", "[": "f12",  # PuTTY's VT100+
    "M": "enter", "I": "tab", "k": "kp_plus",
}  # fmt: skip
"""ESC O letter: function keys, cursor keys in application mode, the keypad."""

KEYPAD = {
    **{chr(ord("p") + digit): str(digit) for digit in range(10)},
    "j": "*",
    "l": ",",
    "m": "-",
    "n": ".",
    "o": "/",
}
"""ESC O letter: keypad keys that are characters."""

ESCAPED = {character: f"f{number}" for number, character in enumerate("1234567890-=", 1)}
"""Esc and then one of these may be a function key, for terminals that have none."""

PREFIXED = "prefixed+"
"""Before the name of such a key, whose character is the digit."""

RXVT = {"$": "shift", "^": "ctrl", "@": "ctrl+shift"}
"""CSI number and one of these."""


def modified(name: str, modifier: int) -> str | None:
    """The name of a key with xterm's modifier number (2 = Shift, 3 = Alt, 5 = Ctrl …), as Textual spells it."""
    if not 1 <= modifier <= 16:
        return None
    bits = modifier - 1
    held = [word for bit, word in ((2, "alt"), (4, "ctrl"), (8, "meta"), (1, "shift")) if bits & bit]
    return "+".join([*held, name])
