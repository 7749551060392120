"""The promise of a draft as it is kept: line prices, the total, the outcome, who pays and how, where it goes."""

import json
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from custtui.services.order_entry.promised_places import PlacesPromised, places_in
from custtui.services.order_entry.rows import Head, LineRow, Stored


class Price(NamedTuple):
    """The price promised for what is typed on a line; `was`: an earlier one, of which the clerk has been told.

    `name` and `unit` are the product's, as they were shown; '' in what was kept before they were.
    """

    key: str
    price: str
    was: str = ""
    name: str = ""
    unit: str = ""


class Promise(NamedTuple):
    """What placing was said to do; `prices` by position, `waits_for` the codes of the reasons to wait.

    `paying` is what the clerk chose of payer and payment: while that stays, who pays, how and by when are promised
    until told, whatever else is keyed. `places` are those where it goes and is billed; None: not kept yet. `odd_po`
    is a PO number of which the clerk was told that it is a product's code. `days` are those of the payer's
    terms, from which the due date follows; '': not kept yet. So `tax`, the sum of it; `orderer` is the id
    of the contact who ordered, `ordered_by` the name. `twin` is the code of the customer like a new payer of whom the
    clerk has been told (F-27). `total` is `gross` as a figure, `to_fix` how much F9 would tell: home lists the draft
    by them; '': not kept yet.
    """

    prices: dict[str, Price]
    gross: str
    waits_for: str
    payer: str
    method: str
    terms: str = ""
    paying: str = ""
    places: PlacesPromised | None = None
    odd_po: str = ""
    days: str = ""
    tax: str = ""
    orderer: str = ""
    ordered_by: str = ""
    twin: str = ""
    total: str = ""
    to_fix: str = ""


def promise_in(stored: Stored) -> Promise | None:
    """What a draft promises; None where nothing was worked out yet, or where others wrote what cannot be read.

    Before 0014 the prices of its lines stood with it.
    """
    promise = _read(stored.head.promised) if stored.head.promised else None
    if promise is None:
        return None
    prices = {str(at): price for at, text in stored.promised.items() if (price := _price(text)) is not None}
    return promise._replace(prices={**promise.prices, **prices})


def kept_head(promise: Promise) -> str:
    """What of a promise is kept with the draft: all but the prices of its lines."""
    return json.dumps(promise._replace(prices={}), separators=(",", ":"))


def kept_lines(promise: Promise, stored: Stored) -> dict[int, str]:
    """What is kept with each line, by position; '' with one that has no price."""
    return {line.position: _text(promise.prices.get(str(line.position))) for line in stored.lines}


@lru_cache(maxsize=2_000)
def _text(price: Price | None) -> str:
    return json.dumps(price, separators=(",", ":")) if price else ""


@lru_cache(maxsize=2_000)
def _price(text: str) -> Price | None:
    """The price of a line as it was kept; None where others wrote what is none."""
    try:
        kept: Any = json.loads(text)
        price = Price(*kept)
    except (ValueError, TypeError, RecursionError):
        return None
    return price if isinstance(kept, list) and all(type(one) is str for one in price) else None


@lru_cache(maxsize=2)
def _read(text: str) -> Promise | None:
    """A line put on an order asks several times for what its draft promised; a long order's promise is long."""
    try:
        prices, *rest = json.loads(text)
        lines = {position: Price(*price) for position, price in prices.items()}
        later = dict(zip(Promise._fields[8:], rest[7:], strict=False))
        return Promise(lines, *rest[:6], places=places_in(rest[6:7]), **later)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def left_as(promised: str) -> tuple[Decimal, int] | None:
    """The sum of a draft and how much F9 would have told when it was left; None where no promise tells."""
    promise = _read(promised) if promised else None
    if promise is None:
        return None
    try:
        total, to_fix = Decimal(promise.total), int(promise.to_fix)
    except (ArithmeticError, ValueError, TypeError):
        return None
    return (total, to_fix) if total.is_finite() else None


def method_in(head: Head) -> str:
    """The name of the payment method that a draft promises, '' for none."""
    promise = _read(head.promised) if head.promised else None
    return promise.method if promise else ""


def half_typed_in(head: Head) -> dict[str, str]:
    """The half-typed fields of the screen, by name; none where others wrote what cannot be read."""
    try:
        found: Any = json.loads(head.typing)
    except (ValueError, RecursionError):
        return {}
    kept: dict[Any, Any] = found if isinstance(found, dict) else {}
    return {name: text for name, text in kept.items() if isinstance(text, str)}


def key_of(row: LineRow, head: Head, together: str = "") -> str:
    """All of a line and its order that the clerk types and that its price hangs on; see `WorkedLine.together`."""
    key = "|".join((row.item, row.quantity, row.price, row.discount, str(head.contract or "")))
    return f"{key}|{together}" if together else key


def paying_of(head: Head) -> str:
    """All that the clerk chooses and that payer, payment and terms hang on."""
    chosen = (head.bill_to_account, head.bill_to_site, head.bill_to_address, head.payment_method)
    return "|".join(str(one or "") for one in chosen)


def price_before(promise: Promise | None, key: str, position: int, price: str) -> str:
    """The price a line had before it changed by itself; '' where it did not."""
    kept = promise.prices.get(str(position)) if promise else None
    if kept is None or kept.key != key:
        return ""
    return next((old for old in (kept.price, kept.was) if old and old != price), "")
