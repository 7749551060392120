"""Products and prices as the lines of a draft need them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from peewee import SQL, Expression, Value, fn

from custtui.domain.order import OPEN, Status
from custtui.domain.pricing import Candidate, Source
from custtui.domain.product_code import spellings
from custtui.domain.text import visible
from custtui.models.account import ContractLine, ContractPrice, PurchasingContract
from custtui.models.families import family
from custtui.models.order import OrderLine, OrderRevision, RevisionState, SalesOrder
from custtui.models.prepared import Prepared
from custtui.models.product import Barcode, PriceList, PriceListItem, Product
from custtui.models.remembered import each

HOUSE_LIST = "LIST"
RECENT = 200
"""What was bought last, and at what price, is looked for in so many orders: a bound, for those with thousands."""


class Goods(NamedTuple):
    """A product as a line needs it."""

    id: int
    code: str
    name: str
    unit: str
    tax_category: str
    active: bool
    minimum: Decimal | None
    step: Decimal | None
    lead_days: int
    made_to_order: bool


_GOODS = tuple(getattr(Product, name) for name in Goods._fields)


def _found(codes: object, barcodes: object, capitals: object) -> Any:
    """Products by code, by barcode and by their code in capitals, each with what it was found by, and how."""
    by_code = Product.select(*_GOODS, Product.code.alias("by"), Value(CODE, converter=False).alias("how"))
    by_barcode = Product.select(*_GOODS, Barcode.code, Value(BARCODE, converter=False)).join(Barcode)
    by_capitals = Product.select(*_GOODS, fn.UPPER(Product.code), Value(CAPITALS, converter=False))
    return (
        by_code.where(Product.code.in_(codes))
        + by_barcode.where(Barcode.code.in_(barcodes))
        + by_capitals.where(fn.UPPER(Product.code).in_(capitals))
    )


CODE, BARCODE, CAPITALS = 1, 2, 3
"""How a product was found: by its code, a barcode, or its code in other capitals."""

FOUND = Prepared(_found)
LISTED, SPECIAL, CONTRACTED, BOUGHT = 1, 2, 3, 4
"""Where a fact of a product stands: on a price list, agreed, in a contract; or it is the line that bought it last."""
_NONE = SQL("NULL")


def _listed(price_list: object, products: object, currency: object) -> Any:
    item = PriceListItem
    return (
        item.select(
            *(Value(LISTED, converter=False).alias("where_from"), item.product, PriceList.id, PriceList.code),
            *(item.price, item.from_quantity, item.first_day, item.last_day, item.made_by),
        )
        .join(PriceList)
        .where(
            item.product.in_(products)
            & ((PriceList.id == price_list) | (PriceList.code == HOUSE_LIST))
            & (PriceList.currency == currency)
        )
    )


def _special(account: object, products: object, currency: object) -> Any:
    one = ContractPrice
    return one.select(
        *(Value(SPECIAL, converter=False), one.product, _NONE, Value("", converter=False), one.price, SQL("0")),
        *(one.first_day, one.last_day, one.made_by),
    ).where((one.account == account) & one.product.in_(products) & (one.currency == currency))


def _contracted(contract: object, products: object) -> Any:
    line, whole = ContractLine, PurchasingContract
    return (
        line.select(
            *(Value(CONTRACTED, converter=False), line.product, _NONE, whole.code, line.price, SQL("0")),
            *(whole.first_day, whole.last_day, line.made_by),
        )
        .join(whole)
        .where((line.contract == contract) & line.product.in_(products))
    )


def recent(accounts: object, most: object) -> Any:
    """The latest revisions of a customer, by their dates."""
    return (
        OrderRevision.select(OrderRevision.id)
        .where(OrderRevision.sold_to.in_(accounts))
        .order_by(OrderRevision.order_date.desc(), OrderRevision.id.desc())
        .limit(most)
    )


def bought(*columns: Any) -> Any:
    """Lines of revisions that count, with their revision and order."""
    return (
        OrderLine.select(*columns)
        .join(OrderRevision)
        .join(SalesOrder, on=OrderRevision.order == SalesOrder.id)
        .switch(OrderRevision)
        .join(RevisionState, on=RevisionState.revision == OrderRevision.id)
        .where((OrderLine.quantity > 0) & RevisionState.status.in_((*OPEN, Status.FINISHED)))
    )


PRODUCT = Expression(OrderLine.product, "+", 0)
"""Not by the product's index: half a million lines may have it, the latest orders of one customer have few."""

