"""Codes and numbers in bulk: given ones are kept, the counter goes on behind them (F-12, D-02)."""

import re
from collections.abc import Sequence
from typing import Any

from peewee import Case, Cast, fn

from custtui.domain.written_number import MOST_NUMBER, PREFIX, used_up
from custtui.models.account import AlternateNumber, CustomerAccount
from custtui.models.operator import Counter, Seller
from custtui.services.numbers import PAPERS

NUMBERED: dict[str, tuple[Any, ...]] = {
    "customer": (CustomerAccount.code, AlternateNumber.code),
    **{paper: (model.number,) for paper, model in PAPERS.items()},
}
"""The columns in which numbers of a counter stand."""


def highest(prefix: str, columns: tuple[Any, ...]) -> int:
    """The highest number of up to nine digits behind a prefix, in any capitals; 0 where there is none."""
    return max((_highest(prefix, column) for column in columns), default=0)


def _highest(prefix: str, column: Any) -> int:
    end: Any = fn.SUBSTR(column, len(prefix) + 1)
    digits = fn.LTRIM(end, "0123456789") == ""
    short = (end != "") & (fn.LENGTH(end) <= 9)
    begins = fn.LOWER(fn.SUBSTR(column, 1, len(prefix))) == fn.LOWER(prefix)
    number = Case(None, [(begins & short & digits, Cast(end, "INTEGER"))])  # read in no other case
    return column.model.select(fn.MAX(number)).scalar() or 0


class Numbers:
    """One counter, while many rows take or bring numbers; `prefix` stands before each number."""

    def __init__(self, counter: str, prefix: str) -> None:
        self.counter, self.prefix = counter, prefix
        self.pattern = re.compile(re.escape(prefix) + r"([0-9]{1,9})", re.IGNORECASE)
        self.mark, self.first = prefix, 0
        self.last = self._stands()

    def _stands(self) -> int:
        """The last number that cannot be given: the counter's, or one that is there though the counter is behind."""
        return max(self._counted(), highest(self.prefix, NUMBERED[self.counter]))

    def _counted(self) -> int:
        row = Counter.get_or_none(Counter.name == self.counter)
        return row.value if row else 0

    def brought(self, code: str) -> None:
        """A code came with its row: the counter moves beyond it, if it is one of its numbers."""
        if code and (found := self.pattern.fullmatch(code)):
            self.last = max(self.last, int(found[1]))

    def take(self) -> str:
        """The next number. Raises Refused where the counter stands at the last one."""
        if self.last >= MOST_NUMBER:
            raise used_up(self.counter, self.last)
        self.last += 1
        self.first = self.first or self.last
        return f"{self.mark}{self.last}"

    def go_on(self) -> int:
        """By how much the numbers taken have to move, because others took numbers meanwhile; `last` has moved."""
        more = max(0, self._stands() - self.first + 1) if self.first else 0
        self.last += more
        return more

    def keep(self) -> None:
        """Write how far the counter got."""
        stands = self._counted()
        if self.last > stands and not Counter.update(value=self.last).where(Counter.name == self.counter).execute():
            Counter.insert(name=self.counter, value=self.last).execute()


def customer_codes() -> Numbers:
    """Customer codes: `<unit licence>-<number>` (C-19)."""
    seller = Seller.get_or_none()
    return Numbers("customer", f"{seller.unit_licence}-" if seller else "C-")


def paper_numbers(paper: str) -> Numbers:
    """Numbers of shipments and invoices that come without one."""
    return Numbers(paper, PREFIX[paper])


def order_numbers() -> Numbers:
    """Order numbers."""
    return Numbers("order", PREFIX["order"])


class Range(Sequence[str]):
    """Codes one after the other, without a list of them."""

    def __init__(self, prefix: str, first: int, count: int) -> None:
        self.prefix, self.numbers = prefix, range(first, first + count)

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, at: Any) -> Any:
        return f"{self.prefix}{self.numbers[at]}"


def free_customer_codes(count: int) -> Sequence[str]:
    """The next customer codes; they are taken once customers with them are written."""
    codes = customer_codes()
    return Range(codes.prefix, codes.last + 1, count)


def free_order_numbers(count: int) -> Sequence[str]:
    """The next order numbers; they are taken once orders with them are written."""
    numbers = order_numbers()
    return Range(numbers.prefix, max(numbers.last, 1000) + 1, count)
