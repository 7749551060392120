"""What differs between two revisions of an order, side by side and in a sentence (F-61, F-74)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple, Protocol

from custtui.domain.address import Address
from custtui.domain.card_payment import CardPayment
from custtui.domain.card_payment import told as told_card
from custtui.domain.charge import told as told_charges
from custtui.domain.days import shown_day
from custtui.domain.money import shown, shown_price
from custtui.domain.numbers import grouped, plain
from custtui.services import clock
from custtui.services.views import OrderView, ShipToView
from custtui.services.views.fulfilment import Charge
from custtui.services.views.order import Difference

HEADER = (
    ("ordered by", "ordered_by"),
    ("PO", "po_number"),
    ("contract", "contract"),
    ("payment", "payment_method"),
    ("terms", "payment_terms"),
    ("ship via", "ship_via"),
    ("message", "message"),
    ("internal note", "internal_note"),
)
"""What of the header is compared as it is told, by its names in views."""


class LineSaid(NamedTuple):
    """What of a line is compared; `ship_to` is '' where it goes with the order."""

    position: int
    product: str
    quantity: Decimal
    price: Decimal
    discount: Decimal
    discount_rate: Decimal | None
    wanted: date | None
    ship_to: str
    line_note: str = ""


class RevisionSaid(NamedTuple):
    """What of a revision is compared, the total apart."""

    ordered_by: str
    po_number: str
    contract: str
    payment_method: str
    payment_terms: str
    ship_via: str
    message: str
    internal_note: str
    bill_to_code: str
    bill_to_name: str
    bill_to_address: Address
    ship_to: ShipToView
    lines: tuple[LineSaid, ...]
    currency: str
    card: CardPayment | None
    charges: tuple[Charge, ...] = ()


class ComparedLine(Protocol):
    """See `LineSaid`; a line of a view is one too."""

    @property
    def position(self) -> int: ...
    @property
    def product(self) -> str: ...
    @property
    def quantity(self) -> Decimal: ...
    @property
    def price(self) -> Decimal: ...
    @property
    def discount(self) -> Decimal: ...
    @property
    def discount_rate(self) -> Decimal | None: ...
    @property
    def wanted(self) -> date | None: ...
    @property
    def ship_to(self) -> str: ...
    @property
    def line_note(self) -> str: ...


class Compared(Protocol):
    """See `RevisionSaid`; the view of an order is one too."""

    @property
    def bill_to_code(self) -> str: ...
    @property
    def bill_to_name(self) -> str: ...
    @property
    def bill_to_address(self) -> Address: ...
    @property
    def ship_to(self) -> ShipToView: ...
    @property
    def lines(self) -> Sequence[ComparedLine]: ...
    @property
    def currency(self) -> str: ...
    @property
    def card(self) -> CardPayment | None: ...
    @property
    def charges(self) -> tuple[Charge, ...]: ...


def differences(before: OrderView, after: OrderView) -> tuple[Difference, ...]:
    """Line by line, then the header, the total last; nothing where nothing differs."""
    return (*_lines(before, after), *_header(before, after), *_total(before, after))


def told_differences(before: Compared, after: Compared) -> str:
    """`APPLE-12 100 -> 120, CHERRY-6 5 added`; the total apart."""
    return ", ".join(one.told for one in (*_lines(before, after), *_header(before, after)))


def _lines(before: Compared, after: Compared) -> Iterator[Difference]:
    old, new = ({line.position: line for line in view.lines} for view in (before, after))
    for position in sorted({*old, *new}):
        yield from _line(position, old.get(position), new.get(position))


def _line(position: int, was: ComparedLine | None, now: ComparedLine | None) -> Iterator[Difference]:
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
    for what, columns, told in TERMS:
        if columns(was) != columns(now) and (old := told(was)) != (new := told(now)):
            yield Difference(position, f"{now.product} {what}", old, new)


def _off(line: ComparedLine) -> str:
    if line.discount_rate is not None:
        return f"{plain(line.discount_rate * 100)}%"
    return plain(line.discount) if line.discount else "none"


def _day(line: ComparedLine) -> str:
    return shown_day(line.wanted, clock.today()) if line.wanted else "none"


def _place(line: ComparedLine) -> str:
    return line.ship_to or "with the order"


TERMS: tuple[tuple[str, Callable[[ComparedLine], object], Callable[[ComparedLine], str]], ...] = (
    ("price", attrgetter("price"), lambda line: shown_price(line.price)),
    ("discount", attrgetter("discount", "discount_rate"), _off),
    ("wanted", attrgetter("wanted"), _day),
    ("ship to", attrgetter("ship_to"), _place),
    ("note", attrgetter("line_note"), lambda line: line.line_note or "none"),
)
"""What else of a line is compared, by its columns; where those are the same, so is what is told."""


def _header(before: Compared, after: Compared) -> Iterator[Difference]:
    pairs = [(what, getattr(before, name), getattr(after, name)) for what, name in HEADER]
    for what, columns, told in PARTS:
        if columns(before) != columns(after):
            pairs.append((what, told(before), told(after)))
    yield from (Difference(None, what, was or "none", now or "none") for what, was, now in pairs if was != now)


def _card(view: Compared) -> str:
    return told_card(view.card, view.currency, clock.today()) if view.card else ""


def _charges(view: Compared) -> str:
    return told_charges(view.charges, view.currency)


def _payer(view: Compared) -> str:
    return f"{view.bill_to_code} {view.bill_to_name}, {view.bill_to_address.one_line}"


def _ship_to(view: Compared) -> str:
    place = view.ship_to
    return ", ".join(part for part in (place.alias or place.name, place.attention, place.address.one_line) if part)


PARTS: tuple[tuple[str, Callable[[Compared], object], Callable[[Compared], str]], ...] = (
    ("card", attrgetter("card", "currency"), _card),
    ("charges", attrgetter("charges", "currency"), _charges),
    ("bill to", attrgetter("bill_to_code", "bill_to_name", "bill_to_address"), _payer),
    ("ship to", attrgetter("ship_to"), _ship_to),
)
"""The same of the header."""


def _total(before: OrderView, after: OrderView) -> Iterator[Difference]:
    if before.gross != after.gross:
        was, now = (shown(view.gross, view.currency) for view in (before, after))
        yield Difference(None, "total", was, now)
