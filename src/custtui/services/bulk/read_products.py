"""Reads products and prices for export, page by page."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from custtui.domain.records.product import ProductFields
from custtui.models.account import ContractPrice, CustomerAccount
from custtui.models.among import among
from custtui.models.product import Barcode, PriceList, PriceListItem, Product
from custtui.services.bulk.values import NewPrice, NewProduct
from custtui.services.writing.customer import row_of

PAGE = 500


def read_products() -> Iterator[NewProduct]:
    """All products in the order they were made."""
    last = 0
    while page := list(Product.select().where(Product.id > last).order_by(Product.id).limit(PAGE)):
        barcodes = dict[int, list[str]]()
        for row in Barcode.select().where(among(Barcode.product, [row.id for row in page])).order_by(Barcode.id):
            barcodes.setdefault(row.product_id, []).append(row.code)
        for row in page:
            yield NewProduct(**product_values(row, tuple(barcodes.get(row.id, ()))))
        last = page[-1].id


def product_values(row: Product, barcodes: tuple[str, ...]) -> dict[str, Any]:
    """What a row says of a product, by the names of its record."""
    return {**row_of(ProductFields, partial(getattr, row)), "barcodes": barcodes}


def list_currencies() -> dict[str, tuple[str, str]]:
    """The price lists there are, by their small letters: as they are spelled, and their currencies."""
    rows = PriceList.select(PriceList.code, PriceList.currency).order_by(PriceList.id.desc()).tuples()
    return {code.casefold(): (code, currency) for code, currency in rows}


def read_prices() -> Iterator[NewPrice]:
    """List prices, then contract prices, each in the order they were made."""
    yield from _list_prices()
    yield from _contract_prices()


def _list_prices() -> Iterator[NewPrice]:
    last, item = 0, PriceListItem
    rows = item.select(item, Product.code, PriceList.code, PriceList.currency)
    rows = rows.join_from(item, Product).join_from(item, PriceList).order_by(item.id).limit(PAGE)
    while page := list(rows.where(item.id > last)):
        for row in page:
            yield NewPrice(**list_price_values(row))
        last = page[-1].id


def _contract_prices() -> Iterator[NewPrice]:
    last, item = 0, ContractPrice
    rows = item.select(item, Product.code, CustomerAccount.code)
    rows = rows.join_from(item, Product).join_from(item, CustomerAccount)
    rows = rows.where(CustomerAccount.merged_into.is_null()).order_by(item.id).limit(PAGE)
    while page := list(rows.where(item.id > last)):
        for row in page:
            yield NewPrice(**contract_price_values(row))
        last = page[-1].id


def list_price_values(row: Any) -> dict[str, Any]:
    """What a row says of the price of a list, with its product and its list."""
    whose = {"price_list": row.price_list.code, "customer": "", "currency": row.price_list.currency}
    return {**whose, "from_quantity": row.from_quantity, **_holds(row)}


def contract_price_values(row: Any) -> dict[str, Any]:
    """What a row says of a customer's price, with its product and its customer."""
    whose = {"price_list": "", "customer": row.account.code, "currency": row.currency}
    return {**whose, "from_quantity": Decimal(0), **_holds(row)}


def _holds(row: Any) -> dict[str, Any]:
    held = {name: getattr(row, name) for name in ("price", "first_day", "last_day")}
    return {"product": row.product.code, **held}
