"""Writes products and prices in bulk."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from custtui.domain.records.house import PriceListFields
from custtui.domain.records.product import ProductFields
from custtui.domain.who import Who
from custtui.models.account import ContractPrice, CustomerAccount
from custtui.models.among import among
from custtui.models.product import Barcode, PriceList, PriceListItem, Product
from custtui.models.search.product import index_products
from custtui.services.bulk.tables import ENOUGH, Bulk, bulk_write, chunks
from custtui.services.bulk.values import NewPrice, NewProduct
from custtui.services.setup_history import remember_made
from custtui.services.writing.customer import row_of


def write_products(who: Who, products: Iterable[NewProduct]) -> int:
    """Write new products with their barcodes, and what the product list finds them by."""
    last = count = 0
    with bulk_write(who.login, Product, Barcode) as bulk:
        for new in products:
            last = _add_product(bulk, new)
            bulk.flush(at_least=ENOUGH)
            count += 1
        with bulk.locked():
            index_products(range(last - count + 1, last + 1))
    return count


def _add_product(bulk: Bulk, new: NewProduct) -> int:
    product = bulk.add(Product, **row_of(ProductFields, partial(getattr, new)))
    for code in new.barcodes:
        bulk.add(Barcode, code=code, product=product)
    return product


def write_prices(who: Who, prices: Iterable[NewPrice]) -> int:
    """Write list prices and contract prices; a price list that is not there yet is made."""
    count, made = 0, list[dict[str, str]]()
    with bulk_write(who.login, PriceList, PriceListItem, ContractPrice) as bulk:
        lists = {row.code: row.id for row in PriceList.select()}
        for chunk in chunks(prices):
            products = ids_of(Product, {price.product for price in chunk})
            accounts = ids_of(CustomerAccount, {price.customer for price in chunk if price.customer})
            for new in chunk:
                if new.customer:
                    _add_contract_price(bulk, new, products[new.product], accounts[new.customer])
                else:
                    _add_list_price(bulk, new, products[new.product], lists, made)
            count += len(chunk)
            bulk.flush(at_least=ENOUGH)
        with bulk.locked():
            for one in made:
                remember_made(who, "pricelists", one["code"], PriceListFields, {**one, "line_of_business": ""})
    return count


def ids_of(model: type[Product] | type[CustomerAccount], codes: set[str]) -> dict[str, int]:
    """The ids of the rows with these codes."""
    return {row.code: row.id for row in model.select(model.id, model.code).where(among(model.code, codes))}


def _add_list_price(
    bulk: Bulk, new: NewPrice, product: int, lists: dict[str, int], made: list[dict[str, str]]
) -> None:
    """One that is not there is made, and noted."""
    if new.price_list not in lists:
        made.append({"code": new.price_list, "name": new.price_list, "currency": new.currency})
        lists[new.price_list] = bulk.add(PriceList, **made[-1])
    item = {"price_list": lists[new.price_list], "product": product, "from_quantity": new.from_quantity}
    bulk.add(PriceListItem, **item, **_holds(new))


def _add_contract_price(bulk: Bulk, new: NewPrice, product: int, account: int) -> None:
    bulk.add(ContractPrice, account=account, product=product, currency=new.currency, **_holds(new))


def _holds(new: NewPrice) -> dict[str, Any]:
    """What is charged, and for which time."""
    return {"price": new.price, "first_day": new.first_day, "last_day": new.last_day}
