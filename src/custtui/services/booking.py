"""Writes an order as it was agreed: number, revision, lines, ship-tos, state and events, in one transaction.

Rules are not asked here: order entry has asked them all, and orders imported as history keep number, status and
dates as they are (X-08).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple, Protocol

from peewee import Model

from custtui.domain.event import EventKind
from custtui.domain.fulfilment import Amounts
from custtui.domain.money import ZERO
from custtui.domain.order import IN_FORCE, Status
from custtui.models import chaining
from custtui.models.at_once import at_once, each_at_once
from custtui.models.base import db, moment
from custtui.models.database import is_sqlite
from custtui.models.insert import Insert
from custtui.models.order import (
    Hold,
    OrderCard,
    OrderCharge,
    OrderEvent,
    OrderLine,
    OrderPosition,
    OrderRevision,
    OrderShipTo,
    RevisionState,
    SalesOrder,
)
from custtui.models.prepared import Prepared
from custtui.models.seal import seal
from custtui.services.numbers import next_order_number

RowColumns = Mapping[str, Any]
"""Field names and Python values of a row; foreign keys as ids."""

INSERTS = {
    model: Insert(model)
    for model in (
        *(SalesOrder, OrderPosition, OrderRevision, OrderShipTo, OrderLine, OrderCharge, OrderCard, Hold, OrderEvent),
        RevisionState,
    )
}
PUT_IN_FORCE = Prepared(
    lambda order, revision: SalesOrder.update({SalesOrder.in_force: revision}).where(SalesOrder.id == order)
)
PENDING = Prepared(
    lambda order, revision: SalesOrder.update({SalesOrder.pending: revision}).where(SalesOrder.id == order)
)


@dataclass(slots=True)
class Content:
    """What a revision says. Columns left out have their defaults; totals are the sums of lines and charges.

    `header`: columns of OrderRevision without order, revision, replaces, totals and hash. `ship_tos`: columns of
    OrderShipTo; the first is the header's. `lines`: columns of OrderLine, `position` as its number and `ship_to` as
    the place in `ship_tos`; a discount given as a rate stands in `discount_rate`, its amount is not repeated.
    """

    header: dict[str, Any]
    ship_tos: Sequence[RowColumns]
    lines: Sequence[RowColumns]
    charges: Sequence[RowColumns] = ()
    card: RowColumns | None = None
    """Columns of OrderCard."""


class Happened(NamedTuple):
    """A line of an order's history: what, in which words, who did it, and who signed beside."""

    kind: EventKind
    text: str
    by: str
    signed_by: str = ""


@dataclass(slots=True)
class Booking:
    """An order to be written: its content, number ('' for the next one), status, holds and who did it when."""

    account: int
    content: Content
    by: str
    status: Status = Status.ACCEPTED
    number: str = ""
    from_draft: int | None = None
    counter: str = ""
    at: str = field(default_factory=moment)
    """The moment, as the database keeps it."""
    holds: Sequence[RowColumns] = ()
    events: Sequence[Happened] = ()
    """In the order they happened."""


class Booked(NamedTuple):
    """What was written: ids of positions by their number, those of ship-tos in their order."""

    order: int
    revision: int
    number: str
    gross: Decimal
    positions: Mapping[int, int]
    ship_tos: Sequence[int]


BookedLink = tuple[type[Model], int, RowColumns]
"""A row that was written: its table, its id, its columns."""


class OrderHand(Protocol):
    """What writes the rows of an order: statements, or many orders at once."""

    def one(self, model: type[Model], row: RowColumns, /) -> int:
        """Write a row; its id."""
        ...

    def many(self, model: type[Model], rows: Iterable[RowColumns], /) -> list[int]:
        """Write rows; their ids in the same order."""
        ...

    def seal(self, header: RowColumns, number: str, content: Content, previous: str, /) -> str:
        """The seal of a revision (see `models.seal`) of the order with this number."""
        ...

    def chain(self, order: int, first: BookedLink | None, links: Sequence[BookedLink], /) -> None:
        """The chain of the order goes on with these rows; that of a new one begins with its `first` (S-6)."""
        ...

    def stands(self, order: int, revision: int, status: Status) -> None:
        """The revision is in force, or waits, as its status says (R-25)."""
        ...


class Statements:
    """A statement a table, in the caller's transaction."""

    def one(self, model: type[Model], row: RowColumns, /) -> int:
        """Write a row; its id."""
        return self.many(model, [row])[0]

    def many(self, model: type[Model], rows: Iterable[RowColumns], /) -> list[int]:
        """Write rows; their ids in the same order."""
        return INSERTS[model](rows)

    def seal(self, header: RowColumns, number: str, content: Content, previous: str, /) -> str:
        """The seal of a revision (see `models.seal`) of the order with this number."""
        return seal({**header, "number": number}, content.ship_tos, content.lines, content.charges, previous)

    def chain(self, order: int, first: BookedLink | None, links: Sequence[BookedLink], /) -> None:
        """The chain of the order goes on with these rows; that of a new one begins with its `first` (S-6)."""
        made = [INSERTS[model].made(id, row) for model, id, row in ([first] if first else []) + [*links]]
        chaining.start(order, made) if first else chaining.go_on(order, made)

    def stands(self, order: int, revision: int, status: Status) -> None:
        """The revision is in force, or waits, as its status says (R-25)."""
        if status in IN_FORCE:
            PUT_IN_FORCE.later(order, revision)
        elif status == Status.PENDING:
            PENDING.later(order, revision)


