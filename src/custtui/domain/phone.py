"""Phone numbers: digits for search, the international form where the number is a good one.

Search must not need the phone library: it takes 100 µs a number and 30 ms to import.
"""

import re
import unicodedata

SHORTEST = 4
LOCAL = 7
_PUNCTUATION = re.compile(r"[\d\s+()\-./:]+")
_GROUP = re.compile(r"\d+")
_TRUNK = re.compile(r"\(0\)")
_TWO_DIGIT_CODES = frozenset(
    str(code)
    for code in (
        20,
        27,
        *range(30, 35),
        36,
        39,
        40,
        41,
        *range(43, 50),
        *range(51, 59),
        *range(60, 67),
        81,
        82,
        84,
        86,
        *range(90, 96),
        98,
    )
)


def digits(text: str) -> str:
    """The digits of a text, of whatever script; `(0)` after a country code is not part of the number."""
    bare = _TRUNK.sub("", text)
    if bare.isascii():
        return "".join(filter(str.isdigit, bare))
    return "".join(str(unicodedata.decimal(one)) for one in bare if one.isdecimal())


def is_number(text: str) -> bool:
    """Only digits, blanks and + ( ) - . / : are also read as one phone number (SPEC 6)."""
    return bool(_PUNCTUATION.fullmatch(text)) and any(one.isdecimal() for one in text)


_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_EXTENSION = re.compile(r"(.*\d)[\s,;]*(?:x|ext\.?|extension|#)[\s:.]*(\d{1,6})", re.IGNORECASE)
_LETTERED = re.compile(r"[+(]?\d[\d\s+()\-./:#x]*[A-Za-z][A-Za-z\d\s()\-./:]*")


def with_extension(text: str) -> list[str]:
    """The digits of a number with an extension, with it and without: `212 555 0123 ext 45`; none of another text."""
    found = _EXTENSION.fullmatch(text)
    if not found or not is_number(found[1]) or len(digits(found[1])) < LOCAL:
        return []
    return list(dict.fromkeys([*readings(found[1] + " " + found[2]), *readings(found[1])]))


def lettered(text: str) -> str:
    """A number with letters in it without its punctuation, `1800flowers`; '' for a text that is none."""
    return squeezed(text) if _LETTERED.fullmatch(text) and len(digits(text)) >= SHORTEST else ""


def squeezed(text: str) -> str:
    """Letters and digits only, in small letters."""
    return "".join(filter(str.isalnum, text)).casefold()


def dialled(text: str) -> str:
    """A number with letters in it as it is dialled, by the keys letters stand on: 1-800-FLOWERS is 1-800-3569377.

    '' for any other text; the word before an extension is none to dial.
    """
    if not lettered(text) or _EXTENSION.fullmatch(text):
        return ""
    return text.upper().translate(_KEYPAD)


def tails(text: str) -> set[str]:
    """The ends a phone number is found by: at its separators, within a long run of digits, the last seven and four.

    So `(212) 555-0123` and `+12125550123` are both found by 2125550123, 5550123 and 0123, and by what begins these.
    One with letters in it is found as it is dialled, too.
    """
    spelled = dialled(text)
    return _tails(text) | (_tails(spelled) if spelled else set())


def _tails(text: str) -> set[str]:
    number = digits(text)
    if len(number) <= SHORTEST:
        return {number} - {""}
    starts = {0, len(number) - SHORTEST, max(0, len(number) - LOCAL)}
    at = 0
    for group in _GROUP.findall(_TRUNK.sub("", text)):
        starts.add(at)
        if len(group) > LOCAL:
            starts.update(range(at, at + len(group)))
        at += len(group)
    starts.add(len(number) - len(number.lstrip("0")))  # the trunk's zero, left out by who calls from abroad
    short = len(number) - SHORTEST
    return {number[start:] for start in starts if len(number) - start >= LOCAL - 1 or start == short}


def readings(text: str) -> list[str]:
    """The digits a typed number may stand under: as typed, without country code, without the trunk's zero."""
    number = digits(text)
    international = text.lstrip().startswith("+") or number.startswith("00")
    bare = number.lstrip("0")
    found = [number, bare]
    if international or len(bare) > 10:
        found.append(bare[_country_code_length(bare) :].lstrip("0"))
    return [one for one in dict.fromkeys(found) if one]


def _country_code_length(number: str) -> int:
    if number[:1] in ("1", "7"):
        return 1
    return 2 if number[:2] in _TWO_DIGIT_CODES else 3


def oddity(text: str, country: str) -> str:
    """A warning where the number is none its country could have, '' where all is well (never a refusal)."""
    return (
        ""
        if international_form(text, country)
        else f'"{text}" is not a {country + " " if country else ""}phone number'
    )


def international_form(text: str, country: str) -> str:
    """The number as E.164, `+12125550123`; '' where it is not a valid one."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(parsed):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
