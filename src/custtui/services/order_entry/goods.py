"""Products and prices as the lines of a draft need them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from peewee import Expression, fn

from custtui.domain.pricing import Candidate, Source
from custtui.domain.product_code import spellings
from custtui.domain.text import visible
from custtui.models.account import ContractLine, ContractPrice, PurchasingContract
from custtui.models.families import family
from custtui.models.order import OrderLine, OrderRevision, RevisionState, SalesOrder
from custtui.models.prepared import Prepared
from custtui.models.product import Barcode, PriceList, PriceListItem, Product

HOUSE_LIST = "LIST"
RECENT = 200
"""What was bought last, and at what price, is looked for in so many orders: a bound, for those with thousands."""
LATEST = 10
"""In these first: who orders often mostly orders the same again."""


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
BY_CODE = Prepared(lambda codes: Product.select(*_GOODS).where(Product.code.in_(codes)))
BY_ANY_CASE = Prepared(lambda codes: Product.select(*_GOODS).where(fn.UPPER(Product.code).in_(codes)))
BY_BARCODE = Prepared(
    lambda codes: Product.select(*_GOODS, Barcode.code).join(Barcode).where(Barcode.code.in_(codes))
)
SPECIAL = Prepared(
    lambda account, products, currency: ContractPrice.select(
        ContractPrice.product,
        ContractPrice.price,
        ContractPrice.first_day,
        ContractPrice.last_day,
        ContractPrice.made_by,
    ).where(
        (ContractPrice.account == account)
        & ContractPrice.product.in_(products)
        & (ContractPrice.currency == currency)
    )
)
LISTED = Prepared(
    lambda price_list, products, currency: (
        PriceListItem.select(
            PriceListItem.product,
            PriceList.id,
            PriceList.code,
            PriceListItem.price,
            PriceListItem.from_quantity,
            PriceListItem.first_day,
            PriceListItem.last_day,
            PriceListItem.made_by,
        )
        .join(PriceList)
        .where(
            PriceListItem.product.in_(products)
            & ((PriceList.id == price_list) | (PriceList.code == HOUSE_LIST))
            & (PriceList.currency == currency)
        )
    )
)
CONTRACTED = Prepared(
    lambda contract, products: (
        ContractLine.select(
            ContractLine.product,
            PurchasingContract.code,
            ContractLine.price,
            PurchasingContract.first_day,
            PurchasingContract.last_day,
            ContractLine.made_by,
        )
        .join(PurchasingContract)
        .where((ContractLine.contract == contract) & ContractLine.product.in_(products))
    )
)


def _recent(accounts: object, most: object) -> Any:
    """The latest revisions of a customer, by their dates."""
    return (
        OrderRevision.select(OrderRevision.id)
        .where(OrderRevision.sold_to.in_(accounts))
        .order_by(OrderRevision.order_date.desc(), OrderRevision.id.desc())
        .limit(most)
    )


def _bought(*columns: Any) -> Any:
    """Lines of revisions that count, with their revision and order."""
    return (
        OrderLine.select(*columns)
        .join(OrderRevision)
        .join(SalesOrder, on=OrderRevision.order == SalesOrder.id)
        .switch(OrderRevision)
        .join(RevisionState, on=RevisionState.revision == OrderRevision.id)
        .where((OrderLine.quantity > 0) & RevisionState.status.in_(("accepted", "finished", "pending")))
    )


PRODUCT = Expression(OrderLine.product, "+", 0)
"""Not by the product's index: half a million lines may have it, the latest orders of one customer have few."""

_LATEST_FIRST = (OrderRevision.order_date.desc(), OrderRevision.id.desc())


def _last_bought(accounts: object, most: object, since: object, products: object) -> Any:
    """The latest line of each product: picked by the database, since a customer may buy it with every order."""
    turn = fn.ROW_NUMBER().over(partition_by=[OrderLine.product], order_by=[*_LATEST_FIRST]).alias("turn")
    each = (
        _bought(OrderLine.product.alias("product"), OrderRevision.order_date, SalesOrder.number, turn)
        .where(
            OrderRevision.id.in_(_recent(accounts, most))
            & (OrderRevision.order_date >= since)
            & PRODUCT.in_(products)
        )
        .alias("each")
    )
    return (
        OrderLine.select(each.c.product, each.c.order_date.cast("TEXT"), each.c.number)
        .from_(each)
        .where(each.c.turn == 1)
    )