class DrawnRows(Statements):
    """The same where the server is far: ids are drawn with the number, and nobody waits for a row (P-13)."""

    def __init__(self, ids: Mapping[type[Model], list[int]]) -> None:
        self._ids = {model: iter(some) for model, some in ids.items()}

    def many(self, model: type[Model], rows: Iterable[RowColumns], /) -> list[int]:
        """Write rows; their ids in the same order."""
        made = list(rows)
        INSERTS[model].as_drawn(ids := [next(self._ids[model]) for _ in made], made)
        return ids


STATEMENTS = Statements()


def _drawn(booking: Booking) -> tuple[str, OrderHand]:
    """The order's number, and what writes its rows."""
    content = booking.content
    counts: dict[type[Model], int] = {
        **dict.fromkeys((SalesOrder, OrderRevision, RevisionState), 1),
        **dict.fromkeys((OrderPosition, OrderLine), len(content.lines)),
        OrderShipTo: len(content.ship_tos),
        OrderCharge: len(content.charges),
        OrderCard: int(bool(content.card)),
        Hold: len(booking.holds),
        OrderEvent: len(booking.events),
    }
    draws = {model: partial(INSERTS[model].draw, count) for model, count in counts.items() if count}
    number, ids = at_once(next_order_number, lambda: each_at_once(list(draws.values())))
    return number, DrawnRows(dict(zip(draws, ids, strict=True)))


def book(booking: Booking, hand: OrderHand = STATEMENTS) -> Booked:
    """Write a new order with its first revision; call it within a transaction.

    Raises IntegrityError for a number that is taken.
    """
    far = not booking.number and hand is STATEMENTS and not is_sqlite(db)
    number, hand = _drawn(booking) if far else (booking.number or next_order_number(), hand)
    row = {
        "number": number,
        "account": booking.account,
        "from_draft": booking.from_draft,
        "counter": booking.counter,
        "made_by": booking.by,
        "made_at": booking.at,
    }
    order = hand.one(SalesOrder, row)
    numbers = [line["position"] for line in booking.content.lines]
    made = hand.many(OrderPosition, ({"order": order, "position": one} for one in numbers))
    positions = dict(zip(numbers, made, strict=True))
    revision, gross, ship_tos = write_revision(
        order, number, 1, booking, positions, hand, first=(SalesOrder, order, row)
    )
    hand.stands(order, revision, booking.status)
    return Booked(order, revision, number, gross, positions, ship_tos)


def write_revision(
    order: int,
    number: str,
    revision: int,
    booking: Booking,
    positions: Mapping[int, int],
    hand: OrderHand = STATEMENTS,
    *,
    replaces: int | None = None,
    previous: str = "",
    first: BookedLink | None = None,
) -> tuple[int, Decimal, list[int]]:
    """Write one revision with all that hangs on it, its state last: that seals it.

    Returns its id, its gross total and the ids of its ship-tos.

    `positions` maps position numbers to ids; `previous` is the seal of the revision it `replaces`. Of a new order
    `first` is what its chain begins with.
    """
    content = booking.content
    header = _header(booking, revision)
    row = {**header, "order": order, "replaces": replaces, "hash": hand.seal(header, number, content, previous)}
    one = hand.one(OrderRevision, row)
    ship_tos = hand.many(OrderShipTo, ({**ship_to, "revision": one} for ship_to in content.ship_tos))
    lines = (
        {**line, "revision": one, "position": positions[line["position"]], "ship_to": ship_tos[line["ship_to"]]}
        for line in content.lines
    )
    hand.many(OrderLine, lines)
    hand.many(OrderCharge, ({**charge, "revision": one} for charge in content.charges))
    holds, events = _holds(booking, one), _events(booking, order, one)
    linked: list[BookedLink] = [(OrderRevision, one, row), *_card(hand, content, one)]
    linked += [(Hold, id, hold) for id, hold in zip(hand.many(Hold, holds), holds, strict=True)]
    linked += [(OrderEvent, id, event) for id, event in zip(hand.many(OrderEvent, events), events, strict=True)]
    hand.chain(order, first, linked)
    state = {"status": str(booking.status), "changed_by": booking.by, "changed_at": booking.at}
    hand.one(RevisionState, {"revision": one, **state})
    return one, header["gross"], ship_tos


def _card(hand: OrderHand, content: Content, revision: int) -> Iterator[BookedLink]:
    if content.card is not None:
        card = {**content.card, "revision": revision}
        yield OrderCard, hand.one(OrderCard, card), card


def _holds(booking: Booking, revision: int) -> list[RowColumns]:
    stamp = {"placed_by": booking.by, "placed_at": booking.at}
    return [{**stamp, **hold, "revision": revision} for hold in booking.holds]


def _events(booking: Booking, order: int, revision: int) -> list[RowColumns]:
    whose = {"order": order, "revision": revision, "at": booking.at}
    return [{**whose, **one._asdict(), "kind": str(one.kind)} for one in booking.events]


def _header(booking: Booking, revision: int) -> dict[str, Any]:
    content = booking.content
    whole = totals(content)
    return {
        **content.header,
        "revision": revision,
        "made_by": booking.by,
        "made_at": booking.at,
        **whole.columns,
        "gross": whole.gross,
    }


def totals(content: Content) -> Amounts:
    """What an order comes to: the sums of lines and charges."""
    rows = (*content.lines, *content.charges)
    return Amounts(sum([row["net"] for row in rows], ZERO), sum([row["tax"] for row in rows], ZERO))
