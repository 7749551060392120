"""What is asked about products: themselves, their prices, who bought them last; apart, or all of one at once."""

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce
from operator import add
from typing import Any, NamedTuple

from peewee import CTE, SQL, Expression, Select, Value, fn

from custtui.models.account import ContractLine, ContractPrice, CustomerAccount, PurchasingContract
from custtui.models.capitals import any_capitals
from custtui.models.order import OrderLine, OrderRevision, SalesOrder
from custtui.models.prepared import Prepared, reader
from custtui.models.product import Barcode, PriceList, PriceListItem, Product
from custtui.services.orders.bought import LATEST_FIRST, RECENT, bought, recent

HOUSE_LIST = "LIST"


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
    superseded_by: str = ""


_GOODS = tuple(getattr(Product, name) for name in Goods._fields)


def _found(codes: object, barcodes: object, ways: Sequence[Any]) -> Any:
    """Products by code, by barcode and by their code in any capitals, each with what it was found by, and how."""
    by_code = Product.select(*_GOODS, Product.code.alias("by"), Value(CODE, converter=False).alias("how"))
    by_barcode = Product.select(*_GOODS, Barcode.code, Value(BARCODE, converter=False)).join(Barcode)
    by_capitals = Product.select(*_GOODS, Product.code, Value(CAPITALS, converter=False))
    return (
        by_code.where(Product.code.in_(codes))
        + by_barcode.where(Barcode.code.in_(barcodes))
        + by_capitals.where(any_capitals(Product.code, ways))
    )


CODE, BARCODE, CAPITALS = 1, 2, 3
"""How a product was found: by its code, a barcode, or its code in other capitals."""

FOUND = Prepared(_found)
ITSELF, LISTED, SPECIAL, CONTRACTED, BOUGHT = 0, 1, 2, 3, 4
"""Where a fact of a product stands: on a price list, agreed, in a contract; or it is the line that bought it last."""
_NONE = SQL("NULL")


def _listed(account: object, price_list: object, products: object, currency: object) -> Any:
    """On the account's list, on those of its line of business, on the house's."""
    item, buyer = PriceListItem, CustomerAccount.alias()
    business = buyer.select(buyer.line_of_business).where((buyer.id == account) & (buyer.line_of_business != ""))
    return (
        item.select(
            *(Value(LISTED, converter=False).alias("where_from"), item.product, PriceList.id, PriceList.code),
            *(item.price, item.from_quantity, item.first_day, item.last_day, item.made_by),
        )
        .join(PriceList)
        .where(
            item.product.in_(products)
            & (
                (PriceList.id == price_list)
                | (PriceList.code == HOUSE_LIST)
                | PriceList.line_of_business.in_(business)
            )
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


PRODUCT = Expression(OrderLine.product, "+", 0)
"""Not by the product's index: half a million lines may have it, the latest orders of one customer have few."""


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


def _facts(
    accounts: object,
    account: object,
    products: object,
    contract: object,
    price_list: object,
    currency: object,
) -> list[Any]:
    """Where facts of these products stand, a query each, of the same columns."""
    return [
        _listed(account, price_list, products, currency),
        _special(account, products, currency),
        _contracted(contract, products),
        _last_bought(accounts, products),
    ]


def _whole(codes: object, barcodes: object, ways: Sequence[Any], *terms: Any) -> Any:
    """The products a text may stand for and their facts in one question: rows of facts, the product's beside them."""
    found = CTE("found", _found(codes, barcodes, ways))
    accounts, account, *other = terms
    parts = _facts(accounts, account, Select((found,), [found.c.id]), *other)
    goods = [getattr(found.c, name) for name in (*Goods._fields[1:], "by", "how")]
    none = [_NONE] * len(goods)
    itself = Select((found,), [Value(ITSELF, converter=False), found.c.id, *[_NONE] * 7, *goods])
    listed, *others = (part.select_extend(*none) for part in parts)
    query = listed + itself
    for part in others:
        query += part
    return query.with_cte(found)


FACTS = Prepared(lambda *terms: reduce(add, _facts(*terms)))
WHOLE = Prepared(_whole)
FACT = 9
"""Columns of a fact; in WHOLE those of the product stand behind them."""
READ = [*(reader(column) for column in _GOODS[1:]), None, None]
