"""Fills a database with made-up data of any size, for trials and benchmarks."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from custtui.domain.errors import refuse
from custtui.domain.meter import Meter
from custtui.domain.who import Act, Who
from custtui.exchange.made_up import Maker
from custtui.exchange.made_up_orders import OrderMaker, prices, products
from custtui.services.asks import asks
from custtui.services.bulk.codes import free_customer_codes, free_order_numbers
from custtui.services.bulk.customers import write_customers
from custtui.services.bulk.known import house_currency, known, known_products
from custtui.services.bulk.memory import seldom_collected
from custtui.services.bulk.orders import write_orders
from custtui.services.bulk.products import write_prices, write_products
from custtui.services.bulk.search import index_all
from custtui.services.bulk.setup import write_setup
from custtui.services.clock import today

T = TypeVar("T")

TERMS = (("NET14", "14 days net", 14), ("NET30", "30 days net", 30), ("NET60", "60 days net", 60))
METHODS = (("CASH", "Cash", False), ("CHECK", "Check", False), ("CREDIT CARD", "Credit card", True))
STEP = 1000


@asks(Act.IMPORT)
def generate(who: Who, customers: int, orders: int, seed: int = 1, progress: Meter | None = None) -> None:
    """Add so many customers, and so many of their orders; products and prices where there are none.

    The same seed gives the same data on the same day: orders count back from today. Codes and numbers go on after
    those there are. Raises Refused for orders without customers.
    """
    if orders and not customers:
        raise refuse("customers", "orders need customers to order them", "customers")
    with seldom_collected():
        _generate(who, customers, orders, seed, progress or _silent)


def _generate(who: Who, customers: int, orders: int, seed: int, told: Meter) -> None:
    whole = customers + orders
    _set_up(who)
    codes = free_customer_codes(customers)
    maker = Maker(seed)
    made = (maker.customer(code, at) for at, code in enumerate(codes))
    write_customers(who, _counted(made, told, 0, whole), index=customers < STEP)
    if customers >= STEP:
        index_all()
    if orders:
        sold = OrderMaker(seed, codes, _products(who), orders, today())
        numbers = free_order_numbers(orders)
        placed = (sold.order(number, at) for at, number in enumerate(numbers))
        write_orders(who, _counted(placed, told, customers, whole))
    told(whole, whole)


def _silent(done: int, whole: int) -> None:
    """Nobody wants to know."""


def _counted(items: Iterable[T], told: Meter, done: int, whole: int) -> Iterator[T]:
    for item in items:
        yield item
        done += 1
        if done % STEP == 0:
            told(done, whole)


def _set_up(who: Who) -> None:
    """Terms and methods that made-up customers have, where they are missing."""
    there = known("terms", [code for code, *_ in TERMS])
    write_setup(
        who, "terms", ({"code": code, "name": name, "days": days} for code, name, days in TERMS if code not in there)
    )
    there = known("method", [code for code, *_ in METHODS])
    names = ("code", "name", "when_other_pays")
    write_setup(who, "methods", (dict(zip(names, row, strict=True)) for row in METHODS if row[0] not in there))


def _products(who: Who) -> Sequence[str]:
    """The codes of the products there are; made-up ones where there are none."""
    codes = known_products(2000)
    if not codes:
        write_products(who, products())
        codes = known_products(2000)
        write_prices(who, prices(codes, house_currency(), date(2020, 1, 1)))
    return codes
