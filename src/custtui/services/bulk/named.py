"""What products, prices and contracts bring and need, as codes: asked of one record typed and of a file of many."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from custtui.domain.numbers import plain
from custtui.domain.product_code import canonical
from custtui.domain.quantity import least_words


class Naming(NamedTuple):
    """A field, a sort of code (see services.bulk.known), and a code of it."""

    field: str
    sort: str
    code: str


class Span(NamedTuple):
    """A time of a key that may not overlap another one of it: the field told, first and last day."""

    field: str
    key: str
    first: date
    last: date


def product_brings(one: Any) -> Iterator[Naming]:
    """Its code, its barcodes: UPC-A, EAN and GTIN of one number are one."""
    yield Naming("code", "product", one.code)
    for barcode in one.barcodes:
        yield Naming("barcodes", "barcode", canonical(barcode))


def product_needs(one: Any) -> Iterator[Naming]:
    """Its tax category, where the house has tax rates (C-38); the product it is superseded by."""
    yield Naming("tax_category", "tax category", one.tax_category)
    yield Naming("code", NO_BARCODE, one.code)
    for barcode in one.barcodes:
        yield Naming("barcodes", NO_CODE, f"{one.code}\t{barcode}")
    if one.superseded_by:
        yield Naming("superseded_by", "product", one.superseded_by)


def product_oddities(one: Any) -> Iterator[tuple[str, str]]:
    """A number as long as an EAN, with a wrong check digit, is never taken for a scan (SPEC 6); a least quantity that
    no step reaches.
    """
    if why := least_words(one.minimum, one.step):
        yield "minimum", why
    for code in one.barcodes:
        if code.isdecimal() and len(code) in (8, 12, 13, 14) and not _is_ean(code):
            yield "barcodes", f"{code} has a wrong check digit"


def _is_ean(code: str) -> bool:
    from stdnum import ean

    return bool(ean.is_valid(code))


def list_price_key(product: str, price_list: str, from_quantity: Decimal, first_day: date) -> str:
    """What tells a list price from every other."""
    return f"{product}\t{price_list}\t{from_quantity:.3f}\t{first_day}"


def price_brings(one: Any) -> Iterator[Naming]:
    """A list has one price of a product from a quantity and a day on."""
    if one.price_list:
        key = list_price_key(one.product, one.price_list, one.from_quantity, one.first_day)
        yield Naming("first_day", "list price", key)


def price_needs(one: Any) -> Iterator[Naming]:
    """The product, the customer, who buys in the currency of the price."""
    yield Naming("product", "product", one.product)
    if one.customer:
        yield Naming("customer", "customer", one.customer)
        yield Naming("currency", "customer in currency", f"{one.customer}\t{one.currency}")


def contract_needs(one: Any) -> Iterator[Naming]:
    """Customer, who buys in its currency, and products."""
    yield Naming("customer", "customer", one.customer)
    yield Naming("currency", "customer in currency", f"{one.customer}\t{one.currency}")
    for line in one.lines:
        yield Naming("product", "product", line.product)
        if line.quantity % 1:
            yield Naming("quantity", PARTS, f"{line.product}\t{plain(line.quantity)}")


SHARED_ONCE = "answer to share"
OF_CUSTOMER = "contract of the customer"
PARTS = "product sold in parts"
KEPT_CURRENCY, KEPT_BUSINESS = "currency of the list", "line of business of the list"
ONE_LIST = "only list of the line of business"
SPELLED = "code in other capitals"
NO_BARCODE, NO_CODE = "code no scanner sends", "barcode nobody types"
"""Sorts of what may not be (see bulk.fitting)."""


def list_needs(one: Any) -> Iterator[Naming]:
    """That its prices stay in their currency, those who buy by it theirs, and a line of business has one (C-39)."""
    yield Naming("currency", KEPT_CURRENCY, f"{one.code}\t{one.currency}")
    yield Naming("line_of_business", KEPT_BUSINESS, f"{one.code}\t{one.line_of_business}")
    if one.line_of_business:
        yield Naming("line_of_business", ONE_LIST, f"{one.code}\t{one.currency}\t{one.line_of_business}")


def price_spans(one: Any) -> Iterator[Span]:
    """Contract prices of one product for one customer do not overlap (R-34)."""
    if one.customer and one.last_day:
        yield Span("first_day", f"{one.customer}\t{one.product}", one.first_day, one.last_day)


OVERLAP = "another price holds until"
"""What is told of a price whose time overlaps another one; the last day of that follows."""
