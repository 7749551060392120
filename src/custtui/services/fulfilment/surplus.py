"""Money that settles nothing yet: a payer's surplus, used first the next time he pays (C-37)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from peewee import fn

from custtui.domain.money import ZERO
from custtui.models.families import is_of
from custtui.models.fulfilment import Allocation, Payment


def rest() -> Any:
    """What of a payment settles nothing, and was neither taken back nor paid back, as a column."""
    later, beside = Payment.alias(), Payment.alias()
    back = later.select(fn.SUM(later.amount)).where(later.of == Payment.id)
    settled = Allocation.select(fn.SUM(Allocation.amount)).where(Allocation.payment == Payment.id)
    also = Allocation.select(fn.SUM(Allocation.amount)).join(beside, on=Allocation.payment == beside.id)
    spent = _sum(settled) + _sum(also.where(beside.of == Payment.id))
    return (Payment.amount + _sum(back) - spent).converter(Payment.amount.python_value)


def _sum(query: Any) -> Any:
    return fn.COALESCE(query, 0)


def stands() -> Any:
    """The condition that an allocation settles something still: it takes none back, and was not taken back."""
    undone = Allocation.alias()
    back = undone.select(undone.id).where(undone.of == Allocation.id)
    return Allocation.of.is_null() & ~fn.EXISTS(back)


def unsettled(where: Any) -> Iterator[tuple[Payment, Decimal]]:
    """Payments (rows) and what of each is not allocated, in the order they came, where something is left."""
    rows = Payment.select(Payment, rest().alias("rest")).where(where & Payment.of.is_null())
    for row in rows.order_by(Payment.id):
        if row.rest > 0:
            yield row, row.rest


def total(money: Iterable[tuple[Payment, Decimal]]) -> Decimal:
    """What is left of all of them."""
    return sum((rest for _, rest in money), ZERO)


def surplus_of(account_id: int, currency: str) -> list[tuple[Payment, Decimal]]:
    """Of a customer, in one currency; of those merged into it too (F-28)."""
    return list(unsettled(is_of(Payment.account, account_id) & (Payment.currency == currency)))
