"""What is paid of invoices that several orders of a file have lines on: a payment that reaches over orders is one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from custtui.domain.money import ZERO


@dataclass(slots=True)
class _Invoice:
    """`before` is what the orders come to that were told of before this one; `rows` are its payments."""

    before: Decimal = ZERO
    whole: Decimal = ZERO
    paid: Decimal = ZERO
    rows: list[tuple[tuple[Any, ...], Decimal]] = field(default_factory=list[tuple[tuple[Any, ...], Decimal]])


class SharedPayments:
    """Puts together what files tell of order by order: what fills one order and goes on in the next (C-42)."""

    def __init__(self) -> None:
        self.invoices = dict[int, _Invoice]()

    def next_order(self, invoice: int, gross: Decimal) -> None:
        """What follows is paid of the part of an order that comes to so much."""
        one = self.invoices.setdefault(invoice, _Invoice())
        one.before, one.whole = one.whole, one.whole + gross

    def takes(self, invoice: int) -> bool:
        """Is it shared?"""
        return invoice in self.invoices

    def pay(self, invoice: int, how: tuple[Any, ...], amount: Decimal) -> None:
        """A payment: by whom, when and how, and how much of it settles this order's part."""
        one = self.invoices[invoice]
        if one.rows and one.rows[-1][0] == how and one.paid == one.before:
            one.rows[-1] = (how, one.rows[-1][1] + amount)
        else:
            one.rows.append((how, amount))
        one.paid += amount

    def all(self) -> Iterator[tuple[int, tuple[Any, ...], Decimal]]:
        """Every payment: invoice, how, and how much in all."""
        for invoice, one in self.invoices.items():
            yield from ((invoice, how, amount) for how, amount in one.rows)
