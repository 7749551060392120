"""What cannot have happened in that order of days: nothing is invoiced or returned before its time (R-30)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from custtui.domain.days import dated
from custtui.domain.money import ZERO
from custtui.domain.numbers import grouped

DayMoves = Iterable[tuple[date, Decimal]]
"""Quantities on days; what is below 0 took something back."""


def early_fault(what: str, moves: DayMoves, shipped: DayMoves) -> str:
    """Why so much cannot be `what` (invoiced, returned) on its days, '' where it can: never before it was shipped.

    Within a day the order does not count.
    """
    asked, sent = [*moves], [*shipped]
    for day in sorted({one for one, _ in asked}):
        done, out = _until(day, asked), _until(day, sent)
        if done > out:
            return f"{grouped(done)} {what} up to {dated(day)}, but {grouped(out)} shipped by then"
        if done < 0:
            return f"{grouped(-done)} credited up to {dated(day)} that were not invoiced by then"
    return ""


def paid_fault(day: date, number: str, invoiced: date) -> str:
    """What is odd about a day an invoice was paid on, '' for nothing: money that was kept came before it (C-37)."""
    if day >= invoiced:
        return ""
    return f"{dated(day)} is before {number or 'an invoice'} was made, {dated(invoiced)}"


def _until(day: date, moves: DayMoves) -> Decimal:
    return sum((quantity for one, quantity in moves if one <= day), ZERO)
