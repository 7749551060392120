"""Products with their barcodes, and prices: of price lists and of single customers."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

from custtui.domain.pricing import listed_fault
from custtui.domain.product_code import canonical
from custtui.domain.records.fact import fields_of
from custtui.domain.records.price import PriceFields, price_faults
from custtui.domain.records.product import ProductFields, as_kept
from custtui.domain.who import Who
from custtui.exchange.kind import CellValues, Complain, FileRow, Kind, Reference, columns_of
from custtui.exchange.staging import SCANNED
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
from custtui.services.bulk.read_products import list_currencies, read_prices, read_products
from custtui.services.bulk.values import NewPrice, NewProduct

PRICE = fields_of(PriceFields)


class Products(Kind):
    """Products; one row each."""

    name = "products"
    what = "products with their barcodes"
    columns = columns_of(ProductFields)
    chained = ("product",)

    def make(self, rows: list[FileRow], complain: Complain) -> NewProduct:
        """A product."""
        return NewProduct(**as_kept(rows[0].values))

    def own(self, item: NewProduct) -> Iterable[Reference]:
        """Its code, its barcodes; none of them is another product's of the other sort."""
        yield from product_brings(item)
        for column, codes in (("code", (item.code,)), ("barcodes", item.barcodes)):
            yield from ((column, SCANNED, canonical(code).upper()) for code in codes)

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
        self.begin()

    def begin(self) -> None:
        """Asked for once a file: the house's currency, and what lists there are."""
        self.currency, self.lists = "", dict[str, tuple[str, str]]()

    def make(self, rows: list[FileRow], complain: Complain) -> NewPrice:
        """A price; that of a list is in its currency (C-39), a list in other capitals is that one."""
        self.currency = self.currency or house_currency()
        self.lists = self.lists or list_currencies()
        values: CellValues = {"customer": "", "from_quantity": Decimal(0), **rows[0].values}
        price_list, given = values.pop("list", ""), values.pop("currency", "")
        price_list, currency = self._list(price_list, given) if price_list else ("", given or self.currency)
        if why := listed_fault(price_list, currency, given or currency):
            complain(rows[0].line, "currency", why)
        one = NewPrice(price_list=price_list, currency=currency, **values)
        for fault in price_faults(one):
            complain(rows[0].line, PRICE[fault.field].in_files, fault.text)
        return one

    def _list(self, code: str, currency: str) -> tuple[str, str]:
        """The list as it is spelled, and its currency: one that is not there yet is as its first row says."""
        return self.lists.setdefault(code.casefold(), (code, currency or self.currency))

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
