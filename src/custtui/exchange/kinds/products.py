"""Products with their barcodes, and prices: of price lists and of single customers."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from custtui.domain.product_code import canonical
from custtui.domain.tax import category_of
from custtui.domain.who import Who
from custtui.exchange import cells
from custtui.exchange.kind import Column, Complain, Kind, Reference, Row, Values
from custtui.services.bulk.known import contract_windows, house_currency, list_price_key
from custtui.services.bulk.products import write_prices, write_products
from custtui.services.bulk.read_products import read_prices, read_products
from custtui.services.bulk.values import NewPrice, NewProduct


class Products(Kind):
    """Products; one row each."""

    name = "products"
    what = "products with their barcodes"
    columns = (
        Column("code", "code", cells.ITEM_CODE, "APPLE-12", required=True),
        Column("name", "name", cells.TEXT, "Apple juice, 12 bottles", required=True),
        Column("unit", "unit it is counted in; blank: each", cells.TEXT, "case"),
        Column("tax_category", "tax category; blank: standard", cells.TEXT, "standard"),
        Column("active", "may be ordered; blank: Y", cells.FLAG, "Y"),
        Column("minimum", "least quantity", cells.QUANTITY, "1"),
        Column("step", "quantities go in steps of; 1: whole units only", cells.QUANTITY, "1"),
        Column("lead_days", "days to get it", cells.DAYS, "2"),
        Column("made_to_order", "made when ordered", cells.FLAG, "N"),
        Column("under_tolerance", "under-shipment that completes a line", cells.RATE, "0.02"),
        Column("over_tolerance", "over-shipment allowed", cells.RATE, "0.02"),
        Column("barcodes", "what scanners read", cells.many(cells.ITEM_CODE), "4006381333931"),
    )

    def make(self, rows: list[Row], complain: Complain) -> NewProduct:
        """A product; a minimum or a step of 0 is none."""
        values: Values = rows[0].values
        values = {name: value for name, value in values.items() if value or name not in ("minimum", "step")}
        if "tax_category" in values:
            values = {**values, "tax_category": category_of(values["tax_category"])}
        return NewProduct(**values)

    def own(self, item: NewProduct) -> Iterable[Reference]:
        """Its code, its barcodes."""
        yield "code", "product", item.code
        for barcode in item.barcodes:
            yield "barcodes", "barcode", canonical(barcode)

    def needs(self, item: NewProduct) -> Iterable[Reference]:
        """Its tax category, where the house has tax rates (C-38)."""
        yield "tax_category", "tax category", item.tax_category

    def odd(self, item: NewProduct) -> Iterable[tuple[str, str]]:
        """A number as long as an EAN, with a wrong check digit, is never taken for a scan (SPEC 6)."""
        for code in item.barcodes:
            if code.isdecimal() and len(code) in (8, 12, 13, 14) and not _is_ean(code):
                yield "barcodes", f"{code} has a wrong check digit"

    def write(self, who: Who, items: Callable[[], Iterator[NewProduct]]) -> int:
        """In bulk."""
        return write_products(who, items())

    def read(self) -> Iterator[NewProduct]:
        """All products."""
        return read_products()

    def rows(self, item: NewProduct) -> Iterable[Values]:
        """One row."""
        yield {column.name: getattr(item, column.name) for column in self.columns}


def _is_ean(code: str) -> bool:
    from stdnum import ean

    return bool(ean.is_valid(code))


class Prices(Kind):
    """Prices: with a list they are list prices, with a customer contract prices."""

    name = "prices"
    what = "list prices, with quantity breaks and dates, and contract prices of customers"
    overlap = "another price holds (R-34) until"
    columns = (
        Column("product", "code of the product", cells.ITEM_CODE, "APPLE-12", required=True),
        Column("list", "code of the price list, for a list price; a new one is made", cells.CODE, "STANDARD"),
        Column("customer", "code of the customer, for a contract price", cells.CODE, "3897-5"),
        Column("price", "price of one unit", cells.PRICE, "4.56", required=True),
        Column("currency", "currency; blank: the house's", cells.CURRENCY, "USD"),
        Column("from_quantity", "holds from this quantity on (list price)", cells.QUANTITY, "10"),
        Column("first_day", "first day it holds", cells.FIRST_DAY, "2026-05-01", required=True),
        Column("last_day", "last day it holds; blank: until further notice (list price)", cells.DAY, "2026-05-31"),
    )

    def __init__(self) -> None:
        self.currency = ""

    def make(self, rows: list[Row], complain: Complain) -> NewPrice:
        """A price."""
        values: dict[str, Any] = dict(rows[0].values)
        line, price_list, customer = rows[0].line, values.pop("list", ""), values.pop("customer", "")
        if bool(price_list) == bool(customer):
            complain(line, "list", "a price has either a list or a customer")
        last: date | None = values.get("last_day")
        if last is not None and last < values["first_day"]:
            complain(line, "last_day", "is before the first day")
        if customer and last is None:
            complain(line, "last_day", "a contract price has a last day")
        if customer and values.get("from_quantity"):
            complain(line, "from_quantity", "a contract price has no quantity break")
        self.currency = self.currency or house_currency()
        values.setdefault("currency", self.currency)
        return NewPrice(price_list=price_list, customer=customer, **values)

    def own(self, item: NewPrice) -> Iterable[Reference]:
        """A list has one price of a product from a quantity and a day on."""
        if item.price_list:
            key = list_price_key(item.product, item.price_list, item.from_quantity, item.first_day)
            yield "first_day", "list price", key

    def needs(self, item: NewPrice) -> Iterable[Reference]:
        """The product, the customer."""
        yield "product", "product", item.product
        if item.customer:
            yield "customer", "customer", item.customer

    def spans(self, item: NewPrice) -> Iterable[tuple[str, str, date, date]]:
        """Contract prices of one product for one customer do not overlap (R-34)."""
        if item.customer and item.last_day:
            yield "first_day", f"{item.customer}\t{item.product}", item.first_day, item.last_day

    def windows(self, keys: list[str]) -> Iterable[tuple[str, date, date]]:
        """The contract prices that stand."""
        pairs = [(code, product) for code, _, product in (key.partition("\t") for key in keys)]
        return ((f"{code}\t{product}", first, last) for code, product, first, last in contract_windows(pairs))

    def write(self, who: Who, items: Callable[[], Iterator[NewPrice]]) -> int:
        """In bulk."""
        return write_prices(who, items())

    def read(self) -> Iterator[NewPrice]:
        """List prices, then contract prices."""
        return read_prices()

    def rows(self, item: NewPrice) -> Iterable[Values]:
        """One row."""
        values = {column.name: getattr(item, column.name) for column in self.columns if column.name != "list"}
        yield {**values, "list": item.price_list, "from_quantity": item.from_quantity or Decimal(0)}
