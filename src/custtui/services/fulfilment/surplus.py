"""Money that settles nothing yet: a payer's surplus, used first the next time he pays (C-37)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from peewee import JOIN, fn

from custtui.domain.money import ZERO
from custtui.models.families import is_of
from custtui.models.fulfilment import Allocation, Payment


def unsettled(where: Any) -> Iterator[tuple[Payment, Decimal]]:
    """Payments (rows) and what of each is not allocated, in the order they came, where something is left."""
    settled = fn.SUM(Allocation.amount).converter(Allocation.amount.python_value)
    rows = Payment.select(Payment, settled.alias("settled")).join(Allocation, JOIN.LEFT_OUTER).where(where)
    for row in rows.group_by(Payment.id).order_by(Payment.id):
        if (rest := row.amount - (row.settled or 0)) > 0:
            yield row, rest


def total(money: Iterable[tuple[Payment, Decimal]]) -> Decimal:
    """What is left of all of them."""
    return sum((rest for _, rest in money), ZERO)


def surplus_of(account_id: int, currency: str) -> list[tuple[Payment, Decimal]]:
    """Of a customer, in one currency; of those merged into it too (F-28)."""
    return list(unsettled(is_of(Payment.account, account_id) & (Payment.currency == currency)))