def _last_paid(accounts: object, most: object, product: object) -> Any:
    return (
        _bought(OrderLine.price, OrderRevision.order_date, SalesOrder.number)
        .where(OrderRevision.id.in_(_recent(accounts, most)) & (product == PRODUCT))
        .order_by(*_LATEST_FIRST)
        .limit(1)
    )


BOUGHT = Prepared(_last_bought)
LAST_PAID = Prepared(_last_paid)


def products_for(texts: Iterable[str], prefix: str = "") -> dict[str, Goods]:
    """The product each typed text stands for: a code in any capitals, or a barcode; unknown texts are left out."""
    codes = {text: visible(text).strip().removeprefix(prefix) for text in texts}
    wanted = {code for code in codes.values() if code}
    found = _by_code(wanted)
    missing = sorted(wanted - found.keys())
    found.update(_by_barcode(missing))
    missing = sorted(wanted - found.keys())
    others = {row[1].upper(): Goods(*row) for row in BY_ANY_CASE(sorted({code.upper() for code in missing}))}
    found.update({code: others[code.upper()] for code in missing if code.upper() in others})
    return {text: found[code] for text, code in codes.items() if code in found}


def _by_barcode(wanted: Iterable[str]) -> dict[str, Goods]:
    """By what scanners read, in whatever length they send it; one kept in just this spelling comes first."""
    ways = {code: spellings(code) for code in wanted}
    rows = {row[-1]: Goods(*row[:-1]) for row in BY_BARCODE(sorted({one for way in ways.values() for one in way}))}
    return {code: rows[one] for code, way in ways.items() for one in reversed(way) if one in rows}


def _by_code(wanted: set[str]) -> dict[str, Goods]:
    """By the indexed column: as typed, and in capitals."""
    rows = {row[1]: Goods(*row) for row in BY_CODE(sorted(wanted | {code.upper() for code in wanted}))}
    return {code: rows.get(code) or rows[code.upper()] for code in wanted if code in rows or code.upper() in rows}


def candidates(
    products: Sequence[int], account: int, contract: int | None, price_list: int | None, currency: str
) -> dict[int, list[Candidate]]:
    """Every price that might apply to each product, of any day, in the order's currency."""
    found: dict[int, list[Candidate]] = defaultdict(list)
    for product, code, price, first, last, by in CONTRACTED(contract, products) if contract else ():
        found[product].append(Candidate(Source.CONTRACT, f"contract {code}", price, Decimal(0), first, last, by))
    for product, price, first, last, by in SPECIAL(account, products, currency):
        found[product].append(Candidate(Source.CONTRACT_PRICE, "contract price", price, Decimal(0), first, last, by))
    for product, list_id, code, price, from_quantity, first, last, by in LISTED(price_list, products, currency):
        source = Source.LIST if list_id == price_list else Source.HOUSE_LIST
        found[product].append(Candidate(source, f"list {code}", price, from_quantity, first, last, by))
    return found


def bought_since(account: int, since: date, products: Sequence[int]) -> dict[int, tuple[date, str]]:
    """When each product was last bought by this customer since a day, and on which order (F-59)."""
    found: dict[int, tuple[date, str]] = {}
    for most in (LATEST, RECENT):
        missing = [one for one in products if one not in found]
        for product, day, number in BOUGHT(family(account), most, since, missing):
            found[product] = date.fromisoformat(day), number
    return found


def last_paid(account: int, product: int) -> tuple[Decimal, date, str] | None:
    """The last price this customer paid for a product, when, on which order (X-10)."""
    known = family(account)
    return LAST_PAID.first(known, LATEST, product) or LAST_PAID.first(known, RECENT, product)
