"""Writes an order as it was agreed: number, revision, lines, ship-tos, state and events, in one transaction.

Rules are not asked here: order entry has asked them all, and orders imported as history keep number, status and
dates as they are (X-08).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from custtui.domain.money import ZERO
from custtui.domain.order import Status
from custtui.models import chaining
from custtui.models.base import now
from custtui.models.chaining import Made
from custtui.models.insert import Insert
from custtui.models.order import (
    Hold,
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

Columns = Mapping[str, Any]
"""Field names and Python values of a row; foreign keys as ids."""

ORDER, POSITIONS, REVISION, SHIP_TOS = (
    Insert(SalesOrder),
    Insert(OrderPosition),
    Insert(OrderRevision),
    Insert(OrderShipTo),
)
LINES, CHARGES, HOLDS, EVENTS = Insert(OrderLine), Insert(OrderCharge), Insert(Hold), Insert(OrderEvent)
STATE = Insert(RevisionState)
IN_FORCE = Prepared(
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
    ship_tos: Sequence[Columns]
    lines: Sequence[Columns]
    charges: Sequence[Columns] = ()


@dataclass(slots=True)
class Booking:
    """An order to be written: its content, number ('' for the next one), status, holds and who did it when."""

    account: int
    content: Content
    by: str
    status: Status = Status.ACCEPTED
    number: str = ""
    from_draft: int | None = None
    at: datetime = field(default_factory=now)
    holds: Sequence[Columns] = ()
    events: Sequence[tuple[str, str, str]] = ()
    """Kind, text and who, in the order they happened."""


class Booked(NamedTuple):
    """What was written."""

    order: int
    revision: int
    number: str
    gross: Decimal


def book(booking: Booking) -> Booked:
    """Write a new order with its first revision; call it within a transaction.

    Raises IntegrityError for a number that is taken.
    """
    number = booking.number or next_order_number()
    row = {
        "number": number,
        "account": booking.account,
        "from_draft": booking.from_draft,
        "made_by": booking.by,
        "made_at": booking.at,
    }
    order = ORDER.one(**row)
    numbers = [line["position"] for line in booking.content.lines]
    positions = dict(zip(numbers, POSITIONS({"order": order, "position": one} for one in numbers), strict=True))
    revision, gross = write_revision(order, number, 1, booking, positions, first=ORDER.made(order, row))
    if booking.status in (Status.ACCEPTED, Status.FINISHED):
        IN_FORCE(order, revision)
    elif booking.status == Status.PENDING:
        PENDING(order, revision)
    return Booked(order, revision, number, gross)


def write_revision(
    order: int,
    number: str,
    revision: int,
    booking: Booking,
    positions: Mapping[int, int],
    *,
    replaces: int | None = None,
    previous: str = "",
    first: Made | None = None,
) -> tuple[int, Decimal]:
    """Write one revision with all that hangs on it, its state last: that seals it. Returns its id and gross total.

    `positions` maps position numbers to ids; `previous` is the seal of the revision it `replaces`. Of a new order
    `first` is what its chain begins with.
    """
    content = booking.content
    header = _header(booking, revision)
    digest = seal({**header, "number": number}, content.ship_tos, content.lines, content.charges, previous)
    row = {**header, "order": order, "replaces": replaces, "hash": digest}
    one = REVISION.one(**row)
    ship_tos = SHIP_TOS({**ship_to, "revision": one} for ship_to in content.ship_tos)
    LINES(
        {**line, "revision": one, "position": positions[line["position"]], "ship_to": ship_tos[line["ship_to"]]}
        for line in content.lines
    )
    CHARGES({**charge, "revision": one} for charge in content.charges)
    linked = [
        REVISION.made(one, row),
        *_written(HOLDS, _holds(booking, one)),
        *_written(EVENTS, _events(booking, order, one)),
    ]
    chaining.start(order, [first, *linked]) if first else chaining.go_on(order, linked)
    STATE.one(revision=one, status=str(booking.status), changed_by=booking.by, changed_at=booking.at)
    return one, header["gross"]


def _holds(booking: Booking, revision: int) -> list[Columns]:
    stamp = {"placed_by": booking.by, "placed_at": booking.at}
    return [{**stamp, **hold, "revision": revision} for hold in booking.holds]


def _events(booking: Booking, order: int, revision: int) -> list[Columns]:
    return [
        {"order": order, "revision": revision, "kind": kind, "text": text, "by": by, "at": booking.at}
        for kind, text, by in booking.events
    ]


def _written(insert: Insert, rows: list[Columns]) -> list[Made]:
    return [insert.made(id, row) for id, row in zip(insert(rows), rows, strict=True)]


def _header(booking: Booking, revision: int) -> dict[str, Any]:
    content = booking.content
    net = sum((row["net"] for row in (*content.lines, *content.charges)), ZERO)
    tax = sum((row["tax"] for row in (*content.lines, *content.charges)), ZERO)
    return {
        **content.header,
        "revision": revision,
        "made_by": booking.by,
        "made_at": booking.at,
        "net": net,
        "tax": tax,
        "gross": net + tax,
    }
