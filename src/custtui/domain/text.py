"""Text from outside: hostile until shown otherwise (S-5)."""

import re
import unicodedata
from collections.abc import Callable

from custtui.domain.card import NEVER_STORED, SHORTEST, holds_card_number
from custtui.domain.errors import Fault, Refused, refuse

LONGEST = 200
_HARMFUL = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


_UNSEEN = re.compile(
    "[\u00ad\u034f\u180e\u200b\u2060-\u2064\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
    "|(?<![^\\x00-\\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\\x00-\\x7f])"
)
"""What nobody sees and no writing needs; joiners are kept between letters of scripts that are written with them."""
_BLANK = re.compile(
    "[\\s\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
)
"""Blanks, fillers and selectors: a text of nothing else looks empty."""
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")


def is_harmful(character: str) -> bool:
    """True for control characters, lone surrogates and marks that turn the reading order."""
    return character in _HARMFUL or _steers(character)


def _steers(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")


def replaced(_character: str) -> str:
    """What stands for a character in whatever is laid out, drawn or stored: one cell, so that columns hold."""
    return "\ufffd"


def spelled(character: str) -> str:
    """What stands for a character where somebody has to find it, in messages and reports: `\\x1b`."""
    return character.encode("unicode_escape").decode()


def unprintable(character: str) -> bool:
    """True for what is harmful and for what nobody sees: what a report spells out of a file."""
    return not character.isprintable()


def harmless(text: str, written: Callable[[str], str] = replaced, harms: Callable[[str], bool] = is_harmful) -> str:
    """The text with something else `written` for each character that `harms`: nothing of it steers a terminal or
    printer, or turns the reading order (S-5)."""
    return text if text.isprintable() else "".join(written(one) if harms(one) else one for one in text)


def visible(text: str) -> str:
    """The text without what cannot be seen: byte order marks, zero-width blanks, soft hyphens, bidi marks."""
    if text.isascii():
        return text
    return "".join(one for one in text if unicodedata.category(one) != "Cf")


def without_unseen(text: str) -> str:
    """A pasted text without what nobody sees in it, a byte order mark too; what joins letters of a name stays."""
    return text if text.isascii() else _UNSEEN.sub("", text.replace("\ufeff", ""))


def seen_text(text: str) -> str:
    """The same without marks that turn the reading order: where text is never refused, only kept."""
    return text if text.isascii() else "".join(one for one in without_unseen(text) if one not in _HARMFUL)


def as_code(text: str) -> str:
    """A code as it is compared and kept: what looks like another character is that one, `3897\u20135` 3897-5."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", _DASHES.sub("-", visible(text)))


def is_blank(text: str) -> bool:
    """Nothing of it is seen: blanks, fillers, zero-width characters."""
    return not text or text.isspace() or (not text.isascii() and bool(_BLANK.fullmatch(_UNSEEN.sub("", text))))


class Tame:
    """Takes control characters out of what leaves the house: each becomes U+FFFD, and is counted (S-5).

    None is ever stored by this program; they come into a database by others. Ends of lines stay.
    """

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, text: str) -> str:
        """The text without them."""
        if text.isprintable():
            return text
        kept = harmless(text, harms=lambda one: one != "\n" and is_harmful(one))
        self.count += sum(one != before for one, before in zip(kept, text, strict=True))
        return kept

    @property
    def told(self) -> str:
        """What an operator has to know, '' where there was none."""
        if not self.count:
            return ""
        many = "1 control character was" if self.count == 1 else f"{self.count} control characters were"
        return f"{many} written as U+FFFD: others put it there, custtui check names the rows"

    def told_once(self) -> str:
        """The same, and the count begins anew."""
        told, self.count = self.told, 0
        return told


def unread(text: str) -> str:
    """Where a character stands that nobody could read, '' where none does: a paste has it for one that steers."""
    place = text.find(replaced(""))
    return "" if place < 0 else f"character {place + 1} cannot be read ({replaced('')})"


def control_fault(text: str) -> str:
    """Where a control character stands in a cell, whatever it holds, '' where none does; tabs, ends of lines may."""
    place = next((at for at, one in enumerate(text, 1) if one not in "\t\r\n" and _steers(one)), 0)
    return _control(place, text[place - 1]) if place else ""


def _control(place: int, character: str) -> str:
    return f"character {place} is a control character (U+{ord(character):04X})"


def clean(
    text: str,
    field: str,
    *,
    longest: int = LONGEST,
    lines: bool = False,
    card_from: int = SHORTEST,
    forgiven: bool = False,
) -> str:
    """The text as it is kept: NFC, trimmed, single blanks, nothing unseen. All text that is stored passes here.

    `lines` allows newlines; `card_from` see `holds_card_number`; `forgiven` a character that cannot be read. Raises
    Refused naming the field, for that, control characters, what is too long, and a card number (X-14).
    """
    if len(text) <= longest and text.isascii() and text.isprintable():
        return _plain(text, field, card_from)
    for number, character in enumerate(text):
        if is_harmful(character) and not (lines and character == "\n"):
            raise refuse("control", f"{field}: {_control(number + 1, character)}", field)
    if not forgiven and (why := unread(text)):
        raise refuse("unread", f"{field}: {why}", field)
    rows = (" ".join(row.split()) for row in unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split("\n"))
    kept = "\n".join(rows).strip("\n")
    if is_blank(kept):
        return ""
    if len(kept) > longest:
        raise refuse("long", f"{field}: {len(kept)} characters, at most {longest} are saved", field)
    if holds_card_number(kept, card_from):
        raise refuse("card", f"{field}: {NEVER_STORED}", field)
    return kept


def _plain(text: str, field: str, card_from: int) -> str:
    """Most texts: nothing in them is harmful, and they are their own normal form (P-10)."""
    kept = " ".join(text.split())
    if len(kept) >= SHORTEST and holds_card_number(kept, card_from):
        raise refuse("card", f"{field}: {NEVER_STORED}", field)
    return kept


def cleaned(
    text: str,
    name: str,
    label: str,
    faults: list[Fault],
    *,
    longest: int = LONGEST,
    lines: bool = False,
    card_from: int = SHORTEST,
) -> str:
    """A field of a form as it is kept; '' where it cannot be: the reason is added to `faults`, at field `name`.

    One with a character that nobody could read is a fault too, which files are forgiven (see FORGIVEN).

    The others see `clean`.
    """
    try:
        kept = clean(text, label, longest=longest, lines=lines, card_from=card_from, forgiven=True)
        if why := unread(text):
            faults.append(Fault("unread", name, f"{label}: {why}"))
        return kept
    except Refused as refused:
        faults += [Fault(fault.code, name, fault.text) for fault in refused.faults]
        return ""


def as_sentence(text: str) -> str:
    """The text as a sentence begins: its first letter is a capital, all else as it is."""
    return text[:1].upper() + text[1:]


def shortened(text: str, most: int) -> str:
    """A text in at most so many characters; the last is a sign where it goes on."""
    return text if len(text) <= most else f"{text[: most - 1]}\N{HORIZONTAL ELLIPSIS}"
