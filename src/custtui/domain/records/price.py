"""A price: of a price list from a quantity on, or of one customer for a short term (R-34)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from custtui.domain.errors import Fault
from custtui.domain.records.account import CODE
from custtui.domain.records.fact import Fact, InFiles, Sort
from custtui.domain.records.links import CURRENCY, CUSTOMER, FIRST_DAY, LAST_DAY, PRODUCT

PRICE = Fact(
    "Price",
    "Price of one unit",
    16,
    Sort.PRICE,
    needed=True,
    file=InFiles("price of one unit", "4.56", required=True),
)


@dataclass(frozen=True, slots=True)
class PriceFields:
    """A price; either `price_list` or `customer` is empty."""

    product: Annotated[str, PRODUCT]
    price_list: Annotated[
        str,
        Fact(
            "Price list",
            "Code of the price list",
            CODE,
            Sort.CODE,
            prompt="price lists",
            file=InFiles("code of the price list, for a list price; a new one is made", "STANDARD", "list"),
        ),
    ]
    customer: Annotated[
        str, CUSTOMER._replace(needed=False, file=InFiles("code of the customer, for a contract price", "3897-5"))
    ]
    price: Annotated[Decimal, PRICE]
    currency: Annotated[
        str,
        CURRENCY._replace(file=InFiles("currency; blank: the list's, else the house's", "USD")),
    ]
    from_quantity: Annotated[
        Decimal,
        Fact(
            "From quantity",
            "Holds from this quantity on; empty: any",
            12,
            Sort.QUANTITY,
            file=InFiles("holds from this quantity on (list price)", "10"),
        ),
    ]
    first_day: Annotated[date, FIRST_DAY._replace(file=InFiles("first day it holds", "2026-05-01", required=True))]
    last_day: Annotated[
        date | None,
        LAST_DAY._replace(
            sort=Sort.LAST_DAY,
            needed=False,
            file=InFiles("last day it holds; blank: until further notice (list price)", "2026-05-31"),
        ),
    ] = None


def price_faults(one: PriceFields) -> Iterator[Fault]:
    """Why it is no price: nobody's, an end before its beginning, a contract price without end or by quantity."""
    if bool(one.price_list) == bool(one.customer):
        yield Fault("whose", "price_list", "a price has either a list or a customer")
    if one.last_day is not None and one.last_day < one.first_day:
        yield Fault("days", "last_day", "is before the first day")
    if one.customer and one.last_day is None:
        yield Fault("days", "last_day", "a contract price has a last day")
    if one.customer and one.from_quantity:
        yield Fault("break", "from_quantity", "a contract price has no quantity break")
