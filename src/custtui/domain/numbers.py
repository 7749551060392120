"""Numbers as clerks type them: a point or a comma is the decimal mark."""

import re
from decimal import Decimal

from custtui.domain.naming import told_short

_PLAIN = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{0,9}0*)?|[.,][0-9]{1,9}0*")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*(?:(?!\1)[.,][0-9]{1,9})?")
_SPACED = re.compile(r"[0-9]{1,3}(?:[^\S\x00-\x1f\x7f-\x9f][0-9]{3})+(?:[.,][0-9]{1,9})?")
"""A tab or an end of line is no blank between thousands."""


class Unreadable(ValueError):
    """A text that is no value of its kind; the message says why, for people."""


class TwoWays(Unreadable):
    """A text that is one of two numbers; the message names both."""


def read_number(text: str, *, grouping: str = ",") -> Decimal:
    """The number a text stands for: `12,5`, `12.5`, `1.234,50`, `1,234.50`. Raises Unreadable.

    `1,250` can be read two ways (a thousand, or one and a quarter) and is refused; `1.250` is decimal, but where
    `grouping` holds a point too: there it is refused as well, and `1.2500`, `1.25` and `0.125` are decimal.
    """
    typed = _without_spaces(text.strip())
    if _PLAIN.fullmatch(typed):
        if any(mark in typed for mark in grouping) and _GROUPED.fullmatch(typed):
            raise TwoWays(_two_ways(typed, grouping))
        return Decimal(typed.replace(",", "."))
    if _GROUPED.fullmatch(typed):
        marks = [mark for mark in typed if mark in ".,"]
        decimal = marks[-1] if marks[-1] != marks[0] else ""
        whole, _, rest = typed.rpartition(decimal) if decimal else (typed, "", "")
        return Decimal(f"{re.sub('[.,]', '', whole)}.{rest or 0}").normalize() + 0
    raise Unreadable(f"{told_short(text)} {_why_not(typed)}")


def read_decimal(text: str, most: int) -> Decimal:
    """A number of zero or more with at most so many decimal places, as `read_number`. Raises Unreadable."""
    if text.isascii() and text.isdigit() and len(text) <= 12:
        return Decimal(text)  # most quantities (P-10)
    number = read_number(text)
    if number != number.quantize(Decimal(1).scaleb(-most)):
        raise Unreadable(f"{text.strip()} has more than {most} decimal places")
    return number


def read_percent(text: str, most: int) -> Decimal:
    """A percentage as the fraction it is, exact to so many places, 100% at most. Raises Unreadable."""
    number = read_decimal(text.strip().removesuffix("%").strip(), most - 2)
    if number > 100:
        raise Unreadable(f"{plain(number)}% is more than 100%")
    return number.scaleb(-2)


def _without_spaces(text: str) -> str:
    """Blanks group thousands (`1 234,50`) or are left in, and make it no number: `1 2` is not 12."""
    return re.sub(r"\s", "", text) if _SPACED.fullmatch(text) else text


def _two_ways(typed: str, grouping: str) -> str:
    decimal = typed.replace(",", ".")
    return (
        f"{typed} can be read two ways: type {re.sub('[.,]', '', typed)} "
        f"or {one_way(Decimal(decimal)) if '.' in grouping else decimal}"
    )


def one_way(value: Decimal) -> str:
    """A number as it is read in one way only, whatever groups thousands: `5`, `2.5`, `1.1250`."""
    text = plain(value)
    return f"{text}0" if may_group(text) else text


def may_group(text: str) -> bool:
    """Might it be thousands: `1.120`?"""
    return _GROUPED.fullmatch(text) is not None


def _why_not(typed: str) -> str:
    if typed[:1] in ("-", "\N{MINUS SIGN}") and (_PLAIN.fullmatch(typed[1:]) or _GROUPED.fullmatch(typed[1:])):
        return "is below zero" if re.search("[1-9]", typed) else "is zero with a minus sign: type 0"
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?", typed):
        return "has too many digits: 12 before the point and 9 behind it are read"
    return "is not a number"


def plain(value: Decimal) -> str:
    """A number without needless zeros, as files have it and as it is typed: `1000`, `2.5`; never in exponents."""
    return _needed(f"{value:f}")


def grouped(value: Decimal) -> str:
    """A quantity as every screen, message and paper shows it: `1,000`, `2.5`."""
    return _needed(f"{value:,f}")


def read_easily(text: str) -> str:
    """A plain number typed or stored, its thousands grouped: `1,234.00` for `1234.00`; other texts as they are."""
    whole, point, places = text.partition(".")
    plainly = whole.isascii() and whole.isdigit() and (not point or (places.isascii() and places.isdigit()))
    return f"{int(whole):,}{point}{places}" if plainly and not whole.startswith("0") else text


def _needed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def places(value: Decimal) -> int:
    """Decimal places a number needs."""
    text = plain(value)
    return len(text.partition(".")[2])
