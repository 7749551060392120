"""A purchasing contract of a customer: quantities and prices agreed for a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from custtui.domain.errors import Fault
from custtui.domain.numbers import plain
from custtui.domain.records.account import CODE
from custtui.domain.records.fact import Fact, InFiles, Sort, fields_of
from custtui.domain.records.links import CURRENCY, CUSTOMER, FIRST_DAY, LAST_DAY, PRODUCT
from custtui.domain.records.price import PRICE
from custtui.domain.records.reading import Ways, read_value


@dataclass(frozen=True, slots=True)
class ContractLineFields:
    """A product of a contract."""

    product: Annotated[str, PRODUCT]
    quantity: Annotated[
        Decimal,
        Fact("Quantity", "", 12, Sort.AGREED, needed=True, file=InFiles("quantity agreed", "1000", required=True)),
    ]
    price: Annotated[Decimal, PRICE._replace(file=InFiles("price of one unit", "4.20", required=True))]


@dataclass(frozen=True, slots=True)
class ContractFields:
    """A contract without its products."""

    code: Annotated[
        str,
        Fact(
            "Contract",
            "Its code; it never changes",
            CODE,
            Sort.CODE,
            needed=True,
            file=InFiles("code of the contract, on every row", "PC-2026-1", required=True),
        ),
    ]
    customer: Annotated[
        str, CUSTOMER._replace(file=InFiles("code of the customer", "3897-5", required=True, once=True))
    ]
    name: Annotated[str, Fact("Name", file=InFiles("name", "Juices 2026"))]
    currency: Annotated[str, CURRENCY]
    first_day: Annotated[date, FIRST_DAY]
    last_day: Annotated[date, LAST_DAY]
    shared: Annotated[
        bool,
        Fact(
            "Shared",
            "Y: the other accounts of the customer's party call it off too",
            1,
            Sort.FLAG,
            file=InFiles("Y: the other accounts of the customer's party call it off too; blank: N", "N"),
        ),
    ] = False


@dataclass(frozen=True, slots=True)
class TypedContract(ContractFields):
    """A contract as typed: its products in one field."""

    FIRST = ("code", "customer", "name", "currency", "first_day", "last_day", "goods")

    goods: Annotated[
        tuple[str, ...],
        Fact("Goods", "Product, quantity and price each, ; between: APPLE-12 1000 4.20", 2000, several=";", each=120),
    ] = ()


def goods_of(parts: Sequence[str]) -> tuple[list[ContractLineFields], list[Fault]]:
    """What is typed of products, each `APPLE-12 1000 4.20`, and why it is none."""
    lines, ways = list[ContractLineFields](), Ways()
    said = fields_of(ContractLineFields)
    for part in parts:
        words, found = part.split(), len(ways.faults)
        if len(words) != len(said):
            ways.faults.append(Fault("goods", "goods", f"{part[:40]}: product, quantity and price are wanted"))
            continue
        values = {name: read_value(one, word, ways) for (name, one), word in zip(said.items(), words, strict=True)}
        if len(ways.faults) == found:
            lines.append(ContractLineFields(**values))
    return lines, [Fault(fault.code, "goods", fault.text) for fault in ways.faults]


def goods_text(product: str, quantity: Decimal, price: Decimal) -> str:
    """A product of a contract as it is typed."""
    return f"{product} {plain(quantity)} {plain(price)}"


def contract_faults(one: Any, lines: Sequence[ContractLineFields]) -> Iterator[tuple[int, Fault]]:
    """Why it is no contract, each at the place of a line: an end before its beginning, a product twice."""
    if one.last_day < one.first_day:
        yield 0, Fault("days", "last_day", "is before the first day")
    products = set[str]()
    for at, line in enumerate(lines):
        if line.product in products:
            yield at, Fault("twice", "product", f"{line.product} stands twice in this contract")
        products.add(line.product)
        if line.quantity <= 0:
            yield at, Fault("quantity", "quantity", f"of {line.product} nothing is agreed: more than 0")


def agreed_parts_fault(product: str, quantity: Decimal, step: Decimal | None) -> str:
    """Why a quantity cannot be agreed of a product, '' where it can: no parts of one sold in whole units (X-16)."""
    whole = step is not None and step % 1 == 0
    return f"{plain(quantity)} of {product}, which is sold in whole units" if whole and quantity % 1 else ""
