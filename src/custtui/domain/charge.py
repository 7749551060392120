"""Freight and other charges as they are typed in a header: `12.50; packing 5.00 reduced` (C-41)."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from custtui.domain.money import ZERO, minor_unit, rounded, shown
from custtui.domain.naming import told_short
from custtui.domain.numbers import Unreadable, read_number
from custtui.domain.tax import category_of
from custtui.domain.text import unread

FREIGHT = "freight"
"""What a charge is that says only an amount."""
BETWEEN = "; "
"""What parts two charges."""
FORM = "freight 12.50; packing 5.00 reduced"
LONGEST = 40
"""Characters of what a charge is for."""
_AMOUNT = re.compile(r"[-\N{MINUS SIGN}]?[0-9][0-9.,]*|[.,][0-9]+")
_ODD = re.compile(r"[=@/|\\]")
"""What parts the cells of files."""


class TypedCharge(NamedTuple):
    """What a charge is for, its net amount, and the tax category it names, '' as usual."""

    kind: str
    net: Decimal
    category: str = ""


def parts_of(text: str) -> list[str]:
    """The charges of a text, each as typed, blanks once; none where it is blank."""
    return [" ".join(part.split()) for part in text.split(BETWEEN.strip()) if part.strip()]


def twice_fault(kinds: Iterable[str]) -> str:
    """Why charges cannot be, '' where they can: one of each kind."""
    known = [category_of(kind) for kind in kinds]
    found = next((kind for kind in known if known.count(kind) > 1), "")
    return f"{found} stands twice: one charge of each kind" if found else ""


def taxed_as(part: str, category: str) -> str:
    """A charge as typed, taxed by another category; one without an amount has it behind what there is."""
    words = part.split()
    at = _amount_at(words)
    return " ".join([*words[: at + 1 if at >= 0 else None], category])


def _amount_at(words: Sequence[str]) -> int:
    return max((at for at, word in enumerate(words) if _AMOUNT.fullmatch(word)), default=-1)


def read_charge(part: str, currency: str) -> TypedCharge:
    """The charge that a text tells. Raises Unreadable for what is none, for 0, and for a rate."""
    words = part.split()
    if why := unread(part):
        raise Unreadable(why)
    at = _amount_at(words)
    if at < 0:
        raise Unreadable(f'"{part.strip()[:40]}" has no amount: {FORM}')
    kind, net = " ".join(words[:at]), read_number(words[at])
    if net % minor_unit(currency):
        raise Unreadable(f"{words[at]} has more decimals than {currency}")
    category = " ".join(words[at + 1 :])
    if why := _why_not(kind, net, words[at]) or _rate_typed(category):
        raise Unreadable(why)
    kind = FREIGHT if category_of(kind) in ("", FREIGHT) else kind
    return TypedCharge(kind, net, category_of(category))


def _rate_typed(category: str) -> str:
    """The house has the rates of categories; nobody types one (C-38)."""
    return f"{told_short(category)} is a rate: name a tax category, or none" if category.endswith("%") else ""


def _why_not(kind: str, net: Decimal, typed: str) -> str:
    if not net:
        return f"{typed} is not a charge: leave it out"
    if other := next((word for word in kind.split() if _AMOUNT.fullmatch(word.rstrip("%"))), ""):
        return f"{other} and {typed} are two amounts: {FORM}"
    if len(kind) > LONGEST:
        return f"{told_short(kind)} is longer than {LONGEST} characters"
    if _ODD.search(kind) or (kind and not re.search(r"[^\W\d_]", kind)):
        return f'"{told_short(kind)}" is not what a charge is for: {FORM}'
    return ""


def told(charges: Iterable[tuple[str, Decimal, Decimal]], currency: str) -> str:
    """`freight 12.50, packing 5.00`, of names, net and tax; '' for none."""
    return ", ".join(f"{kind} {shown(net, currency)}" for kind, net, _ in charges)


def as_typed(kind: str, net: Decimal, category: str, currency: str) -> str:
    """A charge that stands in an order as it would be typed: `freight 12.50`, `packing 5.00 reduced`."""
    return " ".join(filter(None, (kind, f"{rounded(net, currency):f}", category)))


def rise(before: Sequence[tuple[str, Decimal]], now: Sequence[tuple[str, Decimal]]) -> bool:
    """Is a charge dearer than before, or new (C-12)?"""
    were = {category_of(kind): net for kind, net in before}
    return any(net > were.get(category_of(kind), ZERO) for kind, net in now)
