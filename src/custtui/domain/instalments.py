"""An invoice may be paid in parts, each with its due date: how much of it when, and what is left of them (C-37)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from custtui.domain.bounds import days_fault
from custtui.domain.days import dated
from custtui.domain.money import ZERO, share, shown
from custtui.domain.payment import oldest_first

MOST_PARTS = 24
BETWEEN = re.compile(r"[\s,;/]+")


class DuePart(NamedTuple):
    """So much of an invoice, to be paid by a day; one that has no parts is one part."""

    due: date
    amount: Decimal


def read_days(text: str) -> tuple[int, ...]:
    """`30 60 90`: days from the invoice to each part. Raises ValueError for what is none of that."""
    found = [one for one in BETWEEN.split(text.strip()) if one]
    if odd := next((one for one in found if not re.fullmatch("[0-9]{1,9}", one)), ""):
        raise ValueError(f"{odd[:40]!r} is not a number of days")
    return tuple(map(int, found))


def days_of(text: str) -> tuple[int, ...]:
    """The same of what stands in a database; one part where it cannot be read: check names that."""
    try:
        return read_days(text)
    except ValueError:
        return ()


def kept_days(days: Iterable[int]) -> str:
    """As terms keep them."""
    return " ".join(map(str, days))


def days_of_parts_fault(days: Sequence[int], first: int) -> str:
    """Why terms cannot have parts of these days, '' where they can: none, or two and more, each later than the last.

    `first` are the days of the terms: those of the first part.
    """
    if not days:
        return ""
    if not 2 <= len(days) <= MOST_PARTS:
        return f"two to {MOST_PARTS} parts have days; blank is one part"
    if days[0] != first:
        return f"the first part is due after {days[0]} days, the terms say {first}"
    if any(later <= one for one, later in pairwise(days)):
        return "each part is due later than the one before"
    return next((why for one in days if (why := days_fault(one))), "")


def read_parts(text: str) -> str:
    """Days of parts as terms keep them. Raises ValueError for what is none, and for days that parts cannot have."""
    days = read_days(text)
    if why := days_of_parts_fault(days, *days[:1] or (0,)):
        raise ValueError(why)
    return kept_days(days)


def shares(gross: Decimal, count: int, currency: str) -> Iterator[Decimal]:
    """Equal parts of an amount: the rounded share of all so far less the earlier ones, exact in the end.

    100.00 in 3: 33.33, 33.34, 33.33.
    """
    before = ZERO
    for number in range(1, count + 1):
        part = share(gross, Decimal(number), Decimal(count), before, currency)
        before += part
        yield part


def open_parts(parts: Iterable[DuePart], left: Decimal) -> tuple[DuePart, ...]:
    """What is left of each part where so much is left of the invoice: payments go to the oldest part first."""
    found = list[DuePart]()
    for part in reversed([*parts]):
        rest = min(part.amount, left)
        left -= rest
        found += [DuePart(part.due, rest)] * (rest > 0)
    return tuple(reversed(found))


def rests_of(parts: Iterable[DuePart], due: date, left: Decimal) -> tuple[DuePart, ...]:
    """What is left of an invoice by its parts; of one that has none all of it, due on its day (C-37)."""
    return open_parts(parts, left) or (DuePart(due, left),)


def up_to(parts: Iterable[DuePart], most: Decimal) -> tuple[DuePart, ...]:
    """The oldest parts, so much of them: a discount is taken off the last one."""
    rows = [*parts]
    amounts = oldest_first(most, (part.amount for part in rows))
    return tuple(DuePart(part.due, amount) for part, amount in zip(rows, amounts, strict=True))


def overdue_of(parts: Iterable[DuePart], today: date) -> Decimal:
    """What of open parts is past due (R-27)."""
    return sum((part.amount for part in parts if part.due < today), ZERO)


def oldest_parts_first(amount: Decimal, invoices: Iterable[Sequence[DuePart]]) -> list[Decimal]:
    """How much of an amount settles each of these invoices, given in the order of their numbers, by its open parts.

    The oldest is the one due first, of those of one day that of the lowest number (C-37).
    """
    rows = [*invoices]
    aged = sorted((part.due, at, part.amount) for at, parts in enumerate(rows) for part in parts)
    settled = [ZERO] * len(rows)
    for (_, at, _), paid in zip(aged, oldest_first(amount, [rest for *_, rest in aged]), strict=True):
        settled[at] += paid
    return settled


def told_parts(parts: Iterable[DuePart], currency: str) -> str:
    """`33.33 by 8 Dec 2026, 33.34 by 7 Jan 2027`."""
    return ", ".join(f"{shown(part.amount, currency)} by {dated(part.due)}" for part in parts)
