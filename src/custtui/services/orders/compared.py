"""What differs between two revisions of an order, side by side and in a sentence (F-61, F-74)."""

from collections.abc import Iterator

from custtui.domain.days import shown_day
from custtui.domain.money import shown, shown_price
from custtui.domain.numbers import grouped, plain
from custtui.services import clock
from custtui.services.views import OrderLineView, OrderView
from custtui.services.views.order import Difference

HEADER = (
    ("ordered by", "ordered_by"),
    ("PO", "po_number"),
    ("contract", "contract"),
    ("payment", "payment_method"),
    ("terms", "payment_terms"),
    ("ship via", "ship_via"),
    ("message", "message"),
)
"""What of the header is compared as it is told, by its names in views."""


def differences(before: OrderView, after: OrderView) -> tuple[Difference, ...]:
    """Line by line, then the header, the total last; nothing where nothing differs."""
    return (*_lines(before, after), *_header(before, after), *_total(before, after))


def told_differences(before: OrderView, after: OrderView) -> str:
    """`APPLE-12 100 -> 120, CHERRY-6 5 added`; the total apart."""
    return ", ".join(one.told for one in (*_lines(before, after), *_header(before, after)))


def _lines(before: OrderView, after: OrderView) -> Iterator[Difference]:
    old, new = ({line.position: line for line in view.lines} for view in (before, after))
    for position in sorted({*old, *new}):
        yield from _line(position, old.get(position), new.get(position))


def _line(position: int, was: OrderLineView | None, now: OrderLineView | None) -> Iterator[Difference]:
    if was is None and now is not None:
        if now.quantity:
            yield Difference(
                position, now.product, "", f"{grouped(now.quantity)} at {shown_price(now.price)}", added=True
            )
        return
    if was is None or now is None:
        return
    if was.product != now.product:
        yield Difference(position, "product", was.product, now.product)
    if was.quantity != now.quantity:
        yield Difference(position, now.product, grouped(was.quantity), grouped(now.quantity))
    for what, old, new in _terms(was, now):
        if old != new:
            yield Difference(position, f"{now.product} {what}", old, new)


def _terms(was: OrderLineView, now: OrderLineView) -> Iterator[tuple[str, str, str]]:
    yield "price", shown_price(was.price), shown_price(now.price)
    yield "discount", _off(was), _off(now)
    yield "wanted", _day(was), _day(now)
    yield "ship to", _place(was), _place(now)


def _off(line: OrderLineView) -> str:
    if line.discount_rate is not None:
        return f"{plain(line.discount_rate * 100)}%"
    return plain(line.discount) if line.discount else "none"


def _day(line: OrderLineView) -> str:
    return shown_day(line.wanted, clock.today()) if line.wanted else "none"


def _place(line: OrderLineView) -> str:
    return line.ship_to or "with the order"


def _header(before: OrderView, after: OrderView) -> Iterator[Difference]:
    pairs = [(what, getattr(before, name), getattr(after, name)) for what, name in HEADER]
    pairs.append(("bill to", _payer(before), _payer(after)))
    pairs.append(("ship to", _ship_to(before), _ship_to(after)))
    yield from (Difference(None, what, was or "none", now or "none") for what, was, now in pairs if was != now)


def _payer(view: OrderView) -> str:
    return f"{view.bill_to_code} {view.bill_to_name}, {view.bill_to_address.one_line}"


def _ship_to(view: OrderView) -> str:
    place = view.ship_to
    return ", ".join(part for part in (place.alias or place.name, place.attention, place.address.one_line) if part)


def _total(before: OrderView, after: OrderView) -> Iterator[Difference]:
    if before.gross != after.gross:
        was, now = (shown(view.gross, view.currency) for view in (before, after))
        yield Difference(None, "total", was, now)