LATEST_FIRST = (OrderRevision.order_date.desc(), OrderRevision.id.desc())


def _last_bought(accounts: object, products: object) -> Any:
    """The latest line of each product: picked by the database, since a customer may buy it with every order."""
    turn = fn.ROW_NUMBER().over(partition_by=[OrderLine.product], order_by=[*LATEST_FIRST]).alias("turn")
    columns = (OrderLine.product.alias("product"), OrderLine.price, OrderRevision.order_date, SalesOrder.number, turn)
    each = (
        bought(*columns).where(OrderRevision.id.in_(recent(accounts, RECENT)) & PRODUCT.in_(products)).alias("each")
    )
    return (
        OrderLine.select(
            *(Value(BOUGHT, converter=False), each.c.product, _NONE, each.c.number, each.c.price, SQL("0")),
            *(each.c.order_date, _NONE, Value("", converter=False)),
        )
        .from_(each)
        .where(each.c.turn == 1)
    )


FACTS = Prepared(
    lambda accounts, account, products, contract, price_list, currency: (
        _listed(price_list, products, currency)
        + _special(account, products, currency)
        + _contracted(contract, products)
        + _last_bought(accounts, products)
    )
)


def products_for(texts: Iterable[str], prefix: str = "") -> dict[str, Goods]:
    """The product each typed text stands for: a code in any capitals, or a barcode; unknown texts are left out."""
    codes = {text: visible(text).strip().removeprefix(prefix) for text in texts}
    found = each("product", sorted({code for code in codes.values() if code}), _products)
    return {text: found[code] for text, code in codes.items() if code in found}


def _products(codes: list[str]) -> dict[str, Goods]:
    """The first that is: as typed, in capitals, by barcode in whatever length scanners send it, in any capitals."""
    ways = {code: spellings(code) for code in codes}
    capitals = sorted({code.upper() for code in codes})
    barcodes = sorted({one for way in ways.values() for one in way})
    rows: dict[tuple[int, str], Goods] = {}
    for *goods, by, how in FOUND(sorted({*codes, *capitals}), barcodes or [""], capitals):
        rows[how, by] = Goods(*goods)
    found: dict[str, Goods] = {}
    for code in codes:
        scanned = [(BARCODE, one) for one in ways[code]]
        asked = [(CODE, code), (CODE, code.upper()), *scanned, (CAPITALS, code.upper())]
        found.update((code, rows[key]) for key in reversed(asked) if key in rows)
    return found


def po_is_product(number: str, prefix: str) -> str:
    """What is odd about a PO number that a line would read as a product; '' where it would not, or there is none."""
    found = products_for([number], prefix) if number else {}
    return f'PO number "{number}" is product {found[number].code}' if number in found else ""


class Bought(NamedTuple):
    """The line that bought a product last: its price, the order's day and number."""

    price: Decimal
    day: date
    number: str


@dataclass(slots=True)
class GoodsFacts:
    """What a customer pays for a product: every price that might apply, of any day, and what it paid last."""

    offers: list[Candidate] = field(default_factory=list[Candidate])
    bought: Bought | None = None


def facts_of(
    products: Iterable[int], account: int, contract: int | None, price_list: int | None, currency: str
) -> dict[int, GoodsFacts]:
    """Of each product, in the order's currency: one question for all of them (P-14)."""

    accounts = family(account)

    def ask(ids: list[int]) -> dict[int, GoodsFacts]:
        found = {one: GoodsFacts() for one in ids}
        for row in FACTS(accounts, account, ids, contract, price_list, currency):
            _note(found[row[1]], row, price_list)
        return found

    return each(("facts", account, contract, price_list, currency), sorted(set(products)), ask)


def _note(facts: GoodsFacts, row: tuple[Any, ...], price_list: int | None) -> None:
    where, _, list_id, code, price, from_quantity, first, last, by = row
    if where == BOUGHT:
        facts.bought = Bought(price, first, code)
        return
    source, label = {
        LISTED: (Source.LIST if list_id == price_list else Source.HOUSE_LIST, f"list {code}"),
        SPECIAL: (Source.CONTRACT_PRICE, "contract price"),
        CONTRACTED: (Source.CONTRACT, f"contract {code}"),
    }[where]
    facts.offers.append(Candidate(source, label, price, from_quantity, first, last, by))
