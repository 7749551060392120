"""What a customer ordered and was invoiced, month by month and year by year (F-08, F-25, F-28)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from peewee import fn

from custtui.domain.money import ZERO
from custtui.domain.order import COUNTED
from custtui.models.account import CustomerAccount
from custtui.models.families import of_family
from custtui.models.fulfilment import BilledOrder, Invoice
from custtui.models.order import OrderRevision, RevisionState, SalesOrder
from custtui.models.stands import counts_as
from custtui.services.at_once import at_once
from custtui.services.clock import today

MONTHS = 24


@dataclass(frozen=True, slots=True)
class Total:
    """A month, or a whole year (month 0): orders, their gross total, and what was invoiced less credit notes."""

    year: int
    month: int
    orders: int = 0
    ordered: Decimal = ZERO
    invoiced: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Activity:
    """Two years of months, the oldest first and this month last; all years, the newest first.

    Amounts are in the account's currency; `others` tells of orders in another one: currency, orders, amount.
    `merged` are the codes of those that were merged into it: what they ordered counts.
    """

    currency: str
    months: tuple[Total, ...]
    years: tuple[Total, ...]
    others: tuple[tuple[str, int, Decimal], ...]
    merged: tuple[str, ...] = ()


def activity(account_id: int, day: date | None = None) -> Activity:
    """What a customer and those merged into it ordered up to a day (today).

    Two queries, by days, whatever the number of orders; no order is read, of invoices their days.
    """
    account, (accounts, orders, invoices), now = at_once(
        lambda: CustomerAccount.get_by_id(account_id), lambda: of_family(account_id, _ordered_and_billed), today
    )
    currency = account.currency
    own = [(one, count, amount) for one, code, count, amount in orders if code == currency]
    billed = [(one, 0, amount) for one, code, _, amount in invoices if code == currency]
    months = _totals(own, billed, lambda one: (one.year, one.month))
    years = _totals(own, billed, lambda one: (one.year, 0))
    return Activity(
        currency,
        tuple(months.get(key, Total(*key)) for key in _keys(day or now)),
        tuple(years[key] for key in sorted(years, reverse=True)),
        _others(orders, currency),
        _codes([one for one in accounts if one != account_id]),
    )


def _ordered_and_billed(accounts: list[int]) -> tuple[list[int], list[Any], list[Any]]:
    orders, invoices = at_once(lambda: list(_orders(accounts)), lambda: list(_invoices(accounts)))
    return accounts, orders, invoices


def _codes(accounts: list[int]) -> tuple[str, ...]:
    rows = CustomerAccount.select(CustomerAccount.code).where(CustomerAccount.id.in_(accounts))
    return tuple(row.code for row in rows.order_by(CustomerAccount.id)) if accounts else ()


def _orders(accounts: list[int]) -> Any:
    return _sums(
        OrderRevision.select(
            OrderRevision.order_date, OrderRevision.currency, fn.COUNT(OrderRevision.id), _sum(OrderRevision.gross)
        )
        .join(RevisionState, on=RevisionState.revision == OrderRevision.id)
        .where(OrderRevision.sold_to.in_(accounts) & counts_as(COUNTED))
        .group_by(OrderRevision.order_date, OrderRevision.currency)
    )


def _invoices(accounts: list[int]) -> Any:
    """For its orders, whoever pays."""
    return _sums(
        BilledOrder.select(Invoice.day, Invoice.currency, fn.COUNT(BilledOrder.id), _sum(BilledOrder.gross))
        .join(Invoice)
        .switch(BilledOrder)
        .join(SalesOrder)
        .where(SalesOrder.account.in_(accounts))
        .group_by(Invoice.day, Invoice.currency)
    )


def _sums(query: Any) -> Any:
    return query.tuples()


def _sum(field: Any) -> Any:
    return fn.SUM(field).converter(field.python_value)


def _totals(own: Iterable[tuple[date, int, Decimal]], billed: Iterable[tuple[date, int, Decimal]], key: Any) -> Any:
    sums: dict[tuple[int, int], list[Any]] = defaultdict(lambda: [0, ZERO, ZERO])
    for day, count, amount in own:
        sums[key(day)][0] += count
        sums[key(day)][1] += amount
    for day, _, amount in billed:
        sums[key(day)][2] += amount
    return {at: Total(*at, *parts) for at, parts in sums.items()}


def _keys(day: date) -> list[tuple[int, int]]:
    last = day.year * 12 + day.month - 1
    return [(number // 12, number % 12 + 1) for number in range(last - MONTHS + 1, last + 1)]


def _others(orders: list[Any], currency: str) -> tuple[tuple[str, int, Decimal], ...]:
    sums: dict[str, list[Any]] = defaultdict(lambda: [0, ZERO])
    for _, code, count, amount in orders:
        if code != currency:
            sums[code][0] += count
            sums[code][1] += amount
    return tuple((code, count, amount) for code, (count, amount) in sorted(sums.items()))
