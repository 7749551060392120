"""Products with their barcodes, and prices: of price lists and of single customers."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

from custtui.domain.records.fact import fields_of
from custtui.domain.records.price import PriceFields, price_faults
from custtui.domain.records.product import ProductFields, as_kept
from custtui.domain.who import Who
from custtui.exchange.kind import CellValues, Complain, FileRow, Kind, Reference, columns_of
from custtui.services.bulk.known import contract_windows, house_currency
from custtui.services.bulk.named import (
    OVERLAP,
    price_brings,
    price_needs,
    price_spans,
    product_brings,
    product_needs,
    product_oddities,
)
from custtui.services.bulk.products import write_prices, write_products
from custtui.services.bulk.read_products import read_prices, read_products
from custtui.services.bulk.values import NewPrice, NewProduct

PRICE = fields_of(PriceFields)


class Products(Kind):
    """Products; one row each."""

    name = "products"
    what = "products with their barcodes"
    columns = columns_of(ProductFields)

    def make(self, rows: list[FileRow], complain: Complain) -> NewProduct:
        """A product."""
        return NewProduct(**as_kept(rows[0].values))

    def own(self, item: NewProduct) -> Iterable[Reference]:
        """Its code, its barcodes."""
        return product_brings(item)

    def needs(self, item: NewProduct) -> Iterable[Reference]:
        """Its tax category; what it is superseded by."""
        return product_needs(item)

    def answers(self) -> dict[str, tuple[str, int]]:
        """The file may bring the product that another one is superseded by."""
        return {"product": ("code", 0)}

    def odd(self, item: NewProduct) -> Iterable[tuple[str, str]]:
        """What no scanner sends."""
        return product_oddities(item)

    def write(self, who: Who, items: Callable[[], Iterator[NewProduct]]) -> int:
        """In bulk."""
        return write_products(who, items())

    def read(self) -> Iterator[NewProduct]:
        """All products."""
        return read_products()

    def rows(self, item: NewProduct) -> Iterable[CellValues]:
        """One row."""
        yield {column.name: getattr(item, column.name) for column in self.columns}


class Prices(Kind):
    """Prices: with a list they are list prices, with a customer contract prices."""

    name = "prices"
    what = "list prices, with quantity breaks and dates, and contract prices of customers"
    overlap = OVERLAP
    columns = columns_of(PriceFields)

    def __init__(self) -> None:
        self.currency = ""

    def make(self, rows: list[FileRow], complain: Complain) -> NewPrice:
        """A price."""
        self.currency = self.currency or house_currency()
        values: CellValues = {
            "customer": "",
            "currency": self.currency,
            "from_quantity": Decimal(0),
            **rows[0].values,
        }
        one = NewPrice(price_list=values.pop("list", ""), **values)
        for fault in price_faults(one):
            complain(rows[0].line, PRICE[fault.field].in_files, fault.text)
        return one

    def own(self, item: NewPrice) -> Iterable[Reference]:
        """A list has one price of a product from a quantity and a day on."""
        return price_brings(item)

    def needs(self, item: NewPrice) -> Iterable[Reference]:
        """The product, the customer, who buys in the currency of the price."""
        return price_needs(item)

    def spans(self, item: NewPrice) -> Iterable[tuple[str, str, date, date]]:
        """Contract prices of one product for one customer do not overlap (R-34)."""
        return price_spans(item)

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

    def rows(self, item: NewPrice) -> Iterable[CellValues]:
        """One row."""
        yield {field.in_files: getattr(item, name) for name, field in PRICE.items()}
