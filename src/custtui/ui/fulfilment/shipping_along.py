"""Other orders of a customer that go where one is shipped: their lines beside its own, on one shipment (C-48)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from custtui.domain.naming import po_text, some
from custtui.domain.numbers import grouped
from custtui.domain.order import Status
from custtui.services import fulfilment, notices, orders
from custtui.services.fulfilment.parcels import Parcel
from custtui.services.views import OrderView, ShippingView
from custtui.ui.fulfilment.movable import movable, place_of, to_ship
from custtui.ui.fulfilment.quantity_lines import Movable, OrderPicture, still_open
from custtui.ui.kit.facts import FactRow

if TYPE_CHECKING:
    from custtui.ui.kit.desk import Desk


MANY = 3
"""So many orders are counted, not named."""


class Along:
    """Which they are, once that was asked; their lines where the clerk wants them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.numbers: tuple[str, ...] | None = None
        self.wanted = False
        self.views: tuple[ShippingView, ...] = ()

    async def look(self, stands: ShippingView) -> None:
        """Ask for their numbers, once."""
        if self.numbers is None:
            self.numbers = await self.desk.ask(fulfilment.going_along, stands)

    async def turn(self, stands: ShippingView) -> None:
        """Their lines come up, or go."""
        await self.look(stands)
        self.wanted = not self.wanted and bool(self.numbers)
        if not self.numbers:
            self.desk.hint("No other order of this customer can be shipped there")

    async def joined(self, stands: ShippingView, own: OrderPicture) -> OrderPicture:
        """The picture of an order just read, with the lines of the others below its own, order by order."""
        self.views, self.numbers = (), None
        if not self.wanted:
            return own
        await self.look(stands)
        self.views = await self.desk.ask(fulfilment.shipping_along, stands, self.numbers or ())
        if not self.views:
            return own
        headings = list(own.headings) or [_heading(stands)]
        lines = list(own.lines) if own.headings else [replace(line, block=0) for line in own.lines]
        for one in self.views:
            headings.append(_heading(one))
            lines += _lines(one, len(headings) - 1)
        return OrderPicture(own.facts, headings, lines)

    def told(self, key: str) -> list[FactRow]:
        """That there are some, as long as they are not up."""
        if self.wanted or not self.numbers:
            return []
        return [("Also", [f"{some(len(self.numbers), 'other order')} to ship there: {key} takes them along"], "text")]

    async def ship(self, parcels: Sequence[Parcel], via: str, confirmed: frozenset[str], *, last: bool) -> str:
        """Book them: `Shipped 3 lines of SO-1 and SO-2, shipment SH-7; SO-1: 60 open; SO-2: 1 line open`."""
        ship, who = fulfilment.ship_together, self.desk.session.who
        made = await self.desk.ask(ship, who, parcels, via=via, last=last, confirmed=confirmed)
        sent = [one for one in parcels if one.quantities]
        now = [await self.desk.ask(orders.order, one.number) for one in sent]
        count = some(sum(len(one.quantities) for one in sent), "line")
        papers = f"shipment{'' if len(made) == 1 else 's'} {', '.join(made)}"
        queued = dict[str, None]()
        for one in sent:
            queued |= dict.fromkeys(await self.desk.ask(notices.queued, one.number, made))
        mailed = [f"e-mail queued for {', '.join(queued)}"] if queued else []
        return "; ".join([f"Shipped {count} of {_named(sent)}, {papers}", *_became(sent, now), *mailed])


def _heading(one: ShippingView) -> FactRow:
    return "Order", [one.number, *([po_text(one.po_number)] if one.po_number else [])], "text"


def _lines(one: ShippingView, block: int) -> Iterator[Movable]:
    to = one.ship_tos if len({line.ship_to for line in one.lines}) > 1 else ()
    for line in sorted(one.lines, key=place_of):
        yield replace(to_ship(movable(line, to)), block=block, order=one.number)


def _named(sent: Sequence[Parcel]) -> str:
    return " and ".join(one.number for one in sent) if len(sent) < MANY else some(len(sent), "order")


def _became(sent: Sequence[Parcel], now: Sequence[OrderView]) -> Iterator[str]:
    """Of each order; many are counted: `3 finished, 1 still open`."""
    if len(sent) < MANY:
        for one, order in zip(sent, now, strict=True):
            yield f"{one.number}: {still_open(one.quantities, order)}{_rest(_given_up(one, order))}"
        return
    done = sum(order.status == Status.FINISHED for order in now)
    counts = ((done, "finished"), (len(now) - done, "still open"))
    rest = sum(map(_given_up, sent, now), Decimal(0))
    yield ", ".join(f"{count} {word}" for count, word in counts if count) + _rest(rest)


def _given_up(sent: Parcel, order: OrderView) -> Decimal:
    """What was closed short with it, as within tolerance (C-30)."""
    before = {line.position: line.forfeited for line in sent.seen.lines} if sent.seen else {}
    found = (line.forfeited - before[line.position] for line in order.lines if line.position in before)
    return sum(found, Decimal(0))


def _rest(rest: Decimal) -> str:
    return f", {grouped(rest)} closed short as within tolerance" if rest else ""
