"""Quantities: what may be ordered of a product (X-16), and what a field for quantities reads."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from custtui.domain.bounds import quantity_fault
from custtui.domain.naming import told_short, unit_of
from custtui.domain.numbers import TwoWays, Unreadable, grouped, places, plain, read_number
from custtui.domain.text import as_sentence

CODE_LENGTHS = (8, 12, 13, 14)
DIGITS = 5
"""Before the decimal mark of a quantity that is typed."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """The text is a quantity."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class NextProduct:
    """The text is the next product: the line before it gets its default quantity."""

    code: str


@dataclass(frozen=True, slots=True)
class Parked:
    """The text is neither; it stays as typed, marked, and typing goes on."""

    text: str
    reason: str


QuantityReading = Quantity | NextProduct | Parked


def read_quantity_field(text: str, is_code: Callable[[str], bool]) -> QuantityReading:
    """What a text at the quantity stands for (SPEC section 6, "The standard order"); blank is 1.

    Up to five digits, with decimals, are a quantity; 8, 12, 13 or 14 digits with a right check digit, or anything
    with a letter that `is_code` knows, is the next product; anything else is parked.
    """
    typed = text.strip()
    if is_barcode(typed) or (any(character.isalpha() for character in typed) and is_code(typed)):
        return NextProduct(typed)
    try:
        return Quantity(read_quantity(typed))
    except Unreadable as error:
        return Parked(text, str(error))


def is_barcode(text: str) -> bool:
    """8, 12, 13 or 14 digits with a right check digit."""
    if len(text) not in CODE_LENGTHS or not (text.isascii() and text.isdigit()):
        return False
    # here: not needed before the first long number
    from stdnum import ean  # pyright: ignore[reportMissingTypeStubs]

    return bool(cast(Any, ean).is_valid(text))


def read_quantity(text: str) -> Decimal:
    """A quantity to three places, 1 where nothing is typed. Raises Unreadable.

    Three digits behind a mark may be thousands or decimals: `1.000` and `1,000` are refused (see `numbers.one_way`).
    """
    if not text.strip():
        return Decimal(1)
    if len(text.split()) > 1:
        raise Unreadable(f"{told_short(text)} is not a number: digits stand together")
    value = read_number(text, grouping=".,")
    if len(text.strip().partition(".")[0].partition(",")[0]) > DIGITS:
        raise Unreadable(f"{told_short(text)} is too much: a quantity has up to five digits")
    if value <= 0:
        raise Unreadable("The quantity must be more than 0")
    if fault := quantity_fault(value):
        raise Unreadable(fault)
    if places(value) > 3:
        raise Unreadable(f"{text.strip()} has more than three decimals")
    return value


def decimals_fault(quantity: Decimal) -> str:
    """Why a number is no quantity, '' where it is one: three decimals are kept of it."""
    return f"{plain(quantity)} has more than three decimals" if places(quantity) > 3 else ""


def least_words(minimum: Decimal | None, step: Decimal | None) -> str:
    """What is odd about a least quantity that no step reaches, '' where there is nothing (X-16)."""
    if not minimum or not step or minimum % step == 0:
        return ""
    return f"{plain(minimum)} is not a step of {plain(step)}: the least is {plain((minimum // step + 1) * step)}"


def told_of(error: Unreadable, unit: str, step: Decimal | None) -> str:
    """Why a text is no quantity of a product; of one that may be either of two its step too (X-16)."""
    if not step or not isinstance(error, TwoWays):
        return str(error)
    return f"{error}; {_sold(unit, step)}"


def _sold(unit: str, step: Decimal) -> str:
    return "whole units only" if step == 1 else f"sold in steps of {grouped(step)} {unit_of(unit, step)}"


def why_not(quantity: Decimal, unit: str, minimum: Decimal | None, step: Decimal | None) -> str:
    """Why a quantity cannot be ordered of a product, '' where it can (X-16); a step of 1 means whole units."""
    if minimum is not None and quantity < minimum:
        return f"At least {grouped(minimum)} {unit_of(unit, minimum)}"
    if step and quantity % step:
        below = quantity // step * step
        near = f"{plain(below)} or {plain(below + step)}" if below else plain(step)
        return f"{as_sentence(_sold(unit, step))}: {near}"
    return ""
