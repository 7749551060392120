"""What a customer usually buys: the order pad (X-20)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from custtui.domain.choice import Choice
from custtui.domain.days import shown_day
from custtui.domain.money import shown_price
from custtui.domain.naming import some
from custtui.domain.numbers import grouped
from custtui.domain.order import IN_FORCE
from custtui.models.families import family
from custtui.models.order import OrderLine, OrderRevision
from custtui.models.prepared import Prepared
from custtui.models.product import Product
from custtui.services.clock import today
from custtui.services.orders.bought import LATEST_FIRST, RECENT, bought, recent

USUAL = Prepared(
    lambda accounts: (
        bought(
            *(Product.code, Product.name, OrderLine.quantity, OrderLine.price, OrderRevision.order_date),
            OrderRevision.order,
            states=IN_FORCE,
        )
        .switch(OrderLine)
        .join(Product, on=OrderLine.product == Product.id)
        .where(OrderRevision.id.in_(recent(accounts, RECENT)) & Product.active)
        .order_by(*LATEST_FIRST, OrderLine.id)
    )
)


@dataclass(slots=True)
class UsualItem:
    """A product as it was bought last, and the orders that have it."""

    code: str
    name: str
    quantity: Decimal
    price: Decimal
    day: date
    orders: set[int] = field(default_factory=set[int])


def usual(account_id: int) -> list[Choice]:
    """What F4 on an empty item lists first (X-20): the order pad in words."""
    return [Choice(one.code, one.code, _words(one)) for one in bought_before(account_id)]


def bought_before(account_id: int) -> list[UsualItem]:
    """Products a customer, and those merged into it, bought with its latest orders: the one bought last first.

    Each with the last quantity, the last price paid, when, and with how many of these orders (X-20). What waits or
    was declined nobody bought.
    """
    return list(_summed(USUAL(family(account_id))).values())


def _summed(rows: Iterable[tuple[str, str, Decimal, Decimal, date, int]]) -> dict[str, UsualItem]:
    found: dict[str, UsualItem] = {}
    for code, name, quantity, price, day, order in rows:
        found.setdefault(code, UsualItem(code, name, quantity, price, day)).orders.add(order)
    return found


def _words(one: UsualItem) -> str:
    """`5 at 10.00 on 28 Nov, 3 orders · Orange juice`"""
    count = some(len(one.orders), "order")
    return (
        f"{grouped(one.quantity)} at {shown_price(one.price)} on {shown_day(one.day, today())}, {count} · {one.name}"
    )
