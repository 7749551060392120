"""Credit-card numbers are never stored: only brand, last four digits, expiry and the authorisation (X-14)."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate
from typing import Any, cast

NEVER_STORED = "a card number is never stored"
"""What a clerk is told, after the name of the field."""
IN_TWO = f"{NEVER_STORED}, nor in two fields"
SHORTEST = 13
"""Digits of the shortest card there is."""
LONG_NUMBERS = 15
"""Digits from which on a field of phones or tax numbers is looked at: shorter ones look like a card by chance."""
ITEM = 99
"""For items and barcodes: whatever their digits, they are no card."""

_BETWEEN = r"[\W_]*+"
"""Whatever is neither letter nor digit, however much of it: blanks, dashes, dots, and what gets a number through."""
_RUN = re.compile(rf"\d(?:{_BETWEEN}\d){{12,}}")
_GROUP = re.compile(r"\d+")
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{2,4}){3,8}\b")
_ISSUERS = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720|220[0-4])\d{12}"
    r"|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12,15}"
    r"|(?:6011|64[4-9]\d|65\d\d|62\d\d|81\d\d|82\d\d|60\d\d)\d{12,15}|(?:50|5[6-8]|6[379])\d{14,17}"
)
"""Visa, Mastercard (and Mir), American Express, Diners, JCB, Discover, UnionPay, RuPay, Maestro: begin and length."""
_RUN_ON = (15, 16)
"""Digits of the cards there are, where an expiry date follows without anything between."""
_MONTH = re.compile(r"0[1-9]|1[0-2]")
_EXPIRY = re.compile(rf"(?:{_MONTH.pattern})(?:20)?\d\d")


def holds_card_number(text: str, shortest: int = SHORTEST) -> bool:
    """Does a text hold a full card number: an issuer's begin and length, and a right check digit?

    Its groups may be parted by blanks, dots or any other marks, and other numbers (an expiry date, a security code)
    may stand beside it. Of fewer than `shortest` digits it is none. Marks that nobody sees part nothing.
    """
    if not text.isascii():
        text = "".join(one for one in text if unicodedata.category(one) != "Cf")
    if len(text) < SHORTEST or _RUN.search(text) is None:
        return False
    rest = _IBAN.sub(lambda match: "" if _valid("iban", match[0]) else match[0], text)
    return any(
        len(number) >= shortest and _is_card(number)
        for run in _RUN.finditer(rest)
        for number in _candidates([str.translate(one, _PLAIN) for one in _GROUP.findall(run[0])])
    )


def split_card(texts: Mapping[str, str]) -> tuple[str, ...]:
    """The two fields a card number is parted between, if it is: the end of one, the begin of the other.

    At least four digits in each; fewer would be a house number. Neither holds a whole one: what stands beside such a
    field is no part of it.
    """
    numbered = [
        (name, text)
        for name, text in texts.items()
        if len(text) > 3 and not text.isalpha() and not holds_card_number(text)
    ]
    begins = {name: found[0] for name, text in numbered if (found := _BEGIN.match(text))}
    if not begins:
        return ()
    ends = {name: found[0] for name, text in numbered if (found := _END.search(text))}
    pairs = ((one, other) for one in ends for other in begins if one != other)
    return next((pair for pair in pairs if _parted(ends[pair[0]], begins[pair[1]])), ())


def _parted(end: str, begin: str) -> bool:
    """Neither the last groups of the one nor the first of the other are a card; together they are."""
    first, second = ([str.translate(one, _PLAIN) for one in _GROUP.findall(text)] for text in (end, begin))
    heads = ("".join(first[at:]) for at in range(len(first)))
    tails = ["".join(second[: at + 1]) for at in range(len(second))]
    return any(_is_card(head + tail) for head in heads for tail in tails if len(head + tail) in _SPLIT)


_SPLIT = range(14, 20)
_END = re.compile(rf"(?:\d{_BETWEEN}){{4,18}}$")
_BEGIN = re.compile(rf"{_BETWEEN}(?:\d{_BETWEEN}){{4,18}}")

_PLAIN = {zero + digit: str(digit) for zero in (0x660, 0x6F0, 0x966, 0xFF10) for digit in range(10)}
"""Digits of other scripts and full-width ones."""


def _candidates(groups: list[str]) -> Iterator[str]:
    """Groups that stand together; and the first digits of one that runs on into an expiry date, 0128 or 01/28."""
    for at, group in enumerate(groups):
        year = len(groups[at + 1]) if at + 1 < len(groups) else 0
        for length in _RUN_ON:
            if _EXPIRY.fullmatch(group[length:]) or (year in (2, 4) and _MONTH.fullmatch(group[length:])):
                yield group[:length]
        for number in accumulate(groups[at:]):
            if len(number) > 19:
                break
            if len(number) >= SHORTEST:
                yield number


def _is_card(number: str) -> bool:
    if _ISSUERS.fullmatch(number) is None or not _valid("luhn", number):
        return False
    return len(number) > 13 or not _valid("ean", number)  # a barcode of 13 digits; such cards are of the past


def _valid(kind: str, number: str) -> bool:
    # here: not needed before the first long number
    import importlib

    check: Callable[[str], bool] = cast(Any, importlib.import_module(f"stdnum.{kind}")).is_valid
    return check(number)
