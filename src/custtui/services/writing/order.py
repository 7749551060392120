"""The rows of an order's revision and of its lines, whoever writes them: its columns are named here alone (X-05)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Protocol


class Said(Protocol):
    """What an order says of itself, typed or from a file."""

    @property
    def po_number(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def ship_via(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def prices_on_note(self) -> bool: ...
    @property
    def internal_note(self) -> str: ...


class PaidBy(NamedTuple):
    """How an order is paid: method and terms by their codes, and the day it is due."""

    method: str
    terms: str
    due: date | None


class LineGoods(NamedTuple):
    """The product of a line, as the line says it."""

    product: int
    product_code: str
    description: str
    unit: str
    tax_category: str


class LinePrice(NamedTuple):
    """The price of a line and what is off it, each with where it came from."""

    price: Decimal
    price_source: str
    price_reason: str
    discount: Decimal
    discount_rate: Decimal | None
    discount_reason: str
    tax_rate: Decimal
    tax_parts: str = ""
    tax_reason: str = ""


LINE = (
    "position",
    "ship_to",
    *LineGoods._fields,
    "quantity",
    *LinePrice._fields,
    "net",
    "tax",
    "gross",
    "wanted",
    "line_note",
)


def header_row(
    said: Said,
    *,
    sold_to: tuple[int, str, str],
    ordered_by: tuple[int | None, str],
    bill_to: Mapping[str, Any],
    days: tuple[date, date | None],
    paid: PaidBy,
    contract: int | None,
    currency: str,
) -> dict[str, Any]:
    """The row of a revision; `sold_to` by id, code and name, `days` it was ordered on and is wanted."""
    return {
        "sold_to": sold_to[0],
        "sold_to_code": sold_to[1],
        "sold_to_name": sold_to[2],
        "ordered_by": ordered_by[0],
        "ordered_by_name": ordered_by[1],
        **bill_to,
        "order_date": days[0],
        "wanted": days[1],
        "payment_method": paid.method,
        "payment_terms": paid.terms,
        "payment_due": paid.due,
        "po_number": said.po_number,
        "contract": contract,
        "source": said.source,
        "ship_via": said.ship_via,
        "message": said.message,
        "internal_note": said.internal_note,
        "prices_on_note": said.prices_on_note,
        "currency": currency,
    }


def line_row(
    position: int | None,
    ship_to: int,
    goods: LineGoods,
    quantity: Decimal,
    price: LinePrice,
    amounts: tuple[Decimal, Decimal, Decimal],
    wanted: date | None,
    note: str = "",
) -> dict[str, Any]:
    """The row of a line; `ship_to` is its place among those of the order, `amounts` are net, tax and gross.

    `note` is for the house alone (X-21).
    """
    return dict(zip(LINE, (position, ship_to, *goods, quantity, *price, *amounts, wanted, note), strict=True))
